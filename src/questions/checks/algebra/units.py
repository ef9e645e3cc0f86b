"""Units that schools convert: what they measure and how large they are in the smallest one of their kind."""

from fractions import Fraction

from msgspec import Struct


class Unit(Struct, frozen=True):
    """`size` in the reference unit of its dimension (m, kg, s, m², m³, m/s; currencies and counts stand alone)."""

    name: str
    dimension: str
    size: Fraction


_TABLE = """
length: mm 1/1000, cm 1/100, dm 1/10, m 1, km 1000
mass: mg 1/1000000, g 1/1000, kg 1, centner 100, t 1000
time: s 1, min 60, h 3600, day 86400, week 604800
months: month 1, year 12, century 1200
area: mm2 1/1000000, cm2 1/10000, dm2 1/100, m2 1, are 100, ha 10000, km2 1000000
volume: mm3 1/1000000000, cm3 1/1000000, ml 1/1000000, dm3 1/1000, l 1/1000, m3 1, kl 1, km3 1000000000
speed: ms 1, mmin 1/60, kmh 5/18, kms 1000
rupees: paisa 1/100, rupee 1
roubles: kopeck 1/100, rouble 1
dollars: cent 1/100, dollar 1
euros: euro 1
degrees: degree 1, arcmin 1/60
pieces: piece 1
percents: percent 1/100
dozens: dozen 1
"""
UNITS = {
    name: Unit(name, dimension, Fraction(size))
    for line in _TABLE.strip().splitlines()
    for dimension, _, row in [line.partition(":")]
    for name, size in (entry.split() for entry in row.split(","))
}
