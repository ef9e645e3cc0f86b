"""Errors of rate limits.

RateLimitError
├── RuleInvalid         a rule that cannot be kept, such as a limit of zero
└── RedisUnavailable    no usable answer in time; the limiter itself answers it with the local fallback
"""


class RateLimitError(Exception):
    """Any error of this package."""


class RuleInvalid(RateLimitError):
    """A rule that cannot be kept. The message names the field and its value."""


class RedisUnavailable(RateLimitError):
    """No usable answer in time. `reason` is a short word for metrics, never an address or a token."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"Redis gave no usable answer: {reason}")
        self.reason = reason
