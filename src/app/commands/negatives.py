"""`tetrad cache negatives`: what askers reported as different, as labelled topics."""

import asyncio

import msgspec

from app.addresses import any_ground
from app.commands.run import say
from app.settings import Settings
from cache.clusters import Cluster
from cache.quarantine.negatives import negatives as find
from database.migrate import migrate
from database.pool import create_pool
from observability import logs


def negatives(settings: Settings) -> None:
    """Print one JSON object a line, each a stored topic with what it must not be served for."""
    logs.configure("error")
    with any_ground(settings, say) as ground:
        migrate(ground.addresses.direct_url)
        for cluster in asyncio.run(_find(ground.addresses.database_url)):
            print(msgspec.json.encode(cluster).decode())


async def _find(database_url: str) -> list[Cluster]:
    async with create_pool(database_url) as pool, pool.connection() as connection:
        return await find(connection)
