"""A decision as HTTP fields.

Source: draft-ietf-httpapi-ratelimit-headers (`RateLimit`, `RateLimit-Policy`), RFC 9110 section 10.2.3 (`Retry-After`).
"""

import math

from rate_limits.model import Decision, Standing


def render(decision: Decision) -> dict[str, str]:
    """The fields of a response by name; `Retry-After` only when the hit was denied. Empty without rules.

    Seconds are rounded up, so that a client that waits as told is not refused again.
    """
    if not decision.standings:
        return {}
    fields = {
        "RateLimit-Policy": ", ".join(_policy(standing) for standing in decision.standings),
        "RateLimit": ", ".join(_limit(standing) for standing in decision.standings),
    }
    if not decision.is_allowed:
        fields["Retry-After"] = str(math.ceil(decision.retry_after))
    return fields


def _policy(standing: Standing) -> str:
    rule = standing.rule
    return f'"{rule.name}";q={rule.limit};w={rule.period_seconds}'


def _limit(standing: Standing) -> str:
    return f'"{standing.rule.name}";r={standing.remaining};t={math.ceil(standing.reset_after)}'
