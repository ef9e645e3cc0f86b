"""Any number of stored topics with vectors that lie as a real embedder's do; used by bench.cache_scale.

Real titles of the catalogue of computable topics are embedded in three languages. A made topic is their mean plus three
of their differences from it (in shares of 0.80, 0.50 and 0.33, whose squares sum up to one, so that the spread stays as
it was) and a little noise in all directions. Random pairs come out at a cosine of about 0.85, as those titles do. A
request is a stored vector, or a made one, turned by 16 degrees: a cosine of 0.96, the median between real wordings of
one topic. Scopes are 3 languages by 12 subjects by 12 grades, filled by Zipf.
"""

import asyncio
import struct
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cache.embedder import Vector
from cache.model import Language, Scope, Versions
from cache.nano_embedder import DIMENSIONS, NanoEmbedder
from database.pool import Connection
from questions.generators import catalogue
from questions.model import Subject

SPECIFICATION = "count=10"
VERSIONS = Versions("bench", "bench", ("",))

_TITLES, _SUBJECTS, _SHARES = 200, 12, (0.80, 0.50, 0.33)
_NOISE, _TURN = 0.12, 0.29
_AT_ONCE = 20_000
Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class Meanings:
    """Mean and differences of real vectors, by language."""

    mean: dict[Language, Vector]
    differences: dict[Language, Vectors]

    def draw(self, language: Language, count: int, random: np.random.Generator) -> Vectors:
        """That many made topics, shape (count, 384), each of length 1."""
        differences = self.differences[language]
        made = np.tile(self.mean[language], (count, 1))
        for share in _SHARES:
            made += share * differences[random.integers(len(differences), size=count)]
        made += _noise((count, DIMENSIONS), _NOISE, random)
        return made / np.linalg.norm(made, axis=1, keepdims=True)


async def read_meanings() -> Meanings:
    """Embed real titles; about ten seconds."""
    embedder = NanoEmbedder()
    means: dict[Language, Vector] = {}
    differences: dict[Language, Vectors] = {}
    for language in Language:
        titles = sorted({title for grade in range(1, 13) for title in catalogue.topics(language, grade)})[:_TITLES]
        vectors = np.stack(await asyncio.gather(*map(embedder.embed, titles)))
        means[language] = vectors.mean(axis=0)
        differences[language] = vectors - means[language]
    embedder.close()
    return Meanings(means, differences)


@dataclass(frozen=True)
class Stored:
    """What was stored: the scopes, the scope of every topic by its number, and the vectors in the same order."""

    scopes: list[Scope]
    scope_of: NDArray[np.int64]
    vectors: Vectors
    meanings: Meanings

    def requests(self, place: int, count: int, random: np.random.Generator) -> Iterator[Vector]:
        """Vectors that somebody asks for in a scope: every other one is close to a stored topic."""
        stored = np.flatnonzero(self.scope_of == place)
        for number in range(count):
            language = self.scopes[place].language
            new = self.meanings.draw(language, 1, random)[0]
            near = self.vectors[random.choice(stored)] if number % 2 and len(stored) else new
            turned = near + _noise((DIMENSIONS,), _TURN, random)
            yield turned / np.linalg.norm(turned)


def make_topics(count: int, meanings: Meanings, random: np.random.Generator) -> Stored:
    """Topics over all scopes, by Zipf with exponent 1."""
    subjects = list(Subject)[:_SUBJECTS]
    scopes = [
        Scope(language, grade, subject) for language in Language for subject in subjects for grade in range(1, 13)
    ]
    random.shuffle(scopes)
    shares = 1 / np.arange(1, len(scopes) + 1)
    scope_of = random.choice(len(scopes), size=count, p=shares / shares.sum())
    languages = np.array([scope.language for scope in scopes])[scope_of]
    vectors = np.zeros((count, DIMENSIONS), np.float32)
    for language in Language:
        of_language = languages == language
        vectors[of_language] = meanings.draw(language, int(of_language.sum()), random)
    return Stored(scopes, scope_of, vectors, meanings)


async def store_topics(connection: Connection, stored: Stored) -> None:
    """Fill the tables of the cache: each topic with its vector and one live item."""
    await connection.execute("create unlogged table bench_scopes (place int, language text, subject text, grade int)")
    await connection.execute("create unlogged table bench_vectors (id bigint, place int, embedding halfvec(384))")
    async with connection.cursor() as cursor:
        rows = [(place, scope.language, scope.subject, scope.grade) for place, scope in enumerate(stored.scopes)]
        await cursor.executemany("insert into bench_scopes values (%s, %s, %s, %s)", rows)
        async with cursor.copy("copy bench_vectors from stdin binary") as copy:
            for piece in _binary(stored):
                await copy.write(piece)
    await connection.execute("""
        insert into cache_topics (id, language, subject, grade, epoch, canonical_key, topic) overriding system value
        select id, language, subject, grade, 'bench', id::text, 'topic ' || id
        from bench_vectors join bench_scopes using (place)
    """)
    await connection.execute("""
        insert into cache_vectors (topic_id, embedder, language, subject, grade, visibility, epoch, embedding)
        select id, 'bench', language, subject, grade, 'public', 'bench', embedding
        from bench_vectors join bench_scopes using (place)
    """)
    await connection.execute("""
        insert into cache_items (topic_id, specification, edition, item_id, expires_at)
        select id, 'count=10', '', gen_random_uuid(), now() + interval '1 day' from bench_vectors
    """)
    await connection.execute("drop table bench_vectors, bench_scopes")
    await connection.execute("alter table cache_topics alter column id restart with 1000000000")


def _noise(shape: tuple[int, ...], length: float, random: np.random.Generator) -> Vectors:
    return (random.normal(size=shape) * length / np.sqrt(DIMENSIONS)).astype(np.float32)


def _binary(stored: Stored) -> Iterator[bytes]:
    """The rows as PostgreSQL's binary COPY wants them."""
    row = np.dtype(
        [
            *[("fields", ">i2"), ("of_id", ">i4"), ("id", ">i8"), ("of_place", ">i4"), ("place", ">i4")],
            *[("of_vector", ">i4"), ("dimensions", ">i2"), ("unused", ">i2"), ("vector", ">f2", (DIMENSIONS,))],
        ]
    )
    yield b"PGCOPY\n\xff\r\n\0" + struct.pack(">ii", 0, 0)
    for first in range(0, len(stored.vectors), _AT_ONCE):
        vectors = stored.vectors[first : first + _AT_ONCE]
        rows = np.zeros(len(vectors), row)
        rows["fields"], rows["of_id"], rows["of_place"], rows["of_vector"] = 3, 8, 4, 4 + 2 * DIMENSIONS
        rows["id"], rows["dimensions"] = np.arange(first, first + len(vectors)) + 1, DIMENSIONS
        rows["place"], rows["vector"] = stored.scope_of[first : first + _AT_ONCE], vectors
        yield rows.tobytes()
    yield struct.pack(">h", -1)
