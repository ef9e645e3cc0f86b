"""Moderation by OpenAI, or by any server that speaks its protocol (POST /moderations)."""

import asyncio
from http import HTTPStatus
from typing import Final

import httpx
import msgspec
from msgspec import Struct

from worksheets.moderation.errors import ModerationUnavailable
from worksheets.moderation.model import Category, TextFields, Unfit

MODEL: Final = "omni-moderation-latest"
_DEADLINE: Final = 2.0  # seconds; a request that nobody stored waits for it
_LONGEST: Final = 20_000  # characters of one text
_OURS: Final = {
    "sexual": Category.SEXUAL,
    "self-harm": Category.SELF_HARM,
    "hate": Category.HATE,
    "harassment": Category.HATE,
    "illicit": Category.CHEATING,
    "illicit/violent": Category.WEAPONS,
    "violence": Category.VIOLENCE,
}
# Wars stand in every history book; only what is surely about violence for its own sake is refused.
_SURE: Final = 0.9


class _Result(Struct):
    flagged: bool
    categories: dict[str, bool | None] = {}
    category_scores: dict[str, float | None] = {}


class _Answer(Struct):
    results: list[_Result]


_ANSWER = msgspec.json.Decoder(_Answer)


class ModerationProvider:
    """The provider at `base_url`. `deadline` is in seconds."""

    def __init__(self, api_key: str, base_url: str, deadline: float = _DEADLINE) -> None:
        self._url = f"{base_url.rstrip('/')}/moderations"
        self._deadline = deadline
        self._client = httpx.AsyncClient(headers={"Authorization": f"Bearer {api_key}"}, timeout=deadline)

    async def unfit(self, fields: TextFields) -> Unfit | None:
        """The first field that the provider flags as what we refuse. Raises ModerationUnavailable."""
        answer = await self._ask([text[:_LONGEST] for _, text in fields])
        if len(answer.results) != len(fields):
            raise ModerationUnavailable("protocol")
        for (field, _), result in zip(fields, answer.results, strict=True):
            if (category := _category(result)) is not None:
                return Unfit(field, category)
        return None

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def _ask(self, texts: list[str]) -> _Answer:
        try:
            async with asyncio.timeout(self._deadline):
                reply = await self._client.post(self._url, json={"model": MODEL, "input": texts})
        except (TimeoutError, httpx.TimeoutException):
            raise ModerationUnavailable("late") from None
        except httpx.HTTPError:
            raise ModerationUnavailable("unreachable") from None
        if reply.status_code != HTTPStatus.OK:
            raise ModerationUnavailable(f"http-{reply.status_code}")
        try:
            return _ANSWER.decode(reply.content)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            # The message would repeat what the provider sent.
            raise ModerationUnavailable("protocol") from None


def _category(result: _Result) -> Category | None:
    flagged = [name for name, is_so in result.categories.items() if is_so and _counts(name, result)]
    names = [name if name in _OURS else name.partition("/")[0] for name in sorted(flagged)]
    return next((_OURS[name] for name in names if name in _OURS), None) if result.flagged else None


def _counts(name: str, result: _Result) -> bool:
    return not name.startswith("violence") or (result.category_scores.get(name) or 0.0) >= _SURE
