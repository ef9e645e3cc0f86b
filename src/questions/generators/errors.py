"""Why a worksheet could not be computed.

GeneratorError
├── UnsupportedTypes       a question type was asked for that the skill cannot make
├── UnsupportedLevels      a Bloom level was asked for that no possible question type reaches
└── TooFewQuestions        the skill has fewer different questions than were asked for
"""

from collections.abc import Iterable

from questions.model import BloomLevel, QuestionType


class GeneratorError(Exception):
    """No worksheet was computed."""


class UnsupportedTypes(GeneratorError):
    """`possible` are the types that this skill can make."""

    def __init__(self, asked: Iterable[QuestionType], possible: Iterable[QuestionType]) -> None:
        self.asked = tuple(asked)
        self.possible = tuple(possible)
        super().__init__(
            f"This topic cannot be asked as {', '.join(self.asked)}; choose from {', '.join(self.possible)}."
        )


class UnsupportedLevels(GeneratorError):
    """`possible` are the levels that the allowed types of this skill can reach."""

    def __init__(self, asked: Iterable[BloomLevel], possible: Iterable[BloomLevel]) -> None:
        self.asked = tuple(asked)
        self.possible = tuple(possible)
        super().__init__(
            f"No question of these types reaches {', '.join(self.asked)}; choose from {', '.join(self.possible)}."
        )


class TooFewQuestions(GeneratorError):
    """`possible` is how many different questions there are for this request."""

    def __init__(self, asked: int, possible: int) -> None:
        self.asked = asked
        self.possible = possible
        super().__init__(
            f"This topic gives {possible} different questions of the chosen types, not {asked};"
            f" ask for {possible} or allow more types."
        )
