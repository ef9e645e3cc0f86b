"""Counting in this process: the fallback while Redis is away."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence

from rate_limits.model import Rule, Standing

_MOST_KEYS = 50_000  # about 10 MB
_ROUNDING = 1e-6  # seconds that sums of fractions may be off


class LocalCounter:
    """The algorithm of `gcra.lua` over a bounded table. Forgets the keys that were not seen for longest."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, most_keys: int = _MOST_KEYS) -> None:
        self._clock = clock
        self._most_keys = most_keys
        self._arrivals: OrderedDict[tuple[str, str], float] = OrderedDict()

    def hit(self, rules: Sequence[Rule]) -> list[Standing]:
        """Charge one hit to every rule, or none when one denies it."""
        now = self._clock()
        arrivals = [self._arrival(rule, now) for rule in rules]
        waits = [_wait(rule, arrival, now) for rule, arrival in zip(rules, arrivals, strict=True)]
        if not any(waits):
            arrivals = [
                arrival + rule.emission_interval * rule.charge for rule, arrival in zip(rules, arrivals, strict=True)
            ]
            self._keep(rules, arrivals)
        return [_standing(rule, arrival, wait, now) for rule, arrival, wait in zip(rules, arrivals, waits, strict=True)]

    def _arrival(self, rule: Rule, now: float) -> float:
        return max(now, self._arrivals.get((rule.name, rule.key), now))

    def _keep(self, rules: Sequence[Rule], arrivals: Sequence[float]) -> None:
        for rule, arrival in zip(rules, arrivals, strict=True):
            self._arrivals[rule.name, rule.key] = arrival
            self._arrivals.move_to_end((rule.name, rule.key))
        while len(self._arrivals) > self._most_keys:
            self._arrivals.popitem(last=False)


def _wait(rule: Rule, arrival: float, now: float) -> float:
    wait = arrival + rule.emission_interval * (1 - rule.at_once) - now
    return wait if wait > _ROUNDING else 0.0


def _standing(rule: Rule, arrival: float, wait: float, now: float) -> Standing:
    spare = now + rule.emission_interval * rule.at_once - arrival
    remaining = math.floor((spare + _ROUNDING) / rule.emission_interval)
    return Standing(rule, max(0, remaining), wait, arrival - now)
