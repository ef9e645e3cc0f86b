"""Labelled texts of tests/worksheets/personal_data: `{kind:…}` marks what must not be sent on."""

import re
from pathlib import Path

from msgspec import Struct

from cache.model import Language
from worksheets.personal_data import Kind

_HERE = Path(__file__).parents[1] / "worksheets" / "personal_data"
_MARKED = re.compile(r"\{([a-z]+):([^}]*)\}")


class Marked(Struct, frozen=True):
    """A text, and the pieces of personal data in it."""

    text: str
    pieces: tuple[tuple[Kind, str], ...]


def personal(language: Language) -> list[Marked]:
    """Notes that hold personal data."""
    lines = (_HERE / "personal" / f"{language}.txt").read_text("utf-8").splitlines()
    return [
        Marked(_MARKED.sub(r"\2", line), tuple((Kind(found[1]), found[2]) for found in _MARKED.finditer(line)))
        for line in lines
    ]


def impersonal(language: Language) -> list[str]:
    """Topics and notes that hold none, though some look like it: people of lessons, numbers, generic pupils."""
    return (_HERE / "impersonal" / f"{language}.txt").read_text("utf-8").splitlines()
