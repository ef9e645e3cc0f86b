"""Embeddings of OpenAI, or of any server that speaks its protocol and shortens vectors to `dimensions`."""

import asyncio
import logging
from json import JSONDecodeError
from typing import TYPE_CHECKING, Final

import numpy as np

from cache.embedder import Vector
from cache.errors import EmbedderUnavailable
from cache.remembered_vectors import RememberedVectors

if TYPE_CHECKING:
    from openai import AsyncOpenAI

DIMENSIONS: Final = 384
# Not measured: cosines of these models spread wider than those of e5, and the verifier decides above the gate.
GATE: Final = 0.80
_DEADLINE: Final = 3.0  # seconds for one text, a second attempt included


class OpenAIEmbedder:
    """An `Embedder` at `base_url`. Its name tells model and dimensions, so that vectors of others are never compared.

    The same text asked for again, also while it is still being embedded, costs nothing.
    """

    dimensions = DIMENSIONS
    gate = GATE

    def __init__(self, api_key: str, base_url: str, model: str, deadline: float = _DEADLINE) -> None:
        self.name = f"openai/{model}/{DIMENSIONS}"
        self._api_key, self._base_url, self._model = api_key, base_url, model
        self._deadline = deadline
        self._vectors = RememberedVectors()
        self._client: AsyncOpenAI | None = None

    async def embed(self, text: str) -> Vector:
        return await self._vectors.get(text, lambda: asyncio.ensure_future(self._embed(text)))

    async def close(self) -> None:
        """Close the connections; the embedder may be used again afterwards."""
        if self._client is not None:
            await self._client.close()
            self._client = None

    async def _embed(self, text: str) -> Vector:
        try:
            async with asyncio.timeout(self._deadline):
                return self._unit(await self._ask(text))
        except TimeoutError:
            raise EmbedderUnavailable(self.name, f"no answer within {self._deadline:g} s") from None

    async def _ask(self, text: str) -> list[float]:
        client = await self._open_client()
        from openai import APIError, APIStatusError  # noqa: PLC0415 — loaded with the client

        try:
            answer = await client.embeddings.create(
                model=self._model, input=text, dimensions=DIMENSIONS, encoding_format="float"
            )
            return answer.data[0].embedding
        except APIStatusError as error:
            # The message of the provider may repeat what it was sent.
            raise EmbedderUnavailable(self.name, f"HTTP {error.status_code}, code {error.code!r}") from None
        except APIError as error:
            raise EmbedderUnavailable(self.name, type(error).__name__) from None
        except (AttributeError, IndexError, TypeError, ValueError, JSONDecodeError):
            raise EmbedderUnavailable(self.name, "its answer is not that of the embeddings protocol") from None

    def _unit(self, numbers: list[float]) -> Vector:
        """Length 1, whatever the server made of it."""
        vector = np.asarray(numbers, dtype=np.float32)
        if vector.shape != (DIMENSIONS,):
            reason = f"it gave {vector.size} numbers for {DIMENSIONS}; name a model that takes `dimensions`"
            raise EmbedderUnavailable(self.name, f"{reason} in TETRAD_EMBEDDING_MODEL")
        length = float(np.linalg.norm(vector))
        if not np.isfinite(length) or length == 0:
            raise EmbedderUnavailable(self.name, "its vector has no direction")
        return vector / np.float32(length)

    async def _open_client(self) -> "AsyncOpenAI":
        if self._client is None:
            # In a thread, so that the second it takes does not hold up other requests.
            self._client = await asyncio.to_thread(self._connect)
        return self._client

    def _connect(self) -> "AsyncOpenAI":
        from openai import AsyncOpenAI  # noqa: PLC0415 — importing openai takes a second

        # The client's debug log holds whole requests.
        logging.getLogger("openai").setLevel(logging.WARNING)
        return AsyncOpenAI(api_key=self._api_key, base_url=self._base_url, max_retries=1)
