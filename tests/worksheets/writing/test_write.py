import asyncio
import json
from random import Random

import msgspec
import pytest
from msgspec.structs import replace

from cache.model import Language
from fakes.one_model import OneModel
from fakes.openai_server import Behaviour, FakeOpenAI
from fakes.truths import truths
from fakes.worksheets_by_numbers import Asked, question, worksheet_pieces
from language_models.openai_compatible import OpenAICompatible
from questions.checks import rules
from questions.model import BloomLevel, Checker, ChoiceAnswer, Question, QuestionType
from worksheets.model import QuestionsWanted, WorksheetRequest
from worksheets.writing.errors import (
    ModelDeclined,
    ModelSilent,
    NoGoodQuestions,
    Reason,
    ReplyUnreadable,
    WritingFailed,
)
from worksheets.writing.model import Assignment, Checkpoint, Corrected, Place, Stage, Stock
from worksheets.writing.sheet import specification
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
        self.checkpoints = [Checkpoint()]

    async def __call__(self, news: Stage | Question | Corrected, checkpoint: Checkpoint | None = None, /) -> None:
        self.news.append(news)
        self.checkpoints.append(checkpoint or self.checkpoints[-1])

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(news for news in self.news if isinstance(news, Question))


def request(language: Language = Language.ENGLISH, count: int = 10, *types: QuestionType) -> WorksheetRequest:
    return WorksheetRequest(TOPICS[language], 6, language, questions=QuestionsWanted(count, types))


@pytest.mark.parametrize("language", Language)
async def test_a_worksheet_of_every_type_is_written_in_its_language(model: OneModel, language: Language) -> None:
    wanted = request(language, 9)

    draft = await write(Assignment(wanted), model, Heard(), deadline=PLENTY)

    assert {question.type for question in draft.questions} == set(QuestionType)
    assert rules.check(draft.questions, specification(wanted), language, wanted.grade) == []
    assert (draft.title, draft.notice, draft.model) == (TOPICS[language], None, "fake")
    assert draft.prompt_version == f"author-2.{language}"


async def test_each_question_says_truthfully_what_checked_it(model: OneModel) -> None:
    draft = await write(Assignment(request()), model, Heard(), deadline=PLENTY)

    checkers = {question.type: question.checked_by for question in draft.questions}
    assert checkers[QuestionType.NUMERIC] == (Checker.RULES, Checker.ALGEBRA)
    assert checkers[QuestionType.SHORT_ANSWER] == (Checker.RULES, Checker.SOLVER)
    assert checkers[QuestionType.OPEN] == (Checker.RULES,)
    assert draft.is_checked


async def test_questions_are_reported_one_by_one_before_checking_ends(model: OneModel) -> None:
    heard = Heard()

    draft = await write(Assignment(request()), model, heard, deadline=PLENTY)

    stems = [question.stem for question in draft.questions]
    told = [news.stem if isinstance(news, Question) else news for news in heard.news]
    assert told == [Stage.PLANNING, Stage.WRITING, *stems, Stage.CHECKING, Corrected(10, 0)]
    assert [question.number for question in draft.questions] == list(range(1, 11))


async def test_a_question_is_reported_while_the_rest_is_still_coming(fake: FakeOpenAI, model: OneModel) -> None:
    first_came = asyncio.Event()

    async def report(news: Stage | Question | Corrected, _: Checkpoint | None = None, /) -> None:
        if isinstance(news, Question):
            first_came.set()

    fake.script(Behaviour.HANG_IN_STREAM)
    writing = asyncio.create_task(write(Assignment(request()), model, report, deadline=PLENTY))
    await asyncio.wait_for(first_came.wait(), PLENTY)

    assert not writing.done()
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing


async def test_only_the_types_asked_for_are_written(fake: FakeOpenAI, model: OneModel) -> None:
    types = (QuestionType.NUMERIC, QuestionType.MATCHING)

    draft = await write(Assignment(request(Language.ENGLISH, 4, *types)), model, Heard(), deadline=PLENTY)

    assert {question.type for question in draft.questions} == set(types)
    schema = json.loads(bytes(fake.asked_for("worksheet")[0].response_format))["json_schema"]["schema"]
    assert len(schema["properties"]["questions"]["items"]["anyOf"]) == 2


async def test_the_right_option_is_not_always_in_the_same_place(model: OneModel) -> None:
    wanted = request(Language.ENGLISH, 8, QuestionType.SINGLE_CHOICE)

    draft = await write(Assignment(wanted), model, Heard(), deadline=PLENTY, random=Random(1))

    places = sorted(
        [option.id for option in question.options or ()].index(question.answer.correct[0])
        for question in draft.questions
        if isinstance(question.answer, ChoiceAnswer)
    )
    assert places == [0, 0, 1, 1, 2, 2, 3, 3]


