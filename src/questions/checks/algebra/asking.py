"""The task of a stem: its items without the gap or the claimed value, and the answer to it."""

from collections.abc import Sequence

from cache.model import Language
from questions.checks.algebra.answers import Answer
from questions.checks.algebra.items import Item, Kind
from questions.checks.algebra.kinds import answer_to
from questions.checks.algebra.stem import read_stem

VALUES = frozenset((Kind.NUMBER, Kind.ARITHMETIC, Kind.PERCENT, Kind.QUANTITY, Kind.POINT, Kind.ASSIGNMENT))
_FILLER = frozenset(("_",))
_GOVERN = frozenset(("by", "to", "from", "in", "se"))


def task_items(stem: str, language: Language) -> tuple[Item, ...] | None:
    """The items of the stem that say what to do."""
    items = read_stem(stem, language)
    if items is None:
        return None
    return tuple(item for item in items if "true_or_false" not in item.concepts or item.concepts & {"_"})


def answer_of(stem: str, language: Language) -> Answer | None:
    """The answer to the task of the stem; a gap that stands for the answer is left out."""
    items = task_items(stem, language)
    if items is None:
        return None
    return answer_to(items) or answer_without_gap(items)


def answer_without_gap(items: Sequence[Item]) -> Answer | None:
    """The answer to a sentence whose gaps stand where the answer would: beside a copula, or at its end."""
    gaps = [place for place, item in enumerate(items) if item.kind is Kind.GAP]
    if not gaps or len(gaps) > 2 or not all(_stands_for_answer(items, place) for place in gaps):
        return None
    return answer_to([item for item in items if item.kind is not Kind.GAP])


def _stands_for_answer(items: Sequence[Item], place: int) -> bool:
    before = next((item for item in reversed(items[:place]) if item.concepts != _FILLER), None)
    after = next((item for item in items[place + 1 :] if item.concepts != _FILLER), None)
    if (before is not None and "is" in before.concepts) or (after is not None and "is" in after.concepts):
        return True
    if before is not None and before.concepts & _GOVERN:
        return False
    return all(item.kind in (Kind.WORD, Kind.UNIT, Kind.GAP) for item in items[place:])


Claims = list[tuple[Item, tuple[Item, ...]]]


def claims(items: Sequence[Item]) -> tuple[Claims, Claims]:
    """Values that the sentence may be claiming, each with the rest of it: after a copula, and before one."""
    after: Claims = []
    before: Claims = []
    for place, item in enumerate(items):
        if item.kind in VALUES:
            rest = (*items[:place], *items[place + 1 :])
            if "is" in _concepts(items, place - 1):
                after.append((item, rest))
            elif "is" in _concepts(items, place + 1):
                before.append((item, rest))
    return after, before


def _concepts(items: Sequence[Item], place: int) -> frozenset[str]:
    return items[place].concepts if 0 <= place < len(items) else frozenset()
