"""GPTCache on the pairs of bench.cache_peers, in its own environment: `python gptcache_lookups.py FOLDER THRESHOLD…`.

FOLDER holds `pairs.json` ({stored: [{scope, text}], requested: [{scope, text}]}) and `vectors.npy`, a row of float32
for each text, the stored ones first. Every scope has a store of its own (SQLite and faiss, as GPTCache's guide has it).
For each threshold one JSON line goes to stdout: the index of the stored topic that answered each request, or null, and
the milliseconds of each lookup, which do not include the embedding.
"""

import json
import sys
from pathlib import Path
from time import perf_counter

import numpy as np
from gptcache import Cache, Config
from gptcache.adapter.api import get, put
from gptcache.manager import manager_factory
from gptcache.processor.pre import get_prompt
from gptcache.similarity_evaluation import SearchDistanceEvaluation


def main() -> None:
    folder, thresholds = Path(sys.argv[1]), [float(text) for text in sys.argv[2:]]
    pairs = json.loads((folder / "pairs.json").read_text())
    vectors = np.load(folder / "vectors.npy")
    texts = [entry["text"] for entry in pairs["stored"] + pairs["requested"]]
    known = dict(zip(texts, vectors, strict=True))
    for threshold in thresholds:
        caches = fill(pairs["stored"], known, folder / str(threshold), threshold)
        answers = [look_up(caches[entry["scope"]], entry["text"]) for entry in pairs["requested"]]
        print(json.dumps({"served": [served for served, _ in answers], "ms": [ms for _, ms in answers]}), flush=True)


def fill(
    stored: list[dict[str, str]], known: dict[str, np.ndarray], folder: Path, threshold: float
) -> dict[str, Cache]:
    """A cache for each scope, holding the index of each stored topic as its answer."""
    caches: dict[str, Cache] = {}
    for index, entry in enumerate(stored):
        scope = entry["scope"]
        if scope not in caches:
            caches[scope] = cache_at(folder / str(len(caches)), known, threshold)
        put(entry["text"], str(index), cache_obj=caches[scope])
    return caches


def cache_at(folder: Path, known: dict[str, np.ndarray], threshold: float) -> Cache:
    """GPTCache as its guide sets it up, with our vectors in the place of its embedder."""
    cache = Cache()
    cache.init(
        pre_embedding_func=get_prompt,
        embedding_func=lambda text, **_: known[text],
        data_manager=manager_factory("sqlite,faiss", data_dir=str(folder), vector_params={"dimension": 384}),
        similarity_evaluation=SearchDistanceEvaluation(),
        config=Config(similarity_threshold=threshold, disable_report=True),
    )
    return cache


def look_up(cache: Cache, text: str) -> tuple[int | None, float]:
    """What was stored with the text that GPTCache takes for this one, and the milliseconds it took to say so."""
    started = perf_counter()
    answer = get(text, cache_obj=cache)
    milliseconds = (perf_counter() - started) * 1000
    return None if answer is None else int(answer), milliseconds


if __name__ == "__main__":
    main()
