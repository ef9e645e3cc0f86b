"""What calls cost, stored whatever happens, summed, and limited."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from msgspec.structs import replace

from database.pool import Pool, create_pool
from fakes.behaviours import Behaviour
from fakes.lineups import PRICE, lineup_of
from fakes.openai_server import FakeOpenAI
from language_models import store
from language_models.books import Books
from language_models.configured_models import ConfiguredModels
from language_models.errors import BudgetSpent
from language_models.model import Prompt, Purpose, Role, Usage
from language_models.store import CallRow

PLENTY = 20.0
NOW = datetime.now(UTC)
TODAY = NOW.date()


def call(**more: object) -> CallRow:
    made = CallRow(
        id=uuid4(),
        at=NOW,
        role="author",
        provider="first",
        model="large",
        asker="digest",
        generation_id=None,
        language="en",
        outcome="ok",
        prompt_tokens=1000,
        cached_tokens=100,
        completion_tokens=500,
        reasoning_tokens=50,
        is_estimate=False,
        milliseconds=1200,
        cost=3000,
        currency="USD",
        input_price=PRICE.input,
        cached_input_price=None,
        output_price=PRICE.output,
        price_date=PRICE.date,
    )
    return replace(made, **more)


async def test_a_call_that_is_stored_twice_is_counted_once(pool: Pool) -> None:
    booked = call()
    async with pool.connection() as connection:
        await store.book(connection, booked)
        await store.book(connection, booked)
        (day,) = await store.sum_by_day(connection, TODAY, TODAY)
        spent = await store.spent(connection, TODAY, "USD")

    assert (day.name, day.calls, day.prompt_tokens, day.cost) == (str(TODAY), 1, 1000, 3000)
    assert spent == 3000


async def test_sums_by_role_model_user_day_and_worksheet(pool: Pool) -> None:
    generation, worksheet = uuid4(), uuid4()
    yesterday = NOW - timedelta(days=1)
    calls = [
        call(generation_id=generation),
        call(generation_id=generation, role="solver", model="small", cost=500, outcome="refused"),
        call(asker="other", cost=None, outcome="left"),
        call(at=yesterday, cost=7),
        call(currency="RUB", cost=90_000),
    ]
    async with pool.connection() as connection:
        for each in calls:
            await store.book(connection, each)
        await store.book_worksheet(connection, generation, worksheet)
        roles = await store.sum_by_role(connection, TODAY, TODAY)
        models = await store.sum_by_model(connection, TODAY, TODAY)
        users = await store.sum_by_user(connection, TODAY, TODAY)
        days = await store.sum_by_day(connection, yesterday.date(), TODAY)
        worksheets = await store.sum_by_worksheet(connection, TODAY, TODAY)

    assert [(row.name, row.currency, row.calls, row.failed, row.unpriced, row.cost) for row in roles] == [
        ("author", "RUB", 1, 0, 0, 90_000),
        ("author", "USD", 2, 0, 1, 3000),
        ("solver", "USD", 1, 1, 0, 500),
    ]
    assert {row.name for row in models} == {"first/large", "first/small"}
    assert [(row.name, row.currency, row.cost) for row in users] == [
        ("digest", "RUB", 90_000),
        ("digest", "USD", 3500),
        ("other", "USD", 0),
    ]
    assert [(row.name, row.cost) for row in days if row.currency == "USD"] == [
        (str(yesterday.date()), 7),
        (str(TODAY), 3500),
    ]
    assert [(row.name, row.calls, row.cost) for row in worksheets] == [(str(worksheet), 2, 3500)]


async def test_calls_wait_while_the_database_is_away_and_are_stored_when_it_is_back(database_url: str) -> None:
    pool = create_pool(database_url)
    books = Books(pool, "USD", retry=0.02)
    books.book(call())
    books.book(call())
    assert await books.spent_today() == 6000

    await pool.open(wait=True)
    await books.settle()
    async with pool.connection() as connection:
        assert await store.spent(connection, TODAY, "USD") == 6000
    await books.close()
    await pool.close()


async def test_a_database_that_stays_away_holds_up_neither_calls_nor_the_end(
    database_url: str, fake: FakeOpenAI, prompt: Prompt
) -> None:
    models = ConfiguredModels(lineup_of(fake), create_pool(database_url), budget=1_000_000)

    assert (await models.route(Purpose(Role.AUTHOR)).complete(prompt, deadline=PLENTY)).text
    await models.close()


async def test_a_call_that_the_database_refuses_is_lost_and_holds_up_no_other(pool: Pool) -> None:
    books = Books(pool, "USD")
    books.book(call(language="\0"))
    books.book(call())
    await books.settle()

    async with pool.connection() as connection:
        (day,) = await store.sum_by_day(connection, TODAY, TODAY)
    assert day.calls == 1


async def test_a_spent_budget_stops_calls_until_midnight(configure, fake: FakeOpenAI, prompt: Prompt) -> None:
    models = await configure(lineup_of(fake), budget=100)
    await models.route(Purpose(Role.AUTHOR)).complete(prompt, deadline=PLENTY)

    with pytest.raises(BudgetSpent) as raised:
        await models.route(Purpose(Role.JUDGE)).complete(prompt, deadline=PLENTY)

    assert fake.calls == 1
    assert raised.value.returns_at.date() == datetime.now(UTC).date() + timedelta(days=1)
    assert raised.value.returns_at.time() == datetime.min.time()


async def test_what_other_processes_have_spent_counts(configure, fake: FakeOpenAI, prompt: Prompt) -> None:
    other = await configure(lineup_of(fake))
    await other.route(Purpose(Role.AUTHOR)).complete(prompt, deadline=PLENTY)
    await other.books.settle()
    models = await configure(lineup_of(fake), budget=100)

    with pytest.raises(BudgetSpent):
        await models.route(Purpose(Role.AUTHOR)).complete(prompt, deadline=PLENTY)


async def test_money_that_is_left_stops_nothing(configure, fake: FakeOpenAI, prompt: Prompt) -> None:
    models = await configure(lineup_of(fake), budget=1_000_000)
    for _ in range(2):
        await models.route(Purpose(Role.AUTHOR)).complete(prompt, deadline=PLENTY)
    assert await models.budget.spent() is None


async def test_a_request_that_is_turned_away_costs_nothing(configure, fake: FakeOpenAI, prompt: Prompt, booked) -> None:
    models = await configure(lineup_of(fake))
    fake.script(Behaviour.SERVER_ERROR)
    await models.route(Purpose(Role.AUTHOR)).complete(prompt, deadline=PLENTY)

    turned_away, answered = await booked(models)
    assert (turned_away.cost, answered.cost > 0) == (0, True)


async def test_without_a_price_a_call_is_stored_without_a_cost(
    configure, fake: FakeOpenAI, prompt: Prompt, booked
) -> None:
    models = await configure(lineup_of(fake, price=None))
    await models.route(Purpose(Role.AUTHOR)).complete(prompt, deadline=PLENTY)

    assert [one.cost for one in await booked(models)] == [None]


def test_cached_tokens_have_a_price_of_their_own() -> None:
    usage = Usage(prompt_tokens=1_000_000, completion_tokens=100_000, cached_tokens=400_000)

    assert PRICE.cost(usage) == 1_200_000 + 200_000 + 800_000
    assert replace(PRICE, cached_input=None).cost(usage) == 2_000_000 + 800_000


async def test_single_calls_are_forgotten_and_their_sums_stay(pool: Pool) -> None:
    old = NOW - timedelta(days=91)
    async with pool.connection() as connection:
        await store.book(connection, call(at=old))
        await store.book(connection, call())
        assert await store.delete_old(connection) == 1
        assert len(await store.sum_by_day(connection, old.date(), TODAY)) == 2
