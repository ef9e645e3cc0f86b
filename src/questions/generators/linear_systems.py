"""Systems of two linear equations in two unknowns, with one whole solution."""

from math import gcd

from questions.generators import values
from questions.generators.expressions_text import bracketed, sum_of
from questions.generators.model import Cloze, Draw, Fact, Parameters, SkillKind, Slip, Value
from questions.model import Difficulty

Coefficients = tuple[int, int]


def _point(x: int, y: int) -> Value:
    spellings = (f"x = {x}, y = {y}", f"x={x}, y={y}", f"({x}; {y})", f"({x}, {y})")
    return values.written(rf"\(x = {x}\), \(y = {y}\)", f"{x} {y}", *spellings)


def _row(row: Coefficients, x: int, y: int, draw: Draw) -> str:
    return f"{sum_of(((row[0], 'x'), (row[1], 'y')), draw.language)} = {row[0] * x + row[1] * y}"


def _rows(draw: Draw) -> tuple[Coefficients, Coefficients]:
    """Easy: y has the coefficients 1 and −1; medium: a factor makes them equal; hard: both must be multiplied."""
    a, c = draw.between(1, 6), draw.between(1, 6)
    if draw.difficulty is Difficulty.EASY:
        return (a, 1), (c, -1)
    if draw.difficulty is Difficulty.MEDIUM:
        return (a, draw.random.choice((1, -1))), (c, draw.between(2, 5))
    return (a + 1, draw.between(2, 5)), (c + 1, -draw.between(2, 5))


def _unknown(draw: Draw) -> int:
    size = draw.between(1, draw.by_difficulty(9, 9, 12))
    return size if draw.difficulty is Difficulty.EASY else size * draw.random.choice((1, -1))


def draw_system(draw: Draw, _parameters: Parameters) -> Fact:
    """One system, solved by adding equal multiples of its equations."""
    first, second = _rows(draw)
    x, y = _unknown(draw), _unknown(draw)
    determinant = first[0] * second[1] - second[0] * first[1]
    if determinant == 0 or x == y:
        return draw_system(draw, _parameters)
    system = rf"\begin{{cases}} {_row(first, x, y, draw)} \\ {_row(second, x, y, draw)} \end{{cases}}"
    return Fact(
        identity=system,
        statement=draw.say("statement", system=system),
        value=_point(x, y),
        solution=_solution(draw, first, second, x, y),
        slips=(
            Slip(_point(y, x), "swapped"),
            Slip(_point(x, -y), "sign"),
            Slip(_point(-x, y), "sign"),
            Slip(_point(x + 1, y), "arithmetic"),
            Slip(_point(x, y - 1), "only_one_checked"),
        ),
        task=draw.say("task", system=system),
        cloze=Cloze(draw.say("cloze", system=system), (values.whole(x, draw.language), values.whole(y, draw.language))),
        subject=rf"\({system}\)",
    )


def _solution(draw: Draw, first: Coefficients, second: Coefficients, x: int, y: int) -> str:
    """y is eliminated: `up` times the first equation plus `down` times the second."""
    language, times = draw.language, draw.say("times")
    shared = gcd(first[1], second[1])
    up, down = abs(second[1]) // shared, abs(first[1]) // shared * (-1 if first[1] * second[1] > 0 else 1)
    slope = up * first[0] + down * second[0]
    total = slope * x
    combined = f"{sum_of(((slope, 'x'),), language)} = {total}"
    known = f"{first[0]} {times} {bracketed(x, language)}"
    rest = sum_of(((first[1], "y"),), language)
    right = first[0] * x + first[1] * y
    line = f"{known} {'+' if first[1] > 0 else '-'} {rest.lstrip('-')} = {right}"
    key = {(1, 1): "solve_adding", (1, -1): "solve_subtracting"}.get((up, down), "solve")
    return draw.say(key, up=up, down=bracketed(down, language), combined=combined, x=x, line=line, y=y)


KINDS: tuple[SkillKind, ...] = (SkillKind("linear_systems.any", range(7, 12), draw_system),)
