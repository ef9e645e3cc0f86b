"""All models that are configured, and the routes over them."""

from database.pool import Pool
from language_models.books import Books
from language_models.breakers import Breakers
from language_models.budget import Budget
from language_models.lineup import Lineup, Plan
from language_models.model import Completion, Prompt, Purpose, Role
from language_models.provided_model import Client, ProvidedModel
from language_models.route import Candidate, FallbackRoute, Office

_NOBODY = Plan(())


class ConfiguredModels:
    """See Models. What its routes cost is stored through `pool`; `budget` is in millionths of the currency a day."""

    def __init__(
        self, lineup: Lineup, pool: Pool, *, budget: int | None = None, breakers: Breakers | None = None
    ) -> None:
        self.books = Books(pool, lineup.currency)
        self.budget = Budget(budget, self.books)
        self._lineup = lineup
        self._clients = {provider.name: Client(provider) for provider in lineup.providers}
        self._office = Office(breakers or Breakers(), self.books, self.budget, lineup.currency)
        self._candidates = {offer.name: self._candidate(offer.name) for offer in lineup.offers}

    def can(self, role: Role) -> bool:
        """Whether any model has this role."""
        return bool(self._plan(role).models)

    def route(self, purpose: Purpose) -> FallbackRoute:
        """See Models. The models of the role that are good for this language and subject."""
        plan = self._plan(purpose.role)
        named = [self._candidates[name] for name in plan.models]
        return FallbackRoute(purpose, [one for one in named if one.offer.suits(purpose)], plan, self._office)

    def only(self, offer: str, purpose: Purpose) -> FallbackRoute:
        """A route over one model, by the name that the settings give it."""
        return FallbackRoute(purpose, [self._candidates[offer]], self._plan(purpose.role), self._office)

    async def connect(self, role: Role) -> None:
        """Load the clients of the role's models, which takes a second, so that the first call need not wait for it."""
        for name in self._plan(role).models:
            await self._clients[self._candidates[name].offer.provider].open()

    async def close(self) -> None:
        """Store what has been called, and close all connections."""
        await self.books.close()
        for client in self._clients.values():
            await client.close()

    def _plan(self, role: Role) -> Plan:
        return self._lineup.plans.get(role, _NOBODY)

    def _candidate(self, name: str) -> Candidate:
        offer = next(offer for offer in self._lineup.offers if offer.name == name)
        client = self._clients[offer.provider]
        return Candidate(offer, ProvidedModel(client, offer.model), client.provider.schema)


class StandingModel:
    """A model for whoever calls for as long as the process lives: each call has a route of its own."""

    def __init__(self, models: ConfiguredModels, purpose: Purpose) -> None:
        self._models, self._purpose = models, purpose

    @property
    def name(self) -> str:
        return self._models.route(self._purpose).name

    async def complete(self, prompt: Prompt, *, deadline: float) -> Completion:
        """See LanguageModel."""
        return await self._models.route(self._purpose).complete(prompt, deadline=deadline)
