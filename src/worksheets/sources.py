"""Who asks, what a worksheet can come from, and what comes back."""

from dataclasses import dataclass, field
from uuid import UUID

from cache.judging.judge import Judge
from cache.semantic_cache import SemanticCache
from database.pool import Pool
from language_models.budget import Budget
from language_models.errors import BudgetSpent
from worksheets.flights.turns import Turns
from worksheets.generations.starting import Writer
from worksheets.model import GenerationState
from worksheets.moderation.moderation import Moderation
from worksheets.recent import RecentWorksheets


@dataclass(frozen=True, slots=True)
class Asker:
    """Who is asking, as limits count them. `key` names nobody: it is a digest of the address.

    `viewer` is a digest of the account or API key that is never given the same worksheet twice; None for a visitor.
    """

    key: str
    viewer: str | None = None


@dataclass(frozen=True, slots=True)
class Served:
    """A worksheet that is there: `document` is the JSON of `worksheets.model.Worksheet`."""

    worksheet_id: UUID
    document: bytes


Outcome = Served | GenerationState


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a worksheet can come from. `writer` and `judge` are None when no model is configured.

    `budget` is what models may cost in a day; None is no limit. `moderation` knows the provider, if any.
    """

    pool: Pool
    cache: SemanticCache
    writer: Writer | None
    judge: Judge | None = None
    budget: Budget | None = None
    recent: RecentWorksheets = field(default_factory=RecentWorksheets)
    turns: Turns[Outcome] = field(default_factory=Turns[Outcome])
    moderation: Moderation = field(default_factory=Moderation)

    async def spent(self) -> BudgetSpent | None:
        """Why no model is asked now, although one is configured."""
        return None if self.budget is None else await self.budget.spent()
