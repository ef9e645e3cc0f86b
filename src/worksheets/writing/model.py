"""What writing reports while it works and hands over at the end."""

from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from language_models.model import Usage
from questions.bank.model import Banked
from questions.model import Question


class Stage(StrEnum):
    PLANNING = "planning"
    WRITING = "writing"
    CHECKING = "checking"
    STORING = "storing"


class Corrected(Struct, frozen=True):
    """What checking did: questions dropped for a flaw, and questions kept."""

    dropped: int
    kept: int


class Stock(Struct, frozen=True):
    """What there is before anything is written: questions that begin the sheet, and stems not to be written again."""

    banked: tuple[Banked, ...] = ()
    avoid: tuple[str, ...] = ()


class Progress(Protocol):
    """Told of every stage entered, every question that stands, and the end of checking."""

    async def __call__(self, news: Stage | Question | Corrected, /) -> None: ...


class Role(StrEnum):
    """What a model was called for."""

    AUTHOR = "author"


class Call(Struct, frozen=True):
    """One call of a model and its cost, paid whether its questions were kept or not."""

    role: Role
    model: str
    usage: Usage
    milliseconds: int


class Draft(Struct, frozen=True):
    """A worksheet as written: its questions stand and say what checked them.

    `model` is None when no reply of it was read. `notice`, in the worksheet's language, says that it is shorter than
    asked; such a draft is no answer for everybody.
    """

    title: str
    questions: tuple[Question, ...]
    model: str | None
    notice: str | None
    calls: tuple[Call, ...]
    prompt_version: str
