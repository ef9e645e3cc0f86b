"""The families of algebra, geometry, measures and data, for the catalogue."""

from questions.generators import linear_equations
from questions.generators.model import SkillKind

FAMILIES: tuple[tuple[SkillKind, ...], ...] = (linear_equations.KINDS,)
