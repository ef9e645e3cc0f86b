"""One model at one provider: one attempt at a reply, on connections that all models of the provider share."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable
from contextlib import aclosing
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from language_models.errors import DeadlineExceeded, ModelFailed, Stalled
from language_models.lineup import Plan, Provider
from language_models.model import Prompt
from language_models.reply import Reply

if TYPE_CHECKING:
    from language_models.openai_chat import OpenAIChat

T = TypeVar("T")


class Patience(Struct, frozen=True):
    """`ends` by the loop's clock is the end of everything; `seconds` is the longest silence, to the first text and
    between two pieces of it.
    """

    ends: float
    seconds: float


class Client:
    """The connections to one provider, loaded when first used."""

    def __init__(self, provider: Provider) -> None:
        self.provider = provider
        self._chat: OpenAIChat | None = None
        self._opening = asyncio.Lock()

    async def open(self) -> "OpenAIChat":
        """The open client. Loading it takes a second, once a process."""
        async with self._opening:  # two clients would be one that nobody closes
            if self._chat is None:
                # In a thread, so that the second it takes does not hold up other requests.
                self._chat = await asyncio.to_thread(self._import_and_connect)
            return self._chat

    async def close(self) -> None:
        """Close the connections; the client may be used again afterwards."""
        if self._chat is not None:
            await self._chat.close()
            self._chat = None

    def _import_and_connect(self) -> "OpenAIChat":
        from language_models.openai_chat import OpenAIChat  # noqa: PLC0415  importing openai takes a second

        return OpenAIChat(self.provider)


class ProvidedModel:
    """A model by the name that its provider knows."""

    def __init__(self, client: Client, name: str) -> None:
        self.name = name
        self._client = client

    async def attempt(self, prompt: Prompt, plan: Plan, reply: Reply, patience: Patience) -> AsyncGenerator[str, None]:
        """Pieces of one reply as they come, all of it kept in `reply`, which also says what it cost.

        Raises ModelFailed. Close it with `aclose()` to stop early.
        """
        clock = asyncio.get_running_loop().time
        try:
            first_by = clock() + patience.seconds
            chat = await self._by(first_by, patience, self._client.open())
            async with aclosing(chat.pieces(self.name, prompt, plan, reply)) as pieces:
                piece = await self._by(first_by, patience, anext(pieces, None))
                while piece is not None:
                    yield piece
                    piece = await self._by(clock() + patience.seconds, patience, anext(pieces, None))
            reply.whole()
        except ModelFailed as failure:
            failure.completion = failure.completion or reply.so_far()
            raise

    async def _by(self, time: float, patience: Patience, step: Awaitable[T]) -> T:
        """The step's result. The times are set anew around each step: between them the reader's code runs."""
        try:
            async with asyncio.timeout_at(min(time, patience.ends)):
                result = await step
        except TimeoutError:
            if time < patience.ends:
                raise Stalled(f"model {self.name!r} was silent for {patience.seconds:.1f} s") from None
            raise self._late() from None
        # A step that finds its data waiting is never suspended, so no timeout reaches it.
        if asyncio.get_running_loop().time() > patience.ends:
            raise self._late()
        return result

    def _late(self) -> DeadlineExceeded:
        return DeadlineExceeded(f"model {self.name!r} did not finish in the time given")
