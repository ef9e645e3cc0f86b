"""Join the generation that an equivalent request has started; equivalent is what the verifier holds for equal.

Requests of one group differ in nothing but their topics. Whoever means to start something looks for a flight once more
under the group's lock, so that of all who ask at once, on all machines, one starts and the others join.
"""

from dataclasses import dataclass
from hashlib import sha256
from secrets import token_hex

import msgspec

from cache.model import CanonicalTopic
from cache.semantic_cache import SemanticCache
from database.pool import Connection
from worksheets.flights import store
from worksheets.flights.store import FlightRow
from worksheets.keeping import may_be_shared, scope_of, specification_key
from worksheets.model import CachePolicy, WorksheetRequest

_LANDED = 60.0  # seconds; the end of a crowd comes late, with slips that no lookup by meaning finds


@dataclass(frozen=True, slots=True)
class Wish:
    """A request that nothing stored answers. `asker` and `viewer` are those of `worksheets.sources.Asker`."""

    request: WorksheetRequest
    topic: CanonicalTopic
    asker: str
    viewer: str | None


def group_of(request: WorksheetRequest) -> str:
    """Equal for requests that only their topics tell apart; a digest, since notes may be long.

    A topic whose worksheet may be nobody else's flies with its own wording only: its other words reach the model too.
    """
    alone = "" if may_be_shared(msgspec.structs.replace(request, notes="")) else request.topic
    parts = (scope_of(request), specification_key(request), request.notes, alone, request.source_id)
    return sha256(msgspec.json.encode(parts)).hexdigest()


async def join(connection: Connection, cache: SemanticCache, wish: Wish) -> FlightRow | None:
    """The flight for this wish, with its asker on board: one under way, or one that landed a moment ago.

    A wish for a fresh worksheet joins only what is under way: that is fresh too, and pressing twice writes one.
    """
    group, key = group_of(wish.request), flight_key(wish)
    flights = await store.find_flights(connection, group, key, wish.asker, _landed_within(wish.request))
    while flights:
        topics = [flight.topic for flight in flights]
        place = await cache.first_equal(connection, wish.topic, scope_of(wish.request), topics)
        if place is None:
            return None
        if await _boarded(connection, cache, flights[place], wish):
            return flights[place]
        flights = flights[place + 1 :]
    return None


def _landed_within(request: WorksheetRequest) -> float:
    """How far back to look for flights: the lookup in the cache may just have missed one, or its topic's typo."""
    return 0.0 if request.cache is CachePolicy.REFRESH or not may_be_shared(request) else _LANDED


async def _boarded(connection: Connection, cache: SemanticCache, flight: FlightRow, wish: Wish) -> bool:
    """Whether the flight brings a worksheet for everybody that is new to this viewer."""
    if flight.worksheet_id is None:
        return await _aboard(connection, flight, wish)
    if not await cache.holds(connection, flight.worksheet_id):
        return False
    return wish.viewer is None or await cache.mark_seen(connection, wish.viewer, flight.worksheet_id)


async def _aboard(connection: Connection, flight: FlightRow, wish: Wish) -> bool:
    if not flight.is_boarded and not await store.ride(connection, flight.id, wish.asker):
        return False
    return wish.viewer is None or await store.board(connection, flight.id, wish.viewer)


def flight_key(wish: Wish) -> str:
    """Equal for wishes with equal topics; at most one generation of a key is under way."""
    return sha256(f"{group_of(wish.request)}{wish.topic.key}".encode()).hexdigest()


def turn_of(wish: Wish) -> str:
    """Equal for wishes that wait for each other in one process; none waits that wants a worksheet of its own."""
    return token_hex() if wish.request.cache is CachePolicy.REFRESH else flight_key(wish)


async def lock(connection: Connection, request: WorksheetRequest) -> None:
    """Be the only one of the request's group, on all machines, until the caller's transaction ends."""
    await store.lock_group(connection, group_of(request))
