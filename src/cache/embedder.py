"""What the cache asks of an embedder."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]


class Embedder(Protocol):
    """Turns a text into a unit vector. Vectors of different `name`s are never compared."""

    @property
    def name(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    @property
    def gate(self) -> float:
        """The cosine from which two topics are close enough to be compared word by word; every model has its own."""
        ...

    async def embed(self, text: str) -> Vector:
        """A float32 vector of shape (dimensions,) and length 1. Raises EmbedderUnavailable."""
        ...


def literal(vector: Vector) -> str:
    """The vector as PostgreSQL reads it."""
    return "[" + ",".join(map(str, vector.tolist())) + "]"
