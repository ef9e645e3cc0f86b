"""Square roots, cube roots and simple surds."""

from decimal import Decimal
from fractions import Fraction

from questions.generators import values
from questions.generators.fractions_arithmetic import chain, either
from questions.generators.model import Draw, Fact, Parameters, SkillKind, Slip, Value
from questions.generators.powers import draw_cube, draw_square

_SQUARE_FREE = (2, 3, 5, 6, 7, 10, 11, 13)


def _slips(draw: Draw, *wrong: tuple[Fraction | int, str]) -> tuple[Slip, ...]:
    return tuple(
        Slip(values.decimal_of(Fraction(number), draw.language), mistake) for number, mistake in wrong if number > 0
    )


def draw_square_root(draw: Draw, _parameters: Parameters) -> Fact:
    """Of perfect squares; hard ones include decimals such as 0.49."""
    root = Fraction(draw.between(*draw.by_difficulty((2, 12), (5, 20), (11, 30))))
    if draw.difficulty == "hard" and draw.random.random() < 0.4:
        root /= 10
    square = root * root
    shown = draw.latex(ending_decimal(square))
    root_shown = draw.latex(ending_decimal(root))
    return Fact(
        identity=f"root {square}",
        statement=rf"\(\sqrt{{{shown}}} = @\)",
        value=values.decimal_of(root, draw.language),
        solution=draw.say(
            "square_root_steps",
            equation=rf"\({root_shown}^{{2}} = {shown}\)",
            root=rf"\(\sqrt{{{shown}}} = {root_shown}\)",
        ),
        slips=_slips(
            draw,
            (square / 2, "halved"),
            (root + (1 if root >= 2 else Fraction(1, 10)), "counted_on"),
            (root - (1 if root > 2 else Fraction(1, 10)), "counted_on"),
            (root * 10, "decimal_point") if root < 4 else (root * 2, "doubled"),
            (root / 10, "decimal_point"),
        ),
    )


def ending_decimal(number: Fraction) -> Decimal:
    """A terminating decimal without zeros at its end."""
    return Decimal(format((Decimal(number.numerator) / Decimal(number.denominator)).normalize(), "f"))


def draw_cube_root(draw: Draw, _parameters: Parameters) -> Fact:
    root = draw.between(*draw.by_difficulty((1, 6), (2, 10), (4, 15)))
    cube = root**3
    shown = draw.latex(cube)
    return Fact(
        identity=f"cube root {cube}",
        statement=rf"\(\sqrt[3]{{{shown}}} = @\)",
        value=values.whole(root, draw.language),
        solution=draw.say(
            "cube_root_steps", equation=rf"\({root}^{{3}} = {shown}\)", root=rf"\(\sqrt[3]{{{shown}}} = {root}\)"
        ),
        slips=tuple(
            Slip(values.whole(number, draw.language), mistake)
            for number, mistake in (
                (cube // 3, "divided_by_three"),
                (root + 1, "counted_on"),
                (root - 1, "counted_on"),
                (root * root, "squared"),
            )
            if number > 0
        ),
    )


def _surd(factor: int, radicand: int) -> Value:
    root = rf"\sqrt{{{radicand}}}" if radicand > 1 else ""
    text = (str(factor) if factor > 1 or not root else "") + root
    return Value(rf"\({text}\)", f"root {factor * factor * radicand}", None, (f"{factor}√{radicand}",))


def draw_surd(draw: Draw, _parameters: Parameters) -> Fact:
    """A factor taken out of the root: √72 = 6√2."""
    radicand = draw.random.choice(_SQUARE_FREE[: draw.by_difficulty(3, 5, 8)])
    factor = draw.between(2, draw.by_difficulty(4, 8, 12))
    inside = factor * factor * radicand
    shown = rf"\sqrt{{{inside}}}"
    times = draw.say("times")
    return Fact(
        identity=f"surd {inside}",
        statement=rf"\({shown} = @\)",
        value=_surd(factor, radicand),
        solution=draw.say(
            "surd_steps",
            square=factor * factor,
            chain=chain(shown, rf"\sqrt{{{factor * factor} {times} {radicand}}}", rf"{factor}\sqrt{{{radicand}}}"),
        ),
        slips=(
            Slip(_surd(factor * factor, radicand), "square_taken_out_whole"),
            Slip(_surd(radicand, factor), "factors_swapped"),
            Slip(_surd(factor + 1, radicand), "counted_on"),
            Slip(_surd(factor - 1, radicand), "counted_on"),
        ),
        task=draw.say("surd", subject=rf"\({shown}\)"),
    )


KINDS = (
    SkillKind("roots.square_roots", range(6, 11), draw_square_root),
    SkillKind("roots.cube_roots", range(7, 11), draw_cube_root),
    SkillKind("roots.both_roots", range(7, 11), either(draw_square_root, draw_cube_root)),
    SkillKind("roots.squares_and_roots", range(6, 11), either(draw_square, draw_square_root)),
    SkillKind("roots.cubes_and_roots", range(7, 11), either(draw_cube, draw_cube_root)),
    SkillKind("roots.surds", range(8, 12), draw_surd),
)
