"""Ratings as they come in, and what is told of them."""

from enum import StrEnum
from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from cache.quarantine.model import Effect
from worksheets.model import MAX_QUESTIONS

Stars = Annotated[int, Meta(ge=1, le=5)]
Number = Annotated[int, Meta(ge=1, le=MAX_QUESTIONS, description="The number of one question.")]

THE_WORKSHEET = 0  # stands for the worksheet as a whole where a question's number would stand


class Reason(StrEnum):
    """What a teacher ticks beside the stars, in praise or in blame."""

    WRONG_KEY = "wrong_key"
    UNCLEAR = "unclear"
    OFF_TOPIC = "off_topic"
    OFF_GRADE = "off_grade"
    TOO_EASY = "too_easy"
    TOO_HARD = "too_hard"
    REPETITIVE = "repetitive"
    CLUMSY_LANGUAGE = "clumsy_language"
    GREAT_QUESTIONS = "great_questions"
    GOOD_DISTRACTORS = "good_distractors"
    CLEAR_SOLUTIONS = "clear_solutions"
    RIGHT_LEVEL = "right_level"


class Rating(Struct, frozen=True, forbid_unknown_fields=True):
    """The body of `POST /worksheets/{id}/rate`. Without `question` it is about the worksheet as a whole."""

    stars: Stars
    reasons: Annotated[tuple[Reason, ...], Meta(max_length=len(Reason))] = ()
    question: Number | None = None
    comment: Annotated[str, Meta(max_length=500)] = ""


class Mine(Struct, frozen=True):
    """What the asker said, and can say anew."""

    stars: int
    reasons: tuple[Reason, ...]
    comment: str


class Summary(Struct, frozen=True):
    """What all askers together think. `by_stars` counts ratings with 1, 2, 3, 4 and 5 stars."""

    average: float | None
    count: int
    by_stars: tuple[int, int, int, int, int]
    mine: Mine | UnsetType = UNSET


class QuestionSummary(Summary, frozen=True, kw_only=True):
    number: int


class Ratings(Struct, frozen=True):
    """The body of `GET /worksheets/{id}/ratings`: the worksheet as a whole, and those questions that were rated."""

    worksheet: Summary
    questions: tuple[QuestionSummary, ...]


class Rated(Struct, frozen=True):
    """What all think now, with the rating that was taken in. `effect` is what it changed in the cache."""

    average: float
    count: int
    mine: Mine
    effect: Effect
