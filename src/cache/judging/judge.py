"""The last step before a model writes: does a stored topic mean the same, although no rule can say so?"""

from random import Random

from cache import canonical
from cache.aliases import store as aliases
from cache.aliases.model import AliasSource
from cache.judging import metrics
from cache.judging.ledger import Ledger
from cache.judging.model import Candidate, Judgement, Question, Voter
from cache.judging.rest import Rest
from cache.judging.vetoes import contradiction
from cache.judging.voting import SECONDS, put_to_vote
from cache.model import CanonicalTopic, Found, Match, Scope, Wanted
from cache.semantic_cache import SemanticCache
from database.pool import Pool, transaction

_READ = 30
_CANDIDATES = 10
# A school topic is short; what is longer brings stories along, and perhaps orders.
_LONGEST = 160


class Judge:
    """Finds equal topics by two votes of a cheap model, and remembers them as aliases."""

    def __init__(
        self,
        pool: Pool,
        cache: SemanticCache,
        voter: Voter,
        random: Random | None = None,
        seconds: float = SECONDS,
    ) -> None:
        self._pool = pool
        self._cache = cache
        self._voter = voter
        self._random = random or Random()
        self._seconds = seconds
        self._ledger = Ledger(pool)
        self._rest = Rest()

    async def find(self, topic: str, scope: Scope, wanted: Wanted) -> Found | None:
        """The stored topic that both votes name, or None. To be asked only after `SemanticCache.find` found nothing.

        Takes 1.5 s at most, and nothing where no stored topic comes near. Raises EmbedderUnavailable.
        """
        requested = canonical.read(topic, scope.language)
        if len(topic) > _LONGEST or self._rest.is_on or await self._ledger.is_off(scope):
            return None
        candidates = await self._candidates(requested, scope, wanted)
        if not candidates:
            return None
        judgement = await put_to_vote(Question(topic, candidates, scope), self._voter, self._random, self._seconds)
        metrics.count(judgement)
        self._rest.hear(judgement)
        await self._remember(requested, scope, judgement)
        return None if judgement.agreed is None else _found(judgement.agreed)

    async def _candidates(self, requested: CanonicalTopic, scope: Scope, wanted: Wanted) -> tuple[Candidate, ...]:
        neighbours = await self._cache.neighbours(requested, scope, wanted, self._cache.judging_gate, _READ)
        plausible = [
            Candidate(neighbour.topic_id, neighbour.topic, neighbour.similarity, neighbour.item_id)
            for neighbour in neighbours
            if len(neighbour.topic) <= _LONGEST
            and contradiction(requested, canonical.read(neighbour.topic, scope.language)) is None
        ]
        return tuple(plausible[:_CANDIDATES])

    async def _remember(self, requested: CanonicalTopic, scope: Scope, judgement: Judgement) -> None:
        async with transaction(self._pool) as connection:
            await self._ledger.record(connection, scope, judgement)
            if judgement.agreed is not None:
                await aliases.learn(
                    connection,
                    requested,
                    scope,
                    canonical.VERSION,
                    judgement.agreed.topic_id,
                    AliasSource.JUDGED,
                    judgement.model,
                )


def _found(candidate: Candidate) -> Found:
    return Found(candidate.topic_id, candidate.item_id, Match.JUDGED, candidate.similarity, candidate.topic)
