"""The options of a question and the labels they carry, for the sheet and for the key alike."""

from collections.abc import Sequence

from msgspec import UNSET

from cache.model import Language
from questions.labels import option_label
from questions.model import Option, Question, Side


def options_of(question: Question) -> Sequence[Option]:
    """The options as printed; none for a question without options."""
    return () if question.options is UNSET else question.options


def columns_of(question: Question) -> tuple[list[Option], list[Option]]:
    """The left and the right column of a matching question."""
    options = options_of(question)
    left = [option for option in options if option.side is Side.LEFT]
    return left, [option for option in options if option.side is not Side.LEFT]


def letters(options: Sequence[Option], language: Language) -> dict[str, str]:
    """The letter of each option by its id."""
    return {option.id: option_label(language, position) for position, option in enumerate(options)}


def numerals(options: Sequence[Option]) -> dict[str, str]:
    """The number of each option of a left column by its id."""
    return {option.id: str(position) for position, option in enumerate(options, start=1)}
