"""Leave a model or a provider alone that has just failed, in this process (Nygard, Release It!, 2007)."""

import time
from collections import defaultdict
from collections.abc import Callable
from enum import StrEnum
from functools import partial

from msgspec import Struct

from language_models import metrics
from language_models.errors import (
    DeadlineExceeded,
    ModelFailed,
    ProviderDown,
    RateLimited,
    Refused,
    RequestRejected,
    Stalled,
    Truncated,
    UnknownModel,
)
from language_models.lineup import Offer

Clock = Callable[[], float]


class Tolerance(Struct, frozen=True):
    """After `failures` in a row a model rests for `pause` seconds, then twice as long, up to `longest`.

    `down` is the rest of a provider whose account or key does not work. A silence shorter than `slow` says nothing of
    a model: votes of the judge have little more than a second.
    """

    failures: int = 3
    pause: float = 30.0
    longest: float = 600.0
    down: float = 300.0
    slow: float = 10.0


class BreakerState(StrEnum):
    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half_open"


class Breaker:
    """Closed, open until its rest is over, then half open: one call is let through to see whether all is well."""

    def __init__(self, tolerance: Tolerance, clock: Clock) -> None:
        self._tolerance, self._clock = tolerance, clock
        self._failures = 0
        self._pause = tolerance.pause
        self._until: float | None = None
        self._is_on_trial = False

    @property
    def state(self) -> BreakerState:
        if self._until is None:
            return BreakerState.CLOSED
        is_resting = self._is_on_trial or self._clock() < self._until
        return BreakerState.OPEN if is_resting else BreakerState.HALF_OPEN

    def begin(self) -> None:
        """A call is made now."""
        self._is_on_trial |= self.state is BreakerState.HALF_OPEN

    def passed(self) -> None:
        """It answered."""
        self._failures, self._pause, self._until = 0, self._tolerance.pause, None
        self._is_on_trial = False

    def undecided(self) -> None:
        """The call ended in a way that says nothing."""
        self._is_on_trial = False

    def failed(self, rest: float | None = None) -> None:
        """It did not answer. With `rest` it is left alone for so many seconds at once."""
        self._failures += 1
        has_failed_again, self._is_on_trial = self._is_on_trial, False
        if rest is not None:
            self._until = self._clock() + min(rest, self._tolerance.longest)
        elif has_failed_again or self._failures >= self._tolerance.failures:
            self._until = self._clock() + self._pause
            self._pause = min(2 * self._pause, self._tolerance.longest)


class Breakers:
    """Those of all models, by their names, and of all providers."""

    def __init__(self, tolerance: Tolerance | None = None, clock: Clock = time.monotonic) -> None:
        self._tolerance = tolerance or Tolerance()
        make = partial(Breaker, self._tolerance, clock)
        self._models: defaultdict[str, Breaker] = defaultdict(make)
        self._providers: defaultdict[str, Breaker] = defaultdict(make)
        self._watched: set[str] = set()

    def is_open(self, offer: Offer) -> bool:
        """Whether the model, or its provider, is to be left alone now."""
        return BreakerState.OPEN in (self._models[offer.name].state, self._providers[offer.provider].state)

    def begin(self, offer: Offer) -> None:
        """A call to this model is made now; `end` must follow."""
        if offer.name not in self._watched:
            self._watched.add(offer.name)
            metrics.BREAKER_OPEN.labels(offer.name).set_function(partial(self.is_open, offer))
        self._models[offer.name].begin()
        self._providers[offer.provider].begin()

    def end(self, offer: Offer, *, has_ended_well: bool, failure: ModelFailed | None, seconds: float) -> None:
        """How the call ended, after so many seconds; neither well nor in a failure when its reader left."""
        model, provider = self._models[offer.name], self._providers[offer.provider]
        if has_ended_well or isinstance(failure, Refused | RequestRejected | Truncated):
            model.passed()
            provider.passed()
        elif isinstance(failure, ProviderDown) and not isinstance(failure, UnknownModel):
            model.undecided()
            provider.failed(self._tolerance.down)
        else:
            provider.undecided()
            self._judge(model, failure, seconds)

    def _judge(self, model: Breaker, failure: ModelFailed | None, seconds: float) -> None:
        match failure:
            case None:
                model.undecided()
            case DeadlineExceeded() | Stalled() if seconds < self._tolerance.slow or _was_writing(failure):
                model.undecided()
            case UnknownModel():
                model.failed(self._tolerance.down)
            case RateLimited(retry_after=float() as rest):
                model.failed(rest)
            case _:
                model.failed()


def _was_writing(failure: ModelFailed) -> bool:
    """A model that is still writing when the time is over is slow, not away."""
    is_deadline = isinstance(failure, DeadlineExceeded)
    return is_deadline and failure.completion is not None and failure.completion.text != ""