async def test_flawed_questions_never_show_and_only_they_are_mended(fake: FakeOpenAI, model: OneModel) -> None:
    fake.script(Behaviour.FLAWED)
    heard = Heard()

    draft = await write(Assignment(request()), model, heard, deadline=PLENTY)

    _, mending = fake.asked_for("worksheet")
    told = json.loads(mending.messages[-1].content)
    assert len(told["slots"]) == len(told["flawed"]) == 3
    assert len(told["avoid"]) == 7
    assert all(one["attempt"] == 1 and one["flaws"] and one["question"]["stem"] for one in told["flawed"])
    assert [question.number for question in heard.questions] == [1, 2, 4, 5, 7, 8, 10, 3, 6, 9]
    assert (len(draft.questions), draft.notice) == (10, None)
    assert heard.news[-1] == Corrected(10, 0, 3)


@pytest.mark.parametrize(
    ("language", "notice"),
    [
        (Language.ENGLISH, "Only 9 of the 10 questions asked for could be made."),
        (Language.RUSSIAN, "Удалось подготовить только 9 из 10 заданий."),
        (Language.HINDI, "माँगे गए 10 प्रश्नों में से केवल 9 तैयार हो सके।"),
    ],
)
async def test_a_worksheet_that_stays_short_says_so(
    fake: FakeOpenAI, model: OneModel, language: Language, notice: str
) -> None:
    fake.script(Behaviour.FLAWED, Behaviour.FLAWED, Behaviour.ALL_FLAWED)

    draft = await write(Assignment(request(language)), model, Heard(), deadline=PLENTY)

    assert len(fake.asked_for("worksheet")) == 3
    assert (len(draft.questions), draft.notice) == (9, notice)
    assert [question.number for question in draft.questions] == list(range(1, 10))


@pytest.mark.parametrize(
    ("behaviour", "error", "reason"),
    [
        (Behaviour.REFUSAL, ModelDeclined, Reason.REFUSED),
        (Behaviour.RATE_LIMITED, ModelSilent, Reason.RATE_LIMITED),
        (Behaviour.RATE_LIMITED_LONG, ModelSilent, Reason.RATE_LIMITED),
        (Behaviour.QUOTA_SPENT, ModelSilent, Reason.PROVIDER_DOWN),
        (Behaviour.UNAUTHORIZED, ModelSilent, Reason.PROVIDER_DOWN),
        (Behaviour.SERVER_ERROR, ModelSilent, Reason.UNAVAILABLE),
        (Behaviour.HTML_PAGE, ReplyUnreadable, Reason.UNREADABLE),
        (Behaviour.WRONG_JSON, ReplyUnreadable, Reason.UNREADABLE),
        (Behaviour.ALL_FLAWED, NoGoodQuestions, Reason.NO_GOOD_QUESTIONS),
        (Behaviour.OTHER_LANGUAGE, NoGoodQuestions, Reason.NO_GOOD_QUESTIONS),
    ],
)
async def test_a_model_of_no_use_is_a_typed_failure(
    fake: FakeOpenAI, behaviour: Behaviour, error: type[WritingFailed], reason: Reason
) -> None:
    model = OpenAICompatible("key", fake.base_url, f"fake:{behaviour}")

    with pytest.raises(WritingFailed) as raised:
        await write(Assignment(request()), OneModel(model), Heard(), deadline=PLENTY)
    await model.close()

    assert (type(raised.value), raised.value.reason) == (error, reason)
    assert len(fake.asked_for("worksheet")) <= 3
    assert TOPICS[Language.ENGLISH] not in str(raised.value)


@pytest.mark.parametrize("behaviour", [Behaviour.CUT, Behaviour.CUT_CLEANLY, Behaviour.TRUNCATED, Behaviour.WRONG_JSON])
async def test_what_a_broken_reply_left_out_is_asked_for_again(
    fake: FakeOpenAI, model: OneModel, behaviour: Behaviour
) -> None:
    fake.script(behaviour)

    draft = await write(Assignment(request()), model, Heard(), deadline=PLENTY)

    assert len(fake.asked_for("worksheet")) == 2
    assert (len(draft.questions), draft.notice) == (10, None)


