"""`tetrad cache evaluate`: hits and wrong hits on labelled topics, through the code that a request uses."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
from msgspec import UNSET, Struct, UnsetType

from app.addresses import any_ground
from app.commands.run import say
from app.settings import Settings
from cache.clusters import read_clusters, texts_of
from cache.evaluate import evaluate as measure
from cache.evaluate import evaluate_judged
from cache.evaluation import Evaluation
from cache.nano_embedder import NanoEmbedder
from cache.remembering_embedder import RememberingEmbedder
from cache.request_stream import Stream, run_stream
from database.migrate import migrate
from database.pool import Pool, create_pool
from observability import logs


@dataclass(frozen=True, slots=True)
class Trial:
    """What is measured beside the verifier: a judge whose votes have this `accuracy`, a stream of so many requests."""

    accuracy: float | None = None
    requests: int | None = None
    seed: int = 1


class Report(Struct, frozen=True):
    """With a judge the same requests go out twice: the second pass finds what the first one learned."""

    passes: tuple[Evaluation, ...]
    stream: Stream | UnsetType = UNSET

    def as_json(self) -> str:
        """One object: the figures themselves of a single pass, else `passes`; `stream` beside them."""
        whole = msgspec.to_builtins(self)
        if len(self.passes) == 1:
            whole |= whole.pop("passes")[0]
        return msgspec.json.encode(whole).decode()


def evaluate(settings: Settings, file: Path, trial: Trial, *, as_json: bool) -> None:
    """Measure in scratch schemas that are dropped afterwards, and print the figures on stdout."""
    logs.configure("error")
    with any_ground(settings, say) as ground:
        migrate(ground.addresses.direct_url)
        report = asyncio.run(_measure(ground.addresses.database_url, file, trial))
    print(report.as_json() if as_json else "\n".join(_summary(report)))


async def _measure(database_url: str, file: Path, trial: Trial) -> Report:
    embedder = RememberingEmbedder(NanoEmbedder(threads=2))
    async with create_pool(database_url) as pool:
        if trial.accuracy is not None:
            # What a plain lookup takes is measured with its embedding; here the same texts come again and again.
            await embedder.remember(texts_of(read_clusters(file)), _telling("texts embedded"))
        passes = await _passes(file, pool, embedder, trial)
        return Report(passes, await _stream(file, pool, embedder, trial))


async def _passes(file: Path, pool: Pool, embedder: RememberingEmbedder, trial: Trial) -> tuple[Evaluation, ...]:
    tell = _telling("topics looked up")
    if trial.accuracy is None:
        return (await measure(file, pool, embedder, tell),)
    return await evaluate_judged(file, pool, embedder, tell, accuracy=trial.accuracy, seed=trial.seed)


async def _stream(file: Path, pool: Pool, embedder: RememberingEmbedder, trial: Trial) -> Stream | UnsetType:
    if trial.requests is None:
        return UNSET
    tell = _telling("requests sent")
    return await run_stream(
        file, pool, embedder, tell, requests=trial.requests, seed=trial.seed, accuracy=trial.accuracy
    )


def _telling(what: str) -> Callable[[int, int], None]:
    def tell(done: int, of: int) -> None:
        if done % 100 == 0 or done == of:
            say(f"{done} of {of} {what}")

    return tell


def _summary(report: Report) -> Iterator[str]:
    for number, figures in enumerate(report.passes, 1):
        bare = figures.bare_gate
        if len(report.passes) > 1:
            yield f"Pass {number}:"
        yield (
            f"{figures.clusters} clusters: {figures.hit_rate:.1%} of {figures.same} equal topics found, "
            f"{figures.false_hit_rate:.2%} of {figures.different} different ones served wrongly"
        )
        yield f"cosine 0.95 alone: {bare.hit_rate:.1%} found, {bare.false_hit_rate:.2%} served wrongly"
    if report.stream is not UNSET:
        stream = report.stream
        yield (
            f"Stream of {stream.requests} requests: {stream.hit_rate:.1%} answered from the cache, "
            f"{stream.wrong_rate:.2%} with a wrong worksheet; {stream.generations_saved} generations saved "
            f"by {stream.votes_cast} votes"
        )
