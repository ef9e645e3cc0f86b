"""What an asker may spend: requests of any kind, worksheets written by a model, reports, ratings, source texts."""

from functools import lru_cache

from app.settings import LimitSettings
from rate_limits.model import Rule

# The same few callers ask again and again, and a rule checks itself when it is made.
_remembered = lru_cache(maxsize=4096)


@_remembered
def requests_rule(asker: str, settings: LimitSettings) -> Rule:
    """The budget of calls to the interface."""
    return Rule("requests", asker, settings.requests_per_minute, 60)


@_remembered
def generations_rule(asker: str, settings: LimitSettings, *, charge: int) -> Rule:
    """The budget of worksheets that a model writes. Charged (`charge` 1) only when one has been stored."""
    return Rule("generations", asker, settings.generations_per_hour, 3600, charge=charge)


@_remembered
def reports_rule(asker: str, settings: LimitSettings) -> Rule:
    """The budget of reports and answers: each may take a worksheet back that others would be served."""
    return Rule("reports", asker, settings.reports_per_hour, 3600)


@_remembered
def ratings_rule(asker: str, settings: LimitSettings) -> Rule:
    """The budget of ratings: a teacher may rate each question of a sheet, and a few sheets more."""
    return Rule("ratings", asker, settings.ratings_per_hour, 3600)


@_remembered
def sources_rule(asker: str, settings: LimitSettings) -> Rule:
    """The budget of source texts: each is read in a process of its own and kept for a week."""
    return Rule("sources", asker, settings.sources_per_hour, 3600)
