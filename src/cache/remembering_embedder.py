"""An embedder that embeds each text once, for measurements that ask for the same texts again and again."""

import asyncio
from collections.abc import Callable, Iterable

from cache.embedder import Embedder, Vector

_AT_ONCE = 50


class RememberingEmbedder:
    """Another embedder with everything it ever said. Grows without limit."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._vectors: dict[str, Vector] = {}

    @property
    def name(self) -> str:
        return self._embedder.name

    @property
    def dimensions(self) -> int:
        return self._embedder.dimensions

    @property
    def gate(self) -> float:
        return self._embedder.gate

    async def remember(self, texts: Iterable[str], progress: Callable[[int, int], None]) -> None:
        """Embed all texts now, as many at once as the embedder can; `progress` is told how many of how many."""
        fresh = list(dict.fromkeys(texts))
        for start in range(0, len(fresh), _AT_ONCE):
            await asyncio.gather(*map(self.embed, fresh[start : start + _AT_ONCE]))
            progress(min(start + _AT_ONCE, len(fresh)), len(fresh))

    async def embed(self, text: str) -> Vector:
        if text not in self._vectors:
            self._vectors[text] = await self._embedder.embed(text)
        return self._vectors[text]
