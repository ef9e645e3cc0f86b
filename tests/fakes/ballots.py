"""How the fake provider votes on a ballot of the judge."""

from collections.abc import Mapping

from msgspec import DecodeError, Struct
from msgspec import json as msgjson


class Stored(Struct):
    number: int
    topic: str


class Ballot(Struct):
    """What the fake reads of the judge's question."""

    requested: str
    stored: list[Stored]


def vote(content: str, meant: Mapping[str, str]) -> str | None:
    """The vote of a model to whom each requested topic means a stored one; None when `content` is no ballot."""
    try:
        ballot = msgjson.decode(content, type=Ballot)
    except DecodeError:
        return None
    wanted = meant.get(ballot.requested)
    return f'{{"same": {next((each.number for each in ballot.stored if each.topic == wanted), 0)}}}'
