"""What algebra says about a key."""

from enum import StrEnum

from msgspec import Struct


class Verdict(StrEnum):
    CONFIRMED = "confirmed"
    WRONG = "wrong"
    UNDECIDED = "undecided"


class Finding(Struct, frozen=True):
    """`computed` is what algebra got, in neutral symbols, when it got something."""

    verdict: Verdict
    computed: str | None = None


UNDECIDED = Finding(Verdict.UNDECIDED)


def judged(says: bool | None, computed: str | None) -> Finding:
    """The finding for a key that says the right thing, another thing, or something that cannot be told."""
    if says is None:
        return UNDECIDED
    return Finding(Verdict.CONFIRMED if says else Verdict.WRONG, computed)
