"""The verdict on a key: what the stem's task gives, compared with what the key says, for every type of question."""

import re
from collections.abc import Callable
from functools import lru_cache

from msgspec.structs import replace

from cache.model import Language
from questions.checks.algebra import choices, keys, ordering, pairing, statements
from questions.checks.algebra.model import UNDECIDED, Finding, Verdict
from questions.model import Question, QuestionType

_DECIDERS: dict[QuestionType, Callable[[Question, Language], Finding]] = {
    QuestionType.SINGLE_CHOICE: choices.single,
    QuestionType.MULTIPLE_CHOICE: choices.multiple,
    QuestionType.TRUE_FALSE: statements.decide,
    QuestionType.MATCHING: pairing.decide,
    QuestionType.ORDERING: ordering.decide,
}

# `Project “Rivers”: find …` asks for nothing else than what follows.
_TITLE = re.compile(r"^[^\d\\_.:!?«“„\"]{0,40}[«“„\"][^»”“\"\\_]{1,300}[»”“\"]\s*:\s*(?=\S)")


@lru_cache(1024)
def decide(question: Question, language: Language) -> Finding:
    """Whether algebra confirms the key, contradicts it, or cannot say. Never raises."""
    finding = _decided(question, language)
    untitled = _TITLE.sub("", question.stem)
    if finding.verdict is not Verdict.UNDECIDED or untitled == question.stem:
        return finding
    return _decided(replace(question, stem=untitled), language)


def _decided(question: Question, language: Language) -> Finding:
    try:
        return _DECIDERS.get(question.type, keys.decide)(question, language)
    except (RecursionError, OverflowError, MemoryError):
        return UNDECIDED
