"""Rules, and what a hit on them was answered."""

import re
from enum import StrEnum

from msgspec import Struct

from rate_limits.errors import RuleInvalid

_NAME = re.compile(r"[a-z][a-z0-9_-]*")


class Rule(Struct, frozen=True):
    """At most `limit` hits a period in the long run, and at most `burst` at once (`limit` when it is None).

    `name` says what is limited and stands in the `RateLimit` headers: lower-case letters, digits, `-`, `_`. `key` says
    who. With `charge` 0 a hit needs room for one and takes none: it is charged later, when its work is done. Raises
    RuleInvalid.
    """

    name: str
    key: str
    limit: int
    period_seconds: int
    burst: int | None = None
    charge: int = 1

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise RuleInvalid(f"Rule name {self.name!r}: use lower-case letters, digits, '-' and '_', a letter first.")
        for field in ("limit", "period_seconds", "at_once"):
            if getattr(self, field) < 1:
                raise RuleInvalid(f"Rule {self.name}: {field} is {getattr(self, field)}, it must be at least 1.")
        if self.charge not in (0, 1):
            raise RuleInvalid(f"Rule {self.name}: charge is {self.charge}, it must be 0 or 1.")

    @property
    def at_once(self) -> int:
        """Hits that an idle key may make in one moment."""
        return self.limit if self.burst is None else self.burst

    @property
    def emission_interval(self) -> float:
        """Seconds after which one hit has been earned back."""
        return self.period_seconds / self.limit

    def halved(self) -> "Rule":
        """The same rule with half the quota, at least one hit."""
        limit, burst = max(1, self.limit // 2), max(1, self.at_once // 2)
        return Rule(self.name, self.key, limit, self.period_seconds, burst, self.charge)


class Standing(Struct, frozen=True):
    """How a key stands under one rule after a hit.

    `remaining` hits may follow at once; `retry_after` is the seconds until this rule allows one (0 when it does),
    `reset_after` the seconds until the whole burst is there again.
    """

    rule: Rule
    remaining: int
    retry_after: float
    reset_after: float


class Backend(StrEnum):
    """Who counted."""

    REDIS = "redis"
    LOCAL = "local"


class Decision(Struct, frozen=True):
    """The answer to a hit. Allowed only when every rule allows it; a denied hit is charged to none."""

    standings: tuple[Standing, ...]
    backend: Backend

    @property
    def is_allowed(self) -> bool:
        return self.denied_by is None

    @property
    def denied_by(self) -> Rule | None:
        """The rule that keeps the caller waiting longest, or None."""
        longest = max(self.standings, key=lambda standing: standing.retry_after, default=None)
        return None if longest is None or longest.retry_after <= 0 else longest.rule

    @property
    def retry_after(self) -> float:
        """Seconds until a hit can be allowed; 0 when this one was."""
        return max((standing.retry_after for standing in self.standings), default=0.0)
