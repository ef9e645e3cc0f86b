"""A reader of a generation's events, as a browser is one: it resumes behind the last event that it has seen."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
from msgspec import json


@dataclass(frozen=True)
class Event:
    id: int
    name: str
    data: dict[str, object]

    @property
    def number(self) -> int:
        """Of the question that it tells of."""
        question = self.data["question"]
        assert isinstance(question, dict)
        return int(question["number"])


async def read_events(client: httpx.AsyncClient, address: str, after: int = 0) -> AsyncIterator[Event]:
    """The events that follow `after`, until the service ends the stream."""
    headers = {"Last-Event-ID": str(after)}
    async with client.stream("GET", address, headers=headers, timeout=60) as reply:
        assert reply.status_code == 200
        assert reply.headers["content-type"].startswith("text/event-stream")
        fields: dict[str, str] = {}
        async for line in reply.aiter_lines():
            if line and not line.startswith(":"):
                name, _, value = line.partition(": ")
                fields[name] = value
            elif "event" in fields:
                yield Event(int(fields["id"]), fields["event"], json.decode(fields["data"]))
                fields = {}
