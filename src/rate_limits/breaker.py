"""A circuit breaker: after repeated failures nobody waits for a part that is away (Nygard, Release It!, 2007)."""

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from enum import StrEnum


class BreakerState(StrEnum):
    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half_open"


class CircuitBreaker:
    """Opens after `failures` in a row; `pause` seconds later lets one call through to see whether the part is back."""

    def __init__(self, failures: int = 3, pause: float = 5.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._most_failures = failures
        self._pause = pause
        self._clock = clock
        self._failures = 0
        self._next_probe = 0.0
        self._is_probing = False

    @property
    def state(self) -> BreakerState:
        if self._failures < self._most_failures:
            return BreakerState.CLOSED
        if self._is_probing or self._clock() < self._next_probe:
            return BreakerState.OPEN
        return BreakerState.HALF_OPEN

    @contextmanager
    def call(self) -> Generator[None]:
        """Watch one call that `state` did not forbid: its errors count, its cancellation does not."""
        is_probe = self.state is BreakerState.HALF_OPEN
        self._is_probing |= is_probe
        try:
            yield
        except Exception:
            self._fail()
            raise
        else:
            self._failures = 0
        finally:
            if is_probe:
                self._is_probing = False

    def _fail(self) -> None:
        self._failures += 1
        if self._failures >= self._most_failures:
            self._next_probe = self._clock() + self._pause
