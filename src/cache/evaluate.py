"""How well the cache tells equal topics from different ones, measured on labelled clusters by its own code."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from time import perf_counter
from uuid import UUID, uuid4

from cache import canonical
from cache.clusters import Cluster, read_clusters
from cache.embedder import Embedder
from cache.evaluation import Evaluation, Request, Verdict, summarise
from cache.judging.judge import Judge
from cache.model import Found, Item, Scope, Wanted
from cache.remembering_embedder import RememberingEmbedder
from cache.scratch import scratch_pool
from cache.semantic_cache import SemanticCache
from cache.simulated_voter import Place, SimulatedVoter, Truth, place
from database.pool import Pool, transaction

Progress = Callable[[int, int], None]
Find = Callable[[str, Scope, Wanted], Awaitable[Found | None]]
SPECIFICATION, EDITION = "evaluation", ""
_PASSES = 2


async def evaluate(file: Path, pool: Pool, embedder: Embedder, progress: Progress) -> Evaluation:
    """Store every cluster's topic, look up all its labelled requests, and count.

    Works in a schema of its own on the database of `pool`, which is dropped at the end. `progress` is told how many
    lookups of how many are done. Raises TopicFileUnreadable with the line and the field.
    """
    clusters = read_clusters(file)
    async with scratch_pool(pool) as scratch:
        cache = SemanticCache(scratch, embedder)
        owners = await _store(clusters, cache, scratch)
        return await _measure(clusters, cache.find, embedder, owners, progress)


async def evaluate_judged(
    file: Path, pool: Pool, embedder: Embedder, progress: Progress, *, accuracy: float, seed: int
) -> tuple[Evaluation, ...]:
    """The same with a judge whose every vote is right with probability `accuracy`, and the same requests again.

    The second pass finds what the first one learned. Each text is embedded once.
    """
    clusters = read_clusters(file)
    embedder = RememberingEmbedder(embedder)
    async with scratch_pool(pool) as scratch:
        cache = SemanticCache(scratch, embedder)
        find = judged(scratch, cache, _labels(clusters), accuracy, seed)
        owners = await _store(clusters, cache, scratch)

        def told(number: int) -> Progress:
            return lambda done, of: progress(number * of + done, _PASSES * of)

        return tuple([await _measure(clusters, find, embedder, owners, told(number)) for number in range(_PASSES)])


def judged(pool: Pool, cache: SemanticCache, truth: Truth, accuracy: float, seed: int) -> Find:
    """The way of a request whose topic cannot be computed: the cache, then the judge."""
    judge = Judge(pool, cache, SimulatedVoter(accuracy, truth, Random(seed)), Random(seed))

    async def find(topic: str, scope: Scope, wanted: Wanted) -> Found | None:
        return await cache.find(topic, scope, wanted) or await judge.find(topic, scope, wanted)

    return find


def scope_of(cluster: Cluster) -> Scope:
    """Where the cluster's topics are stored and asked for."""
    return Scope(language=cluster.language, grade=cluster.grade, subject=cluster.subject)


def _labels(clusters: Sequence[Cluster]) -> Truth:
    """A request labelled same means its cluster's topic; any other one means none."""
    truth: dict[Place, frozenset[str]] = {}
    for cluster in clusters:
        for request in cluster.requests():
            if request.why is None:
                asked = place(scope_of(cluster), request.topic)
                truth[asked] = truth.get(asked, frozenset[str]()) | {cluster.topic}
    return truth


async def _store(clusters: Sequence[Cluster], cache: SemanticCache, pool: Pool) -> dict[UUID, str]:
    """Ids of the placeholder items by the cluster that they stand for."""
    owners: dict[UUID, str] = {}
    for cluster in clusters:
        item = placeholder()
        owners[item.id] = cluster.id
        async with transaction(pool) as connection:
            await cache.admit(connection, cluster.topic, scope_of(cluster), item)
    return owners


def placeholder() -> Item:
    """An item that stands for some worksheet."""
    return Item(uuid4(), SPECIFICATION, EDITION, datetime.now(UTC) + timedelta(days=1))


async def _measure(
    clusters: Sequence[Cluster], find: Find, embedder: Embedder, owners: Mapping[UUID, str], progress: Progress
) -> Evaluation:
    verdicts = [verdict async for verdict in _look_up(clusters, find, embedder, owners, progress)]
    return summarise(len(clusters), verdicts, embedder.name, canonical.VERSION)


async def _look_up(
    clusters: Sequence[Cluster], find: Find, embedder: Embedder, owners: Mapping[UUID, str], progress: Progress
) -> AsyncIterator[Verdict]:
    requests = [(cluster, request) for cluster in clusters for request in cluster.requests()]
    for done, (cluster, request) in enumerate(requests, 1):
        yield await _verdict(cluster, request, find, embedder, owners)
        progress(done, len(requests))


async def _verdict(
    cluster: Cluster, request: Request, find: Find, embedder: Embedder, owners: Mapping[UUID, str]
) -> Verdict:
    started = perf_counter()
    found = await find(request.topic, scope_of(cluster), Wanted(SPECIFICATION))
    milliseconds = (perf_counter() - started) * 1000
    item_id = None if found is None else found.item_id
    return Verdict(
        cluster=cluster.id,
        stored=cluster.topic,
        language=cluster.language,
        request=request,
        served=None if item_id is None else owners[item_id],
        match=None if found is None or item_id is None else found.match,
        passes_bare_gate=await _passes_bare_gate(cluster.topic, request.topic, embedder),
        milliseconds=milliseconds,
    )


async def _passes_bare_gate(stored: str, requested: str, embedder: Embedder) -> bool:
    """What cosine alone would have done with the texts as typed."""
    first, second = await embedder.embed(stored), await embedder.embed(requested)
    return float(first @ second) >= embedder.gate
