"""Every family of skills. A topic that two skills explain goes to the one listed first."""

from questions.generators import (
    addition,
    algebra_and_geometry,
    decimals_family,
    fractions_family,
    multiplication,
    percentages,
    powers,
    ratio,
    roots,
    times_tables,
)
from questions.generators.model import SkillKind

FAMILIES: tuple[tuple[SkillKind, ...], ...] = (
    times_tables.KINDS,
    addition.KINDS,
    multiplication.KINDS,
    fractions_family.KINDS,
    decimals_family.KINDS,
    percentages.KINDS,
    powers.KINDS,
    roots.KINDS,
    ratio.KINDS,
    *algebra_and_geometry.FAMILIES,
)
