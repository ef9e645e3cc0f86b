"""A source text as its owner sees it, and as it comes in."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from cache.model import Language
from worksheets.source_texts.extraction.model import LONGEST_TEXT


class PastedText(Struct, frozen=True, forbid_unknown_fields=True):
    """The body of `POST /sources` that is no file."""

    text: Annotated[str, Meta(min_length=1, max_length=LONGEST_TEXT)]


class SourceText(Struct, frozen=True, omit_defaults=True):
    """What was kept of a text. `notice` is there when it went on; `language_guess` when most letters are of one."""

    id: UUID
    characters: int
    excerpt: str
    expires_at: datetime
    pages: int | None = None
    language_guess: Language | None = None
    notice: str | None = None
