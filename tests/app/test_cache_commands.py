"""`tetrad cache stats`, `inspect` and `purge` on a database of the test's own."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from msgspec import json

from cache import canonical
from cache.model import Item, Language, Scope
from cache.nano_embedder import NanoEmbedder
from cache.semantic_cache import SemanticCache
from database.pool import create_pool, transaction

Tetrad = Callable[..., "subprocess.CompletedProcess[str]"]
FIVE = Scope(Language.ENGLISH, 5, "mathematics")
HISTORY = Scope(Language.ENGLISH, 8, "history")
INSPECT = ("inspect", "--grade", "5", "--language", "en", "--subject", "mathematics")


@pytest.fixture
def tetrad(database_url: str, tmp_path: Path) -> Tetrad:
    """Runs `tetrad cache …` on a database with three topics, one of which has two worksheets and an alias."""
    asyncio.run(_fill(database_url))
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("OPENAI_", "TETRAD_"))}
    services = {
        "DATABASE_URL": database_url,
        "UPSTASH_REDIS_REST_URL": "http://127.0.0.1:1",
        "UPSTASH_REDIS_REST_TOKEN": "t",
        "DATA_DIR": str(tmp_path),
    }

    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "app.cli", "cache", *arguments]
        return subprocess.run(
            command,
            env=plain | services,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            stdin=subprocess.DEVNULL,
        )

    return run


async def _fill(url: str) -> None:
    embedder = NanoEmbedder()
    kept = [("Prime numbers", FIVE, "a", 1), ("Prime numbers", FIVE, "b", 1), ("Odd numbers", FIVE, "a", 1)]
    async with create_pool(url) as pool:
        cache = SemanticCache(pool, embedder)
        for topic, scope, edition, days in [*kept, ("The French Revolution", HISTORY, "a", -1)]:
            item = Item(uuid4(), "count=10", edition, datetime.now(UTC) + timedelta(days=days))
            async with transaction(pool) as connection:
                await cache.admit(connection, topic, scope, item)
        async with pool.connection() as connection:
            await connection.execute(
                """
                insert into cache_aliases
                    (topic_id, language, subject, grade, visibility, epoch, canonical_key, alias, source, model)
                select id, language, subject, grade, visibility, epoch, %s, 'Indivisible', 'judged', 'm-1'
                from cache_topics where topic = 'Prime numbers'
                """,
                [canonical.read("Indivisible", Language.ENGLISH).key],
            )
    embedder.close()


def _left(tetrad: Tetrad) -> dict[str, int]:
    counts = json.decode(tetrad("stats", "--json").stdout)["counts"]
    return {name: counts[name] for name in ("topics", "items")}


def test_stats_count_everything(tetrad: Tetrad) -> None:
    figures = json.decode(tetrad("stats", "--json").stdout)
    counts = figures["counts"]
    assert (counts["topics"], counts["items"], counts["variants"], counts["expired_items"]) == (3, 4, 1, 1)
    assert figures["aliases"] == [{"name": "judged", "count": 1, "hits": 0}]
    assert [row["name"] for row in figures["embedders"]] == [figures["embedder"]]
    assert {row["subject"]: row["topics"] for row in figures["scopes"]} == {"mathematics": 2, "history": 1}
    assert set(figures["waiting"].values()) == {0}
    sizes = {row["name"]: row["bytes"] for row in figures["sizes"]}
    assert sizes["cache_vectors"] > sizes["cache_aliases"] > 0
    told = tetrad("stats").stdout
    assert "3 topics, 4 worksheets (1 of them variants)" in told
    assert "en mathematics: 2 topics, 3 worksheets" in told


def test_an_inspected_topic_tells_its_key_its_neighbours_and_why(tetrad: Tetrad) -> None:
    seen = json.decode(tetrad(*INSPECT, "worksheet on prime numbers", "--json").stdout)
    assert [row["topic"] for row in seen["named"]] == ["Prime numbers"]
    refusals = {near["topic"]: near["refusal"] for near in seen["neighbours"]}
    assert refusals["Prime numbers"] is None
    assert refusals["Odd numbers"] is not None
    assert len(seen["items"]) == 2
    told = tetrad(*INSPECT, "worksheet on prime numbers").stdout
    assert "(the same)" in told
    assert "Odd numbers (refused: " in told


def test_an_alias_is_shown_with_who_gave_it(tetrad: Tetrad) -> None:
    told = tetrad(*INSPECT, "indivisible").stdout
    assert "(judged by m-1) of topic" in told
    assert tetrad("purge", "--alias", "1", "--yes").stdout == (
        "Removed the alias 'Indivisible' of the topic 'Prime numbers'.\n"
    )
    assert "judged by" not in tetrad(*INSPECT, "indivisible").stdout


@pytest.mark.parametrize(
    ("chosen", "told", "left"),
    [
        (("--topic-id", "1"), "1 topics with 2 worksheets and 1 aliases", {"topics": 2, "items": 2}),
        (("--edition", "a"), "3 worksheets", {"topics": 1, "items": 1}),
        (("--expired",), "1 worksheets", {"topics": 2, "items": 3}),
        (("--subject", "mathematics", "--grade", "5"), "2 topics with 3 worksheets", {"topics": 1, "items": 1}),
        (("--all",), "3 topics with 4 worksheets", {"topics": 0, "items": 0}),
    ],
)
def test_what_is_chosen_is_told_and_removed_when_somebody_is_sure(
    tetrad: Tetrad, chosen: tuple[str, ...], told: str, left: dict[str, int]
) -> None:
    refused = tetrad("purge", *chosen)
    assert refused.returncode == 2
    assert told in refused.stderr
    assert "--yes" in refused.stderr
    assert _left(tetrad) == {"topics": 3, "items": 4}
    done = tetrad("purge", *chosen, "--yes")
    assert done.returncode == 0, done.stderr
    assert told in done.stdout
    assert _left(tetrad) == left


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ((), "say what to remove"),
        (("--all", "--subject", "history"), "leave the other choice out"),
        (("--topic-id", "99"), "no topic 99"),
        (("--alias", "99"), "no alias 99"),
        (("--topic-id", "99999999999999999999"), "is no id"),
    ],
)
def test_a_wrong_choice_is_named(tetrad: Tetrad, chosen: tuple[str, ...], told: str) -> None:
    refused = tetrad("purge", *chosen, "--yes")
    assert refused.returncode == 2
    assert told in refused.stderr
    assert "Traceback" not in refused.stderr
