"""A worksheet from a language model: the author writes, every question is checked as it comes, gaps are filled once."""

from contextlib import aclosing
from random import Random
from time import monotonic

import msgspec
from msgspec import Struct

from language_models.errors import BadReply, ModelFailed, Truncated, Unavailable
from language_models.model import Completion, LanguageModel, Prompt, estimate_usage
from questions.checks.wording_rules import address_in
from worksheets.model import WorksheetRequest
from worksheets.writing.failures import failed
from worksheets.writing.model import Call, Corrected, Draft, Progress, Role, Stage, Stock
from worksheets.writing.notices import short_notice
from worksheets.writing.prompt import author_prompt, instructions
from worksheets.writing.question_stream import QuestionStream, mend_backslashes
from worksheets.writing.sheet_in_writing import SheetInWriting

DEADLINE = 90.0
LEAST_TIME_FOR_REPAIR = 2.0
LONGEST_TITLE = 200
_NOTHING = Stock()


async def write(
    request: WorksheetRequest,
    model: LanguageModel,
    report: Progress,
    stock: Stock = _NOTHING,
    *,
    deadline: float = DEADLINE,
    random: Random | None = None,
) -> Draft:
    """The worksheet asked for, within `deadline` seconds. Raises WritingFailed when not one question can be had.

    The sheet begins with the questions in stock. Others are reported as they pass the rules. Flawed ones are dropped,
    and one further call asks for as many more.
    """
    writing = Writing(SheetInWriting(request, random or Random(), stock), model, report, monotonic() + deadline)
    await report(Stage.WRITING)
    for question in writing.sheet.questions:
        await report(question)
    if writing.sheet.missing == 0:  # what the bank lacked when the request came has come into it since
        return writing.draft()
    failure = await writing.round()
    await report(Stage.CHECKING)
    if writing.sheet.missing and writing.can_repair(failure):
        failure = await writing.round()
    await report(Corrected(writing.sheet.dropped, len(writing.sheet.questions)))
    if not writing.sheet.questions:
        raise failed(failure, writing.sheet.readable, tuple(writing.calls))
    return writing.draft()


class Header(Struct, frozen=True):
    title: str


class Writing:
    """One worksheet on its way: what stands, what was paid, until when."""

    def __init__(self, sheet: SheetInWriting, model: LanguageModel, report: Progress, ends: float) -> None:
        self.sheet = sheet
        self.calls: list[Call] = []
        self._model, self._report, self._ends = model, report, ends
        self._title = ""

    async def round(self) -> ModelFailed | None:
        """Ask once for the questions that are missing; a failure is returned, with what stands kept."""
        prompt = author_prompt(self.sheet.rest, self.sheet.missing, self.sheet.stems)
        started = monotonic()
        try:
            completion = await self._read(prompt, started)
        except ModelFailed as failure:
            if failure.completion is not None:
                self._pay(failure.completion)
            return failure
        self._pay(completion)
        return None

    def can_repair(self, failure: ModelFailed | None) -> bool:
        """Whether another call may help: the model answers, and there is time."""
        has_answered = failure is None or isinstance(failure, Truncated | BadReply)
        broke_off = (
            isinstance(failure, Unavailable) and failure.completion is not None and failure.completion.text != ""
        )
        return (has_answered or broke_off) and self._ends - monotonic() >= LEAST_TIME_FOR_REPAIR

    def draft(self) -> Draft:
        """What stands, as the worksheet."""
        request, kept = self.sheet.request, len(self.sheet.questions)
        return Draft(
            title=self._title or self.sheet.title or request.topic.strip(),
            questions=tuple(self.sheet.questions),
            model=self.calls[-1].model if self.calls else None,
            notice=short_notice(request.language, kept, self.sheet.specification.count),
            calls=tuple(self.calls),
            prompt_version=instructions(request.language).version,
        )

    async def _read(self, prompt: Prompt, started: float) -> Completion:
        """Take in the reply as it comes; a reply that goes on after the last question is hung up on."""
        stream, text = QuestionStream(), ""
        most = self.sheet.seen + 2 * self.sheet.missing
        async with aclosing(self._model.stream(prompt, deadline=max(0.0, self._ends - started))) as reply:
            async for piece in reply:
                if isinstance(piece, Completion):
                    return piece
                text += piece
                for element in stream.feed(piece):
                    await self._take(element, stream)
                if (self.sheet.missing == 0 and stream.has_begun_another) or self.sheet.seen >= most:
                    break
        milliseconds = round((monotonic() - started) * 1000)
        return Completion(text, self._model.name, estimate_usage(prompt, text), milliseconds)

    async def _take(self, element: str, stream: QuestionStream) -> None:
        self._title = self._title or _title(stream.head)
        question = self.sheet.take(element)
        if question is not None:
            await self._report(question)

    def _pay(self, completion: Completion) -> None:
        self.calls.append(Call(Role.AUTHOR, completion.model, completion.usage, completion.milliseconds))


def _title(head: str) -> str:
    """The model's title; empty when it cannot be read or leads off the sheet."""
    try:
        title = msgspec.json.decode(mend_backslashes(head), type=Header).title.strip()[:LONGEST_TITLE]
    except msgspec.DecodeError:
        return ""
    return title if address_in(title) is None else ""
