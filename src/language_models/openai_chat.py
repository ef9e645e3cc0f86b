"""chat.completions through the openai client: one attempt, in our shapes and errors.

Imported only when the first call is made: the client takes about a second to import.
"""

import json
import logging
from collections.abc import AsyncGenerator
from json import JSONDecodeError

import openai
from openai import AsyncOpenAI, AsyncStream, omit
from openai.types import CompletionUsage
from openai.types.chat import ChatCompletionChunk
from openai.types.chat.completion_create_params import ResponseFormat

from language_models.errors import BadReply
from language_models.lineup import Kind, Plan, Provider, SchemaSupport
from language_models.model import Prompt, Usage
from language_models.openai_failures import translate
from language_models.reply import NOTHING, Reply

# The client's debug log holds whole requests, with prompts.
logging.getLogger("openai").setLevel(logging.WARNING)

_FITTING = "Answer with one JSON object and nothing else. It must fit this JSON schema:"


class OpenAIChat:
    """An open client of one provider."""

    def __init__(self, provider: Provider) -> None:
        self._client = AsyncOpenAI(
            api_key=provider.api_key,
            base_url=provider.base_url,
            project=provider.project,
            default_headers=dict(provider.headers),
            max_retries=0,
        )
        self._provider = provider

    async def close(self) -> None:
        await self._client.close()

    async def pieces(self, model: str, prompt: Prompt, plan: Plan, reply: Reply) -> AsyncGenerator[str, None]:
        """Pieces of the reply as `reply` takes them; the connection is closed at the end. Raises ModelFailed."""
        chunks = await self._open(model, prompt, plan, reply)
        try:
            async for chunk in chunks:
                reply.usage = _usage(chunk.usage) or reply.usage
                for choice in chunk.choices[:1]:
                    said = reply.hear(choice.delta.content, choice.delta.refusal, choice.finish_reason, chunk.model)
                    if said:
                        yield said
        except openai.APIError as failure:
            raise translate(failure, model) from None
        except (JSONDecodeError, AttributeError, TypeError):
            raise BadReply(f"model {model!r} streamed something that is not chat.completions") from None
        finally:
            await chunks.close()

    async def _open(self, model: str, prompt: Prompt, plan: Plan, reply: Reply) -> AsyncStream[ChatCompletionChunk]:
        # OpenAI's reasoning models refuse `max_tokens`; most compatible servers know nothing else.
        is_openai = self._provider.kind is Kind.OPENAI
        effort = {} if plan.effort is None else {"reasoning_effort": plan.effort}
        try:
            return await self._client.chat.completions.create(
                model=_full_name(model, self._provider),
                messages=[
                    {"role": "system", "content": self._system(prompt)},
                    {"role": "user", "content": prompt.user},
                ],
                response_format=_format(prompt, self._provider.schema) or omit,
                max_completion_tokens=prompt.max_tokens if is_openai else omit,
                max_tokens=omit if is_openai else prompt.max_tokens,
                temperature=omit if plan.temperature is None else plan.temperature,
                extra_body={**self._provider.body, **effort},
                stream=True,
                stream_options={"include_usage": True},
            )
        except openai.APIError as failure:
            if isinstance(failure, openai.APIStatusError):
                reply.usage = NOTHING  # a provider that turns a request away does not charge for it
            raise translate(failure, model) from None

    def _system(self, prompt: Prompt) -> str:
        if self._provider.schema is SchemaSupport.JSON_SCHEMA:
            return prompt.system
        return f"{prompt.system}\n\n{_FITTING}\n{json.dumps(prompt.schema, ensure_ascii=False)}"


def _format(prompt: Prompt, support: SchemaSupport) -> ResponseFormat | None:
    match support:
        case SchemaSupport.JSON_SCHEMA:
            return {
                "type": "json_schema",
                "json_schema": {"name": prompt.schema_name, "schema": dict(prompt.schema), "strict": True},
            }
        case SchemaSupport.JSON_OBJECT:
            return {"type": "json_object"}
        case SchemaSupport.NONE:
            return None


def _full_name(model: str, provider: Provider) -> str:
    """Yandex names a model by its folder: https://yandex.cloud/en/docs/foundation-models/concepts/openai-compatibility."""
    is_short = provider.kind is Kind.YANDEX and provider.project is not None and "://" not in model
    return f"gpt://{provider.project}/{model}" if is_short else model


def _usage(counted: CompletionUsage | None) -> Usage | None:
    if counted is None:
        return None
    prompt, completion = counted.prompt_tokens_details, counted.completion_tokens_details
    return Usage(
        prompt_tokens=counted.prompt_tokens,
        completion_tokens=counted.completion_tokens,
        cached_tokens=(prompt and prompt.cached_tokens) or _deepseek_cached(counted),
        reasoning_tokens=(completion and completion.reasoning_tokens) or 0,
    )


def _deepseek_cached(counted: CompletionUsage) -> int:
    """DeepSeek counts cached tokens under a name of its own: https://api-docs.deepseek.com/guides/kv_cache."""
    cached = (counted.model_extra or {}).get("prompt_cache_hit_tokens")
    return cached if isinstance(cached, int) else 0
