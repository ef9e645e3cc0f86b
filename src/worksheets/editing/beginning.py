"""How a stored worksheet becomes the state from which writing goes on: some places stand, others are empty again."""

from msgspec.structs import replace

from questions.model import Question, QuestionType
from worksheets.editing import variants
from worksheets.editing.model import Rewriting, Varying
from worksheets.editing.original import questions_of
from worksheets.editing.wishes import slot_of, types_by_need, wished_slot
from worksheets.model import StoredWorksheet
from worksheets.writing.model import Checkpoint, Place, Stock


def beginning(edit: Rewriting | Varying, stored: StoredWorksheet) -> Checkpoint:
    """The places of the worksheet, with the questions that stay. Where nothing better comes, the old one stays too."""
    questions = questions_of(stored)
    places = _rewritten(edit, stored, questions) if isinstance(edit, Rewriting) else _varied(edit, questions)
    replaced = tuple(place.instead.stem for place in places if place.instead is not None)
    return Checkpoint(Stock(avoid=replaced), stored.title, stored.objectives, places)


def _rewritten(edit: Rewriting, stored: StoredWorksheet, questions: tuple[Question, ...]) -> tuple[Place, ...]:
    types = types_by_need(questions, stored.subject)
    return tuple(
        Place(wished_slot(question, edit, _from(question.number, types)), instead=question)
        if question.number in edit.numbers
        else Place(question=question, is_settled=True)
        for question in questions
    )


def _from(number: int, types: list[QuestionType]) -> list[QuestionType]:
    """The same types, begun elsewhere for every question: not all are to become the same."""
    start = (number - 1) % len(types)
    return types[start:] + types[:start]


def _varied(edit: Varying, questions: tuple[Question, ...]) -> tuple[Place, ...]:
    random = variants.randomness(edit.worksheet_id, edit.variant)
    mixed = [questions[at] for at in variants.other_order(len(questions), random)]
    return tuple(
        Place(slot_of(question, like=True), instead=replace(variants.reordered(question, random), number=number))
        for number, question in enumerate(mixed, 1)
    )
