"""What is not made into a worksheet."""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

# A field of the request and what was typed into it.
TextField = tuple[str, str]
TextFields = Sequence[TextField]


class Category(StrEnum):
    """What a text wishes for that no school works on."""

    SEXUAL = "sexual"
    DRUGS = "drugs"
    WEAPONS = "weapons"
    SELF_HARM = "self-harm"
    HATE = "hate"
    EXTREMISM = "extremism"
    GAMBLING = "gambling"
    CRUELTY = "cruelty"
    CHEATING = "cheating"
    VIOLENCE = "violence"


class Unfit(Struct, frozen=True):
    """The field whose text is unfit for a school, and what it wishes for."""

    field: str
    category: Category
