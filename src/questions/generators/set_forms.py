"""Ways to ask about several facts at once: match, order, pick the true ones, pick the equal one."""

from collections.abc import Sequence
from fractions import Fraction

from questions.generators import statements
from questions.generators.desk import Desk, Form, Made, measure
from questions.generators.forms import lettered, true_statement, with_key, wrong_slips
from questions.generators.model import Fact
from questions.model import BloomLevel, ChoiceAnswer, Option, OrderAnswer, PairsAnswer, QuestionType, Side


def _identities(facts: Sequence[Fact]) -> frozenset[str]:
    return frozenset(fact.identity for fact in facts)


def _has_subject(fact: Fact) -> bool:
    return bool(fact.subject) or statements.subject(fact.statement) is not None


def _subject(fact: Fact) -> str:
    return fact.subject or statements.subject(fact.statement) or statements.boxed(fact.statement)


def _proof(facts: Sequence[Fact]) -> str:
    return "; ".join(true_statement(fact) for fact in facts)


def _matching(desk: Desk) -> Made | None:
    facts = desk.facts_alike(desk.draw.by_difficulty(4, 4, 5))
    if facts is None or len({_subject(fact) for fact in facts}) < len(facts):
        return None
    shuffled = desk.draw.random.sample(facts, len(facts))
    if shuffled == facts:
        shuffled.reverse()
    left = [Option(f"l{place}", _subject(fact), Side.LEFT) for place, fact in enumerate(facts, 1)]
    right = [Option(f"r{place}", fact.value.text, Side.RIGHT) for place, fact in enumerate(shuffled, 1)]
    pairs = tuple((f"l{place}", f"r{shuffled.index(fact) + 1}") for place, fact in enumerate(facts, 1))
    key = "match" if all(_has_subject(fact) for fact in facts) else "match_missing"
    return Made(_identities(facts), desk.draw.say(key), PairsAnswer(pairs), _proof(facts), (*left, *right))


def _ranked(fact: Fact) -> tuple[str, Fraction] | None:
    """What an ordering question shows of this fact, and the number it is sorted by."""
    rank = fact.rank or fact.value
    if not isinstance(rank.key, Fraction):
        return None
    if fact.rank is not None:
        return fact.rank.text, rank.key
    return (_subject(fact), rank.key) if _has_subject(fact) else None


def _different_ranks(desk: Desk, count: int) -> list[tuple[Fact, str, Fraction]] | None:
    """Facts of different rank and one measure: neither centimetres among metres nor per cents among numbers."""
    found: list[tuple[Fact, str, Fraction]] = []
    for tried in range(40 * count):
        if tried == 40 and not found:
            return None
        fact = desk.draw_fact()
        ranked = _ranked(fact)
        if ranked is not None and all(
            ranked[1] != number and measure(fact) == measure(other) for other, _, number in found
        ):
            found.append((fact, *ranked))
        if len(found) == count:
            return found
    return None


def _ordering(desk: Desk) -> Made | None:
    ranked = _different_ranks(desk, 4)
    if ranked is None:
        return None
    rises = desk.least_used("direction", (True, False))
    desk.settle("direction", rises)
    ordered = sorted(ranked, key=lambda entry: entry[2], reverse=not rises)
    shown = desk.draw.random.sample(ranked, len(ranked))
    if shown == ordered:
        shown.reverse()
    options = lettered([text for _, text, _ in shown])
    order = tuple(options[shown.index(entry)].id for entry in ordered)
    facts = [fact for fact, _, _ in ordered]
    solution = _proof(facts)
    if all(fact.rank for fact in facts):
        solution = (r" \(<\) " if rises else r" \(>\) ").join(text for _, text, _ in ordered)
    stem = desk.draw.say("order_rising" if rises else "order_falling")
    return Made(_identities(facts), stem, OrderAnswer(order), solution, options)


def _untrue_statement(desk: Desk, fact: Fact) -> str:
    return statements.fill(fact.statement, desk.draw.random.choice(wrong_slips(desk, fact)[:2]).value.text)


def _true_ones(desk: Desk) -> Made | None:
    facts = desk.facts(desk.draw.by_difficulty(4, 5, 5), lambda fact: bool(wrong_slips(desk, fact)))
    if facts is None:
        return None
    number = desk.least_used("true ones", (2, 3))
    desk.settle("true ones", number)
    right = desk.draw.random.sample(range(len(facts)), number)
    claims = [
        true_statement(fact) if place in right else _untrue_statement(desk, fact) for place, fact in enumerate(facts)
    ]
    if len(set(claims)) < len(claims):
        return _true_ones(desk)
    options = lettered(claims)
    answer = ChoiceAnswer(tuple(options[place].id for place in sorted(right)))
    return Made(_identities(facts), desk.draw.say("which_are_true"), answer, _proof(facts), options)


def _which_equals(desk: Desk) -> Made | None:
    facts = desk.facts(4, lambda fact: _has_subject(fact) and isinstance(fact.value.key, Fraction))
    if facts is None:
        return None
    key, *others = facts
    options, answer = with_key(desk, _subject(key), [_subject(fact) for fact in others])
    stem = desk.draw.say("which_equals", value=key.value.text)
    return Made(_identities(facts), stem, answer, _proof(facts), options)


SET_FORMS = (
    Form("matching", QuestionType.MATCHING, (BloomLevel.UNDERSTAND, BloomLevel.REMEMBER), _matching),
    Form("ordering", QuestionType.ORDERING, (BloomLevel.ANALYZE,), _ordering),
    Form("true ones", QuestionType.MULTIPLE_CHOICE, (BloomLevel.UNDERSTAND, BloomLevel.ANALYZE), _true_ones),
    Form("which equals", QuestionType.SINGLE_CHOICE, (BloomLevel.UNDERSTAND,), _which_equals, 1),
)
