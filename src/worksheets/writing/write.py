"""A worksheet from language models: planned, written, checked, and mended where it must be.

The methodologist gives every question its slot. The author writes; each question is shown as soon as no rule finds a
flaw in it. What algebra cannot decide is solved again by somebody who does not see the key. Only what fails is mended,
twice at most, and what still fails is left out.
"""

from random import Random
from time import monotonic

from language_models.errors import BadReply, BudgetSpent, DeadlineExceeded, ModelFailed, Truncated
from language_models.model import Models, Role
from worksheets.writing.authoring import write_places
from worksheets.writing.desk import Desk
from worksheets.writing.failures import failed
from worksheets.writing.instructions import instructions
from worksheets.writing.model import Assignment, Checkpoint, Corrected, Draft, Progress, Stage
from worksheets.writing.notices import short_notice, unreplaced_notice
from worksheets.writing.planning import plan
from worksheets.writing.sheet import Sheet
from worksheets.writing.solving import solve

DEADLINE = 90.0
MOST_AUTHORS = 3
MOST_REPAIRS = 2
_BEGINNING = Checkpoint()


async def write(
    assignment: Assignment,
    models: Models,
    report: Progress,
    checkpoint: Checkpoint = _BEGINNING,
    *,
    deadline: float = DEADLINE,
    random: Random | None = None,
) -> Draft:
    """The worksheet asked for, within `deadline` seconds, from where the checkpoint stands.

    Raises WritingFailed when not one question can be had.
    """
    random = random or Random()
    writing = Writing(
        Sheet(assignment.request, checkpoint, random), Desk(assignment, models, monotonic() + deadline), report, random
    )
    await writing.plan(is_new=not checkpoint.places)
    await writing.author()
    await writing.check()
    for _ in range(MOST_REPAIRS):
        await writing.repair()
    return writing.draft()


class Writing:
    """One worksheet on its way. Every step does what is left to do, which may be nothing."""

    def __init__(self, sheet: Sheet, desk: Desk, report: Progress, random: Random) -> None:
        self._sheet, self._desk, self._report, self._random = sheet, desk, report, random
        self._failure: ModelFailed | None = None

    async def plan(self, *, is_new: bool) -> None:
        """Show the questions in stock, when nobody has yet, and give every empty place its slot."""
        unplanned = self._sheet.unplanned
        if unplanned:
            await self._report(Stage.PLANNING)
        for question in self._sheet.questions if is_new else ():
            await self._report(question, self._sheet.checkpoint())
        if not unplanned:
            return
        try:
            await plan(self._sheet, self._desk)
        except BudgetSpent as failure:
            self._failure = failure

    async def author(self) -> None:
        """Fill the empty places; a reply that breaks off, or holds nothing good, is another model's to go on with."""
        places = self._sheet.empty
        if places and self._may_go_on():
            await self._report(Stage.WRITING, self._sheet.checkpoint())
        for _ in range(MOST_AUTHORS):
            if not places or not self._may_go_on():
                return
            await self._ask(Role.AUTHOR, places)
            if self._failure is not None:
                places = self._sheet.empty
            elif any(self._sheet.places[at].stands for at in places) or not self._desk.distrust(Role.AUTHOR):
                return

    async def check(self) -> None:
        """Have solved again what can be."""
        if self._sheet.unsettled:
            await self._report(Stage.CHECKING, self._sheet.checkpoint())
            await solve(self._sheet, self._desk, self._random)
        await self._tell_corrected()

    async def repair(self) -> None:
        """Mend what fails, and check that."""
        places = [at for at in self._sheet.failing if self._sheet.places[at].repairs < MOST_REPAIRS]
        is_hopeless = self._failure is not None and not self._sheet.questions and self._sheet.readable == 0
        if not places or is_hopeless or not self._may_go_on():
            return
        await self._report(Stage.REPAIRING, self._sheet.checkpoint())
        self._sheet.has_tried_to_mend(places)
        await self._ask(Role.CORRECTOR, places)
        await self.check()
        if self._sheet.failing:
            self._desk.distrust(Role.CORRECTOR)

    def draft(self) -> Draft:
        """What stands, as the worksheet. Raises WritingFailed when nothing does."""
        sheet, language = self._sheet, self._sheet.request.language
        questions = sheet.finished()
        if not questions or sheet.is_unchanged:
            raise failed(self._failure, sheet.readable)
        return Draft(
            title=sheet.heading,
            questions=questions,
            fresh=sheet.fresh(),
            objectives=sheet.objectives,
            model=sheet.model,
            notice=short_notice(language, len(questions), sheet.specification.count)
            or unreplaced_notice(language, sheet.left_as_they_were()),
            is_checked=sheet.is_checked(),
            prompt_version=instructions(Role.AUTHOR, language).version,
        )

    async def _ask(self, role: Role, places: list[int]) -> None:
        self._failure = None
        try:
            await write_places(role, self._sheet, self._desk, places, self._report)
        except ModelFailed as failure:
            self._failure = failure

    def _may_go_on(self) -> bool:
        """Whether another call may help: there is time, and the last one was answered or broke off."""
        failure = self._failure
        if not self._desk.has_time:
            self._failure = failure or DeadlineExceeded("the time for this worksheet is over")
            return False
        broke_off = failure is not None and failure.completion is not None and failure.completion.text != ""
        return failure is None or broke_off or isinstance(failure, Truncated | BadReply)

    async def _tell_corrected(self) -> None:
        kept, failing = len(self._sheet.questions), len(self._sheet.failing)
        mended = sum(place.stands and place.repairs > 0 for place in self._sheet.places)
        await self._report(Corrected(kept, failing, mended), self._sheet.checkpoint())
