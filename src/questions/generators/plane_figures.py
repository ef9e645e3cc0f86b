"""Perimeter and area of squares, rectangles, triangles, parallelograms and trapeziums."""

from collections.abc import Callable
from fractions import Fraction

from questions.generators.figures import Figure, Sizes, draw_any_measure, length, lengths
from questions.generators.model import Draw, Fact, Parameters, SkillKind
from questions.generators.quantities import Number

Wrong = tuple[tuple[Number, str], ...]

_HALF = Fraction(1, 2)


def _one(draw: Draw) -> Sizes:
    return (length(draw, 2, 15, 50),)


def _two(draw: Draw) -> Sizes:
    return lengths(draw, 2)


def _triangle_sides(draw: Draw) -> Sizes:
    """Three sides that make a triangle, longest first."""
    while True:
        sides = tuple(sorted((length(draw, 3), length(draw, 3), length(draw, 3)), reverse=True))
        if sides[0] < sides[1] + sides[2]:
            return sides


def _base_and_height(draw: Draw) -> Sizes:
    """Of a triangle: the product is even below the grade where halves are known."""
    base, height = lengths(draw, 2)
    if Fraction(base * height).denominator == 1 and (base * height) % 2:
        base += 1
    return base, height


def _slanted(draw: Draw) -> Sizes:
    """Base, side and height of a parallelogram; the side is longer than the height."""
    base, side, height = lengths(draw, 3, 3)
    return (base, side, height) if draw.random.random() < 0.6 else (side, base, height)


def _bases_and_height(draw: Draw) -> Sizes:
    """Bases and height of a trapezium with a whole or short answer."""
    first, second, height = lengths(draw, 3)
    if Fraction((first + second) * height).denominator == 1 and (first + second) * height % 2:
        height += 1
    return first, second, height


def _square_perimeter(sizes: Sizes) -> Wrong:
    (a,) = sizes
    return (a * a, "took_area"), (2 * a, "two_sides"), (3 * a, "three_sides")


def _square_area(sizes: Sizes) -> Wrong:
    (a,) = sizes
    return (4 * a, "took_perimeter"), (2 * a, "doubled"), (2 * a * a, "extra_doubling")


def _rectangle_perimeter(sizes: Sizes) -> Wrong:
    a, b = sizes
    return (a * b, "took_area"), (a + b, "two_sides"), (2 * a + b, "three_sides")


def _rectangle_area(sizes: Sizes) -> Wrong:
    a, b = sizes
    return (2 * (a + b), "took_perimeter"), (a + b, "added"), (a * b * _HALF, "halved"), (2 * a * b, "extra_doubling")


def _triangle_perimeter(sizes: Sizes) -> Wrong:
    a, b, c = sizes
    return (a + b, "two_sides"), (2 * (a + b), "as_rectangle"), (a + b + 2 * c, "side_twice")


def _triangle_area(sizes: Sizes) -> Wrong:
    a, b = sizes
    return (a * b, "not_halved"), ((a + b) * _HALF, "added"), (2 * (a + b), "took_perimeter"), (a + b, "added")


def _parallelogram_perimeter(sizes: Sizes) -> Wrong:
    a, b = sizes
    return (a + b, "two_sides"), (a * b, "took_area"), (2 * a + b, "three_sides")


def _parallelogram_area(sizes: Sizes) -> Wrong:
    a, b, c = sizes
    return (a * b, "side_for_height"), (a * c * _HALF, "halved"), (2 * (a + b), "took_perimeter"), (b * c, "wrong_side")


def _trapezium_area(sizes: Sizes) -> Wrong:
    a, b, c = sizes
    return ((a + b) * c, "not_halved"), (a * c, "one_base"), (b * c, "one_base"), ((a + b + c) * _HALF, "added")


FIGURES: dict[str, Figure] = {
    figure.name: figure
    for figure in (
        Figure("square_perimeter", _one, lambda s: 4 * s[0], _square_perimeter, 1),
        Figure("square_area", _one, lambda s: s[0] * s[0], _square_area, 2),
        Figure("rectangle_perimeter", _two, lambda s: 2 * (s[0] + s[1]), _rectangle_perimeter, 1),
        Figure("rectangle_area", _two, lambda s: s[0] * s[1], _rectangle_area, 2),
        Figure("triangle_perimeter", _triangle_sides, lambda s: s[0] + s[1] + s[2], _triangle_perimeter, 1),
        Figure("triangle_area", _base_and_height, lambda s: s[0] * s[1] * _HALF, _triangle_area, 2),
        Figure("parallelogram_perimeter", _two, lambda s: 2 * (s[0] + s[1]), _parallelogram_perimeter, 1),
        Figure("parallelogram_area", _slanted, lambda s: s[0] * s[2], _parallelogram_area, 2),
        Figure("trapezium_area", _bases_and_height, lambda s: (s[0] + s[1]) * s[2] * _HALF, _trapezium_area, 2),
    )
}


def _one_of(*names: str) -> Callable[[Draw, Parameters], Fact]:
    def draw_fact(draw: Draw, _parameters: Parameters) -> Fact:
        return draw_any_measure(draw, [FIGURES[name] for name in names])

    return draw_fact


def _kind(name: str, grades: range, *figures: str) -> SkillKind:
    return SkillKind(f"plane_figures.{name}", grades, _one_of(*(figures or (name,))))


KINDS: tuple[SkillKind, ...] = (
    _kind("square_perimeter", range(3, 9)),
    _kind("square_area", range(3, 9)),
    _kind("rectangle_perimeter", range(3, 9)),
    _kind("rectangle_area", range(3, 9)),
    _kind("triangle_perimeter", range(3, 10)),
    _kind("triangle_area", range(5, 11)),
    _kind("parallelogram_perimeter", range(5, 11)),
    _kind("parallelogram_area", range(6, 11)),
    _kind("trapezium_area", range(6, 11)),
    _kind("rectangle_both", range(3, 9), "rectangle_perimeter", "rectangle_area"),
    _kind("square_both", range(3, 9), "square_perimeter", "square_area"),
    _kind("squares_and_rectangles_area", range(3, 9), "square_area", "rectangle_area"),
    _kind("squares_and_rectangles_perimeter", range(3, 9), "square_perimeter", "rectangle_perimeter"),
)
