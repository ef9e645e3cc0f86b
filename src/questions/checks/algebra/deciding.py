"""The verdict on a key: what the stem's task gives, compared with what the key says, for every type of question."""

from collections.abc import Callable
from functools import lru_cache

from cache.model import Language
from questions.checks.algebra import choices, keys, ordering, pairing, statements
from questions.checks.algebra.model import UNDECIDED, Finding
from questions.model import Question, QuestionType

_DECIDERS: dict[QuestionType, Callable[[Question, Language], Finding]] = {
    QuestionType.SINGLE_CHOICE: choices.single,
    QuestionType.MULTIPLE_CHOICE: choices.multiple,
    QuestionType.TRUE_FALSE: statements.decide,
    QuestionType.MATCHING: pairing.decide,
    QuestionType.ORDERING: ordering.decide,
}


@lru_cache(1024)
def decide(question: Question, language: Language) -> Finding:
    """Whether algebra confirms the key, contradicts it, or cannot say. Never raises."""
    try:
        return _DECIDERS.get(question.type, keys.decide)(question, language)
    except (RecursionError, OverflowError, MemoryError):
        return UNDECIDED
