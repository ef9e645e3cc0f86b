"""Unknown angles: in a triangle, on a straight line, round a point, complementary ones, sums and angles of polygons."""

from collections.abc import Callable, Sequence

from questions.generators.model import Draw, Fact, Parameters, SkillKind
from questions.generators.quantities import measured, quantity, quantity_slips
from questions.model import Difficulty

Wrong = tuple[tuple[int, str], ...]


def _step(draw: Draw, count: int) -> int:
    """Three and more angles of the easy level are multiples of 5°."""
    return 5 if draw.difficulty is Difficulty.EASY and count > 2 else 1


def _parts(draw: Draw, total: int, count: int) -> list[int]:
    """`count` angles that make `total`, each at least 15°."""
    step = _step(draw, count)
    while True:
        known = [draw.between(15 // step + 1, (total - 20) // step) * step for _ in range(count - 1)]
        rest = total - sum(known)
        if rest >= 15:
            return [*known, rest]


def _degrees(angle: int) -> str:
    return rf"{angle}^\circ"


def _missing(draw: Draw, key: str, total: int, parts: Sequence[int]) -> Fact:
    """The last of the angles that make `total`."""
    *known, answer = parts
    degrees = [measured(angle, "degree", draw.language) for angle in known]
    shown = draw.say("and").join((", ".join(degrees[:-1]), degrees[-1])) if len(degrees) > 1 else degrees[0]
    line = f"{' - '.join(map(_degrees, (total, *known)))} = {_degrees(answer)}"
    other_total = {90: 180, 180: 360, 360: 180}[total]
    wrong: Wrong = (
        (sum(known), "not_subtracted"),
        (other_total - sum(known), "other_total"),
        (total - known[0], "one_forgotten") if len(known) > 1 else (abs(90 - known[0]), "other_total"),
    )
    fields = {"angles": shown, "line": line}
    return _fact(draw, key, answer, wrong, **fields)


def _fact(draw: Draw, key: str, answer: int, wrong: Wrong, /, **fields: str | int) -> Fact:
    return Fact(
        identity=f"{key} {sorted(fields.items())}",
        statement=draw.say(f"{key}_is", **fields),
        value=quantity(answer, "degree", draw.language),
        solution=draw.say(f"solve_{key}", **fields),
        slips=quantity_slips(draw, answer, "degree", wrong),
        task=draw.say(f"find_{key}", **fields),
        subject=draw.say(f"{key}_of", **fields),
    )


def draw_triangle(draw: Draw) -> Fact:
    """Two angles known; hard ones also isosceles triangles."""
    if draw.difficulty is Difficulty.HARD and draw.random.random() < 0.5:
        return _isosceles(draw)
    return _missing(draw, "triangle", 180, _parts(draw, 180, 3))


def _isosceles(draw: Draw) -> Fact:
    base = draw.between(20, 80)
    apex = 180 - 2 * base
    if draw.random.random() < 0.5:
        wrong: Wrong = ((180 - base, "one_forgotten"), (base, "copied"), (90 - base, "other_total"))
        return _fact(
            draw,
            "apex",
            apex,
            wrong,
            angle=f"{base}°",
            line=rf"180^\circ - 2 {draw.say('times')} {base}^\circ = {apex}^\circ",
        )
    wrong = ((180 - apex, "not_halved"), (apex, "copied"), ((360 - apex) // 2, "other_total"))
    line = rf"(180^\circ - {apex}^\circ) {draw.say('divided_by')} 2 = {base}^\circ"
    return _fact(draw, "base", base, wrong, angle=f"{apex}°", line=line)


def draw_line(draw: Draw) -> Fact:
    """Two angles on a line; three when hard."""
    return _missing(draw, "line", 180, _parts(draw, 180, draw.by_difficulty(2, 2, 3)))


def draw_supplementary(draw: Draw) -> Fact:
    return _missing(draw, "supplementary", 180, _parts(draw, 180, 2))


def draw_complementary(draw: Draw) -> Fact:
    return _missing(draw, "complementary", 90, _parts(draw, 90, 2))


def draw_point(draw: Draw) -> Fact:
    """Three angles round a point, four when hard."""
    return _missing(draw, "point", 360, _parts(draw, 360, draw.by_difficulty(3, 3, 4)))


def draw_quadrilateral(draw: Draw) -> Fact:
    return _missing(draw, "quadrilateral", 360, _parts(draw, 360, 4))


_REGULAR = (3, 4, 5, 6, 8, 9, 10, 12, 15, 18, 20, 24, 30, 36)


def draw_polygon(draw: Draw) -> Fact:
    """The sum of the angles; from the middle level on also one angle of a regular polygon."""
    if draw.difficulty is not Difficulty.EASY and draw.random.random() < 0.5:
        n = draw.random.choice(_REGULAR)
        answer = 180 * (n - 2) // n
        wrong: Wrong = ((180 * (n - 2), "not_divided"), (360 // n, "exterior"), (180 - answer // 2, "arithmetic"))
        return _fact(draw, "regular", answer, wrong, n=n, m=n - 2, sum=180 * (n - 2), answer=answer)
    n = draw.between(5, draw.by_difficulty(50, 60, 99))
    answer = 180 * (n - 2)
    wrong = ((180 * n, "two_forgotten"), (180 * (n - 1), "one_less"), (360, "exterior"), (180 * (n - 3), "one_less"))
    return _fact(draw, "polygon", answer, wrong, n=n, m=n - 2, answer=answer)


def _one_of(*draws: Callable[[Draw], Fact]) -> Callable[[Draw, Parameters], Fact]:
    return lambda draw, _parameters: draw.random.choice(draws)(draw)


KINDS: tuple[SkillKind, ...] = (
    SkillKind("angles.triangle", range(5, 10), _one_of(draw_triangle)),
    SkillKind("angles.line", range(5, 10), _one_of(draw_line)),
    SkillKind("angles.point", range(5, 10), _one_of(draw_point)),
    SkillKind("angles.supplementary", range(5, 10), _one_of(draw_supplementary)),
    SkillKind("angles.complementary", range(5, 10), _one_of(draw_complementary)),
    SkillKind("angles.both_pairs", range(5, 10), _one_of(draw_complementary, draw_supplementary)),
    SkillKind("angles.quadrilateral", range(6, 10), _one_of(draw_quadrilateral)),
    SkillKind("angles.polygon", range(7, 11), _one_of(draw_polygon)),
)
