"""The kinds of tasks that algebra can decide, asked in this order; the first that explains a stem answers it."""

from collections.abc import Sequence

from questions.checks.algebra.answers import Answer
from questions.checks.algebra.items import Item
from questions.checks.algebra.kinds import (
    angles,
    calculus,
    computing,
    coordinates,
    equations,
    expressions,
    figures,
    measures,
    motion,
    notations,
    percentages,
    ratios,
    sequences,
    statistics,
    whole_numbers,
)
from questions.checks.algebra.task import solved

TASKS = (
    *percentages.TASKS,
    *whole_numbers.TASKS,
    *notations.TASKS,
    *measures.TASKS,
    *equations.TASKS,
    *expressions.TASKS,
    *sequences.TASKS,
    *statistics.TASKS,
    *ratios.TASKS,
    *calculus.TASKS,
    *coordinates.TASKS,
    *angles.TASKS,
    *motion.TASKS,
    *computing.TASKS,
)


def answer_to(items: Sequence[Item]) -> Answer | None:
    """The answer to the task that the items are, when one kind explains all of them."""
    return solved(items, TASKS) or figures.solved(items)
