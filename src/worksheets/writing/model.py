"""What writing reports while it works, keeps for whoever takes over, and hands over at the end."""

from enum import StrEnum
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from questions.bank.model import Banked
from questions.model import BloomLevel, Difficulty, Question, QuestionType
from worksheets.model import WorksheetRequest


class Stage(StrEnum):
    """What is being done; a stage may come again."""

    PLANNING = "planning"
    WRITING = "writing"
    TRANSLATING = "translating"
    CHECKING = "checking"
    REPAIRING = "repairing"
    STORING = "storing"


class Assignment(Struct, frozen=True):
    """What is to be written, and for whom its cost is booked.

    `source` is the text that questions are to be about; empty when the topic is enough. `asker` is a digest.
    """

    request: WorksheetRequest
    source: str = ""
    asker: str | None = None
    generation_id: UUID | None = None


class Stock(Struct, frozen=True):
    """What there is before anything is written: questions that begin the sheet, and stems not to be written again."""

    banked: tuple[Banked, ...] = ()
    avoid: tuple[str, ...] = ()


class Slot(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What one question is to be. `tests` says what it tests; `like` is a stem that it is to be a parallel form of."""

    type: QuestionType
    bloom_level: BloomLevel
    difficulty: Difficulty
    points: int
    tests: str
    like: str = ""


class Place(Struct, frozen=True, omit_defaults=True):
    """One place of the sheet. `question` is the last one written for it, with the flaws found in it.

    A question stands when it has no flaws; it is settled when nothing is left to check. `repairs` counts the attempts
    to mend it. A place without a slot is the author's to fill. `instead` stays there for want of a better one.
    """

    slot: Slot | None = None
    question: Question | None = None
    flaws: tuple[str, ...] = ()
    is_settled: bool = False
    repairs: int = 0
    instead: Question | None = None

    @property
    def stands(self) -> bool:
        return self.question is not None and not self.flaws


class Checkpoint(Struct, frozen=True, omit_defaults=True):
    """All that a worksheet on its way has paid for. The first places hold the questions in stock."""

    stock: Stock = Stock()
    title: str = ""
    objectives: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    model: str | None = None


class Corrected(Struct, frozen=True):
    """What checking did, in numbers of questions."""

    kept: int
    dropped: int
    repaired: int = 0


class Progress(Protocol):
    """Told of every stage entered, every question that stands, and the end of checking.

    A question is told under its number, once, and again when it has been repaired. `checkpoint` is to be kept together
    with the news: whoever takes over begins there. None leaves the last one.
    """

    async def __call__(self, news: Stage | Question | Corrected, checkpoint: Checkpoint | None = None, /) -> None: ...


class Draft(Struct, frozen=True):
    """A worksheet as written: its questions stand and say what checked them.

    `fresh` are those that did not come from the stock. `model` is None when no reply of one was read. `notice`, in the
    worksheet's language, says that it is shorter than asked; such a draft is no answer for everybody. Nor is one of
    which a question is not `is_checked`: neither computed nor solved again.
    """

    title: str
    questions: tuple[Question, ...]
    fresh: tuple[Question, ...]
    objectives: tuple[str, ...]
    model: str | None
    notice: str | None
    is_checked: bool
    prompt_version: str
