"""chat.completions through the openai client: one attempt, in our shapes and errors.

Imported only when the first call is made: the client takes about a second to import.
"""

import logging
from collections.abc import AsyncGenerator
from json import JSONDecodeError
from urllib.parse import urlsplit

import openai
from openai import AsyncOpenAI, AsyncStream, omit
from openai.types import CompletionUsage
from openai.types.chat import ChatCompletionChunk

from language_models.errors import BadReply
from language_models.model import Prompt, Usage
from language_models.openai_failures import translate
from language_models.reply import Reply

# The client's debug log holds whole requests, with prompts.
logging.getLogger("openai").setLevel(logging.WARNING)


class OpenAIChat:
    """An open client of one provider's model."""

    def __init__(self, api_key: str, base_url: str, model: str) -> None:
        self._client = AsyncOpenAI(api_key=api_key, base_url=base_url, max_retries=0)
        self._model = model
        # OpenAI's reasoning models refuse `max_tokens`; most compatible servers know nothing else.
        self._is_openai = urlsplit(base_url).hostname == "api.openai.com"

    async def close(self) -> None:
        await self._client.close()

    async def open(self, prompt: Prompt) -> AsyncStream[ChatCompletionChunk]:
        """Ask for a stream; returns once the provider has accepted. Raises ModelFailed."""
        try:
            return await self._client.chat.completions.create(
                model=self._model,
                messages=[{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}],
                response_format={
                    "type": "json_schema",
                    "json_schema": {"name": prompt.schema_name, "schema": dict(prompt.schema), "strict": True},
                },
                max_completion_tokens=prompt.max_tokens if self._is_openai else omit,
                max_tokens=omit if self._is_openai else prompt.max_tokens,
                stream=True,
                stream_options={"include_usage": True},
            )
        except openai.APIError as failure:
            raise translate(failure, self._model) from None

    async def pieces(self, chunks: AsyncStream[ChatCompletionChunk], reply: Reply) -> AsyncGenerator[str, None]:
        """Pieces of the reply, kept in `reply` as well; the connection is closed at the end. Raises ModelFailed."""
        try:
            async for chunk in chunks:
                reply.usage = _usage(chunk.usage) or reply.usage
                for choice in chunk.choices[:1]:
                    reply.hear(choice.delta.content, choice.delta.refusal, choice.finish_reason, chunk.model)
                    if choice.delta.content:
                        yield choice.delta.content
        except openai.APIError as failure:
            raise translate(failure, self._model) from None
        except (JSONDecodeError, AttributeError, TypeError):
            raise BadReply(f"model {self._model!r} streamed something that is not chat.completions") from None
        finally:
            await chunks.close()


def _usage(counted: CompletionUsage | None) -> Usage | None:
    if counted is None:
        return None
    prompt, completion = counted.prompt_tokens_details, counted.completion_tokens_details
    return Usage(
        prompt_tokens=counted.prompt_tokens,
        completion_tokens=counted.completion_tokens,
        cached_tokens=(prompt and prompt.cached_tokens) or 0,
        reasoning_tokens=(completion and completion.reasoning_tokens) or 0,
    )
