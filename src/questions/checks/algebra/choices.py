"""Keys that name options: the option that says the answer, or the options with a property."""

from collections.abc import Sequence

from cache.model import Language
from questions.checks.algebra.amounts import amount_of
from questions.checks.algebra.answers import Amount, Answer, Roots, Sign
from questions.checks.algebra.asking import answer_of, task_items
from questions.checks.algebra.expression import Expression, Relation, symbols
from questions.checks.algebra.inequalities import holds_at
from questions.checks.algebra.items import Item, Kind, expression_of
from questions.checks.algebra.matching import says
from questions.checks.algebra.model import UNDECIDED, Finding, Verdict, judged
from questions.checks.algebra.polynomials import is_same
from questions.checks.algebra.predicates import Test, predicate
from questions.checks.algebra.roots_said import all_numbers, content
from questions.checks.algebra.showing import shown
from questions.checks.algebra.statements import truth_of
from questions.checks.algebra.stem import read_stem
from questions.checks.algebra.task import SMALL, number
from questions.checks.algebra.values import Real, same, value_or_none
from questions.checks.reading import options
from questions.model import ChoiceAnswer, Option, Question

_ASKING = SMALL | {
    "item",
    "in",
    "from",
    "when",
    "true_or_false",
    "inequality",
    "between",
    "equation",
    "to",
    "fraction",
    "decimal",
    "by",
}


def single(question: Question, language: Language) -> Finding:
    """The verdict on a question with one right option."""
    listed = options(question)
    if not isinstance(question.answer, ChoiceAnswer) or len(question.answer.correct) != 1 or len(listed) < 2:
        return UNDECIDED
    key = question.answer.correct[0]
    answer = answer_of(question.stem, language)
    if answer is not None:
        return _one_says(listed, key, answer, language)
    told = _told(question.stem, listed, language)
    if told is None or sum(told.values()) != 1 or key not in told:
        return UNDECIDED
    return judged(told[key], next(_text(listed, one) for one, holds in told.items() if holds))


def multiple(question: Question, language: Language) -> Finding:
    """The verdict on a question with several right options."""
    listed = options(question)
    if not isinstance(question.answer, ChoiceAnswer) or len(listed) < 2:
        return UNDECIDED
    told = _told(question.stem, listed, language) or _members(question.stem, listed, language)
    if told is None:
        return UNDECIDED
    right = {one for one, holds in told.items() if holds}
    if not right:
        return UNDECIDED
    return judged(right == set(question.answer.correct), "; ".join(_text(listed, one) for one in told if told[one]))


def _text(listed: Sequence[Option], wanted: str) -> str:
    return next(option.text for option in listed if option.id == wanted)


def _one_says(listed: Sequence[Option], key: str, answer: Answer, language: Language) -> Finding:
    said = {option.id: says(option.text, answer, language) for option in listed}
    if isinstance(answer, Roots) and len(answer.values) > 1 and True not in said.values():
        said = {option.id: _is_root(option.text, answer, language) for option in listed}
    others = [told for option, told in said.items() if option != key]
    if said.get(key) is True:
        is_twice = True in others and isinstance(answer, Amount | Sign) and not getattr(answer, "form", "")
        if is_twice:
            return Finding(Verdict.WRONG, shown(answer, language))
        return UNDECIDED if True in others else Finding(Verdict.CONFIRMED, shown(answer, language))
    if said.get(key) is None and others.count(True) == 1:
        return Finding(Verdict.WRONG, shown(answer, language)) if _is_nearly(listed, key, language) else UNDECIDED
    # With an option that cannot be read, that one may be the key's better.
    if said.get(key) is False and (True in others or None not in others):
        return Finding(Verdict.WRONG, shown(answer, language))
    return UNDECIDED


def _is_root(text: str, answer: Roots, language: Language) -> bool | None:
    """Whether the option is one of the roots, when no option lists them all."""
    items = content(text, language)
    found = None if items is None else all_numbers(items)
    if found is None or len(found) != 1:
        return None
    return any(same(found[0], value) for value in answer.values)


def _is_nearly(listed: Sequence[Option], key: str, language: Language) -> bool:
    """Whether the option is a number, which a rounded answer could have been, had the exact one not been offered."""
    items = content(_text(listed, key), language)
    return items is not None and amount_of(items) is not None


def _told(stem: str, listed: Sequence[Option], language: Language) -> dict[str, bool] | None:
    """For each option whether it has the property that the stem asks for."""
    items = task_items(stem, language)
    if items is None:
        return None
    bare = [item for item in items if item.kind is not Kind.WORD or not item.concepts & _ASKING]
    bare = [item for item in bare if item.kind is not Kind.LETTER]
    if not bare:
        return _true_ones(read_stem(stem, language) or (), listed, language)
    words = [item for item in bare if item.kind is Kind.WORD]
    values = [item for item in bare if item.kind is not Kind.WORD]
    if len(words) == 1 and words[0].concepts & {"greatest", "least"} and not values:
        return _extreme(listed, "greatest" in words[0].concepts, language)
    if not words and len(values) == 1:
        return _equal_ones(items, values[0], listed, language)
    return _with_property(words, values, listed, language)


def _true_ones(items: Sequence[Item], listed: Sequence[Option], language: Language) -> dict[str, bool] | None:
    """`Which of these are true?` of statements."""
    if not any("true_or_false" in item.concepts for item in items):
        return None
    read = {option.id: task_items(option.text, language) for option in listed}
    told = {one: truth_of(items) for one, items in read.items() if items is not None}
    known = {one: truth for one, truth in told.items() if truth is not None}
    return known if len(known) == len(listed) else None


