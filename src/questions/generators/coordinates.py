"""Points of the coordinate plane: reading them, quadrants, midpoint, distance, reflections, gradient of a line."""

from collections.abc import Callable
from fractions import Fraction

from questions.generators import values
from questions.generators.model import Draw, Fact, Parameters, SkillKind, Slip, Value
from questions.generators.quantities import Number, latex
from questions.model import Difficulty

Point = tuple[Number, Number]

_TRIPLES = ((3, 4, 5), (6, 8, 10), (5, 12, 13), (8, 15, 17), (9, 12, 15))


def _text(point: Point, draw: Draw) -> str:
    return f"({latex(point[0], draw.language)}{draw.say('separator')}{latex(point[1], draw.language)})"


def _value(point: Point, draw: Draw) -> Value:
    x, y = (latex(number, draw.language).replace("{,}", ",") for number in point)
    exact = tuple(f"{float(number):g}" for number in point)
    first = f"({x}{draw.say('typed_separator')}{y})"
    typed = (first, f"({x}; {y})", f"({x};{y})", f"({exact[0]}, {exact[1]})", f"({exact[0]},{exact[1]})")
    return values.written(rf"\({_text(point, draw)}\)", f"{point[0]} {point[1]}", *dict.fromkeys(typed))


def _coordinate(draw: Draw) -> int:
    """Not 0; positive on the easy level below the grade of negative numbers."""
    size = draw.between(1, draw.by_difficulty(9, 12, 20))
    has_negatives = draw.grade >= 6 or draw.difficulty is not Difficulty.EASY
    return size * draw.random.choice((1, -1)) if has_negatives else size


def _point(draw: Draw) -> tuple[int, int]:
    x, y = _coordinate(draw), _coordinate(draw)
    return (x, y) if abs(x) != abs(y) else (x, y + 1 if y != -1 else -3)


def _point_slips(draw: Draw, wrong: tuple[tuple[Point, str], ...]) -> tuple[Slip, ...]:
    return tuple(Slip(_value(point, draw), mistake) for point, mistake in wrong)


def _fact(draw: Draw, key: str, value: Value, slips: tuple[Slip, ...], solution: str, **fields: str | int) -> Fact:
    return Fact(
        identity=f"{key} {sorted(fields.items())}",
        statement=draw.say(f"{key}_is", **fields),
        value=value,
        solution=solution,
        slips=slips,
        task=draw.say(f"find_{key}", **fields),
        subject=draw.say(f"{key}_of", **fields),
    )


def draw_reading(draw: Draw) -> Fact:
    """So many steps from the origin right or left, up or down."""
    x, y = _point(draw)
    fields = {
        "across": draw.say("right" if x > 0 else "left", n=abs(x)),
        "along": draw.say("up" if y > 0 else "down", n=abs(y)),
    }
    slips = _point_slips(draw, (((y, x), "swapped"), ((-x, y), "sign"), ((x, -y), "sign"), ((-x, -y), "sign")))
    return _fact(draw, "reading", _value((x, y), draw), slips, draw.say("solve_reading", x=x, y=y), **fields)


def _quadrant(number: int, draw: Draw) -> Value:
    name = ("I", "II", "III", "IV")[number - 1]
    return values.written(name, f"quadrant {number}", name, draw.say(f"quadrant_{number}"), str(number))


def draw_quadrant(draw: Draw) -> Fact:
    """In which quadrant a point lies."""
    x, y = draw.between(1, 20) * draw.random.choice((1, -1)), draw.between(1, 20) * draw.random.choice((1, -1))
    number = {(True, True): 1, (False, True): 2, (False, False): 3, (True, False): 4}[x > 0, y > 0]
    mirrored = {1: (2, 4), 2: (1, 3), 3: (4, 2), 4: (3, 1)}[number]
    opposite = {1: 3, 2: 4, 3: 1, 4: 2}[number]
    slips = (
        Slip(_quadrant(mirrored[0], draw), "sign_of_x"),
        Slip(_quadrant(mirrored[1], draw), "sign_of_y"),
        Slip(_quadrant(opposite, draw), "both_signs"),
    )
    solution = draw.say(
        "solve_quadrant",
        answer=_quadrant(number, draw).text,
        x=f"{x} {'>' if x > 0 else '<'} 0",
        y=f"{y} {'>' if y > 0 else '<'} 0",
    )
    return _fact(draw, "quadrant", _quadrant(number, draw), slips, solution, point=_text((x, y), draw))


def draw_midpoint(draw: Draw) -> Fact:
    """Whole coordinates; hard ones also halves."""
    (x, y), (u, v) = _point(draw), _point(draw)
    if draw.difficulty is not Difficulty.HARD:
        u, v = u + (x + u) % 2, v + (y + v) % 2
    middle = Fraction(x + u, 2), Fraction(y + v, 2)
    wrong: tuple[tuple[Point, str], ...] = (
        ((x + u, y + v), "not_halved"),
        ((Fraction(u - x, 2), Fraction(v - y, 2)), "subtracted"),
        ((middle[1], middle[0]), "swapped"),
        ((middle[0] + 1, middle[1]), "arithmetic"),
    )
    solution = draw.say("solve_midpoint", x=_mean(x, u, draw), y=_mean(y, v, draw), answer=_text(middle, draw))
    points = {"a": _text((x, y), draw), "b": _text((u, v), draw)}
    return _fact(draw, "midpoint", _value(middle, draw), _point_slips(draw, wrong), solution, **points)


