"""What every language model is asked and answers, whoever provides it."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from msgspec import Struct

Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]


class Role(StrEnum):
    """What a model is called for; providers, token limits and costs are told apart by it."""

    METHODOLOGIST = "methodologist"
    AUTHOR = "author"
    SOLVER = "solver"
    CORRECTOR = "corrector"
    TRANSLATOR = "translator"
    JUDGE = "judge"


class Purpose(Struct, frozen=True):
    """Why a model is called: by this it is chosen, and to this its cost is booked.

    `asker` is a digest that names nobody; `generation_id` is the worksheet on its way.
    """

    role: Role
    language: str | None = None
    subject: str | None = None
    asker: str | None = None
    generation_id: UUID | None = None


class Prompt(Struct, frozen=True):
    """`system` holds our instructions, `user` only data; the reply must fit `schema`, a strict JSON schema."""

    system: str
    user: str
    schema_name: str
    schema: Mapping[str, Json]
    max_tokens: int


class Usage(Struct, frozen=True):
    """Tokens paid for; `prompt_tokens` include `cached_tokens`, `completion_tokens` include `reasoning_tokens`.

    `is_estimate` when the provider did not say, because the reply broke off.
    """

    prompt_tokens: int
    completion_tokens: int
    cached_tokens: int = 0
    reasoning_tokens: int = 0
    is_estimate: bool = False


class Completion(Struct, frozen=True):
    """A reply, whole or as far as it came. `model` is the name the provider gave; `milliseconds` since the call."""

    text: str
    model: str
    usage: Usage
    milliseconds: int


class LanguageModel(Protocol):
    """A language model behind some provider."""

    @property
    def name(self) -> str: ...

    async def complete(self, prompt: Prompt, *, deadline: float) -> Completion:
        """The whole reply within `deadline` seconds. Raises ModelFailed."""
        ...

    def stream(self, prompt: Prompt, *, deadline: float) -> AsyncGenerator[str | Completion, None]:
        """Pieces of the reply as they come, then one Completion with all of it, within `deadline` seconds.

        Raises ModelFailed, which holds what came until then. Close it with `aclose()` to stop early.
        """
        ...


class Route(LanguageModel, Protocol):
    """Models that can stand in for each other, tried in turn; what has failed is tried last from then on."""

    def distrust(self) -> bool:
        """What the model wrote that answered last is no good: the next call begins with another.

        False when there is no other, or each has been distrusted.
        """
        ...


class Models(Protocol):
    """All configured models."""

    def route(self, purpose: Purpose) -> Route:
        """The models for this purpose, in the order to try; what it has learned is forgotten with it."""
        ...


def estimate_usage(prompt: Prompt, text: str) -> Usage:
    """Tokens of a call whose provider did not count them: one for every four bytes."""
    asked = len(prompt.system.encode()) + len(prompt.user.encode())
    # A provider may cut a character beyond the basic plane into halves.
    return Usage(asked // 4 + 1, len(text.encode(errors="surrogatepass")) // 4 + 1, is_estimate=True)
