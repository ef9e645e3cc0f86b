"""Measures of figures and solids from their sizes: the frame that the families of geometry fill."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from msgspec import Struct, structs

from questions.generators.model import Draw, Fact
from questions.generators.quantities import Number, latex, measured, quantity, quantity_slips
from questions.model import Difficulty

_FIRST_GRADE_WITH_DECIMALS = 5
_LETTERS = "abcd"

Sizes = tuple[Number, ...]


class Figure(Struct, frozen=True):
    """What to find of which figure.

    `sizes` draws the given lengths, `measure` computes the answer from them, `slips` are the values of misconceptions,
    `power` is 1 for lengths, 2 for areas, 3 for volumes. Texts stand under `task_NAME`, `subject_NAME`, `solve_NAME`
    with the sizes as `$a`, `$b`, … (with units) and `$na`, `$nb`, … (inside LaTeX), the answer as `$answer` and `$n`.
    """

    name: str
    sizes: Callable[[Draw], Sizes]
    measure: Callable[[Sizes], Number]
    slips: Callable[[Sizes], tuple[tuple[Number, str], ...]]
    power: int

    @property
    def measured(self) -> str:
        """The last word of the name: area, perimeter, volume."""
        return self.name.rpartition("_")[2]


def length(draw: Draw, low: int = 2, easy: int = 12, medium: int = 40) -> Number:
    """A length by level; hard ones have a decimal where the grade knows decimals."""
    if draw.difficulty is not Difficulty.HARD:
        return draw.between(low, draw.by_difficulty(easy, medium, medium))
    if draw.grade < _FIRST_GRADE_WITH_DECIMALS:
        return draw.between(low + 10, 3 * medium)
    return Fraction(draw.between(10 * low + 1, 10 * easy + 30), 10)


def lengths(draw: Draw, count: int, low: int = 2, easy: int = 12, medium: int = 40) -> Sizes:
    """Different lengths, longest first."""
    found: set[Number] = set()
    while len(found) < count:
        found.add(length(draw, low, easy, medium))
    return tuple(sorted(found, reverse=True))


def unit_of(draw: Draw, power: int) -> tuple[str, str]:
    """A unit of length and the unit of the measure."""
    unit = draw.random.choice(("cm", "m"))
    return unit, unit if power == 1 else f"{unit}{power}"


def _task(draw: Draw, name: str, unit: str, fields: dict[str, str]) -> str:
    """Now and then a story, of things that are measured in metres."""
    is_story = unit == "m" and f"story_{name}" in draw.phrases.own.phrases and draw.random.random() < 0.4
    return draw.say(f"story_{name}" if is_story else f"task_{name}", **fields)


def draw_any_measure(draw: Draw, figures: Sequence[Figure]) -> Fact:
    """A measure of one of the figures; lengths and areas of one sheet are not to be put in order."""
    fact = draw_measure(draw.random.choice(figures), draw)
    is_mixed = len({figure.power for figure in figures}) > 1
    return structs.replace(fact, subject="") if is_mixed else fact


def draw_measure(figure: Figure, draw: Draw) -> Fact:
    """One question: this figure's measure from its sizes."""
    sizes, (unit, measure_unit) = figure.sizes(draw), unit_of(draw, figure.power)
    answer = figure.measure(sizes)
    fields = {letter: measured(size, unit, draw.language) for letter, size in zip(_LETTERS, sizes, strict=False)}
    fields |= {f"n{letter}": latex(size, draw.language) for letter, size in zip(_LETTERS, sizes, strict=False)}
    fields |= {"n": latex(answer, draw.language), "answer": measured(answer, measure_unit, draw.language)}
    subject = draw.say(f"subject_{figure.name}", **fields)
    return Fact(
        identity=f"{figure.name} {sizes}",
        statement=draw.say(f"equals_{figure.measured}", subject=subject),
        value=quantity(answer, measure_unit, draw.language),
        solution=draw.say(f"solve_{figure.name}", **fields),
        slips=quantity_slips(draw, answer, measure_unit, figure.slips(sizes)),
        task=_task(draw, figure.name, unit, fields),
        subject=subject,
    )
