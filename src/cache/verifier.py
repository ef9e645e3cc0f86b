"""Whether two topics that lie close together are the same worksheet. One unexplained word is enough to refuse."""

from cache import order
from cache.canonical import read
from cache.lexicon import Lexicon, lexicon_of
from cache.model import CanonicalTopic, Refusal, RefusalReason
from cache.typos import mend, words_of

_FORMULA_SIGNS = frozenset("+*/^=<>≤≥≠±√(")


def verify(requested: CanonicalTopic, stored: CanonicalTopic) -> Refusal | None:
    """None when they are the same, else the first reason against it. Symmetric; a topic always equals itself."""
    if requested.language is not stored.language or _names_other_grade(requested, stored):
        return Refusal(RefusalReason.SCOPE)
    if requested.key == stored.key:
        return None
    first, second = _mended(requested, stored), _mended(stored, requested)
    if first.key == second.key:
        return None
    return Refusal(_reason(first, second, lexicon_of(requested.language)))


def _names_other_grade(first: CanonicalTopic, second: CanonicalTopic) -> bool:
    return first.grade is not None and second.grade is not None and first.grade != second.grade


def _mended(topic: CanonicalTopic, by: CanonicalTopic) -> CanonicalTopic:
    """The topic read again with its slips mended by the words of the other."""
    text = mend(topic.text, words_of(by.text), topic.language)
    return topic if text == topic.text else read(text, topic.language)


def _reason(first: CanonicalTopic, second: CanonicalTopic, lexicon: Lexicon) -> RefusalReason:
    if sorted(_numbers(first)) != sorted(_numbers(second)):
        return RefusalReason.NUMBERS
    if sorted(_formulas(first)) != sorted(_formulas(second)):
        return RefusalReason.FORMULA
    if _denied(first, lexicon) != _denied(second, lexicon):
        return RefusalReason.POLARITY
    if set(first.tokens) != set(second.tokens):
        return RefusalReason.RESIDUAL
    markers = [[marker for marker, _ in order.halves(topic.tokens, lexicon)] for topic in (first, second)]
    return RefusalReason.DIRECTION if any(any(found) for found in markers) else RefusalReason.ORDER


def _numbers(topic: CanonicalTopic) -> list[str]:
    return [token for token in topic.tokens if token[:1].isdigit() and not _FORMULA_SIGNS & set(token)]


def _formulas(topic: CanonicalTopic) -> list[str]:
    return [token for token in topic.tokens if _FORMULA_SIGNS & set(token)]


def _denied(topic: CanonicalTopic, lexicon: Lexicon) -> list[str]:
    return sorted(token for token in topic.tokens if not lexicon.polarity.isdisjoint(token.split("_")))
