"""What made a worksheet, as the cache compares it: one made by older prompts or to an older schema is not served.

Raising a version here or in the first line of a prompt retires everything it made; nothing else has to be done.
"""

from collections.abc import Iterable
from functools import cache

from cache.model import Language
from language_models.model import Role
from worksheets.writing.instructions import instructions

_SCHEMA = "schema-1"
_GENERATORS = "generators-1"

COMPUTED = f"{_SCHEMA}/{_GENERATORS}"
"""The edition of a question that a generator makes today."""


def written(language: Language) -> str:
    """The edition of a question that a model writes today."""
    return f"{_SCHEMA}/{instructions(Role.AUTHOR, language).version}"


@cache
def of_questions(language: Language) -> tuple[str, ...]:
    """The editions of questions that are good today in this language."""
    return (COMPUTED, written(language))


def of_worksheet(editions: Iterable[str]) -> str:
    """The edition of a worksheet with questions of these: it retires with any of them."""
    return "+".join(sorted(set(editions)))


@cache
def served_editions() -> tuple[str, ...]:
    """The editions of worksheets that are good today."""
    mixed = (of_worksheet(of_questions(language)) for language in Language)
    return (COMPUTED, *map(written, Language), *mixed)
