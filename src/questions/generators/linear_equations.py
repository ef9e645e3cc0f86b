"""Linear equations in one unknown: one step, two steps, brackets, unknown on both sides, fractions."""

from collections.abc import Iterable
from fractions import Fraction

from questions import numbers
from questions.generators.expressions_text import linear
from questions.generators.model import Draw, Fact, Parameters, SkillKind, Slip
from questions.generators.values import fraction
from questions.model import Difficulty

_FIRST_GRADE_WITH_NEGATIVES = 6


def _has_negatives(draw: Draw) -> bool:
    return draw.grade >= _FIRST_GRADE_WITH_NEGATIVES and draw.difficulty is not Difficulty.EASY


def _root(draw: Draw, easy: int, medium: int, hard: int) -> int:
    """A solution other than 0 and 1, negative ones included where the grade and level have them."""
    root = draw.between(2, draw.by_difficulty(easy, medium, hard))
    return -root if _has_negatives(draw) and draw.random.random() < 0.4 else root


def _wrong(draw: Draw, root: int, candidates: Iterable[tuple[Fraction | int, str]]) -> tuple[Slip, ...]:
    """The whole-number slips, and near misses after them; no negative values where the grade has none."""
    negatives_known = draw.grade >= _FIRST_GRADE_WITH_NEGATIVES
    slips = [*candidates, (-root, "sign"), (root + 1, "arithmetic"), (root - 1, "arithmetic"), (root + 2, "arithmetic")]
    return tuple(
        Slip(fraction(Fraction(number), draw.language), mistake)
        for number, mistake in slips
        if Fraction(number).denominator == 1 and (number > 0 or negatives_known)
    )


def _fact(draw: Draw, equation: str, root: int, solution: str, slips: tuple[Slip, ...]) -> Fact:
    return Fact(
        identity=f"linear equation {equation}",
        statement=draw.say("statement", equation=equation),
        value=fraction(Fraction(root), draw.language),
        solution=solution,
        slips=slips,
        task=draw.say("task", equation=equation),
        subject=rf"\({equation}\)",
    )


def _move(draw: Draw, amount: int, result: str, letter: str = "") -> str:
    """The step that takes a term of the left-hand side away from both sides."""
    key = "subtract_both" if amount > 0 else "add_both"
    return draw.say(
        key, term=linear(abs(amount), 0, draw.language, letter) if letter else str(abs(amount)), line=result
    )


def _divide(draw: Draw, slope: int, root: int) -> str:
    return draw.say("divide_both", term=numbers.latex(slope, draw.language), line=f"x = {root}")


def draw_one_step(draw: Draw, _parameters: Parameters) -> Fact:
    """x + a = b, x − a = b, a − x = b; from medium on also ax = b and x : a = b."""
    kinds = ("plus", "minus") if draw.difficulty is Difficulty.EASY else ("plus", "minus", "from", "times", "over")
    kind = draw.random.choice(kinds)
    return _SUMS[kind](draw) if kind in _SUMS else _PRODUCTS[kind](draw)


def _plus(draw: Draw) -> Fact:
    root, a = _root(draw, 20, 60, 200), draw.between(2, draw.by_difficulty(15, 40, 150))
    equation = f"{linear(1, a, draw.language)} = {root + a}"
    slips = _wrong(draw, root, ((root + 2 * a, "same_operation"),))
    return _fact(draw, equation, root, draw.say("undo_plus", a=a, b=root + a, root=root), slips)


def _minus(draw: Draw) -> Fact:
    a = draw.between(2, draw.by_difficulty(15, 40, 150))
    root = draw.between(a + 1, a + draw.by_difficulty(15, 50, 200))
    slips = _wrong(draw, root, ((root - 2 * a, "same_operation"),))
    return _fact(draw, f"x - {a} = {root - a}", root, draw.say("undo_minus", a=a, b=root - a, root=root), slips)


def _from(draw: Draw) -> Fact:
    root = draw.between(2, draw.by_difficulty(15, 50, 200))
    difference = draw.between(2, draw.by_difficulty(15, 40, 150))
    a = root + difference
    slips = _wrong(draw, root, ((a + difference, "same_operation"),))
    return _fact(draw, f"{a} - x = {difference}", root, draw.say("undo_from", a=a, b=difference, root=root), slips)


def _times(draw: Draw) -> Fact:
    root, a = _root(draw, 10, 12, 20), draw.between(2, draw.by_difficulty(9, 9, 15))
    slips = _wrong(draw, root, ((root * a - a, "subtracted_factor"), (root * a * a, "same_operation")))
    solution = draw.say("undo_times", a=a, b=root * a, root=root)
    return _fact(draw, f"{a}x = {root * a}", root, solution, slips)


