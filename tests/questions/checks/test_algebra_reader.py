"""School notation as a tree: what it is worth, whatever it is written in, and that nothing makes the reader stumble."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cache.model import Language
from questions.checks.algebra.expression import Expression, Number, Product, Quotient, Sum, Symbol, negated, number
from questions.checks.algebra.polynomials import is_same
from questions.checks.algebra.reader import read_one
from questions.checks.algebra.roman import from_roman, to_roman
from questions.checks.algebra.stem import read_stem
from questions.checks.algebra.values import same, value_or_none

EN, RU, HI = Language.ENGLISH, Language.RUSSIAN, Language.HINDI

SIGNS = "0123456789xyabπ+-*/:^=<>≤≥()[]{}|%°!.,;·×÷√²³₁ _\\□…'"
WORDS = (
    r"\frac",
    r"\sqrt",
    r"\times",
    r"\left(",
    r"\right)",
    r"\begin{cases}",
    r"\end{cases}",
    r"\\",
    r"\int",
    r"\lim",
)
PIECES = st.lists(st.sampled_from([*SIGNS, *WORDS, "sin", "log", " find ", " 12 345 ", r"\(", r"\)"]), max_size=60)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        (EN, r"2\frac{1}{3} - 0.5", Fraction(11, 6)),
        (EN, "2 1/3", Fraction(7, 3)),
        (EN, "1,234.5 + 1", Fraction(2471, 2)),
        (RU, "12 345,6 − 0,6", Fraction(12345)),
        (RU, "3/4 : 1/2", Fraction(3, 2)),
        (HI, "१२ × ३", Fraction(36)),
        (HI, "1,25,000", Fraction(125000)),
        (EN, "-3²", Fraction(-9)),
        (EN, "|3 − 8| · 2", Fraction(10)),
        (EN, r"\sqrt[3]{27} + √16", Fraction(7)),
        (EN, "5!", Fraction(120)),
        (EN, r"25\%", Fraction(1, 4)),
        (EN, r"\log_2 32", Fraction(5)),
        (EN, r"\sin 30^\circ", 0.5),
        (RU, r"\operatorname{tg} 45^\circ", 1.0),
        (EN, r"\sin^2 60^\circ", 0.75),
    ],
)
def test_school_notation_has_its_value(language: Language, text: str, value: Fraction | float) -> None:
    found = value_or_none(read_one(text, language))

    assert found is not None
    assert same(found, value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "(" * 200,
        "9^{9^{9^{9}}}",
        "1 / (1 - 1)",
        "6 : 2(1 + 2)",
        r"\frac{1}{" * 12,
        "√(0 − 4)",
        "hello",
        "x" * 500,
        "0^{-1}",
    ],
)
def test_what_has_no_value_has_none(text: str) -> None:
    assert value_or_none(read_one(text, EN)) is None


@given(PIECES, st.sampled_from(Language))
@settings(max_examples=400, deadline=None)
def test_no_text_makes_the_reader_raise(pieces: list[str], language: Language) -> None:
    text = "".join(pieces)

    value_or_none(read_one(text, language))
    read_stem(text, language)


def trees(letters: str) -> st.SearchStrategy[Expression]:
    leaves = st.one_of(st.integers(-9, 9).map(number), st.sampled_from(letters).map(Symbol))
    return st.recursive(leaves, _grown, max_leaves=6)


def _grown(below: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    several = st.lists(below, min_size=2, max_size=3).map(tuple)
    return st.one_of(several.map(Sum), several.map(Product))


def written(tree: Expression) -> str:
    match tree:
        case Number(value):
            return f"({value})"
        case Symbol(name):
            return name
        case Sum(terms):
            return "(" + " + ".join(map(written, terms)) + ")"
        case Product(factors):
            return r" \cdot ".join(map(written, factors))
        case _:
            raise AssertionError(tree)


@given(trees("xy"))
@settings(deadline=None)
def test_what_is_written_is_read_back_as_an_equal_expression(tree: Expression) -> None:
    found = read_one(written(tree), EN)

    assert found is not None
    assert is_same(found, tree) is True


@given(trees("x"), trees("x"))
@settings(deadline=None)
def test_multiplying_out_changes_nothing_and_adding_one_does(one: Expression, two: Expression) -> None:
    square = Product((Sum((one, two)), Sum((one, two))))
    expanded = Sum((Product((one, one)), Product((number(2), one, two)), Product((two, two))))

    assert is_same(square, expanded) in (True, None)
    assert is_same(square, Sum((expanded, number(1)))) in (False, None)
    assert is_same(Sum((one, negated(one))), number(0)) is True


@given(st.integers(-50, 50), st.integers(1, 50), st.integers(1, 9))
def test_a_fraction_equals_itself_expanded(top: int, bottom: int, factor: int) -> None:
    one, two = Quotient(number(top), number(bottom)), Quotient(number(top * factor), number(bottom * factor))

    assert is_same(one, two) is True


@given(st.integers(1, 3999))
def test_roman_numerals_are_read_as_they_are_written(number: int) -> None:
    numeral = to_roman(number)

    assert from_roman(numeral) == (number if len(numeral) > 1 else None)


@pytest.mark.parametrize("text", ["IIII", "VX", "IC", "ABC", "", "MMMM"])
def test_what_is_no_roman_numeral_is_not_read_as_one(text: str) -> None:
    assert from_roman(text) is None
