"""The families of algebra, geometry, measures and data, for the catalogue."""

from questions.generators import linear_equations, plane_figures, solids, units
from questions.generators.model import SkillKind

FAMILIES: tuple[tuple[SkillKind, ...], ...] = (
    linear_equations.KINDS,
    plane_figures.KINDS,
    solids.KINDS,
    units.KINDS,
)