async def test_an_endless_reply_is_hung_up_on_after_the_last_question(fake: FakeOpenAI, model: OneModel) -> None:
    fake.script(Behaviour.ENDLESS)

    draft = await write(Assignment(request()), model, Heard(), deadline=PLENTY)

    assert (len(fake.asked_for("worksheet")), len(draft.questions), draft.notice) == (1, 10, None)


async def test_a_reply_that_hangs_leaves_what_had_come_by_the_deadline(fake: FakeOpenAI, model: OneModel) -> None:
    await write(Assignment(request()), model, Heard(), deadline=PLENTY)
    fake.script(Behaviour.HANG_IN_STREAM)

    async with asyncio.timeout(PLENTY):
        draft = await write(Assignment(request()), model, Heard(), deadline=3.0)

    assert 0 < len(draft.questions) < 10
    assert draft.notice is not None
    assert not draft.is_checked


async def test_silence_is_a_deadline(fake: FakeOpenAI, model: OneModel) -> None:
    fake.script(Behaviour.HANG_BEFORE)
    fake.script(Behaviour.HANG_BEFORE, to="blueprint")

    async with asyncio.timeout(PLENTY):
        with pytest.raises(ModelSilent) as raised:
            await write(Assignment(request()), model, Heard(), deadline=3.0)

    assert raised.value.reason is Reason.DEADLINE


async def test_a_wrong_key_is_not_believed(fake: FakeOpenAI, model: OneModel) -> None:
    asked = Asked(TOPICS[Language.ENGLISH], types=["numeric"], count=4)
    fake.say("".join(worksheet_pieces(asked, flawed_every=2)))
    heard = Heard()

    draft = await write(Assignment(request(Language.ENGLISH, 4, QuestionType.NUMERIC)), model, heard, deadline=PLENTY)

    assert len(draft.questions) == 4
    assert {question.checked_by for question in draft.questions} == {(Checker.RULES, Checker.ALGEBRA)}
    assert heard.news[-1] == Corrected(4, 0, 2)


@pytest.mark.parametrize("language", Language)
async def test_of_keys_of_which_a_third_is_wrong_none_is_delivered(
    fake: FakeOpenAI, model: OneModel, language: Language
) -> None:
    fake.script(Behaviour.WRONG_KEYS)

    draft = await write(Assignment(request(language, 20)), model, Heard(), deadline=PLENTY)

    assert (len(draft.questions), draft.notice, draft.is_checked) == (20, None, True)
    assert all(truths(draft.questions))


async def test_what_no_repair_mends_is_left_out(fake: FakeOpenAI) -> None:
    model = OpenAICompatible("key", fake.base_url, f"fake:{Behaviour.WRONG_KEYS}")

    draft = await write(Assignment(request()), OneModel(model), Heard(), deadline=PLENTY)
    await model.close()

    assert len(fake.asked_for("worksheet")) == 3
    assert 7 <= len(draft.questions) < 10
    assert draft.notice is not None
    assert all(truths(draft.questions))


async def test_the_solver_sees_neither_key_nor_solution(fake: FakeOpenAI, model: OneModel) -> None:
    draft = await write(Assignment(request()), model, Heard(), deadline=PLENTY)

    (asked,) = fake.asked_for("answers")
    told = json.loads(asked.messages[-1].content)
    assert {key for question in told["questions"] for key in question} == {
        *("number", "type", "stem", "options", "left", "right"),
    }
    assert all(question.solution not in asked.messages[-1].content for question in draft.questions)


async def test_a_silent_solver_leaves_the_worksheet_unchecked_but_whole(fake: FakeOpenAI, model: OneModel) -> None:
    fake.script(Behaviour.SERVER_ERROR, Behaviour.SERVER_ERROR, to="answers")

    draft = await write(Assignment(request()), model, Heard(), deadline=PLENTY)

    assert (len(draft.questions), draft.notice, draft.is_checked) == (10, None, False)
    assert Checker.SOLVER not in {checker for question in draft.questions for checker in question.checked_by}


@pytest.mark.parametrize("behaviour", [Behaviour.SERVER_ERROR, Behaviour.WRONG_JSON, Behaviour.REFUSAL])
async def test_a_worksheet_never_fails_for_want_of_a_plan(
    fake: FakeOpenAI, model: OneModel, behaviour: Behaviour
) -> None:
    fake.script(behaviour, behaviour, to="blueprint")

    draft = await write(Assignment(request(Language.HINDI)), model, Heard(), deadline=PLENTY)

    assert (len(draft.questions), draft.objectives) == (10, ())


