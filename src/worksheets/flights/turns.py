"""In one process, only one of those who ask for the same goes on to make it; the others wait and share what it got."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Generic, TypeVar

T = TypeVar("T")


class Turn(Generic[T]):
    """One attempt. `got` is what came of it, None before its end and when it failed."""

    def __init__(self, *, is_mine: bool) -> None:
        self.is_mine = is_mine
        self.got: T | None = None


class Turns(Generic[T]):
    """Spares the database a crowd at the lock that decides between machines."""

    def __init__(self) -> None:
        self._taken: dict[str, tuple[asyncio.Event, Turn[T]]] = {}

    @asynccontextmanager
    async def take(self, key: str) -> AsyncGenerator[Turn[T]]:
        """A turn of one's own for whoever comes first; what that one got, in the end, for those who come meanwhile."""
        if (taken := self._taken.get(key)) is not None:
            over, first = taken
            await over.wait()
            shared = Turn[T](is_mine=False)
            shared.got = first.got
            yield shared
            return
        over, mine = asyncio.Event(), Turn[T](is_mine=True)
        self._taken[key] = over, mine
        try:
            yield mine
        finally:
            del self._taken[key]
            over.set()
