"""What is chosen for an export, one example, and why a rated worksheet is none."""

from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta, Struct

from cache.model import Language
from questions.model import QuestionType, Subject

# https://platform.openai.com/docs/guides/supervised-fine-tuning
MOST_TOKENS = 65_536
LEAST_EXAMPLES = 10


class Choice(Struct, frozen=True):
    """Which rated worksheets become examples. `holdout` is the share of topics that go into a file of their own."""

    least_stars: float = 4.0
    least_ratings: int = 1
    language: Language | None = None
    limit: int | None = None
    holdout: float = 0.0


class Dropped(StrEnum):
    """Why a rated worksheet is no example, in the order in which it is asked."""

    OTHER_LANGUAGE = "other_language"
    OVER_LIMIT = "over_limit"
    FEW_RATINGS = "few_ratings"
    FEW_STARS = "few_stars"
    REPORTED = "reported"
    DOUBTED_QUESTION = "doubted_question"
    NOT_SHARED = "not_shared"
    NOT_WRITTEN = "not_written"
    DUPLICATE = "duplicate"
    UNFIT = "unfit"
    PERSONAL_DATA = "personal_data"
    FLAWED = "flawed"
    OTHER_SHAPE = "other_shape"
    TOO_LONG = "too_long"


class Message(Struct, frozen=True, forbid_unknown_fields=True):
    role: Literal["system", "user", "assistant"]
    content: Annotated[str, Meta(min_length=1)]


class Chat(Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the file (https://platform.openai.com/docs/api-reference/fine-tuning/chat-input)."""

    messages: Annotated[tuple[Message, ...], Meta(min_length=2)]


class Example(Struct, frozen=True):
    """A line with what the report counts of it. `tokens` is an estimate."""

    line: bytes
    tokens: int
    stars: float
    ratings: int
    language: Language
    subject: Subject | None
    grade: int
    types: tuple[QuestionType, ...]
    instructions: str
    is_held_out: bool


def estimate_tokens(chat: Chat) -> int:
    """Tokens of an example: one for every four bytes, more than the tokenizers of today make of Cyrillic."""
    return sum(len(message.content.encode()) // 4 + 4 for message in chat.messages)
