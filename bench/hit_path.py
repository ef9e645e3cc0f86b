"""Exact and near hits over HTTP beside the bare lookup and the bare embedding, on one database in one run.

    .venv/bin/python -m bench.hit_path [--seconds 2] [--rounds 3]

Floors (bench/bare_lookup.py), each on the same server (Granian, one worker) over kept-alive connections: a lookup by
primary key in bare ASGI; the same lookup in a Litestar handler; one embedding in bare ASGI. Ours is the whole service
as it is deployed: limits, log line, metrics. Rounds alternate, so that a noisy machine is noisy for all of them.

Requests go round over many stored topics. Every near request has a slip of the keyboard that nobody has sent before, so
that neither its key nor a remembered vector can answer; what was not a near hit is left out and counted.
"""

import argparse
import asyncio
import itertools
import json
import os
import random
import string
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from bench.clients import Figures, Target, ask_once, post, run_round, serving, summarise
from msgspec.structs import replace

from cache import canonical
from cache.model import Item, Language, Scope
from cache.nano_embedder import NanoEmbedder
from cache.semantic_cache import SemanticCache
from cache.verifier import verify
from database.migrate import migrate
from database.pool import create_pool, transaction
from embedded.stack import EmbeddedStack
from questions.generators import catalogue
from worksheets import store
from worksheets.edition import COMPUTED, served_editions
from worksheets.keeping import specification_key
from worksheets.model import WorksheetRequest

CLIENTS = (1, 8, 32)
PATH = "/api/v1/worksheets"
GRADE = 5
EXACT_TOPICS = 40
NEAR_TOPICS = (
    "The legend of the silver candlestick and the grandmother",
    "The blacksmith and the nightingale in the snowstorm",
    "A letter from the lighthouse to the carpenter",
    "The gingerbread castle of the shoemaker",
    "The watchmaker and the butterfly in the courtyard",
    "The fisherman and the moonlight over the waterfall",
    "The cobblestones in front of the bookshop",
    "The housekeeper and the wheelbarrow in the orchard",
)
SLIPS = 4000
SHORTEST = 8  # letters of a word that is misspelt


def main() -> None:
    parser = argparse.ArgumentParser(description="Time exact and near hits beside their floors.")
    parser.add_argument("--seconds", type=float, default=2, help="length of one round")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, EmbeddedStack(Path(folder)) as stack:
        migrate(stack.database_url)
        environment = os.environ | {
            "DATABASE_URL": stack.database_url,
            "UPSTASH_REDIS_REST_URL": stack.redis_url,
            "UPSTASH_REDIS_REST_TOKEN": stack.redis_token,
            "TETRAD_REQUESTS_PER_MINUTE": "10000000",
        }
        with (
            serving(["-m", "app.cli", "web"], environment) as ours,
            serving(["-m", "bench.bare_lookup"], environment | {"FLOOR": "asgi"}) as bare,
            serving(["-m", "bench.bare_lookup"], environment | {"FLOOR": "litestar"}) as litestar,
        ):
            bench = Bench(ours, bare, litestar, arguments.seconds, arguments.rounds)
            asyncio.run(bench.compare(stack.database_url))


