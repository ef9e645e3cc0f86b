"""What can be changed of a stored worksheet, as callers say it and as it is kept with its generation."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from cache.model import Language
from questions.model import QuestionType
from worksheets.model import MAX_QUESTIONS, GenerationState

MOST_VARIANTS = 4

Number = Annotated[int, Meta(ge=1, le=MAX_QUESTIONS)]


class EditWish(StrEnum):
    """What a question is to become: a different one, the same task with other numbers, easier, harder, another type."""

    ANOTHER = "another"
    PARALLEL = "parallel"
    EASIER = "easier"
    HARDER = "harder"
    OTHER_TYPE = "other_type"


Type = Annotated[
    QuestionType | None,
    Meta(description="The type to become; with it the wish is `other_type`. Without it, what suits the sheet."),
]


class OneAnew(Struct, frozen=True, forbid_unknown_fields=True):
    """The body of `POST /worksheets/{id}/questions/{n}/regenerate`."""

    wish: EditWish | None = None
    type: Type = None


class Anew(Struct, frozen=True, forbid_unknown_fields=True):
    """The body of `POST /worksheets/{id}/regenerate`: every question but the `locked` ones is made anew."""

    locked: Annotated[tuple[Number, ...], Meta(max_length=MAX_QUESTIONS)] = ()
    wish: EditWish | None = None
    type: Type = None


class IntoLanguage(Struct, frozen=True, forbid_unknown_fields=True):
    """The body of `POST /worksheets/{id}/translate`."""

    language: Language


class HowMany(Struct, frozen=True, forbid_unknown_fields=True):
    """The body of `POST /worksheets/{id}/variants`. The worksheet itself is the first variant and not counted."""

    count: Annotated[int, Meta(ge=1, le=MOST_VARIANTS)] = 1


class Variant(Struct, frozen=True, omit_defaults=True):
    """One variant: there already, or on its way. `label` stands at the end of its title."""

    label: str
    worksheet_id: UUID | None = None
    generation: GenerationState | None = None


class Variants(Struct, frozen=True):
    """The variants of a worksheet but for the first, which is the worksheet itself."""

    variants: list[Variant]


class Rewriting(Struct, frozen=True, tag_field="kind", tag="rewriting"):
    """Make the questions with these `numbers` anew; all others stay as they are."""

    worksheet_id: UUID
    numbers: tuple[int, ...]
    wish: EditWish
    type: QuestionType | None = None


class Translating(Struct, frozen=True, tag_field="kind", tag="translating"):
    worksheet_id: UUID
    language: Language


class Varying(Struct, frozen=True, tag_field="kind", tag="varying"):
    """Make variant number `variant`; the worksheet itself is variant 1."""

    worksheet_id: UUID
    variant: int


Edit = Rewriting | Translating | Varying
