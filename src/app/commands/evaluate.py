"""`tetrad cache evaluate`: hits and wrong hits on labelled topics, through the code that a request uses."""

import asyncio
from pathlib import Path

import msgspec

from app.addresses import any_ground
from app.commands.run import say
from app.settings import Settings
from cache.evaluate import Evaluation
from cache.evaluate import evaluate as measure
from cache.nano_embedder import NanoEmbedder
from database.migrate import migrate
from database.pool import create_pool
from observability import logs


def evaluate(settings: Settings, file: Path, *, as_json: bool) -> None:
    """Measure in a scratch schema that is dropped afterwards, and print the figures on stdout."""
    logs.configure("error")
    with any_ground(settings, say) as ground:
        migrate(ground.addresses.direct_url)
        figures = asyncio.run(_measure(ground.addresses.database_url, file))
    if as_json:
        print(msgspec.json.encode(figures).decode())
    else:
        print(_summary(figures))


async def _measure(database_url: str, file: Path) -> Evaluation:
    async with create_pool(database_url) as pool:
        return await measure(file, pool, NanoEmbedder(), _tell)


def _tell(done: int, of: int) -> None:
    if done % 100 == 0 or done == of:
        say(f"{done} of {of} topics looked up")


def _summary(figures: Evaluation) -> str:
    bare = figures.bare_gate
    return (
        f"{figures.clusters} clusters: {figures.hit_rate:.1%} of {figures.same} equal topics found, "
        f"{figures.false_hit_rate:.2%} of {figures.different} different ones served wrongly\n"
        f"cosine 0.95 alone: {bare.hit_rate:.1%} found, {bare.false_hit_rate:.2%} served wrongly"
    )
