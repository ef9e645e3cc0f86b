"""Shapes of aliases."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class AliasSource(StrEnum):
    """Who says that the wording means the topic."""

    JUDGED = "judged"
    TEACHER = "teacher"
    CATALOGUE = "catalogue"


class Alias(Struct, frozen=True, forbid_unknown_fields=True):
    """`alias` as it was typed means the stored `topic`. `model` judged so, where a model did."""

    id: int
    alias: str
    topic: str
    source: AliasSource
    model: str | None
    created_at: datetime
