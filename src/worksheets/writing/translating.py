"""The translator: the same worksheet in another language, with every key where it was.

Texts travel as data and come back in the same shape. A program compares numbers, formulas and gaps; then a translated
question passes what every question passes: the rules of its new language, algebra, and the solver for what algebra
cannot decide. One that fails is translated once more, with what was wrong, and left out when it fails again.
"""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from random import Random
from time import monotonic
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from cache.model import Language
from language_models.errors import ModelFailed
from language_models.model import Completion, Models, Prompt, Role
from questions.model import Question, Subject
from worksheets.model import StoredWorksheet
from worksheets.personal_data.withholding import withhold_in_topic
from worksheets.writing.authoring import seconds_to_write
from worksheets.writing.desk import Desk
from worksheets.writing.failures import failed
from worksheets.writing.instructions import as_data, instructions
from worksheets.writing.model import Assignment, Checkpoint, Corrected, Draft, Place, Progress, Stage
from worksheets.writing.notices import untranslated_notice
from worksheets.writing.question_stream import QuestionStream, mend_backslashes
from worksheets.writing.reply_schema import any_of_schema
from worksheets.writing.sameness import differences
from worksheets.writing.sheet import Sheet
from worksheets.writing.solving import solve
from worksheets.writing.texts import TEXTS, QuestionTexts, Unlike, in_other_words, texts_of

TRANSLATION = "translation"
LARGEST_BATCH = 10
MOST_ATTEMPTS = 2
TOKENS_BEFORE_FIRST_QUESTION = 3000
TOKENS_OF_A_QUESTION = {Language.ENGLISH: 600, Language.RUSSIAN: 900, Language.HINDI: 1500}

_Title = Annotated[str, Meta(min_length=1, max_length=200)]
_Lines = Annotated[str, Meta(max_length=700)]


class Flawed(Struct, frozen=True):
    """What was wrong with an earlier translation of that question."""

    number: int
    flaws: tuple[str, ...]


class ToTranslate(Struct, frozen=True, omit_defaults=True):
    """The translator's user message. `objectives` stand one a line."""

    source_language: Language
    grade: int
    subject: Subject | None
    title: str
    objectives: str
    questions: tuple[QuestionTexts, ...]
    flawed: tuple[Flawed, ...] = ()


class _Head(Struct, frozen=True):
    title: str
    objectives: str = ""


async def translate(
    assignment: Assignment,
    stored: StoredWorksheet,
    questions: Sequence[Question],
    models: Models,
    report: Progress,
    checkpoint: Checkpoint | None = None,
    *,
    deadline: float,
) -> Draft:
    """The worksheet in the language of the assignment, within `deadline` seconds, from where the checkpoint stands.

    Raises WritingFailed when not one question can be had.
    """
    begun = checkpoint or Checkpoint(places=(Place(),) * len(questions))
    sheet, desk = Sheet(assignment.request, begun, Random()), Desk(assignment, models, monotonic() + deadline)
    translation = Translation(stored, questions, sheet, desk, report)
    await translation.attempt()
    await translation.check()
    if translation.may_be_mended():
        await translation.attempt()
        await translation.check()
    return translation.draft()


