"""The database that a `tetrad cache` command looks into."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from app.addresses import any_ground
from app.commands.run import say
from app.settings import Settings
from database.migrate import migrate
from database.pool import Pool, create_pool
from observability import logs

T = TypeVar("T")


def on_the_cache(settings: Settings, work: Callable[[Pool], Awaitable[T]]) -> T:
    """What `work` makes of the configured database, or of the embedded one, running or not, at the newest schema."""
    logs.configure("error")

    async def run(url: str) -> T:
        async with create_pool(url, max_size=2, behind_pgbouncer=settings.behind_pgbouncer) as pool:
            return await work(pool)

    with any_ground(settings, say) as ground:
        migrate(ground.addresses.direct_url)
        return asyncio.run(run(ground.addresses.database_url))