def _mean(first: int, second: int, draw: Draw) -> str:
    shown = f"({second})" if second < 0 else str(second)
    return rf"\frac{{{first} + {shown}}}{{2}} = {latex(Fraction(first + second, 2), draw.language)}"


def _number_slips(draw: Draw, wrong: tuple[tuple[Number, str], ...]) -> tuple[Slip, ...]:
    return tuple(Slip(values.fraction(Fraction(number), draw.language), mistake) for number, mistake in wrong)


def draw_distance(draw: Draw) -> Fact:
    """Distances along right-angled triangles with whole sides; easy ones along a line parallel to an axis."""
    x, y = _point(draw)
    dx, dy, distance = draw.random.choice(_TRIPLES)
    if draw.difficulty is Difficulty.EASY:
        dx, dy = draw.random.choice(((distance, 0), (0, distance)))
    elif draw.random.random() < 0.5:
        dx, dy = dy, dx
    u, v = x + dx * draw.random.choice((1, -1)), y + dy * draw.random.choice((1, -1))
    solution = draw.say(
        "solve_distance",
        squares=rf"\sqrt{{{_square(u - x)} + {_square(v - y)}}}",
        sum=dx * dx + dy * dy,
        answer=distance,
    )
    wrong: tuple[tuple[Number, str], ...] = (
        (dx + dy if dx and dy else distance + 1, "added" if dx and dy else "arithmetic"),
        (dx * dx + dy * dy, "no_square_root"),
        (abs(dx - dy) if dx and dy else 2 * distance, "subtracted"),
        (distance + 2, "arithmetic"),
    )
    points = {"a": _text((x, y), draw), "b": _text((u, v), draw)}
    return _fact(
        draw, "distance", values.whole(distance, draw.language), _number_slips(draw, wrong), solution, **points
    )


def _square(number: int) -> str:
    return f"({number})^2" if number < 0 else f"{number}^2"


def draw_reflection(draw: Draw) -> Fact:
    """In one of the axes."""
    x, y = _point(draw)
    images = {"x_axis": (x, -y), "y_axis": (-x, y)}
    mirror = draw.random.choice(tuple(images))
    wrong: list[tuple[Point, str]] = [(image, "other_mirror") for name, image in images.items() if name != mirror]
    wrong.append(((-x, -y), "both_mirrored"))
    wrong.append(((y, x), "swapped"))
    wrong.append(((x, y), "unchanged"))
    point = _text((x, y), draw)
    solution = draw.say(f"solve_{mirror}", answer=_text(images[mirror], draw))
    fields = {"point": point, "mirror": draw.say(mirror)}
    return _fact(draw, "reflection", _value(images[mirror], draw), _point_slips(draw, tuple(wrong)), solution, **fields)


def draw_gradient(draw: Draw) -> Fact:
    """Through two points; whole gradients, then negative ones, then fractions."""
    x, y = draw.between(-6, 6), draw.between(-6, 6)
    run = draw.between(1, 5)
    gradient = Fraction(draw.between(1, 6))
    if draw.difficulty is not Difficulty.EASY:
        gradient *= draw.random.choice((1, -1))
    if draw.difficulty is Difficulty.HARD:
        gradient, run = gradient / draw.between(2, 5), draw.between(1, 3)
        run *= gradient.denominator
    rise = int(gradient * run)
    u, v = x + run, y + rise
    points = {"a": _text((x, y), draw), "b": _text((u, v), draw)}
    language = draw.language
    line = rf"\frac{{{_minus(v, y)}}}{{{_minus(u, x)}}} = {values.fraction(gradient, language).text[2:-2]}"
    wrong: tuple[tuple[Number, str], ...] = (
        (1 / gradient, "turned_over"),
        (-gradient, "sign"),
        (Fraction(v + y, u + x) if u + x else gradient + 2, "added" if u + x else "arithmetic"),
        (gradient + 1, "arithmetic"),
    )
    value = values.fraction(gradient, language)
    return _fact(draw, "gradient", value, _number_slips(draw, wrong), draw.say("solve_gradient", line=line), **points)


def _minus(first: int, second: int) -> str:
    return f"{first} - ({second})" if second < 0 else f"{first} - {second}"


def _one_of(*draws: Callable[[Draw], Fact]) -> Callable[[Draw, Parameters], Fact]:
    return lambda draw, _parameters: draw.random.choice(draws)(draw)


KINDS: tuple[SkillKind, ...] = (
    SkillKind("coordinates.reading", range(5, 10), _one_of(draw_reading)),
    SkillKind("coordinates.quadrant", range(6, 10), _one_of(draw_quadrant)),
    SkillKind("coordinates.midpoint", range(8, 12), _one_of(draw_midpoint)),
    SkillKind("coordinates.distance", range(8, 12), _one_of(draw_distance)),
    SkillKind("coordinates.reflection", range(6, 11), _one_of(draw_reflection)),
    SkillKind("coordinates.gradient", range(8, 12), _one_of(draw_gradient)),
    SkillKind("coordinates.plane", range(6, 9), _one_of(draw_reading, draw_quadrant)),
)
