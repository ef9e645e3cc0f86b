"""What an asker may spend: requests of any kind, and worksheets written by a model."""

from app.settings import LimitSettings
from rate_limits.model import Rule


def requests_rule(asker: str, settings: LimitSettings) -> Rule:
    """The budget of calls to the interface."""
    return Rule("requests", asker, settings.requests_per_minute, 60)


def generations_rule(asker: str, settings: LimitSettings, *, charge: int) -> Rule:
    """The budget of worksheets that a model writes. Charged (`charge` 1) only when one has been stored."""
    return Rule("generations", asker, settings.generations_per_hour, 3600, charge=charge)
