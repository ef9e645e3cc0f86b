"""Every family of skills. A topic that two skills explain goes to the one listed first."""

from questions.generators import (
    addition,
    algebra_and_geometry,
    times_tables,
)
from questions.generators.model import SkillKind

FAMILIES: tuple[tuple[SkillKind, ...], ...] = (
    times_tables.KINDS,
    addition.KINDS,
    *algebra_and_geometry.FAMILIES,
)
