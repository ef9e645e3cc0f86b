"""“Is this the same worksheet?” A teacher's answer joins two wordings, or separates them.

Anybody may answer, so a yes is held to rules that nobody can talk round: the topics lie close (cosine 0.80 or more), no
hard reason stands against them, nobody reported the pair or said no, and two askers agree unless one is known by an
account or a key. A topic that is stored under its own words is never joined to another. One no undoes it all.
"""

from dataclasses import dataclass
from uuid import UUID

from cache import canonical
from cache.aliases import store as aliases
from cache.aliases.model import AliasSource
from cache.judging.vetoes import contradiction
from cache.model import CanonicalTopic, Match, Scope, Wanted
from cache.quarantine import store
from cache.quarantine.model import Effect
from cache.quarantine.reporting import match_of, separate
from cache.quarantine.store import HeldRow
from cache.semantic_cache import SemanticCache
from database.pool import Connection

_AGREE = 2
_NEIGHBOURS = 30
_REASON = "not_the_same"


@dataclass(frozen=True, slots=True)
class Witness:
    """Who answers: a digest, and whether an account or an API key stands behind it."""

    key: str
    is_known: bool


async def answer_same(
    connection: Connection,
    cache: SemanticCache,
    topic: str,
    scope: Scope,
    item_id: UUID,
    witness: Witness,
    *,
    is_same: bool,
) -> Effect:
    """Whether the item is the worksheet for the topic, says the witness; in the caller's transaction."""
    requested = canonical.read(topic, scope.language)
    holder = await store.find_holder(connection, scope, canonical.VERSION, item_id)
    if holder is None or not requested.key or requested.key == holder.canonical_key:
        return Effect.NOTED
    said = await store.answer(
        connection, scope, canonical.VERSION, requested, holder.canonical_key, witness.key, is_same=is_same
    )
    enough = 1 if witness.is_known else _AGREE
    if is_same:
        may_join = said.different == 0 and said.same >= enough
        return await _join(connection, cache, requested, scope, holder) if may_join else Effect.NOTED
    match = await match_of(connection, cache, requested, scope, holder)
    if match is None and said.different < enough:
        return Effect.NOTED
    await separate(connection, requested, scope, holder, match or Match.NONE, _REASON)
    return Effect.SEPARATED


async def _join(
    connection: Connection, cache: SemanticCache, requested: CanonicalTopic, scope: Scope, holder: HeldRow
) -> Effect:
    if contradiction(requested, canonical.read(holder.topic, scope.language)) is not None:
        return Effect.NOTED
    neighbours = await cache.neighbours(requested, scope, Wanted(holder.specification), cache.judging_gate, _NEIGHBOURS)
    if holder.topic_id not in {neighbour.topic_id for neighbour in neighbours}:
        return Effect.NOTED
    is_new = await aliases.learn(connection, requested, scope, canonical.VERSION, holder.topic_id, AliasSource.TEACHER)
    return Effect.JOINED if is_new else Effect.NOTED
