"""Reports and answers as they come in, and what they changed."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from cache.quarantine.model import Effect
from worksheets.model import Topic


class Reason(StrEnum):
    """What is wrong: the match, or the worksheet itself."""

    NOT_WHAT_I_ASKED = "not_what_i_asked"
    WRONG_ANSWER = "wrong_answer"
    UNSUITABLE = "unsuitable"
    OTHER = "other"


class Report(Struct, frozen=True, forbid_unknown_fields=True):
    """The body of `POST /worksheets/{id}/report`. `topic` is what was asked when this worksheet came."""

    topic: Topic
    reason: Reason
    text: Annotated[str, Meta(max_length=1000)] = ""


class Answer(Struct, frozen=True, forbid_unknown_fields=True):
    """The body of `POST /worksheets/{id}/same`: whether this is the worksheet for `topic`."""

    topic: Topic
    same: bool


class Received(Struct, frozen=True):
    """What became of a report or an answer."""

    effect: Effect
