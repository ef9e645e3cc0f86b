"""A failing way to Redis, and a clock that tests move."""

from collections.abc import AsyncIterator

import pytest

from embedded.stack import Addresses
from fakes.clock import Clock
from fakes.redis_road import Road


@pytest.fixture
async def road(stack: Addresses) -> AsyncIterator[Road]:
    road = Road(stack.redis_url)
    async with await road.serve() as server:
        yield road
        server.close()
        await road.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()
