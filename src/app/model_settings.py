"""Which language models are called: from a file, or from a few variables that name one provider."""

from decimal import Decimal

from msgspec import Struct

from language_models.lineup import Lineup, Offer, Plan, Provider
from language_models.model import Role
from language_models.openai_compatible import kind_at


class ModelSettings(Struct, frozen=True):
    """`deadline` is the seconds that all calls for one worksheet may take together, `daily_budget` the most that a day
    may cost, in millionths of the currency; None is no limit.

    `judge_seconds` is what votes on one question may take; None: nobody votes.
    """

    lineup: Lineup
    deadline: float
    judge_seconds: float | None = None
    daily_budget: int | None = None


class OneProvider(Struct, frozen=True):
    """What variables can say: one provider, a model for everything, and perhaps others for judging and solving."""

    api_key: str
    base_url: str
    model: str
    judge: str | None = None
    solver: str | None = None

    def lineup(self) -> Lineup:
        """The solver has the main model behind it. The judge has nobody: two would have half of its second each."""
        names = dict.fromkeys(name for name in (self.model, self.judge, self.solver) if name is not None)
        plans = {role: Plan((self.model,)) for role in Role}
        plans[Role.JUDGE] = Plan((self.judge or self.model,))
        plans[Role.SOLVER] = Plan(tuple(dict.fromkeys((self.solver or self.model, self.model))))
        provider = Provider("openai", self.base_url, self.api_key, kind_at(self.base_url))
        return Lineup((provider,), tuple(Offer(name, "openai", name) for name in names), plans)


def in_millionths(amount: Decimal) -> int:
    """An amount of money as calls are counted."""
    return int(amount * 1_000_000)
