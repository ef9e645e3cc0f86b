"""Partial hits: what the bank has for a topic is taken, and only the rest is written."""

import msgspec
import pytest
from msgspec import json

from cache.model import Match
from fakes.house import House, request
from fakes.openai_server import Behaviour
from fakes.worksheets_by_numbers import Asked, asked_of
from questions.bank import store as bank_store
from questions.model import QuestionType
from worksheets.generations import store
from worksheets.model import CachePolicy, GenerationState, Source, Worksheet
from worksheets.sources import Served

CHOICE, NUMERIC, OPEN = QuestionType.SINGLE_CHOICE, QuestionType.NUMERIC, QuestionType.OPEN


def asked_last(house: House) -> Asked:
    """What the author was asked for last."""
    return asked_of(house.provider.asked_for("worksheet")[-1].messages[-1].content)


def stems(worksheet: Worksheet) -> list[str]:
    return [question.stem for question in worksheet.questions]


async def test_a_smaller_worksheet_is_put_together_without_a_call(house: House) -> None:
    ten = await house.made(request(count=10))
    calls = house.provider.calls
    outcome = await house.ask(request("causes of WWI", 5))
    assert isinstance(outcome, Served)
    five = json.decode(outcome.document, type=Worksheet)
    assert house.provider.calls == calls
    assert set(stems(five)) < set(stems(ten))
    assert [question.number for question in five.questions] == [1, 2, 3, 4, 5]
    assert five.title == ten.title
    assert five.provenance.source is Source.BANK
    assert five.provenance.match is Match.EXACT
    assert five.provenance.matched_topic == ten.topic
    assert five.provenance.model == "fake"
    assert five.provenance.from_bank == 5


async def test_what_was_put_together_is_stored_for_everybody(house: House) -> None:
    await house.made(request(count=10))
    five = await house.made(request(count=5))
    again = await house.made(request("causes of WWI", 5))
    assert (again.id, again.provenance.source) == (five.id, Source.CACHE)


async def test_of_a_larger_worksheet_only_the_rest_is_written(house: House) -> None:
    ten = await house.made(request(count=10))
    fifteen = await house.made(request(count=15))
    assert len(house.provider.asked_for("worksheet")) == 2
    assert asked_last(house).count == 5
    assert set(house.provider.told()[-1]["avoid"]) >= set(stems(ten))
    assert stems(fifteen)[:10] != stems(fifteen)[5:]
    assert set(stems(ten)) < set(stems(fifteen))
    assert len(set(stems(fifteen))) == 15
    assert (fifteen.provenance.source, fifteen.provenance.from_bank) == (Source.BANK, 10)
    calls = house.provider.calls
    twelve = await house.made(request(count=12))
    assert house.provider.calls == calls
    assert set(stems(twelve)) < set(stems(fifteen))


async def test_watchers_see_the_questions_of_the_bank_at_once(house: House) -> None:
    await house.made(request(count=4))
    state = await house.ask(request(count=6))
    assert isinstance(state, GenerationState)
    house.provider.script(Behaviour.UNAUTHORIZED)
    await house.work()
    async with house.sources.pool.connection() as connection:
        events = await store.find_events(connection, state.id, 0)
    assert [event.event for event in events][:5] == ["stage", "question", "question", "question", "question"]


async def test_without_the_model_the_bank_gives_what_it_has_and_the_worksheet_says_so(house: House) -> None:
    await house.made(request(count=4))
    house.provider.script(Behaviour.UNAUTHORIZED)
    short = await house.made(request(count=6))
    assert len(short.questions) == 4
    assert short.notice
    assert isinstance(await house.ask(request(count=6)), GenerationState)  # it is nobody else's


async def test_only_the_types_that_are_missing_are_written(house: House) -> None:
    await house.made(request("Causes of the First World War", 4, CHOICE))
    mixed = await house.made(request("Causes of the First World War", 4, CHOICE, NUMERIC))
    assert set(asked_last(house).types) == {"numeric"}
    assert sorted(question.type for question in mixed.questions) == [NUMERIC, NUMERIC, CHOICE, CHOICE]


async def test_questions_of_another_type_difficulty_or_level_are_left(house: House) -> None:
    await house.made(request(count=4))
    for wish in (
        msgspec.structs.replace(request(count=2), difficulty="hard"),
        msgspec.structs.replace(request(count=2), bloom_levels=("create",)),
        request("Causes of the Second World War", 2),
    ):
        assert isinstance(await house.ask(wish), GenerationState)


async def test_notes_neither_fill_the_bank_nor_are_served_from_it(house: House) -> None:
    await house.made(request(count=6, notes="Mention the Balkans."))
    assert await house.count("bank_questions") == 0
    await house.made(request(count=6))
    assert isinstance(await house.ask(request(count=3, notes="Mention the Balkans.")), GenerationState)


async def test_the_use_of_each_question_is_counted_and_the_least_used_come_first(house: House) -> None:
    await house.made(request(count=6))
    first = await house.made(request(count=3))
    second = await house.made(request("Causes of the First World War", 2))
    assert not set(stems(first)) & set(stems(second))
    async with house.sources.pool.connection() as connection:
        cursor = await connection.execute("select times_used from bank_questions order by times_used")
        assert [row[0] for row in await cursor.fetchall()] == [1, 2, 2, 2, 2, 2]


async def test_the_same_question_is_banked_once(house: House) -> None:
    await house.made(request(count=4))
    await house.made(request(count=6))
    assert await house.count("bank_questions") == 6


@pytest.mark.parametrize(
    "retire",
    [
        "update cache_items set quarantined_at = now()",
        "update bank_questions set edition = 'schema-0/author-0.en'",
        "update bank_questions set expires_at = now() - interval '1 second'",
    ],
    ids=["reported", "older edition", "expired"],
)
async def test_questions_that_were_reported_or_retired_are_not_used(house: House, retire: str) -> None:
    await house.made(request(count=6))
    async with house.sources.pool.connection() as connection:
        await connection.execute(retire)
    assert isinstance(await house.ask(request(count=3)), GenerationState)


async def test_reported_questions_stay_away_when_the_report_is_evicted(house: House) -> None:
    await house.made(request(count=6))
    await house.made(request("The clove trade of Zanzibar", 2))
    async with house.sources.pool.connection() as connection:
        await connection.execute("update cache_items set quarantined_at = now() where specification like '6|%%'")
        assert await bank_store.delete_reported(connection) == 6
    assert await house.count("bank_questions") == 2


async def test_a_worksheet_from_the_bank_lives_no_longer_than_its_questions(house: House) -> None:
    await house.made(request(count=6))
    async with house.sources.pool.connection() as connection:
        await connection.execute("update bank_questions set expires_at = now() + interval '1 hour'")
        await house.made(request(count=3))
        cursor = await connection.execute(
            "select count(*) from worksheets where expires_at < now() + interval '2 hours'"
        )
        assert await cursor.fetchone() == (1,)


async def test_only_what_is_stored_is_wanted_so_nothing_is_put_together(house: House) -> None:
    await house.made(request(count=6))
    with pytest.raises(Exception, match="cache: only makes none"):
        await house.ask(request(count=3, cache=CachePolicy.ONLY))
    assert await house.count("worksheets") == 1
