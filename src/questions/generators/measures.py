"""The metric units of school, each by its size in the first unit of its dimension."""

from fractions import Fraction
from typing import Final

DIMENSIONS: Final[dict[str, dict[str, Fraction]]] = {
    "length": {
        "m": Fraction(1),
        "mm": Fraction(1, 1000),
        "cm": Fraction(1, 100),
        "dm": Fraction(1, 10),
        "km": Fraction(1000),
    },
    "mass": {
        "kg": Fraction(1),
        "mg": Fraction(1, 1_000_000),
        "g": Fraction(1, 1000),
        "centner": Fraction(100),
        "t": Fraction(1000),
    },
    "capacity": {"l": Fraction(1), "ml": Fraction(1, 1000)},
    "time": {
        "h": Fraction(1),
        "s": Fraction(1, 3600),
        "min": Fraction(1, 60),
        "day": Fraction(24),
        "week": Fraction(168),
    },
    "area": {
        "m2": Fraction(1),
        "mm2": Fraction(1, 1_000_000),
        "cm2": Fraction(1, 10_000),
        "dm2": Fraction(1, 100),
        "ha": Fraction(10_000),
        "km2": Fraction(1_000_000),
    },
    "volume": {"m3": Fraction(1), "cm3": Fraction(1, 1_000_000)},
    "speed": {"kmh": Fraction(5, 18), "ms": Fraction(1)},
    "angle": {"degree": Fraction(1)},
}

SIZES: Final[dict[str, Fraction]] = {unit: size for units in DIMENSIONS.values() for unit, size in units.items()}


def dimension_of(unit: str) -> str:
    """The dimension the unit measures. Raises StopIteration for an unknown unit."""
    return next(name for name, units in DIMENSIONS.items() if unit in units)
