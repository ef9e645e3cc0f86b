"""Any provider that speaks OpenAI's chat.completions with json_schema."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable
from contextlib import aclosing
from typing import TYPE_CHECKING, TypeVar

from language_models.errors import DeadlineExceeded, ModelFailed, RateLimited
from language_models.model import Completion, Prompt
from language_models.reply import Reply

if TYPE_CHECKING:
    from openai import AsyncStream
    from openai.types.chat import ChatCompletionChunk

    from language_models.openai_chat import OpenAIChat

T = TypeVar("T")

RETRY_PAUSE = 0.25
# A provider that asks for a longer pause is passed over rather than waited for.
LONGEST_RETRY_AFTER = 2.0


class OpenAICompatible:
    """A LanguageModel at `base_url`. Retries once what may succeed soon, as long as no text has come."""

    def __init__(self, api_key: str, base_url: str, model: str) -> None:
        self.name = model
        self._api_key, self._base_url = api_key, base_url
        self._chat: OpenAIChat | None = None
        self._opening = asyncio.Lock()

    async def complete(self, prompt: Prompt, *, deadline: float) -> Completion:
        """See LanguageModel. Asks for a stream too, so that a broken reply still tells its text and cost."""
        completion = None
        async with aclosing(self.stream(prompt, deadline=deadline)) as reply:
            async for piece in reply:
                completion = piece if isinstance(piece, Completion) else None
        assert completion is not None
        return completion

    async def stream(self, prompt: Prompt, *, deadline: float) -> AsyncGenerator[str | Completion, None]:
        """See LanguageModel."""
        ends = asyncio.get_running_loop().time() + deadline
        reply = Reply(prompt, self.name)
        try:
            chat = await self._within(ends, self._open_chat())
            chunks = await self._within(ends, self._open_stream(chat, prompt))
            async with aclosing(chat.pieces(chunks, reply)) as pieces:
                while (piece := await self._within(ends, anext(pieces, None))) is not None:
                    yield piece
            yield reply.whole()
        except ModelFailed as failure:
            failure.completion = failure.completion or reply.so_far()
            raise

    async def connect(self) -> None:
        """Load the client, which takes a second, so that the first call need not wait for it."""
        await self._open_chat()

    async def close(self) -> None:
        """Close the connections; the model may be used again afterwards."""
        if self._chat is not None:
            await self._chat.close()
            self._chat = None

    async def _open_chat(self) -> "OpenAIChat":
        async with self._opening:  # two clients would be one that nobody closes
            if self._chat is None:
                # In a thread, so that the second it takes does not hold up other requests.
                self._chat = await asyncio.to_thread(self._import_and_connect)
            return self._chat

    def _import_and_connect(self) -> "OpenAIChat":
        from language_models.openai_chat import OpenAIChat  # noqa: PLC0415  importing openai takes a second

        return OpenAIChat(self._api_key, self._base_url, self.name)

    async def _open_stream(self, chat: "OpenAIChat", prompt: Prompt) -> "AsyncStream[ChatCompletionChunk]":
        try:
            return await chat.open(prompt)
        except ModelFailed as failure:
            if not failure.is_retryable:
                raise
            pause = (failure.retry_after if isinstance(failure, RateLimited) else None) or RETRY_PAUSE
            if pause > LONGEST_RETRY_AFTER:
                raise
        await asyncio.sleep(pause)
        return await chat.open(prompt)

    async def _within(self, ends: float, step: Awaitable[T]) -> T:
        """The step's result. One total deadline, set anew around each step: between them the reader's code runs."""
        try:
            async with asyncio.timeout_at(ends):
                result = await step
                # A step that finds its data waiting is never suspended, so no timeout reaches it.
                if asyncio.get_running_loop().time() > ends:
                    raise TimeoutError
                return result
        except TimeoutError:
            raise DeadlineExceeded(f"model {self.name!r} did not finish in the time given") from None
