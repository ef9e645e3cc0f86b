"""What a rule says about a question, and what it may know of the sheet."""

from collections.abc import Callable

from msgspec import Struct

from cache.model import Language
from questions.model import Question, Specification

THE_SHEET = 0


class Flaw(Struct, frozen=True):
    """Question `number` breaks `rule`; number 0 is the sheet as a whole.

    `detail` never quotes the question; of a wrong key it says what algebra computed.
    """

    number: int
    rule: str
    detail: str


class Ground(Struct, frozen=True):
    """What was asked for."""

    specification: Specification
    language: Language
    grade: int


QuestionRule = Callable[[Question, Ground], str | None]
"""Says what is wrong with one question, or None. Its name is the name of the flaw."""
