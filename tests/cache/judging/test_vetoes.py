"""What no vote may overrule."""

import pytest

from cache import canonical
from cache.judging.vetoes import contradiction
from cache.model import Language, RefusalReason

EN, RU, HI = Language.ENGLISH, Language.RUSSIAN, Language.HINDI


@pytest.mark.parametrize(
    ("first", "second", "language", "reason"),
    [
        ("Addition within 20", "Addition within 100", EN, RefusalReason.NUMBERS),
        ("Первый закон Ньютона", "II закон Ньютона", RU, RefusalReason.NUMBERS),
        ("9 का पहाड़ा", "१९ का पहाड़ा", HI, RefusalReason.NUMBERS),
        ("Graph of y = 2x + 1", "graph of y = 2x - 1", EN, RefusalReason.FORMULA),
        ("Celsius to Fahrenheit", "converting Fahrenheit to Celsius", EN, RefusalReason.DIRECTION),
        ("Перевод из двоичной системы в десятичную", "из десятичной в двоичную", RU, RefusalReason.DIRECTION),
    ],
)
def test_topics_that_contradict_each_other_are_kept_apart(
    first: str, second: str, language: Language, reason: RefusalReason
) -> None:
    one, other = canonical.read(first, language), canonical.read(second, language)
    assert contradiction(one, other) is reason
    assert contradiction(other, one) is reason


@pytest.mark.parametrize(
    ("first", "second", "language"),
    [
        ("Area of a circle", "A = πr²", EN),
        ("Abolition of serfdom", "The reform of 1861", EN),
        ("Converting Celsius to Fahrenheit", "degrees Celsius to degrees Fahrenheit", EN),
        ("Push and pull factors of migration", "migration: push and pull factors", EN),
        ("Ледовое побоище", "битва на Чудском озере 1242 года", RU),
        ("किलोग्राम को ग्राम में बदलना", "kilogram se gram", HI),
    ],
)
def test_what_only_one_side_names_is_left_to_the_votes(first: str, second: str, language: Language) -> None:
    assert contradiction(canonical.read(first, language), canonical.read(second, language)) is None
