"""Shapes of what askers say."""

from enum import StrEnum

from msgspec import Struct

from cache.model import Language


class Effect(StrEnum):
    """What a report or an answer changed in the cache.

    `separated`: the two topics are never served for each other again; `withdrawn`: nobody is served this item any more;
    `joined`: the wording means the stored topic from now on; `noted`: nothing yet.
    """

    SEPARATED = "separated"
    WITHDRAWN = "withdrawn"
    JOINED = "joined"
    NOTED = "noted"


class Pair(Struct, frozen=True, forbid_unknown_fields=True):
    """Two topics of one scope that somebody reported as different; `subject` is '' where none was named."""

    language: Language
    subject: str
    grade: int
    stored: str
    requested: str
    reason: str
