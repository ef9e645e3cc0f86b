"""Shapes the cache speaks in. It knows topics and opaque item ids, and nothing of worksheets."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from msgspec import Struct


class Language(StrEnum):
    """Languages a topic can be written in (ISO 639-1)."""

    ENGLISH = "en"
    RUSSIAN = "ru"
    HINDI = "hi"


class Match(StrEnum):
    """How a stored topic was found to equal the requested one."""

    EXACT = "exact"
    ALIAS = "alias"
    NEAR = "near"
    JUDGED = "judged"
    NONE = "none"


class Scope(Struct, frozen=True, forbid_unknown_fields=True):
    """What must agree exactly before two topics are compared at all; never embedded.

    `subject` is None when the asker named none, and None equals only None.
    """

    language: Language
    grade: int
    subject: str | None = None
    visibility: str = "public"


class Versions(Struct, frozen=True):
    """What must agree for a stored entry to be served: an older one is never compared with a newer one.

    `epoch` is the version of the canonical form, `embedder` the name of the vectors' maker, `editions` are the versions
    of schema and prompts whose items are still good.
    """

    epoch: str
    embedder: str
    editions: tuple[str, ...]


class Wanted(Struct, frozen=True):
    """Which item of a topic is looked for. Items that `viewer` was given before are passed over."""

    specification: str
    viewer: str | None = None


class Item(Struct, frozen=True):
    """Something stored under a topic, opaque but for its specification. `edition` is what made it."""

    id: UUID
    specification: str
    edition: str
    expires_at: datetime


class Found(Struct, frozen=True):
    """A stored topic that is the requested one. `similarity` is the cosine in [-1, 1], 1.0 for an equal key or alias.

    `item_id` is None when the topic is stored, but with nothing of the wanted specification, or nothing unseen.
    """

    topic_id: int
    item_id: UUID | None
    match: Match
    similarity: float
    matched_topic: str


class CanonicalTopic(Struct, frozen=True):
    """What a topic asks for, in comparable form.

    `tokens` are stems, concepts (`highest_common_factor`), numbers, formulas and marks in the order read, `words` what
    was typed for each; two topics with one `key` are the same topic. `grade` and `count` were lifted out of the free
    text and are not in the key.
    """

    text: str
    tokens: tuple[str, ...]
    words: tuple[str, ...]
    key: str
    grade: int | None
    count: int | None
    language: Language

    @property
    def cleaned(self) -> str:
        """The topic without what frames it, in the asker's own words: the text that is embedded."""
        return " ".join(word for word in self.words if word)


class RefusalReason(StrEnum):
    """Why two topics that an embedder finds close are not the same worksheet."""

    SCOPE = "scope"
    NUMBERS = "numbers"
    FORMULA = "formula"
    POLARITY = "polarity"
    DIRECTION = "direction"
    ORDER = "order"
    RESIDUAL = "residual"


class Refusal(Struct, frozen=True):
    reason: RefusalReason
