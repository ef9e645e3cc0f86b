"""Linear inequalities in one unknown."""

from fractions import Fraction

from questions.generators import values
from questions.generators.expressions_text import linear
from questions.generators.model import Draw, Fact, Parameters, SkillKind, Slip, Value
from questions.model import Difficulty

_SIGNS = {"<": "<", ">": ">", "<=": r"\le", ">=": r"\ge"}
_TYPED = {"<": "<", ">": ">", "<=": "≤", ">=": "≥"}
_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
_OTHER_EDGE = {"<": "<=", ">": ">=", "<=": "<", ">=": ">"}


def solution_set(sign: str, bound: int) -> Value:
    """`x < 3`, as printed and as typed."""
    typed = (f"x {_TYPED[sign]} {bound}", f"x{_TYPED[sign]}{bound}", f"x {sign} {bound}", f"x{sign}{bound}")
    return values.written(values.formula(f"x {_SIGNS[sign]} {bound}"), f"x{sign}{bound}", *dict.fromkeys(typed))


def _slips(sign: str, bound: int, wrong: tuple[tuple[Fraction, str], ...]) -> tuple[Slip, ...]:
    found = [
        Slip(solution_set(_TURNED[sign], bound), "turned_wrongly"),
        *(Slip(solution_set(sign, int(number)), mistake) for number, mistake in wrong if number.denominator == 1),
        Slip(solution_set(_OTHER_EDGE[sign], bound), "edge"),
        Slip(solution_set(sign, -bound), "sign"),
        Slip(solution_set(sign, bound + 1), "arithmetic"),
    ]
    return tuple(found)


def draw_inequality(draw: Draw, _parameters: Parameters) -> Fact:
    """ax + b < c; medium with a negative a, hard with the unknown on both sides."""
    sign = draw.random.choice(tuple(_SIGNS))
    bound = draw.between(1, 12) * (1 if draw.difficulty is Difficulty.EASY else draw.random.choice((1, -1)))
    slope = draw.between(2, 9)
    if draw.difficulty is not Difficulty.EASY and draw.random.random() < 0.5:
        slope = -slope
    constant = draw.between(1, 20) * draw.random.choice((1, -1))
    other = draw.between(1, 8) * draw.random.choice((1, -1)) if draw.difficulty is Difficulty.HARD else 0
    return _fact(draw, sign, bound, slope, constant, other)


def _fact(draw: Draw, sign: str, bound: int, slope: int, constant: int, other: int) -> Fact:
    """(slope + other)·x + constant `sign` other·x + total, with `sign` as it is printed."""
    language, latex = draw.language, _SIGNS[sign]
    left = slope + other
    if left == 0:
        return draw_inequality(draw, Parameters())
    total = slope * bound + constant
    inequality = f"{linear(left, constant, language)} {latex} {linear(other, total, language)}"
    solved = sign if slope > 0 else _TURNED[sign]
    steps: list[str] = []
    if other:
        steps.append(draw.say("collect", line=f"{linear(slope, constant, language)} {latex} {total}"))
    steps.append(draw.say("move", line=f"{linear(slope, 0, language)} {latex} {slope * bound}"))
    key = "divide" if slope > 0 else "divide_and_turn"
    steps.append(draw.say(key, n=slope, line=f"x {_SIGNS[solved]} {bound}"))
    wrong = ((Fraction(total + constant, slope), "sign_kept"), (Fraction(slope * bound), "not_divided"))
    return Fact(
        identity=inequality,
        statement=draw.say("statement", inequality=inequality),
        value=solution_set(solved, bound),
        solution=" ".join(steps),
        slips=_slips(solved, bound, wrong),
        task=draw.say("task", inequality=inequality),
        subject=rf"\({inequality}\)",
    )


KINDS: tuple[SkillKind, ...] = (SkillKind("inequalities.linear", range(7, 12), draw_inequality),)
