"""What can go wrong between a request and its worksheet.

WorksheetError
├── TextUnreadable          a text of the request holds no word, or a character that cannot be kept
├── UnfitForSchool          a text of the request wishes for what no school works on
├── WorksheetNotFound       no worksheet has this id, or it has expired
├── NoSuchQuestion          the worksheet has no question with this number
├── EditImpossible          the worksheet cannot be changed as asked
├── GenerationNotFound      no generation has this id
├── NotStored               `cache: only` was asked and no stored worksheet is the same and new to the asker
├── NothingCanServe         no source covers the topic and no model is configured
│   └── WritingPaused       one is, but what it may cost in a day is spent
├── SpecificationImpossible the computed topic cannot be made as specified
├── IdempotencyKeyReused    the key came with another request before
├── TooManyAtOnce           this asker already has as many generations under way as allowed
├── GenerationEnded         the generation that was waited for ended without a worksheet
└── GenerationCancelled     the generation that was waited for was cancelled
"""

from datetime import datetime
from uuid import UUID

from worksheets.model import Problem
from worksheets.moderation.model import Category


class WorksheetError(Exception):
    """Root of this package's errors."""


class TextUnreadable(WorksheetError):
    """`field` is the request's field that holds the text."""

    def __init__(self, field: str, detail: str) -> None:
        super().__init__(detail)
        self.field = field


_WISHED = {
    Category.SEXUAL: "sexual content",
    Category.DRUGS: "making, getting or taking drugs",
    Category.WEAPONS: "making or getting weapons and explosives",
    Category.SELF_HARM: "ways of harming oneself",
    Category.HATE: "contempt for a group of people",
    Category.EXTREMISM: "praise of terror, extremists or crimes against humanity",
    Category.GAMBLING: "gambling for money",
    Category.CRUELTY: "cruelty to animals or people",
    Category.CHEATING: "hacking, cheating or stealing",
    Category.VIOLENCE: "violence against people",
}


class UnfitForSchool(WorksheetError):
    """`field` is the request's field that holds the text, `category` what the text wishes for."""

    def __init__(self, field: str, category: Category) -> None:
        detail = f"No worksheet is made of this: the {field.replace('_', ' ')} seems to be about {_WISHED[category]}."
        if category is Category.SELF_HARM:
            detail += " If somebody is in danger, please call a helpline or the emergency number now."
        super().__init__(
            f"{detail} Word it as a lesson would, for example by its history, its dangers or its prevention."
        )
        self.field, self.category = field, category


class WorksheetNotFound(WorksheetError):
    def __init__(self, worksheet_id: UUID) -> None:
        super().__init__(f"There is no worksheet {worksheet_id}; it may have expired. Ask for it again by its topic.")


class NoSuchQuestion(WorksheetError):
    """`field` is the request's field that holds the number."""

    field = "question"

    def __init__(self, number: int, count: int) -> None:
        super().__init__(f"There is no question {number}: the worksheet has {count}. Give a number from 1 to {count}.")


class EditImpossible(WorksheetError):
    """`field` is the request's field that asks for the impossible."""

    def __init__(self, field: str, detail: str) -> None:
        super().__init__(detail)
        self.field = field


class GenerationNotFound(WorksheetError):
    def __init__(self, generation_id: UUID) -> None:
        super().__init__(f"There is no generation {generation_id}. Ask for the worksheet again by its topic.")


class NotStored(WorksheetError):
    def __init__(self) -> None:
        super().__init__(
            "No stored worksheet is the same as this request, or you were given every one, and cache: only makes none. "
            "Ask again with cache: prefer to have it made."
        )


class NothingCanServe(WorksheetError):
    """`nearest_topics` are titles that can be served now."""

    def __init__(self, detail: str, nearest_topics: list[str]) -> None:
        super().__init__(detail)
        self.nearest_topics = nearest_topics


class WritingPaused(NothingCanServe):
    """`returns_at` is when worksheets are written again."""

    def __init__(self, returns_at: datetime, nearest_topics: list[str]) -> None:
        super().__init__(
            f"Today's budget for writing new worksheets is spent; it returns at {returns_at:%Y-%m-%d %H:%M} UTC. "
            + ("Choose one of the nearest topics, or ask again then." if nearest_topics else "Ask again then."),
            nearest_topics,
        )
        self.returns_at = returns_at


class SpecificationImpossible(WorksheetError):
    """`field` is the path of the request's field that cannot be satisfied."""

    def __init__(self, field: str, detail: str) -> None:
        super().__init__(detail)
        self.field = field


class IdempotencyKeyReused(WorksheetError):
    def __init__(self, key: str) -> None:
        super().__init__(f"The Idempotency-Key {key!r} was used for another request before. Send a new key.")


class TooManyAtOnce(WorksheetError):
    def __init__(self, limit: int) -> None:
        super().__init__(f"You already have {limit} worksheets being written. Wait for one of them to be finished.")


class GenerationEnded(WorksheetError):
    """`problem` is what the generation ended with."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem


class GenerationCancelled(WorksheetError):
    def __init__(self) -> None:
        super().__init__("Everybody who had asked for this worksheet cancelled it. Ask for it again to have it made.")
