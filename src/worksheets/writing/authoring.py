"""The author writes the questions of empty places; the corrector, by the same rules, those that did not stand."""

from collections.abc import Sequence
from contextlib import aclosing

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from cache.model import Language
from language_models.model import Completion, Prompt, Role
from questions.model import Question
from worksheets.writing.desk import Desk
from worksheets.writing.instructions import as_data, instructions
from worksheets.writing.model import Progress, Slot
from worksheets.writing.question_stream import QuestionStream, mend_backslashes
from worksheets.writing.reply_schema import WORKSHEET, worksheet_schema
from worksheets.writing.sheet import Sheet
from worksheets.writing.told import Told, told
from worksheets.writing.unwritten import unwritten
from worksheets.writing.written import WrittenQuestion

# Bounds of a runaway reply, not targets; reasoning models think within them. Cyrillic and Devanagari take more tokens.
TOKENS_BEFORE_FIRST_QUESTION = 4000
TOKENS_OF_A_QUESTION = {Language.ENGLISH: 500, Language.RUSSIAN: 800, Language.HINDI: 1300}
LONGEST_STEM_TO_AVOID = 200
LONGEST_STEM_TO_FOLLOW = 700
MOST_STEMS_TO_AVOID = 60
# What checking may need when the author is done.
SHARE_KEPT_FOR_CHECKING = 0.3
LONGEST_KEPT_FOR_CHECKING = 40.0


class Flawed(Struct, frozen=True, omit_defaults=True):
    """A question that did not stand, as its writer wrote it, and why; none when it could not be read.

    `attempt` counts from 1: 2 says that mending it has failed once.
    """

    flaws: tuple[str, ...]
    attempt: int
    question: WrittenQuestion | None = None


class Wanted(Struct, frozen=True, omit_defaults=True):
    """The user message of author and corrector. `flawed` has one entry for each slot, or none at all."""

    about: Told
    slots: tuple[Slot, ...]
    avoid: tuple[str, ...] = ()
    flawed: tuple[Flawed, ...] = ()


class Header(Struct, frozen=True):
    title: str


def writing_prompt(role: Role, sheet: Sheet, desk: Desk, places: Sequence[int]) -> Prompt:
    """Ask the author or the corrector for one question for each of these places."""
    slots = tuple(_slot(sheet, at) for at in places)
    language = sheet.request.language
    wanted = Wanted(
        about=told(desk.assignment),
        slots=slots,
        avoid=tuple(stem[:LONGEST_STEM_TO_AVOID] for stem in sheet.stems(apart_from=places)[:MOST_STEMS_TO_AVOID]),
        flawed=tuple(_flawed(sheet, at) for at in places) if role is Role.CORRECTOR else (),
    )
    return Prompt(
        system=instructions(role, language).text,
        user=as_data(wanted),
        schema_name=WORKSHEET,
        schema=worksheet_schema(sorted({slot.type for slot in slots}), len(places)),
        max_tokens=TOKENS_BEFORE_FIRST_QUESTION + len(places) * TOKENS_OF_A_QUESTION[language],
    )


async def write_places(role: Role, sheet: Sheet, desk: Desk, places: Sequence[int], report: Progress) -> None:
    """Ask once, and take in the reply as it comes. Raises ModelFailed, with all that came kept.

    A reply that goes on after the last question is hung up on.
    """
    prompt = writing_prompt(role, sheet, desk, places)
    stream, left = QuestionStream(), list(places)
    async with aclosing(desk.stream(role, prompt, seconds_to_write(desk))) as reply:
        async for piece in reply:
            if isinstance(piece, Completion):
                sheet.model = piece.model
                return
            for element in stream.feed(piece):
                if left:
                    sheet.model = desk.route(role).name
                    sheet.name(_title(stream.head))
                    await _take(sheet, left.pop(0), element, report)
            if not left and stream.has_begun_another:
                break


async def _take(sheet: Sheet, at: int, element: str, report: Progress) -> None:
    question: Question | None = sheet.take(at, element)
    if question is not None:
        await report(question, sheet.checkpoint())


def _slot(sheet: Sheet, at: int) -> Slot:
    place = sheet.places[at]
    assert place.slot is not None
    return replace(place.slot, like=place.slot.like[:LONGEST_STEM_TO_FOLLOW])


def _flawed(sheet: Sheet, at: int) -> Flawed:
    place = sheet.places[at]
    return Flawed(place.flaws, place.repairs, None if place.question is None else unwritten(place.question))


def seconds_to_write(desk: Desk) -> float:
    """What is left, but for the time that checking may need."""
    kept = min(LONGEST_KEPT_FOR_CHECKING, desk.left * SHARE_KEPT_FOR_CHECKING)
    return desk.left - kept


def _title(head: str) -> str:
    """The model's title; empty when it cannot be read."""
    try:
        return msgspec.json.decode(mend_backslashes(head), type=Header).title
    except msgspec.DecodeError:
        return ""
