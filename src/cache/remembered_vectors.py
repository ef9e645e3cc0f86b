"""Vectors of recent texts, also of those that are being embedded just now."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable

from cache.embedder import Vector

_MOST = 2048  # 3 MB


class RememberedVectors:
    """The same text asked for again, also while it is still being embedded, costs nothing. Failures are not kept."""

    def __init__(self) -> None:
        self._vectors: OrderedDict[str, asyncio.Future[Vector]] = OrderedDict()

    async def get(self, text: str, embed: Callable[[], asyncio.Future[Vector]]) -> Vector:
        """The text's vector; `embed` starts to make it when it is not known. Who leaves ends nobody else's wait."""
        vector = self._vectors.get(text)
        if vector is None or _is_useless(vector):
            vector = embed()
            vector.add_done_callback(_note_failure)
            self._vectors[text] = vector
            if len(self._vectors) > _MOST:
                self._vectors.popitem(last=False)
        self._vectors.move_to_end(text)
        return await asyncio.shield(vector)


def _is_useless(vector: asyncio.Future[Vector]) -> bool:
    """Failed, or still running on an event loop that is gone."""
    if not vector.done():
        return vector.get_loop() is not asyncio.get_running_loop()
    return vector.cancelled() or vector.exception() is not None


def _note_failure(vector: asyncio.Future[Vector]) -> None:
    """Every asker may have gone: then nobody else asks for the exception, and asyncio would complain of that."""
    if not vector.cancelled():
        vector.exception()
