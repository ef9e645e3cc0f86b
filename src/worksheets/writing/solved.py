"""What the solver answered."""

from msgspec import Struct


class Solved(Struct, frozen=True):
    """Ids of options where there are options — for matching the partner of each left side, in order —, else texts.

    `problem` is not empty when the question cannot be answered.
    """

    answer: tuple[str, ...]
    problem: str = ""