def _over(draw: Draw) -> Fact:
    a, quotient = draw.between(2, draw.by_difficulty(9, 9, 15)), draw.between(2, draw.by_difficulty(9, 12, 20))
    root = a * quotient
    slips = _wrong(draw, root, ((Fraction(quotient, a), "same_operation"), (quotient + a, "added_divisor")))
    equation = draw.say("quotient", a=a) + f" = {quotient}"
    return _fact(draw, equation, root, draw.say("undo_over", a=a, b=quotient, root=root), slips)


_SUMS = {"plus": _plus, "minus": _minus, "from": _from}
_PRODUCTS = {"times": _times, "over": _over}


def draw_two_step(draw: Draw, _parameters: Parameters) -> Fact:
    """ax + b = c and ax − b = c; hard ones may have a negative coefficient."""
    root = _root(draw, 10, 12, 15)
    slope = draw.between(2, draw.by_difficulty(5, 9, 12))
    if draw.difficulty is Difficulty.HARD and draw.random.random() < 0.4 and _has_negatives(draw):
        slope = -slope
    constant = draw.between(1, draw.by_difficulty(10, 20, 40)) * draw.random.choice((1, -1))
    if slope > 0 and draw.grade < _FIRST_GRADE_WITH_NEGATIVES:
        constant = max(constant, 1 - slope * root)
    return _two_step(draw, slope, constant, root)


def _two_step(draw: Draw, slope: int, constant: int, root: int) -> Fact:
    total = slope * root + constant
    equation = f"{linear(slope, constant, draw.language)} = {numbers.latex(total, draw.language)}"
    product = f"{linear(slope, 0, draw.language)} = {slope * root}"
    solution = " ".join((_move(draw, constant, product), _divide(draw, slope, root)))
    slips = (
        (Fraction(total + constant, slope), "sign_kept"),
        (slope * root, "not_divided"),
        (Fraction(total, slope) - constant, "divided_one_term"),
    )
    return _fact(draw, equation, root, solution, _wrong(draw, root, slips))


def draw_brackets(draw: Draw, _parameters: Parameters) -> Fact:
    """a(x + b) = c; hard ones a(px + q) + d = c."""
    root, factor = _root(draw, 9, 12, 12), draw.between(2, draw.by_difficulty(5, 8, 9))
    inner = 1 if draw.difficulty is not Difficulty.HARD else draw.between(2, 4)
    shift = draw.between(1, draw.by_difficulty(6, 9, 9))
    if draw.grade >= _FIRST_GRADE_WITH_NEGATIVES or root * inner > shift:
        shift *= draw.random.choice((1, -1))
    extra = 0 if draw.difficulty is not Difficulty.HARD else draw.between(1, 15)
    return _brackets(draw, root, factor, inner, shift, extra)


def _brackets(draw: Draw, root: int, factor: int, inner: int, shift: int, extra: int) -> Fact:
    language = draw.language
    total = factor * (inner * root + shift) + extra
    tail = f" + {extra}" if extra else ""
    equation = f"{factor}({linear(inner, shift, language)}){tail} = {total}"
    slope, constant = factor * inner, factor * shift + extra
    expanded = f"{linear(slope, factor * shift, language)}{tail} = {total}"
    steps = [draw.say("expand", line=expanded)]
    if constant:
        steps.append(_move(draw, constant, f"{linear(slope, 0, language)} = {slope * root}"))
    steps.append(_divide(draw, slope, root))
    slips = (
        (Fraction(total - extra - shift, slope), "half_expanded"),
        (Fraction(total - extra, slope) + shift, "sign_kept"),
        (slope * root, "not_divided"),
    )
    return _fact(draw, equation, root, " ".join(steps), _wrong(draw, root, slips))


def draw_both_sides(draw: Draw, _parameters: Parameters) -> Fact:
    """ax + b = cx + d with a > c; hard ones have larger and negative coefficients."""
    root = _root(draw, 8, 10, 12)
    right = draw.between(1, draw.by_difficulty(3, 6, 9))
    left = right + draw.between(2, draw.by_difficulty(4, 6, 8))
    if draw.difficulty is Difficulty.HARD and draw.random.random() < 0.4:
        right = -right
    constant = draw.between(1, draw.by_difficulty(9, 15, 30)) * draw.random.choice((1, -1))
    return _both_sides(draw, root, left, right, constant)


