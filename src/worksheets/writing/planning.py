"""The methodologist: from a request to a blueprint, one slot for every question.

A worksheet never fails for want of a plan: when no model gives one that can be used, the slots are an even mix.
"""

from collections.abc import Sequence
from itertools import cycle, islice
from math import ceil
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from language_models.errors import BudgetSpent, ModelFailed
from language_models.model import Prompt, Role
from questions.model import BloomLevel, Difficulty, Question, QuestionType, Subject
from worksheets.model import WorksheetRequest
from worksheets.writing.desk import Desk
from worksheets.writing.instructions import as_data, instructions
from worksheets.writing.model import Slot
from worksheets.writing.reply_schema import list_schema
from worksheets.writing.sheet import Sheet
from worksheets.writing.told import Told, told
from worksheets.writing.written import Points

PLANNING_SECONDS = 20.0
SHARE_OF_TIME = 0.25
# Fewer questions than this are not worth the tokens of a plan.
LEAST_TO_PLAN = 3
TOKENS_BEFORE_FIRST_SLOT = 2000
TOKENS_OF_A_SLOT = 120

Kind = TypeVar("Kind", QuestionType, BloomLevel)
_Line = Annotated[str, Meta(min_length=1, max_length=120)]
_USUAL = (
    QuestionType.SINGLE_CHOICE,
    QuestionType.SHORT_ANSWER,
    QuestionType.TRUE_FALSE,
    QuestionType.FILL_BLANK,
    QuestionType.MATCHING,
    QuestionType.OPEN,
)
_USUAL_IN_MATHEMATICS = (
    QuestionType.NUMERIC,
    QuestionType.SINGLE_CHOICE,
    QuestionType.NUMERIC,
    QuestionType.FILL_BLANK,
    QuestionType.TRUE_FALSE,
    QuestionType.MATCHING,
)
_USUAL_LEVELS = (BloomLevel.REMEMBER, BloomLevel.UNDERSTAND, BloomLevel.APPLY, BloomLevel.APPLY, BloomLevel.ANALYZE)


class Wanted(Struct, frozen=True, omit_defaults=True):
    """The methodologist's user message. `have` are questions that the sheet holds already."""

    about: Told
    count: int
    types: tuple[QuestionType, ...]
    bloom_levels: tuple[BloomLevel, ...]
    have: tuple[str, ...] = ()


class PlannedSlot(Struct, frozen=True):
    tests: _Line
    type: QuestionType
    bloom_level: BloomLevel
    difficulty: Difficulty
    points: Points


class Plan(Struct, frozen=True):
    objectives: Annotated[list[_Line], Meta(min_length=1, max_length=4)]
    slots: list[PlannedSlot]


async def plan(sheet: Sheet, desk: Desk) -> None:
    """Give every unplanned place its slot. Raises BudgetSpent; any other failure of a model only costs the plan."""
    count, rest = len(sheet.unplanned), without_share(sheet.request, sheet.questions)
    planned = await _asked(sheet, rest, desk, count) if count >= LEAST_TO_PLAN else None
    if planned is not None and not sheet.objectives:
        sheet.objectives = tuple(planned.objectives)
    fallback = even_slots(rest, count)
    slots = [] if planned is None else planned.slots[:count]
    asked = [_as_asked(slot, rest, even) for slot, even in zip(slots, fallback, strict=False)]
    sheet.plan([*asked, *fallback[len(asked) :]])


async def _asked(sheet: Sheet, rest: WorksheetRequest, desk: Desk, count: int) -> Plan | None:
    try:
        seconds = min(PLANNING_SECONDS, desk.left * SHARE_OF_TIME)
        completion = await desk.complete(Role.METHODOLOGIST, methodologist_prompt(sheet, rest, desk, count), seconds)
        return msgspec.json.decode(completion.text, type=Plan)
    except BudgetSpent:
        raise
    except (ModelFailed, msgspec.DecodeError, RecursionError):
        return None


def methodologist_prompt(sheet: Sheet, request: WorksheetRequest, desk: Desk, count: int) -> Prompt:
    """Ask for objectives and `count` slots; `request` is what the sheet still lacks."""
    wanted = Wanted(told(desk.assignment), count, request.questions.types, request.bloom_levels, sheet.stems())
    return Prompt(
        system=instructions(Role.METHODOLOGIST, request.language).text,
        user=as_data(wanted),
        schema_name="blueprint",
        schema=list_schema("slots", PlannedSlot, count, objectives=Plan.__annotations__["objectives"]),
        max_tokens=TOKENS_BEFORE_FIRST_SLOT + count * TOKENS_OF_A_SLOT,
    )


def _as_asked(planned: PlannedSlot, request: WorksheetRequest, fallback: Slot) -> Slot:
    """The slot, within what the request allows."""
    slot = Slot(planned.type, planned.bloom_level, planned.difficulty, planned.points, planned.tests)
    if request.questions.types and slot.type not in request.questions.types:
        slot = replace(slot, type=fallback.type)
    if request.bloom_levels and slot.bloom_level not in request.bloom_levels:
        slot = replace(slot, bloom_level=fallback.bloom_level)
    return slot


def usual_types(subject: Subject | None) -> tuple[QuestionType, ...]:
    """The types that suit most topics of the subject; a type that suits best stands there twice."""
    return _USUAL_IN_MATHEMATICS if subject is Subject.MATHEMATICS else _USUAL


def without_share(request: WorksheetRequest, questions: Sequence[Question]) -> WorksheetRequest:
    """The request without the types and levels of which the questions have their share already."""
    wanted = request.questions
    types = _lacking(wanted.types, [question.type for question in questions], wanted.count)
    levels = _lacking(request.bloom_levels, [question.bloom_level for question in questions], wanted.count)
    return replace(request, questions=replace(wanted, types=types), bloom_levels=levels)


def _lacking(asked: tuple[Kind, ...], had: Sequence[Kind], count: int) -> tuple[Kind, ...]:
    """Those of the kinds asked for that the sheet has fewer of than an even mix would give them; all when none is."""
    return tuple(kind for kind in asked if had.count(kind) < ceil(count / len(set(asked)))) or asked


def even_slots(request: WorksheetRequest, count: int) -> list[Slot]:
    """Slots that mix types and levels evenly and leave the rest to the author."""
    types = islice(cycle(request.questions.types or usual_types(request.subject)), count)
    levels = islice(cycle(request.bloom_levels or _USUAL_LEVELS), count)
    return [Slot(kind, level, request.difficulty, 1, "") for kind, level in zip(types, levels, strict=True)]
