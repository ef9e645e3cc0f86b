"""Quadratic equations with whole roots: two roots, one of them 0, or two opposite ones."""

from collections.abc import Callable
from fractions import Fraction
from math import isqrt

from questions import numbers
from questions.generators import values
from questions.generators.expressions_text import bracketed, linear, sum_of
from questions.generators.model import Cloze, Draw, Fact, Parameters, SkillKind, Slip, Value
from questions.model import Difficulty

Roots = tuple[Fraction, Fraction]


def _shown(number: Fraction, draw: Draw) -> str:
    return numbers.latex_fraction(number, draw.language)


def _pair(roots: Roots, draw: Draw) -> Value:
    """`x₁ = 2, x₂ = 5`, the smaller first; a pupil may write only the numbers."""
    low, high = sorted(roots)
    text = rf"\(x_1 = {_shown(low, draw)}\), \(x_2 = {_shown(high, draw)}\)"
    spellings = (f"{low}; {high}", f"{high}; {low}", f"{low}, {high}", f"{high}, {low}")
    return values.written(text, f"{low} {high}", *spellings)


def _equation(leading: int, roots: Roots, draw: Draw) -> tuple[str, int, int]:
    middle, last = -leading * (roots[0] + roots[1]), leading * roots[0] * roots[1]
    terms = ((leading, "x^2"), (middle, "x"), (last, ""))
    return f"{sum_of(terms, draw.language)} = 0", int(middle), int(last)


def _roots(draw: Draw) -> tuple[int, Roots]:
    """Positive roots, then any whole ones, then also a leading coefficient with a fractional root."""
    low, high = sorted((draw.between(1, 9), draw.between(1, 9)))
    if low == high:
        high += 1
    if draw.difficulty is not Difficulty.EASY:
        low, high = low * draw.random.choice((1, -1)), high * draw.random.choice((1, -1))
    if low + high == 0:
        high += 1
    if draw.difficulty is not Difficulty.HARD:
        return 1, (Fraction(low), Fraction(high))
    leading = draw.between(2, 4)
    return leading, (Fraction(low, leading), Fraction(high))


def _slips(roots: Roots, draw: Draw) -> tuple[Slip, ...]:
    low, high = roots
    wrong = (
        ((-low, -high), "signs"),
        ((-low, high), "one_sign"),
        ((low, -high), "one_sign"),
        ((low + 1, high - 1), "same_sum"),
        ((low + 1, high), "arithmetic"),
    )
    return tuple(Slip(_pair(pair, draw), mistake) for pair, mistake in wrong if pair[0] != pair[1])


def _fact(draw: Draw, equation: str, roots: Roots, solution: str, slips: tuple[Slip, ...]) -> Fact:
    low, high = sorted(roots)
    return Fact(
        identity=equation,
        statement=draw.say("statement", equation=equation),
        value=_pair(roots, draw),
        solution=solution,
        slips=slips,
        task=draw.say("task", equation=equation),
        cloze=Cloze(
            draw.say("cloze", equation=equation),
            (values.fraction(low, draw.language), values.fraction(high, draw.language)),
        ),
        subject=rf"\({equation}\)",
    )


def _factor(root: Fraction, draw: Draw) -> str:
    return f"({linear(root.denominator, -root.numerator, draw.language)})"


def _by_factors(draw: Draw, leading: int, roots: Roots) -> str:
    product = "".join(_factor(root, draw) for root in roots)
    rest = leading // (roots[0].denominator * roots[1].denominator)
    return draw.say("solve_factors", product=f"{rest if rest > 1 else ''}{product} = 0", roots=_pair(roots, draw).text)


def _by_formula(draw: Draw, leading: int, middle: int, last: int, roots: Roots) -> str:
    discriminant = middle * middle - 4 * leading * last
    language, times = draw.language, draw.say("times")
    root = isqrt(discriminant)
    product = rf"4 {times} {leading} {times} {bracketed(last, language)}"
    return draw.say(
        "solve_formula",
        discriminant=rf"{bracketed(middle, language)}^2 - {product} = {discriminant}",
        formula=rf"\frac{{{-middle} \pm {root}}}{{{2 * leading}}}",
        roots=_pair(roots, draw).text,
    )


def _draw_factors(draw: Draw) -> Fact:
    leading, roots = _roots(draw)
    equation, _, _ = _equation(leading, roots, draw)
    return _fact(draw, equation, roots, _by_factors(draw, leading, roots), _slips(roots, draw))


def _draw_formula(draw: Draw) -> Fact:
    leading, roots = _roots(draw)
    equation, middle, last = _equation(leading, roots, draw)
    return _fact(draw, equation, roots, _by_formula(draw, leading, middle, last, roots), _slips(roots, draw))


def _draw_without_constant(draw: Draw) -> Fact:
    """ax² + bx = 0."""
    leading = draw.by_difficulty(1, draw.between(2, 5), draw.between(2, 9))
    root = draw.between(2, 12) * draw.random.choice((1, -1))
    roots = (Fraction(0), Fraction(root))
    equation, middle, _ = _equation(leading, roots, draw)
    bracket = linear(leading, middle, draw.language)
    solution = draw.say("solve_common", product=f"x({bracket}) = 0", roots=_pair(roots, draw).text)
    wrong = (
        ((Fraction(0), Fraction(-root)), "one_sign"),
        ((Fraction(-root), Fraction(root)), "zero_lost"),
        ((Fraction(0), Fraction(-middle)), "not_divided"),
        ((Fraction(0), Fraction(root + 1)), "arithmetic"),
        ((Fraction(1), Fraction(root)), "zero_lost"),
    )
    return _fact(draw, equation, roots, solution, tuple(Slip(_pair(pair, draw), mistake) for pair, mistake in wrong))


def _draw_without_linear_term(draw: Draw) -> Fact:
    """ax² − c = 0."""
    leading = draw.by_difficulty(1, draw.between(2, 5), draw.between(2, 9))
    root = draw.between(2, 15)
    roots = (Fraction(-root), Fraction(root))
    equation, _, last = _equation(leading, roots, draw)
    solution = draw.say("solve_square", square=f"x^2 = {-last // leading}", roots=_pair(roots, draw).text)
    half = Fraction(root * root, 2)
    wrong = (
        ((Fraction(0), Fraction(root)), "negative_root_lost"),
        ((-half, half), "halved"),
        ((Fraction(-root * root), Fraction(root * root)), "no_square_root"),
        ((Fraction(-root - 1), Fraction(root + 1)), "arithmetic"),
    )
    return _fact(draw, equation, roots, solution, tuple(Slip(_pair(pair, draw), mistake) for pair, mistake in wrong))


def _one_of(*draws: Callable[[Draw], Fact]) -> Callable[[Draw, Parameters], Fact]:
    return lambda draw, _parameters: draw.random.choice(draws)(draw)


_INCOMPLETE = (_draw_without_constant, _draw_without_linear_term)

KINDS: tuple[SkillKind, ...] = (
    SkillKind("quadratic_equations.any", range(8, 12), _one_of(_draw_formula, _draw_formula, *_INCOMPLETE)),
    SkillKind("quadratic_equations.factors", range(8, 12), _one_of(_draw_factors)),
    SkillKind("quadratic_equations.formula", range(8, 12), _one_of(_draw_formula)),
    SkillKind("quadratic_equations.incomplete", range(8, 12), _one_of(*_INCOMPLETE)),
)
