"""Phrasings that a catalogue of topics brings along, before anybody has asked for them."""

from collections.abc import Sequence

from cache import canonical
from cache.aliases import store
from cache.aliases.model import AliasSource
from cache.model import Scope
from database.pool import Connection


async def add_phrasings(connection: Connection, topic: str, phrasings: Sequence[str], scope: Scope) -> int:
    """Let each phrasing mean the topic, in the caller's transaction; how many are new.

    The topic is stored when it is not, with no item yet. What votes or teachers said of a phrasing gives way to the
    catalogue; a phrasing that is a stored topic itself, or was reported as different, is left as it is.
    """
    meant = canonical.read(topic, scope.language)
    topic_id = await store.ensure_topic(connection, meant, scope, canonical.VERSION)
    added = 0
    for phrasing in phrasings:
        alias = canonical.read(phrasing, scope.language)
        if alias.key and alias.key != meant.key and alias.grade in {None, scope.grade}:
            added += await store.learn(connection, alias, scope, canonical.VERSION, topic_id, AliasSource.CATALOGUE)
    return added
