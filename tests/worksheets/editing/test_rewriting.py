"""Questions of a written worksheet made anew, with the rest locked."""

import asyncio
import json

import pytest

from fakes.editor import EDITOR, Editor, apart_from
from fakes.house import House, request
from fakes.openai_server import Behaviour
from fakes.truths import truths
from fakes.worksheets_by_numbers import asked_of, worksheet_pieces
from questions.checks import rules
from questions.model import Checker, Difficulty, QuestionType
from worksheets.editing import edit
from worksheets.editing.model import Anew, EditWish, OneAnew
from worksheets.errors import EditImpossible, NoSuchQuestion, NothingCanServe, TooManyAtOnce
from worksheets.generations import starting
from worksheets.generations.carrying_on import carry_on
from worksheets.model import GenerationState, GenerationStatus, Source, Worksheet
from worksheets.writing.model import Stage
from worksheets.writing.sheet import specification

CONFIRMED = {Checker.ALGEBRA, Checker.SOLVER}


async def written(house: House, count: int = 9) -> Worksheet:
    """A worksheet of as many questions, one of each type in turn."""
    return await house.made(request(count=count))


@pytest.mark.parametrize("wish", EditWish)
async def test_each_wish_changes_one_question_and_leaves_the_rest_byte_for_byte(
    editor: Editor, house: House, wish: EditWish
) -> None:
    worksheet = await written(house)
    before = await editor.stored_text(worksheet.id)
    old = worksheet.questions[4]

    changed = await editor.one_anew(worksheet, 5, wish)

    new = changed.questions[4]
    assert apart_from(changed, 5) == apart_from(worksheet, 5)
    assert new.stem != old.stem
    assert (new.number, new.points) == (5, old.points)
    assert set(new.checked_by) >= {Checker.RULES}
    assert CONFIRMED & set(new.checked_by)
    assert await editor.stored_text(worksheet.id) == before


async def test_the_author_is_told_what_the_question_is_to_become(editor: Editor, house: House) -> None:
    worksheet = await written(house, 4)
    old = worksheet.questions[0]

    async def slot(wish: EditWish) -> dict[str, object]:
        await editor.one_anew(worksheet, 1, wish)
        told = json.loads(house.provider.asked_for("worksheet")[-1].messages[-1].content)
        assert old.stem[:200] in told["avoid"]
        return told["slots"][0]

    assert (await slot(EditWish.ANOTHER)).keys().isdisjoint({"like"})
    assert (await slot(EditWish.PARALLEL))["like"] == old.stem
    assert (await slot(EditWish.EASIER))["difficulty"] == "easy"
    assert (await slot(EditWish.HARDER))["difficulty"] == "hard"
    other = await slot(EditWish.OTHER_TYPE)
    assert other["type"] != old.type
    assert other["tests"] == old.stem


async def test_a_type_that_is_named_is_what_the_question_becomes(editor: Editor, house: House) -> None:
    worksheet = await written(house, 4)
    changed = await editor.one_anew(worksheet, 1, type=QuestionType.NUMERIC)
    assert changed.questions[0].type is QuestionType.NUMERIC
    assert apart_from(changed, 1) == apart_from(worksheet, 1)


async def test_everything_that_is_not_locked_is_made_anew_in_its_place(editor: Editor, house: House) -> None:
    worksheet = await written(house)

    changed = await editor.anew(worksheet, Anew(locked=(2, 7)))

    assert [changed.questions[at] for at in (1, 6)] == [worksheet.questions[at] for at in (1, 6)]
    old = {question.stem for question in worksheet.questions}
    assert all(question.stem not in old for question in apart_from(changed, 2, 7))
    assert [question.type for question in changed.questions] == [question.type for question in worksheet.questions]
    wanted = request(count=9)
    assert rules.check(changed.questions, specification(wanted), wanted.language, wanted.grade) == []


async def test_the_new_worksheet_says_what_it_was_made_from_and_is_nobody_elses(editor: Editor, house: House) -> None:
    worksheet = await written(house, 4)
    banked, cached = await house.count("bank_questions"), await house.count("cache_items")

    changed = await editor.one_anew(worksheet, 1)

    assert changed.id != worksheet.id
    assert changed.provenance.edited_from == worksheet.id
    assert changed.provenance.source is Source.MODEL
    assert (changed.title, changed.topic, changed.objectives) == (
        worksheet.title,
        worksheet.topic,
        worksheet.objectives,
    )
    again = await house.made(request(count=4))
    assert again.id == worksheet.id
    assert again.questions == worksheet.questions
    assert (await house.count("bank_questions"), await house.count("cache_items")) == (banked, cached)


