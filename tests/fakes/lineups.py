"""Fake providers as the service would have them configured."""

import datetime
from decimal import Decimal

from fakes.openai_server import FakeOpenAI
from language_models.lineup import Lineup, Offer, Plan, Provider
from language_models.model import Role
from language_models.pricing import Price

PRICE = Price(Decimal(2), Decimal(8), datetime.date(2026, 11, 1), Decimal("0.5"))


def lineup_of(*fakes: FakeOpenAI, price: Price | None = PRICE, plan: Plan | None = None) -> Lineup:
    """Each fake is a provider with one model, `first`, `second`, …, all of them for every role in this order."""
    names = ("first", "second", "third")[: len(fakes)]
    providers = tuple(Provider(name, fake.base_url, f"key-{name}") for name, fake in zip(names, fakes, strict=True))
    offers = tuple(Offer(name, name, f"model-{name}", price) for name in names)
    return Lineup(providers, offers, dict.fromkeys(Role, plan or Plan(names)))
