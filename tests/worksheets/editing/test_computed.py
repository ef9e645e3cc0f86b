"""What is changed of a computed worksheet: at once, without a model, with computed answers."""

from collections import Counter
from dataclasses import replace

import pytest

from cache.model import Language
from fakes.editor import EDITOR, Editor, apart_from
from fakes.house import House
from questions.checks import rules
from questions.model import Checker, Difficulty, Question, QuestionType
from worksheets.editing import edit
from worksheets.editing.model import Anew, EditWish, IntoLanguage, OneAnew
from worksheets.errors import NothingCanServe, SpecificationImpossible
from worksheets.generations.starting import Writer
from worksheets.model import GenerationState, QuestionsWanted, Source, WorksheetRequest
from worksheets.sources import Served
from worksheets.writing.sheet import specification

TOPICS = {
    Language.ENGLISH: ("Adding fractions with unlike denominators", 5),
    Language.RUSSIAN: ("Таблица умножения на 7", 3),
    Language.HINDI: ("रैखिक समीकरण", 8),
}


@pytest.fixture
def writer(house: House) -> Writer | None:
    """How the house has worksheets written."""
    return house.sources.writer


@pytest.fixture(autouse=True)
def without_a_model(house: House, writer: Writer | None) -> None:
    """Take the model away from the house."""
    house.sources = replace(house.sources, writer=None)


def wanted(language: Language, count: int = 8, *types: QuestionType) -> WorksheetRequest:
    topic, grade = TOPICS[language]
    return WorksheetRequest(topic, grade, language, questions=QuestionsWanted(count, types))


def slots(questions: tuple[Question, ...]) -> Counter[tuple[object, ...]]:
    return Counter((one.type, one.bloom_level, one.difficulty, one.points) for one in questions)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("wish", EditWish)
async def test_each_wish_is_computed_at_once(editor: Editor, house: House, language: Language, wish: EditWish) -> None:
    worksheet = await house.made(wanted(language))
    old = worksheet.questions[2]

    changed = await editor.one_anew(worksheet, 3, wish)

    new = changed.questions[2]
    assert apart_from(changed, 3) == apart_from(worksheet, 3)
    assert new != old
    assert (new.type is old.type) is (wish is not EditWish.OTHER_TYPE)
    assert new.checked_by == (Checker.COMPUTED,)
    difficulties = {EditWish.EASIER: Difficulty.EASY, EditWish.HARDER: Difficulty.HARD}
    assert new.difficulty is difficulties.get(wish, old.difficulty)
    assert (changed.provenance.source, changed.provenance.edited_from) == (Source.GENERATOR, worksheet.id)
    request = wanted(language)
    assert rules.check(changed.questions, specification(request), language, request.grade) == []
    assert house.provider.calls == 0


@pytest.mark.parametrize("language", Language)
async def test_variants_are_computed_with_the_same_slots_and_other_numbers(
    editor: Editor, house: House, language: Language
) -> None:
    worksheet = await house.made(wanted(language))

    made = await editor.variants(worksheet, 2)

    for sheet in made:
        assert slots(sheet.questions) == slots(worksheet.questions)
        assert [one.type for one in sheet.questions] != [one.type for one in worksheet.questions]
        assert {one.checked_by for one in sheet.questions} == {(Checker.COMPUTED,)}
    asked = [(one.stem, one.options) for sheet in [worksheet, *made] for one in sheet.questions]
    assert len(set(asked)) > 2 * len(worksheet.questions)
    assert not set(asked[: len(worksheet.questions)]) & set(asked[len(worksheet.questions) :])
    assert [sheet.id for sheet in await editor.variants(worksheet, 2)] == [sheet.id for sheet in made]


async def test_a_fresh_asker_still_gets_the_original(editor: Editor, house: House) -> None:
    worksheet = await house.made(wanted(Language.ENGLISH))
    before, banked = await editor.stored_text(worksheet.id), await house.count("bank_questions")
    await editor.anew(worksheet, Anew(locked=(1,)))
    await editor.variants(worksheet, 1)
    assert (await house.made(wanted(Language.ENGLISH))).id == worksheet.id
    assert await editor.stored_text(worksheet.id) == before
    assert await house.count("bank_questions") == banked


async def test_a_type_that_the_topic_cannot_have_is_an_error_that_names_those_it_can(house: House) -> None:
    worksheet = await house.made(WorksheetRequest("Simplifying fractions", 5, Language.ENGLISH))
    body = OneAnew(EditWish.OTHER_TYPE, QuestionType.NUMERIC)
    with pytest.raises(SpecificationImpossible, match="choose from") as raised:
        await edit.regenerate_one(worksheet.id, 1, body, EDITOR, house.sources)
    assert raised.value.field == "type"


async def test_a_model_writes_what_cannot_be_computed(house: House, writer: Writer) -> None:
    worksheet = await house.made(WorksheetRequest("Simplifying fractions", 5, Language.ENGLISH))
    body = OneAnew(EditWish.OTHER_TYPE, QuestionType.NUMERIC)
    house.sources = replace(house.sources, writer=writer)
    begun = await edit.regenerate_one(worksheet.id, 1, body, EDITOR, house.sources)
    assert isinstance(begun, GenerationState)


async def test_a_computed_worksheet_needs_a_model_only_for_another_language(house: House) -> None:
    worksheet = await house.made(wanted(Language.ENGLISH))
    assert isinstance(await edit.regenerate_one(worksheet.id, 1, OneAnew(), EDITOR, house.sources), Served)
    with pytest.raises(NothingCanServe):
        await edit.translate(worksheet.id, IntoLanguage(Language.HINDI), EDITOR, house.sources)


async def test_a_sheet_of_one_question_can_be_changed_again_and_again(editor: Editor, house: House) -> None:
    worksheet = await house.made(wanted(Language.ENGLISH, 1, QuestionType.NUMERIC))
    stems = {worksheet.questions[0].stem}
    for _ in range(3):
        worksheet = await editor.one_anew(worksheet, 1)
        stems.add(worksheet.questions[0].stem)
    assert len(stems) >= 3
