"""An embedder that embeds each text once, for measurements that ask for the same texts again and again."""

from cache.embedder import Embedder, Vector


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

    async def embed(self, text: str) -> Vector:
        if text not in self._vectors:
            self._vectors[text] = await self._embedder.embed(text)
        return self._vectors[text]
