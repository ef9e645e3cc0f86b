"""A worksheet in another language: the same numbers, formulas and keys, checked like every other question."""

import asyncio
import json
from itertools import permutations

import pytest

from cache.model import Language
from fakes.editor import EDITOR, Editor
from fakes.house import House
from fakes.openai_server import Behaviour
from fakes.translations import TOPICS
from questions.checks import rules
from questions.model import Checker, QuestionType
from worksheets.editing import edit
from worksheets.editing.model import IntoLanguage, OneAnew
from worksheets.errors import EditImpossible, NothingCanServe, WorksheetNotFound
from worksheets.generations import starting
from worksheets.generations.cancelling import cancel
from worksheets.generations.carrying_on import carry_on
from worksheets.model import GenerationState, GenerationStatus, QuestionsWanted, Worksheet, WorksheetRequest
from worksheets.writing.sameness import differences
from worksheets.writing.sheet import specification

RIVERS, WAR = TOPICS
CONFIRMED = {Checker.ALGEBRA, Checker.SOLVER}


def wanted(language: Language, count: int = 9) -> WorksheetRequest:
    return WorksheetRequest(RIVERS[language], 6, language, questions=QuestionsWanted(count))


@pytest.mark.parametrize(("source", "language"), list(permutations(Language, 2)))
async def test_a_translation_keeps_numbers_formulas_and_keys(
    editor: Editor, house: House, source: Language, language: Language
) -> None:
    worksheet = await house.made(wanted(source))
    before = await editor.stored_text(worksheet.id)

    told = await editor.translated(worksheet, language)

    assert (told.language, told.title, told.topic) == (language, RIVERS[language], RIVERS[language])
    assert told.provenance.edited_from == worksheet.id
    assert not told.notice
    for one, two in zip(worksheet.questions, told.questions, strict=True):
        assert differences(one, source, two, language) == ()
        assert (two.number, two.type, two.points, two.bloom_level) == (
            one.number,
            one.type,
            one.points,
            one.bloom_level,
        )
        assert two.stem != one.stem
        assert two.type is QuestionType.OPEN or two.answer == one.answer
        assert two.type is QuestionType.OPEN or CONFIRMED & set(two.checked_by)
    request = wanted(language)
    assert rules.check(told.questions, specification(request), language, request.grade) == []
    assert await editor.stored_text(worksheet.id) == before


async def test_misconceptions_stay_with_wrong_options(editor: Editor, house: House) -> None:
    worksheet = await house.made(wanted(Language.ENGLISH, 2))
    told = await editor.translated(worksheet, Language.RUSSIAN)
    for one, two in zip(worksheet.questions, told.questions, strict=True):
        for option, other in zip(one.options or (), two.options or (), strict=True):
            assert option.id == other.id
            assert (option.misconception is None) is (other.misconception is None)
            assert other.misconception in (None, "множители сложили вместо умножения")


async def test_the_translator_sees_no_key_and_the_topic_is_served_as_before(editor: Editor, house: House) -> None:
    worksheet = await house.made(wanted(Language.ENGLISH))
    banked, cached = await house.count("bank_questions"), await house.count("cache_items")

    await editor.translated(worksheet, Language.HINDI)

    (asked,) = house.provider.asked_for("translation")
    assert "correct" not in asked.messages[-1].content
    assert (await house.made(wanted(Language.ENGLISH))).id == worksheet.id
    assert (await house.count("bank_questions"), await house.count("cache_items")) == (banked, cached)
    assert not (await house.made(wanted(Language.HINDI))).provenance.edited_from


async def test_a_changed_number_is_put_right_by_a_second_attempt(editor: Editor, house: House) -> None:
    worksheet = await house.made(wanted(Language.ENGLISH))
    house.provider.script(Behaviour.FLAWED, to="translation")

    told = await editor.translated(worksheet, Language.RUSSIAN)

    assert len(told.questions) == 9
    again = json.loads(house.provider.asked_for("translation")[-1].messages[-1].content)
    assert [question["number"] for question in again["questions"]] == [3, 6, 9]
    assert all("numbers differ" in one["flaws"][0] for one in again["flawed"])


async def test_a_translation_that_an_expert_cannot_solve_is_made_again(editor: Editor, house: House) -> None:
    worksheet = await house.made(wanted(Language.ENGLISH))
    solved = json.loads(house.provider.asked_for("answers")[-1].messages[-1].content)["questions"]
    number = solved[0]["number"]  # one that algebra cannot decide
    doubt = {"number": number, "working": "", "answer": [], "problem": "the options lost their sense"}
    house.provider.say(json.dumps({"answers": [doubt]}), to="answers")

    told = await editor.translated(worksheet, Language.RUSSIAN)

    assert len(told.questions) == 9
    again = json.loads(house.provider.asked_for("translation")[-1].messages[-1].content)
    assert [question["number"] for question in again["questions"]] == [number]
    assert "the options lost their sense" in again["flawed"][0]["flaws"][0]
    assert all(CONFIRMED & set(one.checked_by) for one in told.questions if one.type is not QuestionType.OPEN)


@pytest.mark.parametrize(
    ("language", "notice"),
    [
        (Language.RUSSIAN, "Удалось перевести только 6 из 9 заданий."),
        (Language.HINDI, "9 में से केवल 6 प्रश्नों का अनुवाद हो सका।"),
    ],
)
async def test_what_fails_twice_is_left_out_and_the_worksheet_says_so(
    editor: Editor, house: House, language: Language, notice: str
) -> None:
    worksheet = await house.made(wanted(Language.ENGLISH))
    house.provider.script(Behaviour.FLAWED, Behaviour.ALL_FLAWED, to="translation")

    told = await editor.translated(worksheet, language)

    assert [question.number for question in told.questions] == list(range(1, 7))
    assert told.notice == notice
    assert len(house.provider.asked_for("translation")) == 2


