"""`tetrad cache evaluate`: figures over labelled clusters."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from cache.clusters import read_clusters
from cache.errors import TopicFileUnreadable
from cache.evaluate import evaluate
from cache.nano_embedder import NanoEmbedder
from database.pool import Pool

CLUSTERS = [
    {
        "id": "a1",
        "language": "en",
        "subject": "mathematics",
        "grade": 5,
        "topic": "Highest common factor",
        "same": ["HCF", "highset common factor", "the biggest number that goes into both"],
        "different": [
            {"topic": "Lowest common multiple", "why": "entity"},
            {"topic": "GCF grade 5", "why": "scope"},
        ],
    },
    {
        "id": "a2",
        "language": "ru",
        "subject": "mathematics",
        "grade": 5,
        "topic": "Деление с остатком",
        "same": ["задания на деление с остатком"],
        "different": [{"topic": "Деление без остатка", "why": "negation"}],
    },
]


@pytest.fixture(scope="module")
def embedder() -> Iterator[NanoEmbedder]:
    embedder = NanoEmbedder()
    yield embedder
    embedder.close()


def _write(folder: Path, lines: list[str]) -> Path:
    file = folder / "topics.jsonl"
    file.write_text("\n".join(lines), "utf-8")
    return file


def _encoded(*clusters: object) -> list[str]:
    return [msgspec.json.encode(cluster).decode() for cluster in clusters]


async def test_hits_and_false_hits_are_counted_by_the_code_of_a_request(
    tmp_path: Path, pool: Pool, embedder: NanoEmbedder
) -> None:
    steps: list[tuple[int, int]] = []
    figures = await evaluate(
        _write(tmp_path, _encoded(*CLUSTERS)), pool, embedder, lambda done, of: steps.append((done, of))
    )
    assert (figures.clusters, figures.same, figures.different) == (2, 4, 3)
    assert figures.hit_rate == pytest.approx(3 / 4)
    assert figures.false_hits == (("Highest common factor", "GCF grade 5"),)
    assert figures.by_why["scope"].false_hits == 1
    assert figures.by_language["ru"].hit_rate == 1
    assert figures.by_match.exact + figures.by_match.near == 3
    assert steps[-1] == (7, 7)


async def test_live_topics_are_untouched_and_the_scratch_schema_is_gone(
    tmp_path: Path, pool: Pool, embedder: NanoEmbedder
) -> None:
    await evaluate(_write(tmp_path, _encoded(CLUSTERS[1])), pool, embedder, lambda _done, _wanted: None)
    async with pool.connection() as connection:
        cursor = await connection.execute(
            "select (select count(*) from cache_topics), "
            "(select count(*) from information_schema.schemata where schema_name like 'cache_evaluation%')"
        )
        assert await cursor.fetchone() == (0, 0)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 2"),
        ('{"id": "x"}', "language"),
        (_encoded(CLUSTERS[1] | {"grade": 13})[0], "$.grade"),
        (_encoded(CLUSTERS[1] | {"language": "fr"})[0], "$.language"),
        (_encoded(CLUSTERS[1] | {"different": [{"topic": "x"}]})[0], "$.different[0]"),
        (_encoded(CLUSTERS[0])[0], "$.id"),
    ],
)
def test_a_malformed_line_is_named_with_its_field(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(TopicFileUnreadable, match="line 2") as error:
        read_clusters(_write(tmp_path, [*_encoded(CLUSTERS[0]), line]))
    assert said in str(error.value)


def test_an_empty_or_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TopicFileUnreadable, match="no cluster"):
        read_clusters(_write(tmp_path, [""]))
    with pytest.raises(TopicFileUnreadable, match="cannot be read"):
        read_clusters(tmp_path / "missing.jsonl")
