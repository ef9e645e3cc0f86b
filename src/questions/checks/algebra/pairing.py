"""Matching: every pair of the key is a task with its answer."""

from cache.model import Language
from questions.checks.algebra.answers import Amount, Answer
from questions.checks.algebra.asking import answer_without_gap, task_items
from questions.checks.algebra.items import Item, Kind
from questions.checks.algebra.kinds import answer_to
from questions.checks.algebra.matching import says
from questions.checks.algebra.model import UNDECIDED, Finding, Verdict, judged
from questions.checks.algebra.task import number
from questions.checks.reading import options
from questions.model import PairsAnswer, Question, Side

_ABOUT_MATCHING = frozenset(
    (
        "_",
        "ask",
        "is",
        "of",
        "ka",
        "and",
        "number",
        "value",
        "match",
        "item",
        "letter",
        "between",
        "in",
        "true_or_false",
        "from",
        "to",
        "unknown",
    )
)


_NOTATIONS = frozenset(("percent", "as_percent", "fraction", "decimal", "mixed", "improper", "lowest", "scientific"))


def decide(question: Question, language: Language) -> Finding:
    """Wrong when a pair does not fit and another right option does; confirmed when every pair fits."""
    if not isinstance(question.answer, PairsAnswer):
        return UNDECIDED
    instruction = _instruction(question.stem, language)
    if instruction is None:
        return UNDECIDED
    texts = {option.id: option.text for option in options(question)}
    right = [option for option in options(question) if option.side is Side.RIGHT]
    told: list[bool | None] = []
    for one, two in question.answer.pairs:
        answer = _answer(texts.get(one, ""), instruction, language)
        if answer is None:
            return UNDECIDED
        fits = {option.id: says(option.text, answer, language) for option in right}
        told.append(_fit(fits, two))
    if None in told:
        return Finding(Verdict.WRONG) if False in told else UNDECIDED
    return judged(False not in told, None)


def _fit(fits: dict[str, bool | None], key: str) -> bool | None:
    """Whether the pair is right: a wrong one has another that fits."""
    if fits.get(key) is not False:
        return fits.get(key)
    return False if True in fits.values() else None


def _instruction(stem: str, language: Language) -> tuple[Item, ...] | None:
    """What the stem asks of each option: nothing but matching, or a word like *derivative*."""
    items = task_items(stem, language)
    if items is None or any(item.kind not in (Kind.WORD, Kind.LETTER, Kind.UNIT) for item in items):
        return None
    return tuple(item for item in items if item.kind is Kind.WORD and not item.concepts & _ABOUT_MATCHING)


def _answer(text: str, instruction: tuple[Item, ...], language: Language) -> Answer | None:
    items = task_items(text, language)
    if items is None:
        return None
    for words in (instruction, ()):
        answer = answer_to((*words, *items)) or answer_without_gap((*words, *items))
        if answer is not None:
            return answer
    return _as_written(items) if all(item.concepts & _NOTATIONS for item in instruction) else None


def _as_written(items: tuple[Item, ...]) -> Answer | None:
    """A number that is to be found again in another notation."""
    value = number(items[0]) if len(items) == 1 else None
    if value is None or items[0].unit is not None:
        return None
    return Amount(value / 100 if items[0].kind is Kind.PERCENT else value)
