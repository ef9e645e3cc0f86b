"""Variants of a written worksheet: the same blueprint, other numbers, another order."""

from collections import Counter

import pytest

from cache.model import Language
from fakes.editor import EDITOR, Editor
from fakes.house import House, request
from fakes.openai_server import Behaviour
from questions.model import Question
from worksheets.editing import edit, variants
from worksheets.editing.model import Varying
from worksheets.errors import NothingCanServe, TooManyAtOnce
from worksheets.generations import starting
from worksheets.model import GenerationStatus, Worksheet


def slots(questions: tuple[Question, ...]) -> Counter[tuple[object, ...]]:
    return Counter((one.type, one.bloom_level, one.difficulty, one.points) for one in questions)


def stems(worksheet: Worksheet) -> set[str]:
    return {question.stem for question in worksheet.questions}


async def test_variants_have_the_same_blueprint_other_questions_and_another_order(editor: Editor, house: House) -> None:
    worksheet = await house.made(request(count=9))

    made = await editor.variants(worksheet, 2)

    sheets = [worksheet, *made]
    assert all(slots(sheet.questions) == slots(worksheet.questions) for sheet in sheets)
    assert len({question.stem for sheet in made for question in sheet.questions} - stems(worksheet)) >= 9
    for sheet in made:
        assert not stems(sheet) & stems(worksheet)
        assert [one.type for one in sheet.questions] != [one.type for one in worksheet.questions]
        assert [one.number for one in sheet.questions] == list(range(1, 10))
        assert sheet.provenance.edited_from == worksheet.id
    assert [sheet.title.removeprefix(worksheet.title) for sheet in made] == [" – Version B", " – Version C"]


async def test_asking_again_gives_the_same_variants_and_more_only_what_is_new(editor: Editor, house: House) -> None:
    worksheet = await house.made(request(count=4))
    once = await editor.variants(worksheet, 1)
    calls = house.provider.calls

    assert [sheet.id for sheet in await editor.variants(worksheet, 1)] == [sheet.id for sheet in once]
    assert house.provider.calls == calls
    assert (await editor.variants(worksheet, 2))[0].id == once[0].id


async def test_variants_under_way_are_joined(house: House) -> None:
    worksheet = await house.made(request(count=4))
    first = await edit.vary(worksheet.id, 2, EDITOR, house.sources)
    second = await edit.vary(worksheet.id, 2, EDITOR, house.sources)
    assert first == second
    assert [one.label for one in first] == ["Version B", "Version C"]


async def test_of_variants_that_are_too_many_none_is_begun(house: House) -> None:
    worksheet = await house.made(request(count=4))
    other = await house.made(request("Rivers of South America", 4))
    await edit.vary(worksheet.id, 4, EDITOR, house.sources)
    generations = await house.count("generations")
    with pytest.raises(TooManyAtOnce):
        await edit.vary(other.id, 2, EDITOR, house.sources)
    assert await house.count("generations") == generations


async def test_a_question_that_has_no_parallel_form_is_the_old_one_with_its_key(editor: Editor, house: House) -> None:
    worksheet = await house.made(request(count=6))
    house.provider.script(Behaviour.FLAWED, Behaviour.ALL_FLAWED, Behaviour.ALL_FLAWED)

    (made,) = await editor.variants(worksheet, 1)

    old = {question.stem: question for question in worksheet.questions}
    stayed = [question for question in made.questions if question.stem in old]
    assert [question.number for question in stayed] == [3, 6]
    assert all(question.answer == old[question.stem].answer for question in stayed)
    assert made.notice is not None
    assert made.notice.endswith("3, 6.")


async def test_variants_are_nobody_elses(editor: Editor, house: House) -> None:
    worksheet = await house.made(request(count=4))
    banked = await house.count("bank_questions")
    await editor.variants(worksheet, 1)
    assert (await house.made(request(count=4))).id == worksheet.id
    assert await house.count("bank_questions") == banked


async def test_a_variant_that_failed_is_begun_again(editor: Editor, house: House) -> None:
    worksheet = await house.made(request(count=3))
    house.provider.script(Behaviour.REFUSAL)
    (begun,) = await edit.vary(worksheet.id, 1, EDITOR, house.sources)
    assert begun.generation is not None
    await house.work()
    failed = await starting.state(house.sources.pool, begun.generation.id)
    assert failed.status is GenerationStatus.FAILED
    assert len(await editor.variants(worksheet, 1)) == 1


async def test_without_a_model_there_are_no_variants_of_a_written_worksheet(house: House) -> None:
    worksheet = await house.made(request(count=3))
    house.sources = type(house.sources)(house.sources.pool, house.sources.cache, None)
    with pytest.raises(NothingCanServe):
        await edit.vary(worksheet.id, 1, EDITOR, house.sources)


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        (Language.ENGLISH, ["Version A", "Version B", "Version E"]),
        (Language.RUSSIAN, ["Вариант 1", "Вариант 2", "Вариант 5"]),
        (Language.HINDI, ["सेट क", "सेट ख", "सेट ङ"]),
    ],
)
def test_variants_are_called_as_teachers_of_the_language_call_them(language: Language, labels: list[str]) -> None:
    assert [variants.label(language, variant) for variant in (1, 2, 5)] == labels


async def test_the_order_of_a_variant_does_not_depend_on_the_machine(house: House) -> None:
    worksheet = await house.made(request(count=9))
    varying = Varying(worksheet.id, 2)
    orders = [variants.other_order(9, variants.randomness(varying.worksheet_id, varying.variant)) for _ in range(2)]
    assert orders[0] == orders[1] != list(range(9))
