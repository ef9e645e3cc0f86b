"""Algebraic expressions: substitute a number, collect like terms, expand brackets."""

from questions import numbers
from questions.generators import values
from questions.generators.expressions_text import bracketed, linear, sum_of
from questions.generators.model import Draw, Fact, Parameters, SkillKind, Slip, Value
from questions.model import Difficulty

_LETTERS = ("x", "y", "a", "b", "m", "n")

Coefficients = tuple[int, ...]


def _plain(latex: str) -> tuple[str, ...]:
    """How a pupil types the expression, with and without spaces."""
    text = latex.replace("{,}", "").replace(r"\,", "")
    return text, text.replace(" ", "")


def polynomial(coefficients: Coefficients, letter: str, draw: Draw) -> Value:
    """The polynomial with these coefficients, highest power first; its constant is the last."""
    powers = [letter if power == 1 else f"{letter}^{power}" for power in range(len(coefficients) - 1, 0, -1)]
    latex = sum_of(zip(coefficients, (*powers, ""), strict=True), draw.language)
    spellings = _plain(latex)
    if len(coefficients) == 2 and coefficients[1] > 0:
        spellings += _plain(sum_of(((coefficients[1], ""), (coefficients[0], letter)), draw.language))
    return values.written(values.formula(latex), f"{coefficients} {letter}", *spellings)


def _slips(draw: Draw, letter: str, wrong: tuple[tuple[Coefficients, str], ...]) -> tuple[Slip, ...]:
    return tuple(Slip(polynomial(coefficients, letter, draw), mistake) for coefficients, mistake in wrong)


def _nonzero(draw: Draw, size: int) -> int:
    return draw.between(1, size) * draw.random.choice((1, -1))


def draw_value(draw: Draw, _parameters: Parameters) -> Fact:
    """ax + b at a given x; medium with negative numbers, hard ax² + bx."""
    letter = draw.random.choice(_LETTERS)
    has_negatives = draw.grade >= 6 and draw.difficulty is not Difficulty.EASY
    at = draw.between(2, draw.by_difficulty(10, 10, 6))
    if has_negatives and draw.random.random() < 0.5:
        at = -at
    slope = draw.between(2, draw.by_difficulty(9, 9, 5))
    constant = _nonzero(draw, 15) if slope * at > 15 or has_negatives else draw.between(1, 15)
    if draw.difficulty is Difficulty.HARD and draw.grade >= 6:
        return _quadratic_value(draw, letter, slope, constant, at)
    shown, times = bracketed(at, draw.language), draw.say("times")
    answer = slope * at + constant
    worked = f"{slope} {times} {shown} {'+' if constant > 0 else '-'} {abs(constant)}"
    wrong = (
        (slope + at + constant, "added"),
        (slope * (at + constant), "added_first"),
        (10 * slope + at + constant, "joined"),
    )
    return _value_fact(draw, linear(slope, constant, draw.language, letter), letter, at, worked, answer, wrong)


def _quadratic_value(draw: Draw, letter: str, slope: int, linear_part: int, at: int) -> Fact:
    shown, times = bracketed(at, draw.language), draw.say("times")
    answer = slope * at * at + linear_part * at
    expression = sum_of(((slope, f"{letter}^2"), (linear_part, letter)), draw.language)
    sign = "+" if linear_part > 0 else "-"
    product = f"{abs(linear_part)} {times} {shown}" if abs(linear_part) > 1 else shown
    worked = rf"{slope} {times} {shown}^2 {sign} {product}"
    wrong = (
        ((slope * at) ** 2 + linear_part * at, "squared_all"),
        (2 * slope * at + linear_part * at, "doubled"),
        (slope * at * at - linear_part * at, "sign"),
    )
    return _value_fact(draw, expression, letter, at, worked, answer, wrong)


def _value_fact(
    draw: Draw, expression: str, letter: str, at: int, worked: str, answer: int, wrong: tuple[tuple[int, str], ...]
) -> Fact:
    fields = {"expression": expression, "letter": letter, "at": str(at)}
    near = ((answer + 1, "arithmetic"), (answer - 1, "arithmetic"), (answer + 10, "arithmetic"))
    return Fact(
        identity=f"{expression} at {at}",
        statement=draw.say("value_is", **fields),
        value=values.whole(answer, draw.language),
        solution=draw.say(
            "solve_value", letter=letter, at=at, line=f"{worked} = {numbers.latex(answer, draw.language)}"
        ),
        slips=tuple(Slip(values.whole(number, draw.language), mistake) for number, mistake in (*wrong, *near)),
        task=draw.say("find_value", **fields),
        subject=draw.say("value_of", **fields),
    )


def draw_like_terms(draw: Draw, _parameters: Parameters) -> Fact:
    """ax + b + cx + d; hard ones with two more terms."""
    letter = draw.random.choice(_LETTERS)
    has_negatives = draw.difficulty is not Difficulty.EASY
    first, second = draw.between(2, 12), _nonzero(draw, 9) if has_negatives else draw.between(1, 9)
    third = _nonzero(draw, 9) if draw.difficulty is Difficulty.HARD else 0
    one, two = draw.between(1, 15), _nonzero(draw, 15) if has_negatives else draw.between(1, 15)
    slope, constant = first + second + third, one + two
    if slope == 0 or constant == 0:
        return draw_like_terms(draw, _parameters)
    terms = ((first, letter), (one, ""), (second, letter), (two, ""), (third, letter))
    expression = sum_of(terms, draw.language)
    like = sum_of(((first, letter), (second, letter), (third, letter)), draw.language)
    grouped = f"({like}) + ({sum_of(((one, ''), (two, '')), draw.language)})"
    wrong = (
        ((first - second + third, constant), "sign"),
        ((slope, one - two), "sign_of_number"),
        ((slope + constant, 0), "joined_unlike"),
        ((slope, constant + 1), "arithmetic"),
        ((slope + 1, constant), "arithmetic"),
    )
    return _rewritten(draw, "simplify", expression, grouped, (slope, constant), letter, wrong)


