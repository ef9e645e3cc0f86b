"""`tetrad models usage`: what calls of language models took and cost."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

import msgspec

from app.commands.cache_ground import on_the_cache
from app.settings import Settings
from database.pool import Pool
from language_models import store
from language_models.store import SumRow

By = Literal["day", "role", "model", "user", "worksheet"]

_HEAD = ("calls", "failed", "prompt", "cached", "completion", "reasoning", "cost")
_WIDTHS = (7, 7, 12, 12, 12, 12, 16)
_SUMS = {
    "day": store.sum_by_day,
    "role": store.sum_by_role,
    "model": store.sum_by_model,
    "user": store.sum_by_user,
    "worksheet": store.sum_by_worksheet,
}


def usage(settings: Settings, by: By, first: date, last: date, *, as_json: bool) -> None:
    """Print the sums of these days on stdout. `cost` is in millionths of the currency in JSON."""

    async def read(pool: Pool) -> list[SumRow]:
        async with pool.connection() as connection:
            return await _SUMS[by](connection, first, last)

    rows = on_the_cache(settings, read)
    print(msgspec.json.encode(rows).decode() if as_json else "\n".join(_table(rows, by)))


def _table(rows: Sequence[SumRow], by: By) -> Iterator[str]:
    if not rows:
        yield "No call in these days."
        return
    named = max(len(by), *(len(row.name) for row in rows))
    yield f"{by:<{named}}" + "".join(f"{word:>{width}}" for word, width in zip(_HEAD, _WIDTHS, strict=True))
    for row in rows:
        yield f"{row.name:<{named}}" + "".join(
            f"{cell:>{width}}" for cell, width in zip(_cells(row), _WIDTHS, strict=True)
        )
    if unpriced := sum(row.unpriced for row in rows):
        yield f"{unpriced} calls had no price and are not in the cost."


def _cells(row: SumRow) -> tuple[int | str, ...]:
    tokens = (row.prompt_tokens, row.cached_tokens, row.completion_tokens, row.reasoning_tokens)
    return (row.calls, row.failed, *tokens, f"{row.cost / 1_000_000:.4f} {row.currency}")