class Translation:
    """One worksheet on its way into another language."""

    def __init__(
        self, stored: StoredWorksheet, questions: Sequence[Question], sheet: Sheet, desk: Desk, report: Progress
    ) -> None:
        self._stored, self._questions = stored, questions
        self._sheet, self._desk, self._report = sheet, desk, report
        self._failure: ModelFailed | None = None

    async def attempt(self) -> None:
        """Translate what does not stand, in batches side by side."""
        left = self._left
        if not left or not self._desk.has_time:
            return
        self._failure = None
        await self._report(Stage.TRANSLATING, self._sheet.checkpoint())
        batches = [left[at : at + LARGEST_BATCH] for at in range(0, len(left), LARGEST_BATCH)]
        await asyncio.gather(*map(self._translated, batches))

    async def check(self) -> None:
        """Have solved again what can be."""
        if self._sheet.unsettled:
            await self._report(Stage.CHECKING, self._sheet.checkpoint())
            await solve(self._sheet, self._desk, Random())
        kept, failing = len(self._sheet.questions), len(self._sheet.failing)
        mended = sum(place.stands and place.repairs > 1 for place in self._sheet.places)
        await self._report(Corrected(kept, failing, mended), self._sheet.checkpoint())

    def may_be_mended(self) -> bool:
        """Whether another attempt may help; one that brought nothing at all is made with another model, if any."""
        if not self._left or (self._failure is not None and self._failure.completion is None):
            return False
        return bool(self._sheet.questions) or self._sheet.readable > 0 or self._desk.distrust(Role.TRANSLATOR)

    def draft(self) -> Draft:
        """What stands. Raises WritingFailed when nothing does."""
        sheet, language = self._sheet, self._sheet.request.language
        questions = sheet.finished()
        if not questions:
            raise failed(self._failure, sheet.readable)
        return Draft(
            title=sheet.title or self._stored.title,
            questions=questions,
            fresh=(),
            objectives=sheet.objectives,
            model=sheet.model,
            notice=untranslated_notice(language, len(questions), len(self._questions)),
            is_checked=sheet.is_checked(),
            prompt_version=instructions(Role.TRANSLATOR, language).version,
        )

    @property
    def _left(self) -> list[int]:
        return [at for at in self._sheet.failing if self._sheet.places[at].repairs < MOST_ATTEMPTS]

    async def _translated(self, places: Sequence[int]) -> None:
        """One batch; all that came before a failure is kept."""
        prompt, stream, left = self._prompt(places), QuestionStream(), set(places)
        self._sheet.has_tried_to_mend(places)
        try:
            async with aclosing(self._desk.stream(Role.TRANSLATOR, prompt, seconds_to_write(self._desk))) as reply:
                async for piece in reply:
                    if isinstance(piece, Completion):
                        self._sheet.model = piece.model
                        return
                    for element in stream.feed(piece):
                        self._name(stream.head)
                        await self._take(element, left)
                    if not left:
                        break
            self._sheet.model = self._sheet.model or self._desk.route(Role.TRANSLATOR).name
        except ModelFailed as failure:
            self._failure = failure

    def _prompt(self, places: Sequence[int]) -> Prompt:
        language, stored = self._sheet.request.language, self._stored
        flawed = [Flawed(at + 1, flaws) for at in places if (flaws := self._sheet.places[at].flaws)]
        questions = tuple(texts_of(self._questions[at]) for at in places)
        data = ToTranslate(
            stored.language,
            stored.grade,
            stored.subject,
            withhold_in_topic(stored.title, stored.language).text,
            "\n".join(stored.objectives),
            questions,
            tuple(flawed),
        )
        kinds = sorted({self._questions[at].type for at in places})
        return Prompt(
            system=instructions(Role.TRANSLATOR, language).text,
            user=as_data(data),
            schema_name=TRANSLATION,
            schema=any_of_schema(
                "questions", [TEXTS[kind] for kind in kinds], len(places), title=_Title, objectives=_Lines
            ),
            max_tokens=TOKENS_BEFORE_FIRST_QUESTION + len(places) * TOKENS_OF_A_QUESTION[language],
        )

    def _name(self, head: str) -> None:
        """Take title and objectives; objectives only when none was lost."""
        try:
            told = msgspec.json.decode(mend_backslashes(head), type=_Head)
        except msgspec.DecodeError:
            return
        self._sheet.name(told.title)
        lines = tuple(line.strip() for line in told.objectives.splitlines() if line.strip())
        if len(lines) == len(self._stored.objectives):
            self._sheet.objectives = lines

    async def _take(self, element: str, left: set[int]) -> None:
        """Lay the question that this is the translation of into its place; one that cannot be read is still missing."""
        try:
            texts = msgspec.json.decode(mend_backslashes(element), type=QuestionTexts)
        except (msgspec.DecodeError, RecursionError):
            return
        at = texts.number - 1
        if at not in left:
            return
        left.discard(at)
        question = self._laid(at, texts)
        if question is not None:
            await self._report(question, self._sheet.checkpoint())

    def _laid(self, at: int, texts: QuestionTexts) -> Question | None:
        original = self._questions[at]
        try:
            told = in_other_words(original, texts)
        except Unlike as unlike:
            return self._sheet.put(at, original, (f"translation: {unlike}",))
        found = differences(original, self._stored.language, told, self._sheet.request.language)
        return self._sheet.put(at, told, found)
