"""`tetrad cache evaluate --judge` and `--stream`: the judge's own way, with votes that are right as often as asked."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import msgspec
import pytest

from cache.clusters import read_clusters, texts_of
from cache.evaluate import evaluate_judged
from cache.judging.ballot import ballots
from cache.judging.model import Candidate, Question
from cache.model import Language, Scope
from cache.nano_embedder import NanoEmbedder
from cache.remembering_embedder import RememberingEmbedder
from cache.request_stream import run_stream
from cache.simulated_voter import SimulatedVoter, place
from database.pool import Pool

STORED = "The abolition of slavery in the British Empire"
CLUSTERS = [
    {
        "id": "a1",
        "language": "en",
        "subject": "history",
        "grade": 8,
        "topic": STORED,
        "same": ["How Britain ended the ownership of human beings", "abolition of slavery in the British Empire"],
        "different": [
            {"topic": "The abolition of serfdom in Russia", "why": "entity"},
            {"topic": "The British Empire in 1914", "why": "scope"},
        ],
    },
]


@pytest.fixture(scope="module")
def embedder() -> Iterator[NanoEmbedder]:
    embedder = NanoEmbedder()
    yield embedder
    embedder.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "topics.jsonl"
    file.write_bytes(b"\n".join(map(msgspec.json.encode, CLUSTERS)))
    return file


def ignore(done: int, of: int) -> None:
    pass


async def test_a_faultless_judge_finds_every_wording_and_the_second_pass_finds_what_was_learned(
    file: Path, pool: Pool, embedder: NanoEmbedder
) -> None:
    steps: list[tuple[int, int]] = []
    first, second = await evaluate_judged(
        file, pool, embedder, lambda done, of: steps.append((done, of)), accuracy=1.0, seed=1
    )
    assert (first.hit_rate, first.false_hit_rate) == (1, 0)
    assert (first.by_match.judged, first.by_match.alias) == (1, 0)
    assert (second.hit_rate, second.by_match.judged, second.by_match.alias) == (1, 0, 1)
    assert steps == [(done, 8) for done in range(1, 9)]


async def test_a_judge_that_is_always_wrong_joins_what_is_different_and_that_stays(
    file: Path, pool: Pool, embedder: NanoEmbedder
) -> None:
    first, second = await evaluate_judged(file, pool, embedder, ignore, accuracy=0.0, seed=1)
    assert first.hit_rate == 0.5
    assert first.false_hit_rate > 0
    assert second.false_hits == first.false_hits


async def test_a_stream_writes_each_topic_once_and_serves_it_from_then_on(
    file: Path, pool: Pool, embedder: NanoEmbedder
) -> None:
    stream = await run_stream(file, pool, embedder, ignore, requests=40, seed=1, accuracy=1.0)
    assert (stream.requests, stream.topics, stream.wrong_rate) == (40, 3, 0)
    assert stream.hit_rate == stream.possible_rate
    assert (stream.generations, stream.generations_saved) == (3, 37)
    assert stream.votes_cast == 2 * stream.questions > 0
    assert stream.prompt_tokens > stream.completion_tokens > 0


async def test_the_same_seed_sends_the_same_requests(file: Path, pool: Pool, embedder: NanoEmbedder) -> None:
    first, again = [await run_stream(file, pool, embedder, ignore, requests=20, seed=7, accuracy=0.9) for _ in range(2)]
    assert first == again


async def test_a_stream_without_a_judge_casts_no_vote(file: Path, pool: Pool, embedder: NanoEmbedder) -> None:
    stream = await run_stream(file, pool, embedder, ignore, requests=20, seed=1)
    assert (stream.votes_cast, stream.by_match.judged) == (0, 0)
    assert stream.hit_rate <= stream.possible_rate


@pytest.mark.parametrize("accuracy", [0.0, 0.8, 1.0])
async def test_votes_are_right_as_often_as_asked(accuracy: float) -> None:
    scope = Scope(Language.ENGLISH, 8, "history")
    candidates = tuple(Candidate(number, topic, 0.9, None) for number, topic in enumerate(("A", "B", STORED)))
    truth = {place(scope, "asked"): frozenset({STORED})}
    voter = SimulatedVoter(accuracy, truth, Random(3))
    right = 0
    for seed in range(300):
        (ballot,) = ballots(Question("asked", candidates, scope), 1, Random(seed))
        choice = ballot.read((await voter.complete(ballot.prompt, deadline=1)).text)
        right += choice is not None and choice.topic == STORED
    assert right / 300 == pytest.approx(accuracy, abs=0.08)


async def test_each_text_is_embedded_once(file: Path) -> None:
    asked: list[str] = []

    class Counting:
        name, dimensions, gate = "counting", 384, 0.95

        async def embed(self, text: str) -> object:
            asked.append(text)
            return text

    texts = list(texts_of(read_clusters(file)))
    remembering = RememberingEmbedder(Counting())
    for _ in range(2):
        await remembering.remember(texts, ignore)
    assert sorted(asked) == sorted(set(texts))
