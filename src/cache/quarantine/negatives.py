"""Reported pairs as labelled topics, in the form that `tetrad cache evaluate` reads."""

from collections.abc import Iterator
from itertools import groupby

from cache.clusters import Cluster, NearMiss
from cache.quarantine import store
from cache.quarantine.model import Pair
from database.pool import Connection

_ANY_SUBJECT = "any"
_UNKNOWN = "reported"


async def negatives(connection: Connection) -> list[Cluster]:
    """One cluster for each stored topic that was reported, with what it was wrongly served for as near misses."""
    return list(_clusters(await store.find_pairs(connection)))


def _clusters(pairs: list[Pair]) -> Iterator[Cluster]:
    grouped = groupby(pairs, key=lambda pair: (pair.language, pair.subject, pair.grade, pair.stored))
    for number, ((language, subject, grade, stored), those) in enumerate(grouped, 1):
        yield Cluster(
            id=f"reported-{number}",
            language=language,
            subject=subject or _ANY_SUBJECT,
            grade=grade,
            topic=stored,
            same=(),
            different=tuple(NearMiss(pair.requested, pair.reason or _UNKNOWN) for pair in those),
        )
