"""The way of a request without HTTP: real database, cache and provider, and jobs that are done when a test says so."""

from dataclasses import dataclass, field
from uuid import UUID

import msgspec

from cache.model import Language
from fakes.openai_server import FakeOpenAI
from questions.model import QuestionType
from worksheets import ask
from worksheets.generations.carrying_on import Workshop, carry_on
from worksheets.model import CachePolicy, GenerationState, QuestionsWanted, Worksheet, WorksheetRequest
from worksheets.sources import Asker, Outcome, Served, Sources


@dataclass
class House:
    """Everything behind the routes. `queued` are generations that wait for `work`."""

    sources: Sources
    workshop: Workshop
    provider: FakeOpenAI
    queued: list[UUID] = field(default_factory=list)

    async def ask(self, request: WorksheetRequest, viewer: str | None = None) -> Outcome:
        """One request as it comes in."""
        return await ask.answer(request, Asker("somebody", viewer), self.sources)

    async def work(self) -> None:
        """Carry every generation on that waits."""
        while self.queued:
            await carry_on(self.queued.pop(0), self.workshop)

    async def made(self, request: WorksheetRequest, viewer: str | None = None) -> Worksheet:
        """The worksheet that answers the request in the end."""
        outcome = await self.ask(request, viewer)
        if isinstance(outcome, GenerationState):
            await self.work()
            outcome = await ask.finished_or_state(outcome.id, self.sources)
        assert isinstance(outcome, Served), outcome
        return msgspec.json.decode(outcome.document, type=Worksheet)

    async def count(self, table: str) -> int:
        """How many rows a table has."""
        async with self.sources.pool.connection() as connection:
            cursor = await connection.execute(f"select count(*) from {table}")
            (rows,) = await cursor.fetchone() or (0,)
            return int(rows)


def request(
    topic: str = "Causes of the First World War",
    count: int = 4,
    *types: QuestionType,
    cache: CachePolicy = CachePolicy.PREFER,
    notes: str = "",
) -> WorksheetRequest:
    """A request of grade 9 in English."""
    return WorksheetRequest(
        topic, 9, Language.ENGLISH, questions=QuestionsWanted(count, types), cache=cache, notes=notes
    )
