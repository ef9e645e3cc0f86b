"""What algebra found: an answer that a text can be compared with."""

from msgspec import Struct

from questions.checks.algebra.expression import Expression
from questions.checks.algebra.units import Unit
from questions.checks.algebra.values import Real


class Amount(Struct, frozen=True):
    """A number, in `unit` when it has one.

    `others` are values that stand for it as well (π taken as 22/7), `form` is how it must be written: `lowest`,
    `decimal`, `fraction`, `mixed`, or as it likes.
    """

    value: Real
    unit: Unit | None = None
    form: str = ""
    others: tuple[Real, ...] = ()


class Roots(Struct, frozen=True):
    """All solutions of an equation in one letter, in rising order; none of them is an answer as well."""

    values: tuple[Real, ...]
    letter: str = "x"


class Solution(Struct, frozen=True):
    """The one solution of a system, by letter."""

    values: tuple[tuple[str, Real], ...]


class Interval(Struct, frozen=True):
    """None is infinity."""

    low: Real | None
    high: Real | None
    has_low: bool = False
    has_high: bool = False


class Region(Struct, frozen=True):
    """The solutions of an inequality: intervals from left to right, apart from each other."""

    intervals: tuple[Interval, ...]
    letter: str = "x"


class Same(Struct, frozen=True):
    """Any expression equal to this one, written as `form` says: `product`, `sum`, `power`, or as it likes."""

    expression: Expression
    form: str = ""


class Antiderivative(Struct, frozen=True):
    """Any expression whose derivative is this one."""

    expression: Expression
    letter: str


class Sign(Struct, frozen=True):
    sign: str


class Coordinates(Struct, frozen=True):
    values: tuple[Real, ...]


class Row(Struct, frozen=True):
    """Several answers in this order: quotient and remainder, the next two terms."""

    parts: tuple["Answer", ...]


class Ratio(Struct, frozen=True):
    """A ratio in its simplest form."""

    terms: tuple[int, ...]


class PrimeFactors(Struct, frozen=True):
    number: int


class Spelling(Struct, frozen=True):
    """A word or a numeral that is no number of this language: `XIV`, a digit string in base 2."""

    text: str


Answer = (
    Amount | Roots | Solution | Region | Same | Antiderivative | Sign | Coordinates | Row | Ratio | PrimeFactors
    | Spelling
)  # fmt: skip
