"""A report takes effect at once, and reaches no further than what the cache really serves for the topic it names."""

from uuid import UUID

from cache import canonical
from cache.aliases import store as aliases
from cache.model import CanonicalTopic, Found, Match, Scope, Wanted
from cache.quarantine import store
from cache.quarantine.model import Effect
from cache.quarantine.store import HeldRow
from cache.semantic_cache import SemanticCache
from database.pool import Connection


async def report(
    connection: Connection, cache: SemanticCache, topic: str, scope: Scope, item_id: UUID, reason: str, *, of_pair: bool
) -> Effect:
    """Take back what served the item for the topic, in the caller's transaction.

    `of_pair` says that the item is not what was asked for: then another wording that led to it is separated from its
    topic. An item that hangs on the very topic asked for, or is bad in itself, is withdrawn from everybody.
    """
    requested = canonical.read(topic, scope.language)
    holder = await store.find_holder(connection, scope, canonical.VERSION, item_id)
    match = None if holder is None else await match_of(connection, cache, requested, scope, holder)
    if holder is None or match is None:
        return Effect.NOTED
    if match is not Match.EXACT and of_pair:
        await separate(connection, requested, scope, holder, match, reason)
        return Effect.SEPARATED
    await store.withdraw(connection, item_id)
    return Effect.WITHDRAWN


async def match_of(
    connection: Connection, cache: SemanticCache, requested: CanonicalTopic, scope: Scope, holder: HeldRow
) -> Match | None:
    """How the cache finds the holder's topic for the requested one; None when it does not."""
    if requested.key == holder.canonical_key:
        return Match.EXACT
    found: Found | None = await cache.find_again(connection, requested.text, scope, Wanted(holder.specification))
    return found.match if found is not None and found.topic_id == holder.topic_id else None


async def separate(
    connection: Connection, requested: CanonicalTopic, scope: Scope, holder: HeldRow, match: Match, reason: str
) -> None:
    """Quarantine the pair, and forget the alias that may have joined it, whoever said so."""
    await store.separate(connection, scope, canonical.VERSION, requested, holder, match, reason)
    await aliases.forget_pair(connection, requested.key, scope, canonical.VERSION, holder.topic_id)
