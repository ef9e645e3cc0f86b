import asyncio
import json
from random import Random

import pytest

from cache.model import Language
from fakes.openai_server import Behaviour, FakeOpenAI
from fakes.worksheets_by_numbers import Asked, question, worksheet_pieces
from language_models.openai_compatible import OpenAICompatible
from questions.checks import rules
from questions.model import Checker, ChoiceAnswer, Question, QuestionType
from worksheets.model import QuestionsWanted, WorksheetRequest
from worksheets.writing.errors import (
    ModelDeclined,
    ModelSilent,
    NoGoodQuestions,
    Reason,
    ReplyUnreadable,
    WritingFailed,
)
from worksheets.writing.model import Corrected, Stage
from worksheets.writing.sheet_in_writing import specification
from worksheets.writing.write import write

PLENTY = 30.0
TOPICS = {
    Language.ENGLISH: "Rivers of South America",
    Language.RUSSIAN: "Великие географические открытия",
    Language.HINDI: "भारत की नदियाँ",
}


class Heard:
    """Everything that was reported, in order."""

    def __init__(self) -> None:
        self.news: list[Stage | Question | Corrected] = []

    async def __call__(self, news: Stage | Question | Corrected, /) -> None:
        self.news.append(news)

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(news for news in self.news if isinstance(news, Question))


def request(language: Language = Language.ENGLISH, count: int = 10, *types: QuestionType) -> WorksheetRequest:
    return WorksheetRequest(TOPICS[language], 6, language, questions=QuestionsWanted(count, types))


@pytest.mark.parametrize("language", Language)
async def test_a_worksheet_of_every_type_is_written_in_its_language(
    model: OpenAICompatible, language: Language
) -> None:
    wanted = request(language, 9)

    draft = await write(wanted, model, Heard(), deadline=PLENTY)

    assert {question.type for question in draft.questions} == set(QuestionType)
    assert rules.check(draft.questions, specification(wanted), language, wanted.grade) == []
    assert (draft.title, draft.notice, draft.model) == (TOPICS[language], None, "fake")
    assert draft.prompt_version == f"author-1.{language}"


async def test_each_question_says_truthfully_what_checked_it(model: OpenAICompatible) -> None:
    draft = await write(request(), model, Heard(), deadline=PLENTY)

    checkers = {question.type: question.checked_by for question in draft.questions}
    assert checkers[QuestionType.NUMERIC] == (Checker.RULES, Checker.ALGEBRA)
    assert checkers[QuestionType.OPEN] == (Checker.RULES,)


async def test_questions_are_reported_one_by_one_before_checking_ends(model: OpenAICompatible) -> None:
    heard = Heard()

    draft = await write(request(), model, heard, deadline=PLENTY)

    assert heard.news == [Stage.WRITING, *draft.questions, Stage.CHECKING, Corrected(0, 10)]
    assert [question.number for question in draft.questions] == list(range(1, 11))


async def test_a_question_is_reported_while_the_rest_is_still_coming(fake: FakeOpenAI, model: OpenAICompatible) -> None:
    first_came = asyncio.Event()

    async def report(news: Stage | Question | Corrected, /) -> None:
        if isinstance(news, Question):
            first_came.set()

    fake.script(Behaviour.HANG_IN_STREAM)
    writing = asyncio.create_task(write(request(), model, report, deadline=PLENTY))
    await asyncio.wait_for(first_came.wait(), PLENTY)

    assert not writing.done()
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing


async def test_only_the_types_asked_for_are_written(fake: FakeOpenAI, model: OpenAICompatible) -> None:
    types = (QuestionType.NUMERIC, QuestionType.MATCHING)

    draft = await write(request(Language.ENGLISH, 4, *types), model, Heard(), deadline=PLENTY)

    assert {question.type for question in draft.questions} == set(types)
    schema = json.loads(bytes(fake.received[0].chat.response_format))["json_schema"]["schema"]
    assert len(schema["properties"]["questions"]["items"]["anyOf"]) == 2


