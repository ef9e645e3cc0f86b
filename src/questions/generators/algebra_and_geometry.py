"""The families of algebra, geometry, measures and data, for the catalogue."""

from questions.generators import (
    algebraic_expressions,
    angles,
    circles,
    clock,
    coordinates,
    inequalities,
    linear_equations,
    linear_systems,
    motion,
    order_of_operations,
    plane_figures,
    probability,
    pythagoras,
    quadratic_equations,
    sequences,
    solids,
    statistics,
    units,
)
from questions.generators.model import SkillKind

FAMILIES: tuple[tuple[SkillKind, ...], ...] = (
    linear_equations.KINDS,
    linear_systems.KINDS,
    inequalities.KINDS,
    quadratic_equations.KINDS,
    algebraic_expressions.KINDS,
    order_of_operations.KINDS,
    plane_figures.KINDS,
    circles.KINDS,
    solids.KINDS,
    units.KINDS,
    clock.KINDS,
    motion.KINDS,
    statistics.KINDS,
    sequences.KINDS,
    coordinates.KINDS,
    angles.KINDS,
    pythagoras.KINDS,
    probability.KINDS,
)