def draw_single_bracket(draw: Draw, _parameters: Parameters) -> Fact:
    """a(bx + c); hard ones a(bx + c) + d(ex + f)."""
    letter = draw.random.choice(_LETTERS)
    factor = draw.between(2, 9)
    slope = 1 if draw.difficulty is Difficulty.EASY else draw.between(2, 7)
    constant = draw.between(1, 9) if draw.difficulty is Difficulty.EASY else _nonzero(draw, 9)
    if draw.difficulty is Difficulty.HARD:
        return _two_brackets(draw, letter, factor, slope, constant)
    if draw.difficulty is Difficulty.MEDIUM and draw.grade >= 7 and draw.random.random() < 0.4:
        factor = -factor
    language = draw.language
    expression = f"{factor}({linear(slope, constant, language, letter)})"
    times = draw.say("times")
    first, second = linear(slope, 0, language, letter), bracketed(constant, language)
    worked = f"{factor} {times} {first} + {bracketed(factor, language)} {times} {second}"
    wrong = (
        ((factor * slope, constant), "half_expanded"),
        ((factor * slope, -factor * constant), "sign"),
        ((slope, factor * constant), "half_expanded"),
        ((factor + slope, factor + constant), "added_factor"),
    )
    return _rewritten(draw, "expand", expression, worked, (factor * slope, factor * constant), letter, wrong)


def _two_brackets(draw: Draw, letter: str, factor: int, slope: int, constant: int) -> Fact:
    language = draw.language
    second, inner, shift = (
        -draw.between(2, 6) if draw.random.random() < 0.5 else draw.between(2, 6),
        draw.between(1, 6),
        _nonzero(draw, 9),
    )
    total = (factor * slope + second * inner, factor * constant + second * shift)
    if 0 in total:
        return _two_brackets(draw, letter, factor + 1, slope, constant)
    sign = "+" if second > 0 else "-"
    brackets = linear(slope, constant, language, letter), linear(inner, shift, language, letter)
    expression = f"{factor}({brackets[0]}) {sign} {abs(second)}({brackets[1]})"
    worked = sum_of(
        ((factor * slope, letter), (factor * constant, ""), (second * inner, letter), (second * shift, "")), language
    )
    wrong = (
        ((total[0], factor * constant - second * shift), "sign"),
        ((total[0], factor * constant + shift), "half_expanded"),
        ((total[0], constant + shift), "half_expanded"),
        ((total[0] + 1, total[1]), "arithmetic"),
    )
    return _rewritten(draw, "expand", expression, worked, total, letter, wrong)


def draw_double_brackets(draw: Draw, _parameters: Parameters) -> Fact:
    """(x + a)(x + b); medium with minus signs, hard (px + a)(qx + b)."""
    letter = draw.random.choice(_LETTERS)
    language = draw.language
    signs = draw.difficulty is not Difficulty.EASY
    a, b = (_nonzero(draw, 9), _nonzero(draw, 9)) if signs else (draw.between(1, 9), draw.between(1, 9))
    p, q = (draw.between(1, 4), draw.between(2, 5)) if draw.difficulty is Difficulty.HARD else (1, 1)
    middle = p * b + q * a
    if middle == 0:
        return draw_double_brackets(draw, _parameters)
    expression = f"({linear(p, a, language, letter)})({linear(q, b, language, letter)})"
    square = f"{letter}^2"
    worked = sum_of(((p * q, square), (p * b, letter), (q * a, letter), (a * b, "")), language)
    wrong = (
        ((p * q, 0, a * b), "middle_left_out"),
        ((p * q, middle, a + b), "added_constants"),
        ((p * q, -middle, a * b), "sign"),
        ((p * q, middle, -a * b), "sign"),
        ((p * q, a * b, middle), "swapped"),
    )
    return _rewritten(draw, "expand", expression, worked, (p * q, middle, a * b), letter, wrong)


def _rewritten(
    draw: Draw,
    key: str,
    expression: str,
    worked: str,
    answer: Coefficients,
    letter: str,
    wrong: tuple[tuple[Coefficients, str], ...],
) -> Fact:
    value = polynomial(answer, letter, draw)
    result = value.text.removeprefix(r"\(").removesuffix(r"\)")
    return Fact(
        identity=expression,
        statement=rf"\({expression} = @\)",
        value=value,
        solution=draw.say(f"solve_{key}", line=f"{expression} = {worked} = {result}"),
        slips=_slips(draw, letter, wrong),
        task=draw.say(f"do_{key}", expression=expression),
    )


KINDS: tuple[SkillKind, ...] = (
    SkillKind("algebraic_expressions.value", range(5, 10), draw_value),
    SkillKind("algebraic_expressions.like_terms", range(6, 10), draw_like_terms),
    SkillKind("algebraic_expressions.brackets", range(6, 10), draw_single_bracket),
    SkillKind("algebraic_expressions.double_brackets", range(7, 11), draw_double_brackets),
)
