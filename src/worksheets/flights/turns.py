"""In one process, only one of those who ask for the same goes on to make it; the others wait and look again."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager


class Turns:
    """Spares the database a crowd at the lock that decides between machines."""

    def __init__(self) -> None:
        self._taken: dict[str, asyncio.Event] = {}

    @asynccontextmanager
    async def take(self, key: str) -> AsyncGenerator[bool]:
        """True for whoever comes first. Whoever comes while the first is at it is held up, and gets False."""
        if (taken := self._taken.get(key)) is not None:
            await taken.wait()
            yield False
            return
        self._taken[key] = over = asyncio.Event()
        try:
            yield True
        finally:
            del self._taken[key]
            over.set()
