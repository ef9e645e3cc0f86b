"""A model provider that obeys: what it is told in a topic or in notes comes out in every question that it writes."""

import json
from collections.abc import Mapping

from msgspec import json as msgjson

from fakes.ballots import Ballot
from fakes.chat_completions import Chat, schema_name
from fakes.openai_server import BESIDE_WRITING, Behaviour, FakeOpenAI
from fakes.worksheets_by_numbers import asked_of, worksheet_pieces


class ObeyingModel(FakeOpenAI):
    """`orders` says for each text that may stand in a prompt what the model then writes about.

    As a judge it finds every topic that holds one of the `bribes` the same as the first stored one, and no other.
    """

    def __init__(self, orders: Mapping[str, str], bribes: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self._orders = orders
        self.bribes = bribes
        self.obeyed = 0

    def choose(self, chat: Chat) -> tuple[Behaviour, str | None]:
        content = chat.messages[-1].content
        told = json.loads(content)
        if "requested" in told:
            return Behaviour.GOOD, self._vote(msgjson.decode(content, type=Ballot))
        texts = "\n".join(_texts(told))
        said = " ".join(dict.fromkeys(written for order, written in self._orders.items() if order in texts))
        if schema_name(chat) in BESIDE_WRITING:
            return super().choose(chat)
        asked = asked_of(content)
        self.obeyed += bool(said)
        asked.topic = said or "school"
        return Behaviour.GOOD, "".join(worksheet_pieces(asked))

    def _vote(self, ballot: Ballot) -> str:
        told = "\n".join([ballot.requested, *(stored.topic for stored in ballot.stored)])
        chosen = min(ballot.stored, key=lambda stored: stored.topic) if self._is_bribed(told) else None
        return f'{{"same": {chosen.number if chosen else 0}}}'

    def _is_bribed(self, told: str) -> bool:
        return any(bribe in told for bribe in self.bribes)


def _texts(told: object) -> list[str]:
    """Every text of a JSON document."""
    if isinstance(told, dict):
        return [text for value in told.values() for text in _texts(value)]
    if isinstance(told, list):
        return [text for value in told for text in _texts(value)]
    return [told] if isinstance(told, str) else []