def _amounts(listed: Sequence[Option], language: Language) -> dict[str, tuple[Real, Item]] | None:
    found: dict[str, tuple[Real, Item]] = {}
    for option in listed:
        items = content(option.text, language)
        amount = None if items is None else amount_of(items)
        if amount is None:
            return None
        found[option.id] = amount
    return found


def sizes(listed: Sequence[Option], language: Language) -> dict[str, Real] | None:
    """The value of each option, quantities in one unit; None when one has none or they measure different things."""
    amounts = _amounts(listed, language)
    if amounts is None:
        return None
    dimensions = {None if item.unit is None else item.unit.dimension for _, item in amounts.values()}
    if len(dimensions) != 1:
        return None
    return {
        one: (value if item.unit is None else value * item.unit.size) / (100 if item.kind is Kind.PERCENT else 1)
        for one, (value, item) in amounts.items()
    }


def _extreme(listed: Sequence[Option], is_greatest: bool, language: Language) -> dict[str, bool] | None:
    found = sizes(listed, language)
    if found is None:
        return None
    best = (max if is_greatest else min)(found.values())
    return {one: same(value, best) for one, value in found.items()}


def _equal_ones(
    items: Sequence[Item], wanted: Item, listed: Sequence[Option], language: Language
) -> dict[str, bool] | None:
    """`Which are equal to 1/2?`, `Which are solutions of x² = 9?`"""
    if wanted.kind in (Kind.NUMBER, Kind.ARITHMETIC, Kind.PERCENT) and _asks_for_equals(items):
        value, found = number(wanted), sizes(listed, language)
        if wanted.kind is Kind.PERCENT and value is not None:
            value = value / 100
        return None if value is None or found is None else {one: same(size, value) for one, size in found.items()}
    if wanted.kind is Kind.EXPRESSION and _asks_for_equals(items):
        return _equal_expressions(expression_of(wanted), listed, language)
    return None


def _asks_for_equals(items: Sequence[Item]) -> bool:
    """`Which is equal to 12?`, `Which has a value of 12?`"""
    return any(item.concepts & {"is", "value"} for item in items)


def _equal_expressions(
    wanted: Expression | None, listed: Sequence[Option], language: Language
) -> dict[str, bool] | None:
    told: dict[str, bool] = {}
    for option in listed:
        items = content(option.text, language)
        found = expression_of(items[0]) if items is not None and len(items) == 1 else None
        verdict = None if found is None or wanted is None else is_same(found, wanted)
        if verdict is None:
            return None
        told[option.id] = verdict
    return told


def _with_property(
    words: list[Item], values: list[Item], listed: Sequence[Option], language: Language
) -> dict[str, bool] | None:
    if (
        len(words) == 1
        and "solution" in words[0].concepts
        and len(values) == 1
        and isinstance(values[0].node, Relation)
    ):
        if values[0].kind is Kind.RELATION:
            return _solutions(values[0].node, listed, language)
        return _solved_by(value_or_none(values[0].node.sides[-1]), listed, language)
    if len(words) == 1 and "solution" in words[0].concepts and len(values) == 1 and values[0].kind is Kind.NUMBER:
        return _solved_by(number(values[0]), listed, language)
    flat = [one for item in values for one in (item.many or (item,))]
    others = [value for item in flat if (value := number(item)) is not None]
    test = predicate(words[0].concepts, others) if len(words) == 1 and len(others) == len(flat) else None
    return None if test is None else _tested(test, listed, language)


def _tested(test: Test, listed: Sequence[Option], language: Language) -> dict[str, bool] | None:
    found = sizes(listed, language)
    return None if found is None else {one: test(value) for one, value in found.items()}


def _solutions(relation: Relation, listed: Sequence[Option], language: Language) -> dict[str, bool] | None:
    letters = symbols(relation)
    amounts = _amounts(listed, language)
    if amounts is None or len(letters) != 1:
        return None
    letter = next(iter(letters))
    told = {one: holds_at(relation, {letter: value}) for one, (value, _) in amounts.items()}
    known = {one: holds for one, holds in told.items() if holds is not None}
    return known if len(known) == len(listed) else None


def _solved_by(value: Real | None, listed: Sequence[Option], language: Language) -> dict[str, bool] | None:
    """`Which equation has the solution 5?`"""
    told: dict[str, bool] = {}
    for option in listed:
        items = content(option.text, language)
        relation = items[0].node if items is not None and len(items) == 1 else None
        letters = symbols(relation) if isinstance(relation, Relation) else frozenset[str]()
        if value is None or not isinstance(relation, Relation) or len(letters) != 1:
            return None
        holds = holds_at(relation, {next(iter(letters)): value})
        if holds is None:
            return None
        told[option.id] = holds
    return told


def _members(stem: str, listed: Sequence[Option], language: Language) -> dict[str, bool] | None:
    """`Solve x² = 9`, with the roots among the options."""
    answer = answer_of(stem, language)
    if not isinstance(answer, Roots):
        return None
    told: dict[str, bool] = {}
    for option in listed:
        items = content(option.text, language)
        found = None if items is None else all_numbers(items)
        if found is None or len(found) != 1:
            return None
        told[option.id] = any(same(found[0], value) for value in answer.values)
    return told if sum(told.values()) == len(answer.values) else None
