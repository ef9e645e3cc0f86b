"""Whether the keys of delivered worksheets by numbers are the right ones."""

import msgspec

from fakes.worksheets_by_numbers import TRUTHS, Json, identity
from questions.model import Question, QuestionType
from worksheets.writing.unwritten import unwritten

SHUFFLED = {"correct", "distractors", "pairs"}


def truths(questions: tuple[Question, ...]) -> list[bool]:
    """For each question but open ones, whether its key is the right one."""
    return [
        holds(msgspec.to_builtins(unwritten(question)), truth_of(question))
        for question in questions
        if question.type is not QuestionType.OPEN
    ]


def truth_of(question: Question) -> dict[str, Json]:
    return TRUTHS[identity(question.stem, [option.text for option in question.options or ()])]


def holds(kept: dict[str, Json], truth: dict[str, Json]) -> bool:
    """Whether every field of the truth is kept; options may have been shuffled."""
    return all(in_order(kept[field], field) == in_order(right, field) for field, right in truth.items())


def in_order(value: Json, field: str) -> Json:
    return sorted(value, key=str) if field in SHUFFLED and isinstance(value, list) else value
