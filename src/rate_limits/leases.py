"""Hits that hot callers have paid for in advance, so that not each of theirs costs a call to Redis.

They are charged when they are bought, each under every rule, so nobody ever gets more than the rules allow; one that is
not used within its time is lost to its buyer.
"""

import time
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from rate_limits.model import Rule, Standing

LARGEST = 128  # hits bought at once
_KEEPS = 1.0  # seconds a bought hit can be used
_HOT = 0.5  # seconds between two purchases that make a caller hot
_SHARE = 10  # a purchase is at most this part of the smallest burst, so that small quotas are counted singly
_MOST_CALLERS = 10_000

Key = tuple[tuple[str, str, int], ...]


@dataclass(slots=True)
class _Lease:
    bought_at: float
    size: int = 1
    is_being_bought: bool = False
    hits: deque[tuple[float, list[Standing]]] = field(default_factory=deque[tuple[float, list[Standing]]])


class Leases:
    """Bought hits by caller and rules, for one process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._leases: OrderedDict[Key, _Lease] = OrderedDict()

    def take(self, rules: Sequence[Rule]) -> list[Standing] | None:
        """A hit that these rules have been charged for already, or None."""
        lease = self._leases.get(_key(rules))
        oldest = self._clock() - _KEEPS
        while lease is not None and lease.hits:
            bought_at, hit = lease.hits.popleft()
            if bought_at >= oldest:
                return hit
        return None

    def runs_low(self, rules: Sequence[Rule]) -> bool:
        """Whether more should be bought before the last hit is taken: half are gone, and they went fast."""
        lease = self._leases.get(_key(rules))
        if lease is None or lease.is_being_bought or lease.size == 1:
            return False
        return len(lease.hits) <= lease.size // 2 and self._clock() - lease.bought_at <= _HOT

    def begin(self, rules: Sequence[Rule]) -> int:
        """How many hits to buy now: one, and twice as many each time as long as the caller keeps coming back.

        While a larger purchase is under way, the caller's other hits are bought singly.
        """
        lease = self._leases.get(_key(rules))
        if lease is None or lease.is_being_bought or self._clock() - lease.bought_at > _HOT:
            return 1
        most = min([LARGEST, *(rule.at_once // _SHARE for rule in rules if rule.charge)])
        size = max(1, min(lease.size * 2, most))
        lease.is_being_bought = size > 1
        return size

    def end(self, rules: Sequence[Rule], answers: Sequence[list[Standing]], used: int = 1) -> None:
        """Keep what was bought beyond the `used` first, which are answered now; nothing when the purchase failed.

        Hits that were denied were not charged.
        """
        key, now = _key(rules), self._clock()
        lease = self._leases.get(key)
        # A single hit beside a larger purchase must not throw away what that one brings.
        if len(answers) > 1 or lease is None or now - lease.bought_at > _HOT:
            fresh = _Lease(now, len(answers))
            if lease is not None:
                fresh.hits.extend(lease.hits)
            allowed = (hit for hit in answers[used:] if all(standing.retry_after <= 0 for standing in hit))
            fresh.hits.extend((now, hit) for hit in allowed)
            self._leases[key] = fresh
            self._leases.move_to_end(key)
        while len(self._leases) > _MOST_CALLERS:
            self._leases.popitem(last=False)

    def fail(self, rules: Sequence[Rule]) -> None:
        """Forget the purchase that was begun: it brought nothing."""
        self._leases.pop(_key(rules), None)


def _key(rules: Sequence[Rule]) -> Key:
    return tuple((rule.name, rule.key, rule.charge) for rule in rules)
