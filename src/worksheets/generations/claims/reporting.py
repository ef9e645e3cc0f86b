"""Tell the watchers of a generation what has happened, and keep what it has cost so far, in one stroke."""

from dataclasses import dataclass

import msgspec
from msgspec import Struct

from database.pool import Pool
from questions.model import Question
from worksheets.generations.claims import store
from worksheets.generations.claims.store import Claim
from worksheets.generations.errors import EndedElsewhere
from worksheets.writing.model import Checkpoint, Corrected, Stage


class Staged(Struct, frozen=True):
    """What the event `stage` says."""

    stage: Stage


class Written(Struct, frozen=True):
    """What the event `question` says. `count` is how many questions are wanted."""

    question: Question
    count: int


@dataclass(frozen=True, slots=True)
class Reporter:
    """The `Progress` of one attempt; `count` is how many questions are wanted. Raises EndedElsewhere."""

    pool: Pool
    claim: Claim
    count: int

    async def __call__(self, news: Stage | Question | Corrected, checkpoint: Checkpoint | None = None, /) -> None:
        match news:
            case Stage():
                await self._save("stage", Staged(news), checkpoint, stage=news)
            case Question():
                await self._save("question", Written(news, self.count), checkpoint)
            case Corrected():
                await self._save("corrected", news, checkpoint)

    async def _save(self, event: str, data: Struct, checkpoint: Checkpoint | None, stage: str | None = None) -> None:
        kept = None if checkpoint is None else msgspec.json.encode(checkpoint).decode()
        async with self.pool.connection() as connection:
            if not await store.save(connection, self.claim, event, data, stage=stage, checkpoint=kept):
                raise EndedElsewhere
