"""The solver works every question that algebra could not decide, and sees neither key nor solution.

Options come in another order than on the sheet, so that a habit of place cannot make two models agree.
"""

import asyncio
from collections.abc import Sequence
from random import Random
from typing import Annotated, Final

import msgspec
from msgspec import UNSET, Meta, Struct

from language_models.errors import ModelFailed
from language_models.model import Prompt, Role
from questions.model import Option, Question, QuestionType, Side
from worksheets.writing.agreement import disagreement
from worksheets.writing.desk import Desk
from worksheets.writing.instructions import as_data, instructions
from worksheets.writing.reply_schema import list_schema
from worksheets.writing.sheet import Sheet
from worksheets.writing.solved import Solved
from worksheets.writing.told import told

SOLVING_SECONDS: Final = 40.0
LARGEST_BATCH: Final = 10
TOKENS_BEFORE_FIRST_ANSWER: Final = 3000
TOKENS_OF_AN_ANSWER: Final = 250

_Text = Annotated[str, Meta(max_length=300)]


class Unsolved(Struct, frozen=True, omit_defaults=True):
    """A question without anything that tells its answer; `options`, `left` and `right` are numbered from 1."""

    number: int
    type: QuestionType
    stem: str
    options: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()


class ToSolve(Struct, frozen=True, omit_defaults=True):
    """The solver's user message."""

    grade: int
    subject: str | None
    questions: tuple[Unsolved, ...]
    source: str = ""


class Answer(Struct, frozen=True):
    """`problem` is empty, or says why nobody can answer this."""

    number: int
    working: _Text
    answer: Annotated[list[_Text], Meta(max_length=10)]
    problem: _Text


class _Reply(Struct, frozen=True):
    answers: list[Answer]


class Laid(Struct, frozen=True):
    """A question as the solver sees it, and what its option numbers mean."""

    question: Question
    shown: Unsolved
    options: tuple[Option, ...]
    right: tuple[Option, ...]


async def solve(sheet: Sheet, desk: Desk, random: Random) -> None:
    """Settle what the solver agrees with, and doubt what it does not. What it was silent about stays as it is."""
    laid = [lay_open(question, random) for at in sheet.unsettled if (question := sheet.places[at].question)]
    batches = [laid[at : at + LARGEST_BATCH] for at in range(0, len(laid), LARGEST_BATCH)]
    for answers in await asyncio.gather(*(_solved(batch, desk) for batch in batches)):
        for one, answer in answers:
            flaw = disagreement(one.question, answer, sheet.request.language)
            if flaw is None:
                sheet.settle(one.question.number - 1)
            else:
                sheet.doubt(one.question.number - 1, flaw)


async def _solved(batch: Sequence[Laid], desk: Desk) -> list[tuple[Laid, Solved]]:
    """The answers that could be read, each with its question."""
    try:
        completion = await desk.complete(Role.SOLVER, solver_prompt(batch, desk), SOLVING_SECONDS)
        answers = msgspec.json.decode(completion.text, type=_Reply).answers
    except (ModelFailed, msgspec.DecodeError, RecursionError):
        return []
    by_number = {answer.number: answer for answer in answers}
    return [(one, _read(one, by_number[one.shown.number])) for one in batch if one.shown.number in by_number]


def solver_prompt(batch: Sequence[Laid], desk: Desk) -> Prompt:
    """Ask for the answers of these questions."""
    about = desk.assignment
    to_solve = ToSolve(
        about.request.grade, about.request.subject, tuple(one.shown for one in batch), told(about).source
    )
    return Prompt(
        system=instructions(Role.SOLVER, about.request.language).text,
        user=as_data(to_solve),
        schema_name="answers",
        schema=list_schema("answers", Answer, len(batch)),
        max_tokens=TOKENS_BEFORE_FIRST_ANSWER + len(batch) * TOKENS_OF_AN_ANSWER,
    )


def lay_open(question: Question, random: Random) -> Laid:
    """The question without its key, its options in another order."""
    options = () if question.options is UNSET else question.options
    left = tuple(option for option in options if option.side is Side.LEFT)
    right = _shuffled([option for option in options if option.side is Side.RIGHT], random)
    others = _shuffled([option for option in options if option.side is None], random)
    shown = Unsolved(
        question.number,
        question.type,
        question.stem,
        tuple(option.text for option in others),
        tuple(option.text for option in left),
        tuple(option.text for option in right),
    )
    return Laid(question, shown, others or left, right)


def _shuffled(options: list[Option], random: Random) -> tuple[Option, ...]:
    return tuple(random.sample(options, len(options)))


def _read(laid: Laid, answer: Answer) -> Solved:
    """The answer with option numbers turned into ids; a number that does not exist becomes no id."""
    if answer.problem.strip():
        return Solved((), answer.problem.strip())
    given = tuple(text.strip() for text in answer.answer)
    pool = laid.right or laid.options
    return Solved(tuple(_id(text, pool) for text in given) if pool else given)


def _id(text: str, options: Sequence[Option]) -> str:
    digits = text.strip(" .)")
    is_number = digits.isascii() and digits.isdigit() and 1 <= int(digits) <= len(options)
    return options[int(digits) - 1].id if is_number else ""
