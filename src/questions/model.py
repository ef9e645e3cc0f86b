"""The question and its answer, in the one shape that the API, the database, the printer and the models share.

Text may hold LaTeX between `\\(` and `\\)`. Options carry ids, not letters: the letter that is printed depends on the
language and comes from `questions.labels`, for the sheet and for the key alike.
"""

from enum import StrEnum

from msgspec import UNSET, Struct, UnsetType


class QuestionType(StrEnum):
    SINGLE_CHOICE = "single_choice"
    MULTIPLE_CHOICE = "multiple_choice"
    TRUE_FALSE = "true_false"
    SHORT_ANSWER = "short_answer"
    NUMERIC = "numeric"
    FILL_BLANK = "fill_blank"
    MATCHING = "matching"
    ORDERING = "ordering"
    OPEN = "open"


class BloomLevel(StrEnum):
    """Levels of the revised taxonomy (Anderson and Krathwohl, 2001), lowest first."""

    REMEMBER = "remember"
    UNDERSTAND = "understand"
    APPLY = "apply"
    ANALYZE = "analyze"
    EVALUATE = "evaluate"
    CREATE = "create"


class Difficulty(StrEnum):
    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


class Subject(StrEnum):
    MATHEMATICS = "mathematics"
    PHYSICS = "physics"
    CHEMISTRY = "chemistry"
    BIOLOGY = "biology"
    SCIENCE = "science"
    ENVIRONMENT = "environment"
    GEOGRAPHY = "geography"
    HISTORY = "history"
    CIVICS = "civics"
    SOCIAL_STUDIES = "social_studies"
    ECONOMICS = "economics"
    LANGUAGE = "language"
    LITERATURE = "literature"
    FOREIGN_LANGUAGE = "foreign_language"
    COMPUTING = "computing"
    TECHNOLOGY = "technology"
    MUSIC = "music"
    ART = "art"
    PHYSICAL_EDUCATION = "physical_education"
    HEALTH = "health"


class Checker(StrEnum):
    """What has confirmed a question: a generator, item rules, algebra, a solver without the key, a teacher."""

    COMPUTED = "computed"
    RULES = "rules"
    ALGEBRA = "algebra"
    SOLVER = "solver"
    TEACHER = "teacher"


class Side(StrEnum):
    """The column an option of a matching question stands in."""

    LEFT = "left"
    RIGHT = "right"


class Option(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One option, in printed order. `id` is unique in its question; `side` is set in matching questions only.

    `misconception` says, for the teacher, which mistake leads to this wrong option.
    """

    id: str
    text: str
    side: Side | None = None
    misconception: str | None = None


class ChoiceAnswer(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="choice"):
    """Ids of the right options: exactly one for single choice, one or more for multiple choice."""

    correct: tuple[str, ...]


class TrueFalseAnswer(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="true_false"):
    value: bool


class NumberAnswer(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="number"):
    """An exact number: `value` is an integer, a decimal with a point, or a fraction `a/b`; `unit` follows it."""

    value: str
    tolerance: str = "0"
    unit: str | None = None


class TextAnswer(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="text"):
    """Accepted spellings, the one to print first."""

    accepted: tuple[str, ...]


class BlanksAnswer(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="blanks"):
    """For each `___` of the stem, from left to right, its accepted spellings, the one to print first."""

    blanks: tuple[tuple[str, ...], ...]


class PairsAnswer(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="pairs"):
    """Pairs (left option id, right option id)."""

    pairs: tuple[tuple[str, str], ...]


class OrderAnswer(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="order"):
    """Option ids in the right order; `options` hold them in the order printed."""

    order: tuple[str, ...]


class OpenAnswer(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="open"):
    """A model answer and what the marker looks for."""

    model_answer: str
    criteria: tuple[str, ...] = ()


Answer = (
    ChoiceAnswer | TrueFalseAnswer | NumberAnswer | TextAnswer | BlanksAnswer | PairsAnswer | OrderAnswer | OpenAnswer
)


class Question(Struct, frozen=True, forbid_unknown_fields=True):
    """One question as stored and as sent. `number` counts from 1; `checked_by` is never empty once it is stored."""

    number: int
    type: QuestionType
    stem: str
    answer: Answer
    solution: str
    points: int
    bloom_level: BloomLevel
    difficulty: Difficulty
    checked_by: tuple[Checker, ...]
    options: tuple[Option, ...] | UnsetType = UNSET


class Specification(Struct, frozen=True, forbid_unknown_fields=True):
    """What a set of questions must be. Empty `types` or `bloom_levels` leave the choice to the source."""

    count: int
    types: tuple[QuestionType, ...] = ()
    difficulty: Difficulty = Difficulty.MEDIUM
    bloom_levels: tuple[BloomLevel, ...] = ()
