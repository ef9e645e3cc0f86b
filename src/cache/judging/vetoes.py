"""What no vote may overrule: the two topics name different numbers, different formulas, or the reverse of each other.

Something named on one side only is no contradiction: *A = πr²* may name *Area of a circle*, *Reform of 1861* the
abolition of serfdom. Both sides naming something that the other does not is one. Words in another order are left to
the vote, since most of them are the same topic; numbers in another order are not.
"""

from collections import Counter
from collections.abc import Sequence

from cache import order
from cache.lexicon import lexicon_of
from cache.model import CanonicalTopic, RefusalReason

_FORMULA_SIGNS = frozenset("+*/^=<>≤≥≠±√(")


def contradiction(requested: CanonicalTopic, stored: CanonicalTopic) -> RefusalReason | None:
    """The hard reason against the two being one worksheet, or None. Symmetric."""
    if _differ(_numbers(requested), _numbers(stored)):
        return RefusalReason.NUMBERS
    if _differ(_formulas(requested), _formulas(stored)):
        return RefusalReason.FORMULA
    if _is_reversed(requested, stored):
        return RefusalReason.DIRECTION
    if Counter(requested.tokens) == Counter(stored.tokens) and _numbers(requested) != _numbers(stored):
        return RefusalReason.ORDER
    return None


def _differ(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether each names something that the other does not."""
    mine, theirs = Counter(first), Counter(second)
    return bool(mine - theirs) and bool(theirs - mine)


def _numbers(topic: CanonicalTopic) -> list[str]:
    return [token for token in topic.tokens if token[:1].isdigit() and not _FORMULA_SIGNS & set(token)]


def _formulas(topic: CanonicalTopic) -> list[str]:
    return [token for token in topic.tokens if _FORMULA_SIGNS & set(token)]


def _is_reversed(first: CanonicalTopic, second: CanonicalTopic) -> bool:
    """What one turns into the other is what the other turns into the one."""
    mine, theirs = _sides(first), _sides(second)
    if mine is None or theirs is None:
        return False
    (given, wanted), (their_given, their_wanted) = mine, theirs
    given, wanted = given - wanted, wanted - given
    their_given, their_wanted = their_given - their_wanted, their_wanted - their_given
    return bool(given & their_wanted and wanted & their_given)


def _sides(topic: CanonicalTopic) -> tuple[set[str], set[str]] | None:
    """The words before and after the one direction word, or None where there is none or several."""
    parts = order.halves(topic.tokens, lexicon_of(topic.language))
    if [marker for marker, _ in parts if marker] and len(parts) == 2:
        return set(parts[0][1]), set(parts[1][1])
    return None