class Bench:
    def __init__(self, ours: int, bare: int, litestar: int, seconds: float, rounds: int) -> None:
        self._ours, self._bare, self._litestar = ours, bare, litestar
        self._seconds, self._rounds = seconds, rounds

    async def compare(self, database_url: str) -> None:
        """Store topics, then measure both kinds of hits for each number of clients."""
        await self._warm()
        answers = [json.loads(await ask_once(self._ours, wish)) for wish in map(_wish, _exact_topics())]
        made = [answer for answer in answers if "id" in answer]  # some topics are too small for ten questions
        await _admit(database_url, UUID(made[0]["id"]))
        fresh = itertools.chain(_misspelt(), itertools.repeat("every slip has been sent"))
        print(f"{len(made)} topics asked exactly, {len(NEAR_TOPICS)} nearly; medians of {self._rounds} rounds each")
        for clients in CLIENTS:
            await self._exact(clients, [worksheet["topic"] for worksheet in made], [one["id"] for one in made])
            await self._near(clients, fresh)

    async def _warm(self) -> None:
        for language in Language:  # the service loads what it knows of a language in the background, once
            await ask_once(self._ours, _wish("?1", language))
        await ask_once(self._bare, post("/", b"warm"))

    async def _exact(self, clients: int, topics: Sequence[str], ids: Sequence[str]) -> None:
        ours, bare, litestar = await self._alternate(
            clients,
            Target(self._ours, _around([_wish(topic) for topic in topics]), b'"match":"exact"'),
            Target(self._bare, _around([f"GET /{one} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode() for one in ids])),
            Target(self._litestar, _around([post(f"/{one}", _body(topics[0])) for one in ids])),
        )
        print(
            f"{clients:>3} clients: exact hit {_times(ours)}; bare lookup {_times(bare)}; "
            f"as a Litestar handler {_times(litestar)}; "
            f"ratio to bare {ours.p50 / bare.p50:.2f} in time, {bare.a_second / ours.a_second:.2f} in rate; "
            f"to Litestar {ours.p50 / litestar.p50:.2f} and {litestar.a_second / ours.a_second:.2f}"
        )

    async def _near(self, clients: int, fresh: Iterator[str]) -> None:
        ours, embedding = await self._alternate(
            clients,
            Target(self._ours, lambda: post(PATH, _body(next(fresh), cache="only")), b'"match":"near"'),
            Target(self._bare, lambda: post("/", next(fresh).encode())),
        )
        print(
            f"{clients:>3} clients: near hit {_times(ours)}; bare embedding {_times(embedding)}; "
            f"{ours.p50 - embedding.p50:+.1f} ms, ratio {ours.p50 / embedding.p50:.2f}; "
            f"{ours.uncounted} answers were no near hits"
        )

    async def _alternate(self, clients: int, *targets: Target) -> list[Figures]:
        for target in targets:  # connections of the pools, prepared statements, leases
            await run_round(target, clients, min(0.3, self._seconds))
        rounds = [[await run_round(one, clients, self._seconds) for one in targets] for _ in range(self._rounds)]
        return [summarise(column) for column in zip(*rounds, strict=True)]


def _times(figures: Figures) -> str:
    return f"{figures.p50:.2f} ms p50, {figures.p95:.2f} p95, {figures.a_second:.0f}/s"


def _exact_topics() -> Sequence[str]:
    """Topics that the service computes, so that nothing has to be written."""
    return catalogue.topics(Language.ENGLISH, GRADE)[:EXACT_TOPICS]


async def _admit(database_url: str, model_of: UUID) -> None:
    """Store the worksheet under the topics that are asked nearly."""
    embedder = NanoEmbedder()
    async with create_pool(database_url) as pool:
        cache = SemanticCache(pool, embedder, served_editions())
        for topic in NEAR_TOPICS:
            async with transaction(pool) as connection:
                found = await store.find_worksheet(connection, model_of)
                assert found is not None
                copy, expires_at = replace(found, id=uuid4(), topic=topic), datetime.now(UTC) + timedelta(days=1)
                await store.insert_worksheet(connection, copy, expires_at)
                request = WorksheetRequest(topic, GRADE, Language.ENGLISH)
                item = Item(copy.id, specification_key(request), COMPUTED, expires_at)
                await cache.admit(connection, topic, Scope(Language.ENGLISH, GRADE), item)
    embedder.close()


def _misspelt() -> list[str]:
    """Topics with one wrong letter in a long word, in random order, as far as the verifier forgives it."""
    slips = [(topic, slip) for topic in NEAR_TOPICS for slip in _slips(topic)]
    random.Random(1).shuffle(slips)
    return [slip for topic, slip in slips[:SLIPS] if _is_near(slip, topic)]


def _slips(topic: str) -> Iterator[str]:
    for word in topic.split():
        for place in range(1, len(word) - 1) if len(word) >= SHORTEST else ():
            for letter in string.ascii_lowercase.replace(word[place], ""):
                yield topic.replace(word, word[:place] + letter + word[place + 1 :])


def _is_near(slip: str, topic: str) -> bool:
    first, second = (canonical.read(text, Language.ENGLISH) for text in (slip, topic))
    return first.key != second.key and verify(first, second) is None


def _around(requests: Sequence[bytes]) -> Callable[[], bytes]:
    return itertools.cycle(requests).__next__


def _wish(topic: str, language: Language = Language.ENGLISH) -> bytes:
    return post(PATH, _body(topic, language))


def _body(topic: str, language: Language = Language.ENGLISH, **more: str) -> bytes:
    return json.dumps({"topic": topic, "grade": GRADE, "language": language} | more).encode()


if __name__ == "__main__":
    main()
