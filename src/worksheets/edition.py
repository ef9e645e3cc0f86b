"""What made a worksheet, as the cache compares it: one made by older prompts or to an older schema is not served.

Raising a version here or in the first line of a prompt retires everything it made; nothing else has to be done.
"""

from functools import cache

from cache.model import Language
from worksheets.model import Source, StoredWorksheet
from worksheets.writing.prompt import instructions

_SCHEMA = "schema-1"
_GENERATORS = "generators-1"


def edition_of(worksheet: StoredWorksheet) -> str:
    """The edition under which this worksheet is admitted."""
    return _written(worksheet.language) if worksheet.source is Source.MODEL else _computed()


@cache
def served_editions() -> tuple[str, ...]:
    """The editions that are good today."""
    return (_computed(), *map(_written, Language))


def _computed() -> str:
    return f"{_SCHEMA}/{_GENERATORS}"


def _written(language: Language) -> str:
    return f"{_SCHEMA}/{instructions(language).version}"
