"""Topics as teachers type them, written and labelled without sight of the lexicons.

The format is that of `tetrad cache evaluate`. The lexicons have learned from them since, so what is found here says
nothing about topics that nobody has looked at; what must not be found holds all the more.
"""

from pathlib import Path

import pytest

from cache.canonical import read
from cache.clusters import Cluster, read_clusters
from cache.model import Language
from cache.verifier import verify

_FOLDER = Path(__file__).parent / "topics"
_LEAST = 0.6


def _clusters(language: Language) -> list[Cluster]:
    return list(read_clusters(_FOLDER / f"{language.value}.jsonl"))


def _is_equal(cluster: Cluster, topic: str) -> bool:
    return verify(read(topic, cluster.language), read(cluster.topic, cluster.language)) is None


@pytest.mark.parametrize("language", list(Language))
def test_no_near_miss_is_taken_for_its_topic(language: Language) -> None:
    taken = [
        (cluster.topic, request.topic)
        for cluster in _clusters(language)
        for request in cluster.requests()
        if request.why is not None and _is_equal(cluster, request.topic)
    ]
    assert not taken


@pytest.mark.parametrize("language", list(Language))
def test_most_wordings_of_a_topic_are_the_topic(language: Language) -> None:
    equal = [
        _is_equal(cluster, request.topic)
        for cluster in _clusters(language)
        for request in cluster.requests()
        if request.why is None
    ]
    assert sum(equal) / len(equal) >= _LEAST