async def test_the_right_option_is_not_always_in_the_same_place(model: OpenAICompatible) -> None:
    wanted = request(Language.ENGLISH, 8, QuestionType.SINGLE_CHOICE)

    draft = await write(wanted, model, Heard(), deadline=PLENTY, random=Random(1))

    places = sorted(
        [option.id for option in question.options or ()].index(question.answer.correct[0])
        for question in draft.questions
        if isinstance(question.answer, ChoiceAnswer)
    )
    assert places == [0, 0, 1, 1, 2, 2, 3, 3]


async def test_flawed_questions_never_show_and_others_are_asked_for_once(
    fake: FakeOpenAI, model: OpenAICompatible
) -> None:
    fake.script(Behaviour.FLAWED)
    heard = Heard()

    draft = await write(request(), model, heard, deadline=PLENTY)

    assert fake.calls == 2
    again = json.loads(fake.received[1].chat.messages[-1].content)
    assert again["count"] == 3
    assert len(again["avoid"]) == 10
    assert heard.questions == draft.questions
    assert len(draft.questions) == 10
    assert draft.notice is None
    assert heard.news[-1] == Corrected(3, 10)


@pytest.mark.parametrize(
    ("language", "notice"),
    [
        (Language.ENGLISH, "Only 9 of the 10 questions asked for could be made."),
        (Language.RUSSIAN, "Удалось подготовить только 9 из 10 заданий."),
        (Language.HINDI, "माँगे गए 10 प्रश्नों में से केवल 9 तैयार हो सके।"),
    ],
)
async def test_a_worksheet_that_stays_short_says_so(
    fake: FakeOpenAI, model: OpenAICompatible, language: Language, notice: str
) -> None:
    fake.script(Behaviour.FLAWED, Behaviour.FLAWED)

    draft = await write(request(language), model, Heard(), deadline=PLENTY)

    assert fake.calls == 2
    assert (len(draft.questions), draft.notice) == (9, notice)


@pytest.mark.parametrize(
    ("behaviour", "error", "reason", "calls"),
    [
        (Behaviour.REFUSAL, ModelDeclined, Reason.REFUSED, 1),
        (Behaviour.RATE_LIMITED, ModelSilent, Reason.RATE_LIMITED, 1),
        (Behaviour.RATE_LIMITED_LONG, ModelSilent, Reason.RATE_LIMITED, 1),
        (Behaviour.QUOTA_SPENT, ModelSilent, Reason.PROVIDER_DOWN, 1),
        (Behaviour.UNAUTHORIZED, ModelSilent, Reason.PROVIDER_DOWN, 1),
        (Behaviour.SERVER_ERROR, ModelSilent, Reason.UNAVAILABLE, 1),
        (Behaviour.HTML_PAGE, ReplyUnreadable, Reason.UNREADABLE, 2),
        (Behaviour.WRONG_JSON, ReplyUnreadable, Reason.UNREADABLE, 2),
        (Behaviour.ALL_FLAWED, NoGoodQuestions, Reason.NO_GOOD_QUESTIONS, 2),
        (Behaviour.OTHER_LANGUAGE, NoGoodQuestions, Reason.NO_GOOD_QUESTIONS, 2),
    ],
)
async def test_a_model_of_no_use_is_a_typed_failure_with_its_cost(
    fake: FakeOpenAI, behaviour: Behaviour, error: type[WritingFailed], reason: Reason, calls: int
) -> None:
    model = OpenAICompatible("key", fake.base_url, f"fake:{behaviour}")

    with pytest.raises(WritingFailed) as raised:
        await write(request(), model, Heard(), deadline=PLENTY)
    await model.close()

    assert (type(raised.value), raised.value.reason) == (error, reason)
    assert len(raised.value.calls) == calls
    assert all(call.usage.prompt_tokens > 0 for call in raised.value.calls)
    assert TOPICS[Language.ENGLISH] not in str(raised.value)