async def test_a_broken_reply_is_gone_on_with(editor: Editor, house: House) -> None:
    worksheet = await house.made(wanted(Language.ENGLISH))
    house.provider.script(Behaviour.CUT, to="translation")
    told = await editor.translated(worksheet, Language.RUSSIAN)
    assert len(told.questions) == 9
    first, second = (json.loads(one.messages[-1].content) for one in house.provider.asked_for("translation"))
    assert 0 < len(second["questions"]) < len(first["questions"])


async def test_a_long_worksheet_goes_in_batches(editor: Editor, house: House) -> None:
    worksheet = await house.made(wanted(Language.ENGLISH, 12))
    told = await editor.translated(worksheet, Language.HINDI)
    assert len(told.questions) == 12
    asked = [json.loads(one.messages[-1].content)["questions"] for one in house.provider.asked_for("translation")]
    assert sorted(map(len, asked)) == [2, 10]


@pytest.mark.parametrize("behaviour", [Behaviour.REFUSAL, Behaviour.WRONG_JSON, Behaviour.SERVER_ERROR])
async def test_a_translation_of_nothing_fails(house: House, behaviour: Behaviour) -> None:
    worksheet = await house.made(wanted(Language.ENGLISH, 3))
    stored = await house.count("worksheets")
    house.provider.script(*[behaviour] * 3, to="translation")
    state = await edit.translate(worksheet.id, IntoLanguage(Language.HINDI), EDITOR, house.sources)
    assert isinstance(state, GenerationState)
    await house.work()
    assert (await starting.state(house.sources.pool, state.id)).status is GenerationStatus.FAILED
    assert await house.count("worksheets") == stored


async def begun(house: House, worksheet: Worksheet) -> GenerationState:
    state = await edit.translate(worksheet.id, IntoLanguage(Language.RUSSIAN), EDITOR, house.sources)
    assert isinstance(state, GenerationState)
    return state


async def shown(house: House, state: GenerationState) -> list[int]:
    """Numbers of the questions that watchers were shown."""
    async with house.sources.pool.connection() as connection:
        cursor = await connection.execute(
            "select (data #>> '{question,number}')::int from generation_events"
            " where generation_id = %s and event = 'question' order by sequence",
            [state.id],
        )
        return [number for (number,) in await cursor.fetchall()]


async def test_a_worker_that_takes_over_translates_only_what_is_left(house: House) -> None:
    worksheet = await house.made(wanted(Language.ENGLISH, 6))
    state = await begun(house, worksheet)
    house.provider.script(Behaviour.HANG_IN_STREAM, to="translation")

    first = asyncio.create_task(carry_on(state.id, house.workshop))
    while not await shown(house, state):
        await asyncio.sleep(0.01)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    kept = await shown(house, state)
    await house.work()

    assert sorted(await shown(house, state)) == [1, 2, 3, 4, 5, 6]
    again = json.loads(house.provider.asked_for("translation")[-1].messages[-1].content)
    assert [question["number"] for question in again["questions"]] == [n for n in range(1, 7) if n not in kept]


async def test_a_translation_can_be_cancelled(house: House) -> None:
    worksheet = await house.made(wanted(Language.ENGLISH, 3))
    state = await begun(house, worksheet)
    ended = await cancel(house.sources.pool, state.id, EDITOR.key)
    assert ended.status is GenerationStatus.CANCELLED
    await house.work()
    assert house.provider.asked_for("translation") == []


async def test_asking_twice_at_once_is_one_translation(house: House) -> None:
    worksheet = await house.made(wanted(Language.ENGLISH, 3))
    assert (await begun(house, worksheet)).id == (await begun(house, worksheet)).id


async def test_a_translated_question_can_be_made_anew_in_its_language(editor: Editor, house: House) -> None:
    worksheet = await house.made(wanted(Language.ENGLISH, 4))
    told = await editor.translated(worksheet, Language.RUSSIAN)
    changed = await editor.one_anew(told, 1)
    assert changed.language is Language.RUSSIAN
    assert changed.questions[1:] == told.questions[1:]
    assert "Проект" in changed.questions[0].stem


async def test_the_same_language_is_an_error_of_its_field(house: House) -> None:
    worksheet = await house.made(wanted(Language.ENGLISH, 3))
    with pytest.raises(EditImpossible, match="in en already") as raised:
        await edit.translate(worksheet.id, IntoLanguage(Language.ENGLISH), EDITOR, house.sources)
    assert raised.value.field == "language"


async def test_a_worksheet_that_expired_meanwhile_ends_the_generation_with_a_problem(house: House) -> None:
    worksheet = await house.made(wanted(Language.ENGLISH, 3))
    state = await begun(house, worksheet)
    async with house.sources.pool.connection() as connection:
        await connection.execute("update worksheets set expires_at = now() - interval '1 second'")
    await house.work()
    ended = await starting.state(house.sources.pool, state.id)
    assert ended.problem is not None
    assert ended.problem.type.endswith("/not-found")
    with pytest.raises(WorksheetNotFound):
        await edit.regenerate_one(worksheet.id, 1, OneAnew(), EDITOR, house.sources)


async def test_without_a_model_nothing_is_translated(house: House) -> None:
    worksheet = await house.made(wanted(Language.ENGLISH, 3))
    house.sources = type(house.sources)(house.sources.pool, house.sources.cache, None)
    with pytest.raises(NothingCanServe):
        await edit.translate(worksheet.id, IntoLanguage(Language.HINDI), EDITOR, house.sources)
