"""Labelled topics: one stored topic, other wordings of it, and near misses."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from cache import canonical
from cache.errors import TopicFileUnreadable
from cache.evaluation import Request
from cache.model import Language


class NearMiss(Struct, frozen=True, forbid_unknown_fields=True):
    """A topic that must not be answered with the cluster's worksheet, and the code of what changed."""

    topic: Annotated[str, Meta(min_length=1)]
    why: Annotated[str, Meta(min_length=1)]


class Cluster(Struct, frozen=True, forbid_unknown_fields=True):
    """One line of a topic file."""

    id: Annotated[str, Meta(min_length=1)]
    language: Language
    subject: Annotated[str, Meta(min_length=1)]
    grade: Annotated[int, Meta(ge=1, le=12)]
    topic: Annotated[str, Meta(min_length=1)]
    same: tuple[Annotated[str, Meta(min_length=1)], ...]
    different: tuple[NearMiss, ...]

    def requests(self) -> Iterator[Request]:
        yield from (Request(topic, why=None) for topic in self.same)
        yield from (Request(near_miss.topic, near_miss.why) for near_miss in self.different)


def texts_of(clusters: Iterable[Cluster]) -> Iterator[str]:
    """Every text that measuring these clusters embeds: all topics as typed, and what the cache compares of them."""
    for cluster in clusters:
        for topic in (cluster.topic, *(request.topic for request in cluster.requests())):
            yield topic
            yield canonical.read(topic, cluster.language).cleaned


def read_clusters(file: Path) -> list[Cluster]:
    """Every cluster of a JSON-lines file, in order. Raises TopicFileUnreadable naming the line and the field."""
    clusters: list[Cluster] = []
    seen: set[str] = set()
    for number, line in enumerate(_lines(file), 1):
        if not line.strip():
            continue
        cluster = _cluster(line, number)
        if cluster.id in seen:
            raise TopicFileUnreadable(
                number, f"id {cluster.id!r} was used before; give every cluster its own - at `$.id`"
            )
        seen.add(cluster.id)
        clusters.append(cluster)
    if not clusters:
        raise TopicFileUnreadable(1, f"{file} holds no cluster; write one JSON object a line")
    return clusters


def _lines(file: Path) -> list[bytes]:
    try:
        return file.read_bytes().splitlines()
    except OSError as error:
        raise TopicFileUnreadable(0, f"{file} cannot be read: {error.strerror}") from error


def _cluster(line: bytes, number: int) -> Cluster:
    try:
        return msgspec.json.decode(line, type=Cluster)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise TopicFileUnreadable(number, str(error)) from error
