"""Which models there are, where, at what price, and which of them are called for what."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from language_models.model import Purpose, Role
from language_models.pricing import Price


class Kind(StrEnum):
    """How a provider differs from the protocol that all of them speak."""

    OPENAI = "openai"
    YANDEX = "yandex"
    DEEPSEEK = "deepseek"
    COMPATIBLE = "compatible"


class SchemaSupport(StrEnum):
    """What a provider makes of a JSON schema: it keeps to it, it only keeps to JSON, or it knows neither."""

    JSON_SCHEMA = "json_schema"
    JSON_OBJECT = "json_object"
    NONE = "none"


class Order(StrEnum):
    """In which order a role's models are tried."""

    GIVEN = "given"
    COST = "cost"


class Provider(Struct, frozen=True):
    """An address with an account. `project` is OpenAI's project or Yandex's folder; `body` goes into every request."""

    name: str
    base_url: str
    api_key: str
    kind: Kind = Kind.COMPATIBLE
    schema: SchemaSupport = SchemaSupport.JSON_SCHEMA
    project: str | None = None
    headers: Mapping[str, str] = {}
    body: Mapping[str, object] = {}


class Offer(Struct, frozen=True):
    """A model of a provider. Without `languages` or `subjects` it is good for all; with them, only for those named."""

    name: str
    provider: str
    model: str
    price: Price | None = None
    languages: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()

    def suits(self, purpose: Purpose) -> bool:
        """Whether it is good for this language and subject."""
        return (not self.languages or purpose.language is None or purpose.language in self.languages) and (
            not self.subjects or purpose.subject in self.subjects
        )


class Plan(Struct, frozen=True):
    """How a role is filled: names of offers, the most tokens of a reply, and what else the models are told."""

    models: tuple[str, ...]
    order: Order = Order.GIVEN
    max_tokens: int | None = None
    effort: str | None = None
    temperature: float | None = None


class Lineup(Struct, frozen=True):
    """All that is configured. A role without a plan has no model. Prices are in `currency`."""

    providers: tuple[Provider, ...] = ()
    offers: tuple[Offer, ...] = ()
    plans: Mapping[Role, Plan] = {}
    currency: str = "USD"