async def test_an_edited_worksheet_can_be_edited_again(editor: Editor, house: House) -> None:
    worksheet = await written(house, 4)
    once = await editor.one_anew(worksheet, 1)
    twice = await editor.one_anew(once, 2)
    assert twice.questions[0] == once.questions[0]
    assert twice.questions[1] != once.questions[1]
    assert twice.provenance.edited_from == once.id


async def test_notes_shape_what_is_written_later_too(editor: Editor, house: House) -> None:
    worksheet = await house.made(request(count=3, notes="Mention the Balkans."))
    changed = await editor.one_anew(worksheet, 1)
    assert "Mention the Balkans." in house.provider.asked_for("worksheet")[-1].messages[-1].content
    assert changed.questions[0] != worksheet.questions[0]


async def test_wrong_keys_do_not_get_in(editor: Editor, house: House) -> None:
    worksheet = await written(house, 10)
    house.provider.script(Behaviour.WRONG_KEYS)

    changed = await editor.anew(worksheet, Anew(locked=(9,)))

    checked = [question for question in changed.questions if question.type is not QuestionType.OPEN]
    assert all(CONFIRMED & set(question.checked_by) for question in checked)
    assert all(truths(changed.questions))


async def test_a_question_without_a_good_replacement_stays_and_the_worksheet_says_so(
    editor: Editor, house: House
) -> None:
    worksheet = await written(house, 6)
    house.provider.script(Behaviour.FLAWED, Behaviour.ALL_FLAWED, Behaviour.ALL_FLAWED)

    changed = await editor.anew(worksheet, Anew())

    stayed = [
        new.number for new, old in zip(changed.questions, worksheet.questions, strict=True) if new.stem == old.stem
    ]
    assert stayed == [3, 6]
    assert [changed.questions[at - 1] for at in stayed] == [worksheet.questions[at - 1] for at in stayed]
    assert changed.notice == "No replacement could be made for these questions, which stayed as they were: 3, 6."


async def test_what_repeats_the_old_question_is_no_replacement(editor: Editor, house: House) -> None:
    worksheet = await written(house, 1)
    said = house.provider.asked_for("worksheet")[-1]
    same = "".join(worksheet_pieces(asked_of(said.messages[-1].content)))
    assert json.loads(same)["questions"][0]["stem"] == worksheet.questions[0].stem
    house.provider.say(same)

    changed = await editor.one_anew(worksheet, 1)

    assert changed.questions[0].stem != worksheet.questions[0].stem


@pytest.mark.parametrize("behaviour", [Behaviour.RATE_LIMITED, Behaviour.REFUSAL, Behaviour.HTML_PAGE])
async def test_when_nothing_new_comes_the_generation_fails_and_nothing_is_stored(
    editor: Editor, house: House, behaviour: Behaviour
) -> None:
    worksheet = await written(house, 4)
    stored = await house.count("worksheets")
    house.provider.script(*[behaviour] * 8)

    state = await edit.regenerate_one(worksheet.id, 1, OneAnew(), EDITOR, house.sources)
    assert isinstance(state, GenerationState)
    await house.work()

    ended = await starting.state(house.sources.pool, state.id)
    assert ended.status is GenerationStatus.FAILED
    assert await house.count("worksheets") == stored


async def test_equal_edits_at_once_are_one_generation_and_others_are_not(house: House) -> None:
    worksheet = await written(house, 4)

    async def begin(number: int, wish: EditWish) -> GenerationState:
        state = await edit.regenerate_one(worksheet.id, number, OneAnew(wish), EDITOR, house.sources)
        assert isinstance(state, GenerationState)
        return state

    begun = await asyncio.gather(*(begin(1, EditWish.ANOTHER) for _ in range(6)))
    assert len({state.id for state in begun}) == 1
    assert (await begin(2, EditWish.ANOTHER)).id != begun[0].id
    assert (await begin(1, EditWish.HARDER)).id != begun[0].id


async def test_an_asker_has_only_so_many_edits_under_way(house: House) -> None:
    worksheet = await written(house, 9)
    for number in range(1, 6):
        await edit.regenerate_one(worksheet.id, number, OneAnew(), EDITOR, house.sources)
    with pytest.raises(TooManyAtOnce):
        await edit.regenerate_one(worksheet.id, 6, OneAnew(), EDITOR, house.sources)


