"""Volume and surface area of cubes and cuboids."""

from collections.abc import Callable

from questions.generators.figures import Figure, Sizes, draw_any_measure, length, lengths
from questions.generators.model import Draw, Fact, Parameters, SkillKind
from questions.generators.quantities import Number

Wrong = tuple[tuple[Number, str], ...]


def _edge(draw: Draw) -> Sizes:
    return (length(draw, 2, 10, 20),)


def _edges(draw: Draw) -> Sizes:
    return lengths(draw, 3, 2, 9, 15)


def _surface(sizes: Sizes) -> Number:
    a, b, c = sizes
    return 2 * (a * b + b * c + a * c)


def _cube_volume(sizes: Sizes) -> Wrong:
    (a,) = sizes
    return (6 * a * a, "took_surface"), (3 * a, "added"), (a * a, "one_face"), (12 * a, "all_edges")


def _cube_surface(sizes: Sizes) -> Wrong:
    (a,) = sizes
    return (a * a * a, "took_volume"), (4 * a * a, "four_faces"), (a * a, "one_face"), (12 * a, "all_edges")


def _cuboid_volume(sizes: Sizes) -> Wrong:
    a, b, c = sizes
    return (_surface(sizes), "took_surface"), (a + b + c, "added"), (a * b, "one_face"), (2 * a * b * c, "doubled")


def _cuboid_surface(sizes: Sizes) -> Wrong:
    a, b, c = sizes
    half = a * b + b * c + a * c
    return (half, "three_faces"), (a * b * c, "took_volume"), (2 * (a * c + b * c), "four_faces")


FIGURES: dict[str, Figure] = {
    figure.name: figure
    for figure in (
        Figure("cube_volume", _edge, lambda s: s[0] ** 3, _cube_volume, 3),
        Figure("cube_surface", _edge, lambda s: 6 * s[0] * s[0], _cube_surface, 2),
        Figure("cuboid_volume", _edges, lambda s: s[0] * s[1] * s[2], _cuboid_volume, 3),
        Figure("cuboid_surface", _edges, _surface, _cuboid_surface, 2),
    )
}


def _measure(*names: str) -> Callable[[Draw, Parameters], Fact]:
    def draw_fact(draw: Draw, _parameters: Parameters) -> Fact:
        return draw_any_measure(draw, [FIGURES[name] for name in names])

    return draw_fact


KINDS: tuple[SkillKind, ...] = (
    *(SkillKind(f"solids.{name}", range(5, 11), _measure(name)) for name in FIGURES),
    SkillKind("solids.both_volumes", range(5, 11), _measure("cube_volume", "cuboid_volume")),
    SkillKind("solids.both_surfaces", range(5, 11), _measure("cube_surface", "cuboid_surface")),
)
