"""What each role is told, in the language of the worksheet: text files with a version in the first line.

The text is the same for every request of a language, so that providers can cache it.
"""

from functools import cache
from importlib import resources

import msgspec
from msgspec import Struct

from cache.model import Language
from language_models.model import Role


class Instructions(Struct, frozen=True):
    version: str
    text: str


@cache
def instructions(role: Role, language: Language) -> Instructions:
    """The instructions of that role; the corrector's begin with the author's, by whose rules it writes."""
    told = _read(role, language)
    if role is not Role.CORRECTOR:
        return told
    author = _read(Role.AUTHOR, language)
    return Instructions(f"{author.version}+{told.version}", f"{author.text}\n{told.text}")


def _read(role: Role, language: Language) -> Instructions:
    text = (resources.files("worksheets.writing.prompts") / f"{role}.{language}.txt").read_text("utf-8")
    first, _, rest = text.partition("\n")
    return Instructions(f"{first.removeprefix('version: ')}.{language}", rest)


def as_data(data: Struct) -> str:
    """One line of JSON. `<` is escaped too: some servers read `<|…|>` in text as their own control signs."""
    return msgspec.json.encode(data).decode().replace("<", r"\u003c")
