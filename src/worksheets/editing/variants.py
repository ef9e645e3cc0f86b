"""Variants of a worksheet for pupils who sit side by side: what they are called, and in which order they ask.

All is drawn from the worksheet's id and the variant's number, so that asking again gives the same variants.
"""

from random import Random
from uuid import UUID, uuid5

from msgspec import UNSET
from msgspec.structs import replace

from cache.model import Language
from questions.labels import option_label
from questions.model import OrderAnswer, Question, Side

# As teachers head their papers: «Вариант 2», सेट ख.
_HEADINGS = {Language.ENGLISH: "Version {}", Language.RUSSIAN: "Вариант {}", Language.HINDI: "सेट {}"}


def label(language: Language, variant: int) -> str:
    """What variant number `variant` (from 1, the worksheet itself) is called: Version B, Вариант 2, सेट ख."""
    number = str(variant) if language is Language.RUSSIAN else option_label(language, variant - 1)
    return _HEADINGS[language].format(number)


def id_of(worksheet_id: UUID, variant: int) -> UUID:
    """The id of a variant. Only who knows the worksheet's id can tell it, and may have the variant made anyway."""
    return uuid5(worksheet_id, f"variant {variant}")


def randomness(worksheet_id: UUID, variant: int) -> Random:
    """Equal for equal variants, also on another machine."""
    return Random(f"{worksheet_id} {variant}")


def other_order(count: int, random: Random) -> list[int]:
    """The numbers below `count` in an order that is not their own, if there is one."""
    order = list(range(count))
    while order == sorted(order) and count > 1:
        random.shuffle(order)
    return order


def reordered(question: Question, random: Random) -> Question:
    """The same question with its options printed in another order; what must be put in order is not printed so."""
    if question.options is UNSET:
        return question
    left = [option for option in question.options if option.side is Side.LEFT]
    others = [option for option in question.options if option.side is not Side.LEFT]
    solved = list(question.answer.order) if isinstance(question.answer, OrderAnswer) else None
    shown = random.sample(others, len(others))
    while [option.id for option in shown] == solved and len(shown) > 1:
        shown = random.sample(others, len(others))
    return replace(question, options=(*left, *shown))