def _both_sides(draw: Draw, root: int, left: int, right: int, constant: int) -> Fact:
    language = draw.language
    other = (left - right) * root + constant
    equation = f"{linear(left, constant, language)} = {linear(right, other, language)}"
    slope = left - right
    steps = [_move(draw, right, f"{linear(slope, constant, language)} = {other}", "x")]
    steps.append(_move(draw, constant, f"{linear(slope, 0, language)} = {slope * root}"))
    steps.append(_divide(draw, slope, root))
    slips = (
        (Fraction(other - constant, left + right) if left + right else 0, "unknown_sign_kept"),
        (Fraction(other + constant, slope), "sign_kept"),
        (slope * root, "not_divided"),
    )
    return _fact(draw, equation, root, " ".join(steps), _wrong(draw, root, slips))


def draw_fractions(draw: Draw, _parameters: Parameters) -> Fact:
    """x/a + b = c; medium (px + q)/a = c; hard (x + p)/a = (x + q)/b."""
    return draw.by_difficulty(_fraction_plus, _fraction_of_sum, _equal_fractions)(draw)


def _fraction_plus(draw: Draw) -> Fact:
    bottom, quotient = draw.between(2, 9), draw.between(2, 9)
    constant = draw.between(1, 12) * draw.random.choice((1, -1))
    root, total = bottom * quotient, quotient + constant
    equation = rf"\frac{{x}}{{{bottom}}} {'+' if constant > 0 else '-'} {abs(constant)} = {total}"
    steps = (
        _move(draw, constant, rf"\frac{{x}}{{{bottom}}} = {quotient}"),
        draw.say("multiply_both", term=bottom, line=f"x = {root}"),
    )
    slips = (
        ((total + constant) * bottom, "sign_kept"),
        (total * bottom - constant, "multiplied_one_term"),
        (quotient, "not_multiplied"),
    )
    return _fact(draw, equation, root, " ".join(steps), _wrong(draw, root, slips))


def _fraction_of_sum(draw: Draw) -> Fact:
    root, bottom, slope = _root(draw, 9, 12, 12), draw.between(2, 7), draw.between(2, 5)
    quotient = draw.between(2, 9)
    constant = bottom * quotient - slope * root
    if constant == 0:
        quotient, constant = quotient + 1, bottom
    language = draw.language
    equation = rf"\frac{{{linear(slope, constant, language)}}}{{{bottom}}} = {quotient}"
    total = bottom * quotient
    steps = (
        draw.say("multiply_both", term=bottom, line=f"{linear(slope, constant, language)} = {total}"),
        _move(draw, constant, f"{linear(slope, 0, language)} = {slope * root}"),
        _divide(draw, slope, root),
    )
    slips = (
        (Fraction(total + constant, slope), "sign_kept"),
        (Fraction(quotient - constant, slope), "not_multiplied"),
        (slope * root, "not_divided"),
    )
    return _fact(draw, equation, root, " ".join(steps), _wrong(draw, root, slips))


def _equal_fractions(draw: Draw) -> Fact:
    language = draw.language
    first = draw.between(2, 6)
    second = first + draw.between(1, 4)
    root, quotient = _root(draw, 9, 12, 12), draw.between(1, 6)
    p, q = first * quotient - root, second * quotient - root
    equation = rf"\frac{{{linear(1, p, language)}}}{{{first}}} = \frac{{{linear(1, q, language)}}}{{{second}}}"
    steps = (
        draw.say("cross_multiply", line=f"{second}({linear(1, p, language)}) = {first}({linear(1, q, language)})"),
        draw.say("expand", line=f"{linear(second, second * p, language)} = {linear(first, first * q, language)}"),
        draw.say("collect", line=f"{linear(second - first, 0, language)} = {first * q - second * p}"),
        *((_divide(draw, second - first, root),) if second - first > 1 else ()),
    )
    slips = (
        (Fraction(first * p - second * q, second - first), "crossed_wrongly"),
        (Fraction(q - p, second - first), "half_expanded"),
    )
    return _fact(draw, equation, root, " ".join(steps), _wrong(draw, root, slips))


def draw_any(draw: Draw, parameters: Parameters) -> Fact:
    """Any of the forms that the level has."""
    forms = draw.by_difficulty(
        (draw_one_step, draw_two_step),
        (draw_two_step, draw_brackets, draw_both_sides),
        (draw_brackets, draw_both_sides, draw_fractions),
    )
    return draw.random.choice(forms)(draw, parameters)


KINDS: tuple[SkillKind, ...] = (
    SkillKind("linear_equations.one_step", range(3, 9), draw_one_step),
    SkillKind("linear_equations.two_step", range(5, 10), draw_two_step),
    SkillKind("linear_equations.brackets", range(6, 11), draw_brackets),
    SkillKind("linear_equations.both_sides", range(6, 11), draw_both_sides),
    SkillKind("linear_equations.fractions", range(6, 11), draw_fractions),
    SkillKind("linear_equations.any", range(6, 12), draw_any),
)