async def test_the_author_is_told_the_plan(fake: FakeOpenAI, model: OneModel) -> None:
    levels = (BloomLevel.ANALYZE, BloomLevel.EVALUATE)
    wanted = replace(request(), bloom_levels=levels)

    draft = await write(Assignment(wanted), model, Heard(), deadline=PLENTY)

    told = json.loads(fake.asked_for("worksheet")[0].messages[-1].content)
    assert [slot["bloom_level"] for slot in told["slots"]] == [*levels] * 5
    assert all(slot["tests"] for slot in told["slots"])
    assert draft.objectives == (TOPICS[Language.ENGLISH],)


async def test_whoever_takes_over_pays_for_nothing_twice_and_tells_nothing_twice(
    fake: FakeOpenAI, model: OneModel
) -> None:
    heard = Heard()
    whole = await write(Assignment(request()), model, heard, deadline=PLENTY)
    places = [at for at, news in enumerate(heard.news, 1) if isinstance(news, Question)]

    for place in (places[0], places[5], len(heard.news)):
        checkpoint = msgspec.json.decode(msgspec.json.encode(heard.checkpoints[place]), type=Checkpoint)
        fake.received.clear()
        again = Heard()
        draft = await write(Assignment(request()), model, again, checkpoint, deadline=PLENTY)

        told = sum(at <= place for at in places)
        assert fake.asked_for("blueprint") == []
        assert [question.number for question in again.questions] == list(range(told + 1, 11))
        stems = [question.stem for question in draft.questions]
        assert stems[:told] == [question.stem for question in whole.questions[:told]]
        assert len(set(stems)) == 10


async def test_after_the_last_check_nothing_is_left_to_pay_for(fake: FakeOpenAI, model: OneModel) -> None:
    heard = Heard()
    whole = await write(Assignment(request()), model, heard, deadline=PLENTY)
    fake.received.clear()

    again = await write(Assignment(request()), model, Heard(), heard.checkpoints[-1], deadline=PLENTY)

    assert again == whole
    assert fake.received == []


async def test_locked_questions_stand_and_only_the_empty_place_is_written(fake: FakeOpenAI, model: OneModel) -> None:
    heard = Heard()
    whole = await write(Assignment(request()), model, heard, deadline=PLENTY)
    old = whole.questions[3]
    places = list(heard.checkpoints[-1].places)
    places[3] = Place(replace(places[3].slot, like=old.stem))
    fake.received.clear()

    checkpoint = replace(heard.checkpoints[-1], stock=Stock(avoid=(old.stem,)), places=tuple(places))
    draft = await write(Assignment(request()), model, Heard(), checkpoint, deadline=PLENTY)

    told = json.loads(fake.asked_for("worksheet")[0].messages[-1].content)
    assert [slot["like"] for slot in told["slots"]] == [old.stem]
    assert old.stem in told["avoid"]
    assert [new == before for new, before in zip(draft.questions, whole.questions, strict=True)].count(False) == 1
    assert draft.questions[3].stem != old.stem


async def test_text_around_the_json_and_single_backslashes_are_forgiven(fake: FakeOpenAI, model: OneModel) -> None:
    written = json.dumps(question(Asked("Fractions", types=["numeric"]), 0))
    careless = written.replace(r"\\(", r"\(").replace(r"\\)", r"\)").replace(r"\\times", r"\times")
    assert careless != written
    fake.say(f'Here you are:\n```json\n{{"title": "Fractions", "questions": [{careless}]}}\n```')

    draft = await write(Assignment(request(Language.ENGLISH, 1)), model, Heard(), deadline=PLENTY)

    assert r"\(5 \times 11\)" in draft.questions[0].stem


@pytest.mark.parametrize("title", ["7", '"More at www.example.org"', '" "'])
async def test_a_title_of_no_use_is_replaced_by_the_topic(fake: FakeOpenAI, model: OneModel, title: str) -> None:
    fake.say(f'{{"title": {title}, "questions": [{json.dumps(question(Asked("Rivers"), 0))}]}}')

    draft = await write(Assignment(request(Language.ENGLISH, 1)), model, Heard(), deadline=PLENTY)

    assert draft.title == TOPICS[Language.ENGLISH]


@pytest.mark.parametrize("kind", [None, *QuestionType])
async def test_the_longest_worksheet_passes_with_any_type(model: OneModel, kind: QuestionType | None) -> None:
    wanted = request(Language.RUSSIAN, 40, *([kind] if kind else []))

    draft = await write(Assignment(wanted), model, Heard(), deadline=PLENTY)

    assert (len(draft.questions), draft.notice, draft.is_checked) == (40, None, True)
