"""What is found in a text, and the text without it."""

from enum import StrEnum

from msgspec import Struct


class Kind(StrEnum):
    """Of what kind a piece of personal data is."""

    EMAIL = "email"
    TELEPHONE = "telephone"
    DOCUMENT = "document"
    CARD = "card"
    HANDLE = "handle"
    ADDRESS = "address"
    BIRTH = "birth"
    NAME = "name"


class Finding(Struct, frozen=True):
    """A piece of personal data from `start` to before `end`, in characters of the text."""

    start: int
    end: int
    kind: Kind


class Withheld(Struct, frozen=True):
    """A text with a neutral word in the place of each piece of personal data, and the kinds that were found."""

    text: str
    kinds: frozenset[Kind] = frozenset()