@pytest.mark.parametrize("behaviour", [Behaviour.CUT, Behaviour.CUT_CLEANLY, Behaviour.TRUNCATED, Behaviour.WRONG_JSON])
async def test_what_a_broken_reply_left_out_is_asked_for_again(
    fake: FakeOpenAI, model: OpenAICompatible, behaviour: Behaviour
) -> None:
    fake.script(behaviour)

    draft = await write(request(), model, Heard(), deadline=PLENTY)

    assert (fake.calls, len(draft.calls)) == (2, 2)
    assert (len(draft.questions), draft.notice) == (10, None)


async def test_an_endless_reply_is_hung_up_on_after_the_last_question(
    fake: FakeOpenAI, model: OpenAICompatible
) -> None:
    fake.script(Behaviour.ENDLESS)

    draft = await write(request(), model, Heard(), deadline=PLENTY)

    assert (fake.calls, len(draft.questions), draft.notice) == (1, 10, None)
    assert draft.calls[0].usage.is_estimate


async def test_a_reply_that_hangs_leaves_what_had_come_by_the_deadline(
    fake: FakeOpenAI, model: OpenAICompatible
) -> None:
    await write(request(), model, Heard(), deadline=PLENTY)
    fake.script(Behaviour.HANG_IN_STREAM)

    async with asyncio.timeout(PLENTY):
        draft = await write(request(), model, Heard(), deadline=3.0)

    assert 0 < len(draft.questions) < 10
    assert draft.notice is not None
    assert draft.calls[0].usage.completion_tokens > 0


async def test_silence_is_a_deadline(fake: FakeOpenAI, model: OpenAICompatible) -> None:
    fake.script(Behaviour.HANG_BEFORE)

    async with asyncio.timeout(PLENTY):
        with pytest.raises(ModelSilent) as raised:
            await write(request(), model, Heard(), deadline=0.5)

    assert raised.value.reason is Reason.DEADLINE


async def test_a_wrong_key_is_not_believed(fake: FakeOpenAI, model: OpenAICompatible) -> None:
    asked = Asked(TOPICS[Language.ENGLISH], types=["numeric"], count=4)
    fake.say("".join(worksheet_pieces(asked, flawed_every=2)))
    heard = Heard()

    draft = await write(request(Language.ENGLISH, 4, QuestionType.NUMERIC), model, heard, deadline=PLENTY)

    assert len(draft.questions) == 4
    assert {question.checked_by for question in draft.questions} == {(Checker.RULES, Checker.ALGEBRA)}
    assert Corrected(2, 4) in heard.news


async def test_text_around_the_json_and_single_backslashes_are_forgiven(
    fake: FakeOpenAI, model: OpenAICompatible
) -> None:
    written = json.dumps(question(Asked("Fractions", types=["numeric"]), 0))
    careless = written.replace(r"\\(", r"\(").replace(r"\\)", r"\)").replace(r"\\times", r"\times")
    assert careless != written
    fake.say(f'Here you are:\n```json\n{{"title": "Fractions", "questions": [{careless}]}}\n```')

    draft = await write(request(Language.ENGLISH, 1), model, Heard(), deadline=PLENTY)

    assert r"\(5 \times 11\)" in draft.questions[0].stem


@pytest.mark.parametrize("title", ["7", '"More at www.example.org"', '" "'])
async def test_a_title_of_no_use_is_replaced_by_the_topic(
    fake: FakeOpenAI, model: OpenAICompatible, title: str
) -> None:
    fake.say(f'{{"title": {title}, "questions": [{json.dumps(question(Asked("Rivers"), 0))}]}}')

    draft = await write(request(Language.ENGLISH, 1), model, Heard(), deadline=PLENTY)

    assert draft.title == TOPICS[Language.ENGLISH]


@pytest.mark.parametrize("kind", [None, *QuestionType])
async def test_the_longest_worksheet_passes_with_any_type(model: OpenAICompatible, kind: QuestionType | None) -> None:
    wanted = request(Language.RUSSIAN, 40, *([kind] if kind else []))

    draft = await write(wanted, model, Heard(), deadline=PLENTY)

    assert (len(draft.questions), draft.notice) == (40, None)
