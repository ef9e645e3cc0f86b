"""A day of requests: topics are asked for by Zipf's law, and what is not found is written and stored.

Every cluster is a topic with several wordings; every near miss is a topic of its own, stored under its own text.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from random import Random
from uuid import UUID

from msgspec import Struct

from cache import canonical
from cache.clusters import Cluster, read_clusters
from cache.embedder import Embedder
from cache.evaluate import SPECIFICATION, Find, Progress, judged, placeholder, scope_of
from cache.evaluation import ByMatch, count_matches
from cache.judging import store as judging
from cache.judging.store import TotalsRow
from cache.model import Match, Scope, Wanted
from cache.remembering_embedder import RememberingEmbedder
from cache.scratch import scratch_pool
from cache.semantic_cache import SemanticCache
from cache.simulated_voter import Place, Truth, place
from database.pool import Pool, transaction

_DECIMALS = 4


class Topic(Struct, frozen=True):
    """Something to ask a worksheet for. `near` is the cluster whose near miss it is, None for a cluster's own topic."""

    cluster: str
    near: bool
    scope: Scope
    wordings: tuple[str, ...]


class Asked(Struct, frozen=True):
    """One request. `served` is the topic whose worksheet came back, None when a new one was written."""

    topic: Topic
    served: Topic | None
    match: Match | None
    was_written: bool


class Stream(Struct, frozen=True):
    """Rates are shares of all requests, 0 to 1. `possible_rate` asked for a topic that was written before.

    A worksheet is wrong when it belongs to a topic that is labelled different, or to another cluster; `unlabelled_rate`
    got that of a topic about which the labels say nothing, such as another near miss.
    """

    requests: int
    topics: int
    hit_rate: float
    wrong_rate: float
    unlabelled_rate: float
    possible_rate: float
    by_match: ByMatch
    generations: int
    generations_saved: int
    questions: int
    votes_cast: int
    prompt_tokens: int
    completion_tokens: int
    scopes_switched_off: int
    seed: int


async def run_stream(
    file: Path,
    pool: Pool,
    embedder: Embedder,
    progress: Progress,
    *,
    requests: int,
    seed: int,
    accuracy: float | None = None,
) -> Stream:
    """Send `requests` requests to an empty cache, with a simulated judge when `accuracy` is given, and count.

    Works in a schema of its own, which is dropped at the end. The same seed sends the same requests.
    """
    topics = list(_topics(read_clusters(file)))
    async with scratch_pool(pool) as scratch:
        cache = SemanticCache(scratch, RememberingEmbedder(embedder))
        find = cache.find if accuracy is None else judged(scratch, cache, _truth(topics), accuracy, seed)
        shop = _Shop(scratch, cache, find)
        asked: list[Asked] = []
        for topic, wording in _draw(topics, requests, Random(seed)):
            asked.append(await shop.ask(topic, wording))
            progress(len(asked), requests)
        async with scratch.connection() as connection:
            totals = await judging.total(connection)
    return _summarise(asked, totals, seed)


class _Shop:
    """Serves each request from the cache, or writes and stores it."""

    def __init__(self, pool: Pool, cache: SemanticCache, find: Find) -> None:
        self._pool, self._cache, self._find = pool, cache, find
        self._owners: dict[UUID, Topic] = {}
        self._written: set[Topic] = set()

    async def ask(self, topic: Topic, wording: str) -> Asked:
        was_written = topic in self._written
        found = await self._find(wording, topic.scope, Wanted(SPECIFICATION))
        if found is not None and found.item_id is not None:
            return Asked(topic, self._owners[found.item_id], found.match, was_written)
        await self._write(topic, wording)
        return Asked(topic, None, None, was_written)

    async def _write(self, topic: Topic, wording: str) -> None:
        item = placeholder()
        self._owners[item.id] = topic
        self._written.add(topic)
        async with transaction(self._pool) as connection:
            await self._cache.admit(connection, wording, topic.scope, item)


def _topics(clusters: Sequence[Cluster]) -> Iterator[Topic]:
    """All topics; near misses of one cluster that differ in wording only are one."""
    for cluster in clusters:
        scope = scope_of(cluster)
        yield Topic(cluster.id, False, scope, (cluster.topic, *cluster.same))
        by_key: dict[str, list[str]] = {}
        for near_miss in cluster.different:
            key = canonical.read(near_miss.topic, cluster.language).key
            by_key.setdefault(key, []).append(near_miss.topic)
        yield from (Topic(cluster.id, True, scope, tuple(wordings)) for wordings in by_key.values())


def _truth(topics: Sequence[Topic]) -> Truth:
    """Every wording of a topic means all of its wordings, whichever of them are stored."""
    truth: dict[Place, frozenset[str]] = {}
    for topic in topics:
        for wording in topic.wordings:
            asked = place(topic.scope, wording)
            truth[asked] = truth.get(asked, frozenset[str]()) | set(topic.wordings)
    return truth


def _draw(topics: Sequence[Topic], requests: int, random: Random) -> Iterator[tuple[Topic, str]]:
    """Topics in a random order of popularity, the n-th asked for n times less often than the first."""
    ranked = random.sample(topics, len(topics))
    weights = list(accumulate(1 / rank for rank in range(1, len(ranked) + 1)))
    for topic in random.choices(ranked, cum_weights=weights, k=requests):
        yield topic, random.choice(topic.wordings)


def _is_wrong(asked: Asked) -> bool:
    served = asked.served
    if served is None or served == asked.topic:
        return False
    if served.cluster == asked.topic.cluster:
        return served.near != asked.topic.near
    return not (served.near or asked.topic.near)


def _summarise(asked: Sequence[Asked], totals: TotalsRow, seed: int) -> Stream:
    hits = [each for each in asked if each.served == each.topic]
    served = sum(each.served is not None for each in asked)
    wrong = sum(map(_is_wrong, asked))

    def share(count: int) -> float:
        return round(count / len(asked), _DECIMALS)

    return Stream(
        requests=len(asked),
        topics=len({each.topic for each in asked}),
        hit_rate=share(len(hits)),
        wrong_rate=share(wrong),
        unlabelled_rate=share(served - len(hits) - wrong),
        possible_rate=share(sum(each.was_written for each in asked)),
        by_match=count_matches([each.match for each in hits]),
        generations=len(asked) - served,
        generations_saved=len(hits),
        questions=totals.questions,
        votes_cast=totals.votes,
        prompt_tokens=totals.prompt_tokens,
        completion_tokens=totals.completion_tokens,
        scopes_switched_off=totals.scopes_off,
        seed=seed,
    )
