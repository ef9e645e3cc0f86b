"""Work on a generation only as long as it is ours: a worker that waits for a model is told when it is not."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from worksheets.generations.claims.store import Claim
from worksheets.generations.errors import EndedElsewhere
from worksheets.generations.feed import Feed


@asynccontextmanager
async def while_held(claim: Claim, feed: Feed) -> AsyncGenerator[None]:
    """Break the block off, wherever it waits, when the claim is lost. Raises EndedElsewhere then."""
    # A timeout that nobody sets beforehand: the standard library knows how to tell it from other cancellations.
    loss = asyncio.timeout(None)

    is_over = False

    async def watch() -> None:
        await feed.until_lost(claim)
        if not is_over:
            loss.reschedule(asyncio.get_running_loop().time())

    try:
        async with loss:
            watching = asyncio.create_task(watch(), name="claim")
            try:
                yield
            finally:
                is_over = True
                watching.cancel()
    except TimeoutError:
        if loss.expired():
            raise EndedElsewhere from None
        raise
