"""Where the judge pays, and where it is left alone for a day."""

import pytest

from cache.judging import store
from cache.judging.ledger import FEWEST_QUESTIONS, Ledger
from cache.judging.model import Candidate, Judgement, Vote, VoteOutcome
from cache.model import Language, Scope
from database.pool import Pool, transaction
from fakes.clock import Clock
from language_models.model import Usage

SCOPE = Scope(Language.HINDI, 5)
CHOICE = Candidate(1, "भिन्नों का जोड़", 0.9, None)
USAGE = Usage(300, 8)
NOTHING = Judgement((Vote(VoteOutcome.NONE, USAGE, "small"), Vote(VoteOutcome.SPARED, USAGE, "small")))
SERVED = Judgement((Vote(VoteOutcome.CHOSEN, USAGE, "small", CHOICE),) * 2)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(pool: Pool, clock: Clock) -> Ledger:
    return Ledger(pool, clock)


async def record(ledger: Ledger, pool: Pool, judgement: Judgement, times: int, scope: Scope = SCOPE) -> None:
    for _ in range(times):
        async with transaction(pool) as connection:
            await ledger.record(connection, scope, judgement)


async def test_a_scope_pays_when_one_in_twenty_is_served(ledger: Ledger, pool: Pool) -> None:
    await record(ledger, pool, SERVED, 2)
    await record(ledger, pool, NOTHING, FEWEST_QUESTIONS)
    assert not await ledger.is_off(SCOPE)


async def test_a_scope_is_not_judged_by_its_first_questions(ledger: Ledger, pool: Pool) -> None:
    await record(ledger, pool, NOTHING, FEWEST_QUESTIONS - 1)
    assert not await ledger.is_off(SCOPE)
    await record(ledger, pool, NOTHING, 1)
    assert await ledger.is_off(SCOPE)
    assert not await ledger.is_off(Scope(Language.HINDI, 5, "mathematics"))


async def test_another_machine_hears_of_it_within_a_minute(ledger: Ledger, pool: Pool, clock: Clock) -> None:
    assert not await ledger.is_off(SCOPE)
    await record(Ledger(pool, clock), pool, NOTHING, FEWEST_QUESTIONS)
    assert not await ledger.is_off(SCOPE)
    clock.now += 60
    assert await ledger.is_off(SCOPE)


async def test_after_a_day_the_scope_is_tried_again_from_nothing(ledger: Ledger, pool: Pool, clock: Clock) -> None:
    await record(ledger, pool, NOTHING, FEWEST_QUESTIONS)
    async with pool.connection() as connection:
        await connection.execute("update cache_judge_scopes set off_until = off_until - interval '1 day'")
    clock.now += 60
    assert not await ledger.is_off(SCOPE)
    await record(ledger, pool, NOTHING, FEWEST_QUESTIONS - 1)
    assert not await ledger.is_off(SCOPE)


async def test_what_an_older_week_brought_decides_nothing_but_stays_counted(ledger: Ledger, pool: Pool) -> None:
    await record(ledger, pool, SERVED, 10)
    async with pool.connection() as connection:
        await connection.execute("update cache_judge_scopes set window_started_at = now() - interval '8 days'")
    await record(ledger, pool, NOTHING, FEWEST_QUESTIONS)
    assert await ledger.is_off(SCOPE)
    async with pool.connection() as connection:
        totals = await store.total(connection)
    assert (totals.questions, totals.served, totals.saved, totals.votes) == (40, 10, 0, 80)
    assert (totals.prompt_tokens, totals.completion_tokens) == (40 * 600, 40 * 16)
