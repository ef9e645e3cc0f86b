"""How well the cache tells equal topics from different ones, measured on labelled clusters by its own code."""

from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from uuid import UUID, uuid4

from cache import canonical
from cache.clusters import Cluster, read_clusters
from cache.embedder import Embedder
from cache.evaluation import Evaluation, Request, Verdict, summarise
from cache.model import Item, Scope, Wanted
from cache.scratch import scratch_pool
from cache.semantic_cache import GATE, SemanticCache
from database.pool import Pool, transaction

Progress = Callable[[int, int], None]
_SPECIFICATION, _EDITION = "evaluation", ""


async def evaluate(file: Path, pool: Pool, embedder: Embedder, progress: Progress) -> Evaluation:
    """Store every cluster's topic, look up all its labelled requests, and count.

    Works in a schema of its own on the database of `pool`, which is dropped at the end. `progress` is told how many
    lookups of how many are done. Raises TopicFileUnreadable with the line and the field.
    """
    clusters = read_clusters(file)
    async with scratch_pool(pool) as scratch:
        cache = SemanticCache(scratch, embedder)
        owners = await _store(clusters, cache, scratch)
        verdicts = [verdict async for verdict in _look_up(clusters, cache, embedder, owners, progress)]
    return summarise(len(clusters), verdicts, embedder.name, canonical.VERSION)


async def _store(clusters: Sequence[Cluster], cache: SemanticCache, pool: Pool) -> dict[UUID, str]:
    """Ids of the placeholder items by the cluster that they stand for."""
    owners: dict[UUID, str] = {}
    expires_at = datetime.now(UTC) + timedelta(days=1)
    for cluster in clusters:
        item = Item(uuid4(), _SPECIFICATION, _EDITION, expires_at)
        owners[item.id] = cluster.id
        async with transaction(pool) as connection:
            await cache.admit(connection, cluster.topic, _scope(cluster), item)
    return owners


async def _look_up(
    clusters: Sequence[Cluster],
    cache: SemanticCache,
    embedder: Embedder,
    owners: dict[UUID, str],
    progress: Progress,
) -> AsyncIterator[Verdict]:
    requests = [(cluster, request) for cluster in clusters for request in cluster.requests()]
    for done, (cluster, request) in enumerate(requests, 1):
        yield await _judge(cluster, request, cache, embedder, owners)
        progress(done, len(requests))


async def _judge(
    cluster: Cluster, request: Request, cache: SemanticCache, embedder: Embedder, owners: dict[UUID, str]
) -> Verdict:
    started = perf_counter()
    found = await cache.find(request.topic, _scope(cluster), Wanted(_SPECIFICATION))
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
    return float(first @ second) >= GATE


def _scope(cluster: Cluster) -> Scope:
    return Scope(language=cluster.language, grade=cluster.grade, subject=cluster.subject)
