"""Nobody whose worksheets are remembered is given the same one twice, unless it is asked for by its id."""

import asyncio

import pytest
from msgspec import json

from cache.model import Language
from fakes.house import House, request
from worksheets import serving
from worksheets.errors import NotStored
from worksheets.model import CachePolicy, GenerationState, QuestionsWanted, Source, Worksheet, WorksheetRequest
from worksheets.sources import Served

FRACTIONS = WorksheetRequest("adding fractions", 5, Language.ENGLISH, questions=QuestionsWanted(3))


def refresh(of: WorksheetRequest) -> WorksheetRequest:
    return WorksheetRequest(of.topic, of.grade, of.language, questions=of.questions, cache=CachePolicy.REFRESH)


async def test_a_visitor_is_given_the_stored_one_again_and_nothing_is_noted(house: House) -> None:
    first = await house.made(request())
    assert (await house.made(request())).id == first.id
    assert await house.count("cache_seen") == 0


async def test_stored_variants_are_given_before_another_is_made(house: House) -> None:
    variants = [await house.made(FRACTIONS), await house.made(refresh(FRACTIONS))]
    given = [await house.made(FRACTIONS, "vera") for _ in range(3)]
    assert {worksheet.id for worksheet in given[:2]} == {worksheet.id for worksheet in variants}
    assert [worksheet.provenance.source for worksheet in given] == [Source.CACHE, Source.CACHE, Source.GENERATOR]
    assert len({worksheet.id for worksheet in given}) == 3
    assert (await house.made(FRACTIONS, "boris")).provenance.source is Source.CACHE


async def test_when_all_are_seen_a_fresh_one_is_written_that_repeats_no_question(house: House) -> None:
    first = await house.made(request(), "vera")
    second = await house.made(request(), "vera")
    assert len(house.provider.told()) == 2
    assert set(house.provider.told()[-1]["avoid"]) == {question.stem for question in first.questions}
    assert not {question.stem for question in first.questions} & {question.stem for question in second.questions}
    assert second.provenance.source is Source.MODEL


async def test_everybody_on_a_flight_has_seen_what_it_brought(house: House) -> None:
    outcomes = [await house.ask(request(), viewer) for viewer in ("vera", "boris", None)]
    assert len({outcome.id for outcome in outcomes if isinstance(outcome, GenerationState)}) == 1
    await house.work()
    assert isinstance(await house.ask(request(), "olga"), Served)
    assert isinstance(await house.ask(request(), "vera"), GenerationState)
    assert isinstance(await house.ask(request(), "boris"), GenerationState)


async def test_two_requests_of_one_viewer_at_once_get_two_worksheets(house: House) -> None:
    await house.made(FRACTIONS)
    await house.made(refresh(FRACTIONS))
    given = await asyncio.gather(*(house.made(FRACTIONS, "vera") for _ in range(4)))
    assert len({worksheet.id for worksheet in given}) == 4


async def test_no_worksheet_is_put_together_from_what_its_reader_knows(house: House) -> None:
    ten = await house.made(request(count=10), "vera")
    mine = await house.made(request(count=5), "vera")
    others = await house.made(request(count=5, topic="causes of WWI"), "boris")
    known = {question.stem for question in ten.questions}
    assert not known & {question.stem for question in mine.questions}
    assert others.id == mine.id


async def test_a_worksheet_is_read_by_its_id_as_often_as_wanted(house: House) -> None:
    made = await house.made(FRACTIONS, "vera")
    read = json.decode((await serving.read(made.id, house.sources)).document, type=Worksheet)
    assert read == made


async def test_refresh_stores_another_variant_beside_the_first(house: House) -> None:
    first = await house.made(request())
    fresh = await house.made(refresh(request()))
    assert set(house.provider.told()[-1]["avoid"]) == {question.stem for question in first.questions}
    assert fresh.provenance.source is Source.MODEL
    assert {(await house.made(request(), "vera")).id for _ in range(2)} == {first.id, fresh.id}


async def test_only_gives_what_is_stored_until_all_is_seen_and_makes_nothing(house: House) -> None:
    stored = await house.made(FRACTIONS)
    only = WorksheetRequest(FRACTIONS.topic, 5, Language.ENGLISH, questions=FRACTIONS.questions, cache=CachePolicy.ONLY)
    assert (await house.made(only, "vera")).id == stored.id
    with pytest.raises(NotStored, match="you were given every one"):
        await house.ask(only, "vera")
    assert (await house.count("worksheets"), await house.count("generations")) == (1, 0)