async def test_a_worker_that_takes_over_pays_for_nothing_twice(house: House) -> None:
    worksheet = await written(house, 6)
    state = await edit.regenerate(worksheet.id, Anew(locked=(1,)), EDITOR, house.sources)
    assert isinstance(state, GenerationState)
    house.provider.script(Behaviour.HANG_IN_STREAM)

    first = asyncio.create_task(carry_on(state.id, house.workshop))
    while len(await events_of(house, state)) < 3:
        await asyncio.sleep(0.01)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    kept = await events_of(house, state)
    await house.work()

    stems = [stem for _, stem in await events_of(house, state)]
    assert len(stems) == len(set(stems)) == 6
    asked_again = house.provider.asked_for("worksheet")[-1].messages[-1].content
    assert asked_again.count('"bloom_level"') == 6 - len(kept)


async def events_of(house: House, state: GenerationState) -> list[tuple[int, str]]:
    """Numbers and stems of the questions that were shown."""
    async with house.sources.pool.connection() as connection:
        cursor = await connection.execute(
            "select (data #>> '{question,number}')::int, data #>> '{question,stem}' from generation_events"
            " where generation_id = %s and event = 'question' order by sequence",
            [state.id],
        )
        return await cursor.fetchall()


async def test_watchers_see_the_questions_that_stay_and_every_stage(house: House) -> None:
    worksheet = await written(house, 3)
    state = await edit.regenerate_one(worksheet.id, 2, OneAnew(), EDITOR, house.sources)
    assert isinstance(state, GenerationState)
    await house.work()

    assert [number for number, _ in await events_of(house, state)] == [1, 3, 2]
    assert await house.count(f"generation_events where data ->> 'stage' = '{Stage.PLANNING}'") == 1


async def test_without_a_model_a_written_worksheet_cannot_be_changed(house: House) -> None:
    worksheet = await written(house, 3)
    house.sources = type(house.sources)(house.sources.pool, house.sources.cache, None)
    with pytest.raises(NothingCanServe):
        await edit.regenerate_one(worksheet.id, 1, OneAnew(), EDITOR, house.sources)


@pytest.mark.parametrize("number", [0, 4, 99])
async def test_a_number_that_is_not_there_is_an_error_that_says_which_are(house: House, number: int) -> None:
    worksheet = await written(house, 3)
    with pytest.raises(NoSuchQuestion, match="1 to 3"):
        await edit.regenerate_one(worksheet.id, number, OneAnew(), EDITOR, house.sources)


@pytest.mark.parametrize(
    ("body", "field", "says"),
    [
        (Anew(locked=(1, 2, 3)), "locked", "Every question is locked"),
        (Anew(locked=(2, 7, 9)), "locked", "There is no question 7, 9: the worksheet has 3"),
        (Anew(wish=EditWish.EASIER, type=QuestionType.OPEN), "type", "other_type, not with easier"),
    ],
)
async def test_what_cannot_be_is_an_error_of_its_field(house: House, body: Anew, field: str, says: str) -> None:
    worksheet = await written(house, 3)
    with pytest.raises(EditImpossible, match=says) as raised:
        await edit.regenerate(worksheet.id, body, EDITOR, house.sources)
    assert raised.value.field == field


async def test_nothing_is_easier_than_easy_or_harder_than_hard(editor: Editor, house: House) -> None:
    worksheet = await written(house, 3)
    for wish, end in ((EditWish.EASIER, Difficulty.EASY), (EditWish.HARDER, Difficulty.HARD)):
        changed = await editor.anew(worksheet, Anew(wish=wish))
        assert {question.difficulty for question in changed.questions} == {end}
        assert changed.difficulty is end
        with pytest.raises(EditImpossible, match=f"{end} already") as raised:
            await edit.regenerate_one(changed.id, 1, OneAnew(wish), EDITOR, house.sources)
        assert raised.value.field == "wish"


async def test_a_question_cannot_become_of_the_type_it_has(house: House) -> None:
    worksheet = await written(house, 3)
    body = OneAnew(type=worksheet.questions[0].type)
    with pytest.raises(EditImpossible, match="already") as raised:
        await edit.regenerate_one(worksheet.id, 1, body, EDITOR, house.sources)
    assert raised.value.field == "type"
