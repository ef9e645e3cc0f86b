"""A provider with one model and nothing else to say about it."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from urllib.parse import urlsplit

from language_models.lineup import Kind, Plan, Provider
from language_models.model import Completion, Prompt
from language_models.provided_model import Client, Patience, ProvidedModel
from language_models.reply import Reply

_PLAN = Plan(())


class OpenAICompatible:
    """A LanguageModel at `base_url`: one attempt a call, by nobody's budget and in nobody's books."""

    def __init__(self, api_key: str, base_url: str, model: str) -> None:
        self.name = model
        self._client = Client(Provider("only", base_url, api_key, kind_at(base_url)))
        self._model = ProvidedModel(self._client, model)

    async def complete(self, prompt: Prompt, *, deadline: float) -> Completion:
        """See LanguageModel. Asks for a stream too, so that a broken reply still tells its text and cost."""
        return await last(self.stream(prompt, deadline=deadline))

    async def stream(self, prompt: Prompt, *, deadline: float) -> AsyncGenerator[str | Completion, None]:
        """See LanguageModel."""
        reply = Reply(prompt, self.name)
        patience = Patience(asyncio.get_running_loop().time() + deadline, deadline)
        async with aclosing(self._model.attempt(prompt, _PLAN, reply, patience)) as pieces:
            async for piece in pieces:
                yield piece
        yield reply.so_far()

    async def connect(self) -> None:
        """Load the client, which takes a second, so that the first call need not wait for it."""
        await self._client.open()

    async def close(self) -> None:
        """Close the connections; the model may be used again afterwards."""
        await self._client.close()


async def last(stream: AsyncGenerator[str | Completion, None]) -> Completion:
    """The Completion that ends a stream."""
    completion = None
    async with aclosing(stream) as reply:
        async for piece in reply:
            completion = piece if isinstance(piece, Completion) else None
    assert completion is not None
    return completion


def kind_at(base_url: str) -> Kind:
    """What speaks at an address of which nothing else is known."""
    return Kind.OPENAI if urlsplit(base_url).hostname == "api.openai.com" else Kind.COMPATIBLE
