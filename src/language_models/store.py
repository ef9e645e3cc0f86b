"""SQL of calls of language models and their sums."""

import datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from msgspec import Struct
from msgspec.structs import asdict

from database.pool import Connection
from database.statement import Command, Statement

_DAYS_KEPT: Final = 90


class CallRow(Struct, frozen=True):
    """One call. `cost` is in millionths of `currency`, None without a price."""

    id: UUID
    at: datetime.datetime
    role: str
    provider: str
    model: str
    asker: str | None
    generation_id: UUID | None
    language: str | None
    outcome: str
    prompt_tokens: int
    cached_tokens: int
    completion_tokens: int
    reasoning_tokens: int
    is_estimate: bool
    milliseconds: int
    cost: int | None
    currency: str
    input_price: Decimal | None
    cached_input_price: Decimal | None
    output_price: Decimal | None
    price_date: datetime.date | None


class SumRow(Struct, frozen=True):
    """Calls that belong together, in one currency. `failed` and `unpriced` are among them."""

    name: str
    currency: str
    calls: int
    failed: int
    unpriced: int
    prompt_tokens: int
    cached_tokens: int
    completion_tokens: int
    reasoning_tokens: int
    cost: int


class CostRow(Struct, frozen=True):
    cost: int


# One statement, so that a call is in both tables or in neither, and is counted once however often it is tried.
BOOK = Command("""
    with booked as (
        insert into model_calls (
            id, at, role, provider, model, asker, generation_id, language, outcome, prompt_tokens, cached_tokens,
            completion_tokens, reasoning_tokens, is_estimate, milliseconds, cost, currency, input_price,
            cached_input_price, output_price, price_date
        )
        values (
            %(id)s, %(at)s, %(role)s, %(provider)s, %(model)s, %(asker)s, %(generation_id)s, %(language)s, %(outcome)s,
            %(prompt_tokens)s, %(cached_tokens)s, %(completion_tokens)s, %(reasoning_tokens)s, %(is_estimate)s,
            %(milliseconds)s, %(cost)s, %(currency)s, %(input_price)s, %(cached_input_price)s, %(output_price)s,
            %(price_date)s
        )
        on conflict (id) do nothing
        returning *
    )
    insert into model_days as days (
        day, role, provider, model, currency, calls, failed, unpriced, prompt_tokens, cached_tokens, completion_tokens,
        reasoning_tokens, cost
    )
    select (at at time zone 'utc')::date, role, provider, model, currency, 1, (outcome not in ('ok', 'left'))::int,
           (cost is null)::int, prompt_tokens, cached_tokens, completion_tokens, reasoning_tokens, coalesce(cost, 0)
    from booked
    on conflict (day, role, provider, model, currency) do update
    set calls             = days.calls + 1,
        failed            = days.failed + excluded.failed,
        unpriced          = days.unpriced + excluded.unpriced,
        prompt_tokens     = days.prompt_tokens + excluded.prompt_tokens,
        cached_tokens     = days.cached_tokens + excluded.cached_tokens,
        completion_tokens = days.completion_tokens + excluded.completion_tokens,
        reasoning_tokens  = days.reasoning_tokens + excluded.reasoning_tokens,
        cost              = days.cost + excluded.cost
""")

BOOK_WORKSHEET = Command("""
    update model_calls
    set worksheet_id = %(worksheet_id)s
    where generation_id = %(generation_id)s
""")

SPENT = Statement(
    """
    select coalesce(sum(cost), 0)::bigint as cost
    from model_days
    where day = %(day)s
      and currency = %(currency)s
    """,
    CostRow,
)

SUM_BY_DAY = Statement(
    """
    select day::text as name, currency, sum(calls)::bigint as calls, sum(failed)::bigint as failed,
           sum(unpriced)::bigint as unpriced, sum(prompt_tokens)::bigint as prompt_tokens,
           sum(cached_tokens)::bigint as cached_tokens, sum(completion_tokens)::bigint as completion_tokens,
           sum(reasoning_tokens)::bigint as reasoning_tokens, sum(cost)::bigint as cost
    from model_days
    where day between %(first)s and %(last)s
    group by day, currency
    order by day, currency
    """,
    SumRow,
)

SUM_BY_ROLE = Statement(
    """
    select role as name, currency, sum(calls)::bigint as calls, sum(failed)::bigint as failed,
           sum(unpriced)::bigint as unpriced, sum(prompt_tokens)::bigint as prompt_tokens,
           sum(cached_tokens)::bigint as cached_tokens, sum(completion_tokens)::bigint as completion_tokens,
           sum(reasoning_tokens)::bigint as reasoning_tokens, sum(cost)::bigint as cost
    from model_days
    where day between %(first)s and %(last)s
    group by role, currency
    order by cost desc, role, currency
    """,
    SumRow,
)

SUM_BY_MODEL = Statement(
    """
    select provider || '/' || model as name, currency, sum(calls)::bigint as calls, sum(failed)::bigint as failed,
           sum(unpriced)::bigint as unpriced, sum(prompt_tokens)::bigint as prompt_tokens,
           sum(cached_tokens)::bigint as cached_tokens, sum(completion_tokens)::bigint as completion_tokens,
           sum(reasoning_tokens)::bigint as reasoning_tokens, sum(cost)::bigint as cost
    from model_days
    where day between %(first)s and %(last)s
    group by provider, model, currency
    order by cost desc, provider, model, currency
    """,
    SumRow,
)

SUM_BY_USER = Statement(
    """
    select coalesce(asker, '') as name, currency, count(*) as calls,
           count(*) filter (where outcome not in ('ok', 'left')) as failed,
           count(*) filter (where cost is null) as unpriced, sum(prompt_tokens)::bigint as prompt_tokens,
           sum(cached_tokens)::bigint as cached_tokens, sum(completion_tokens)::bigint as completion_tokens,
           sum(reasoning_tokens)::bigint as reasoning_tokens, coalesce(sum(cost), 0)::bigint as cost
    from model_calls
    where (at at time zone 'utc')::date between %(first)s and %(last)s
    group by asker, currency
    order by cost desc, asker, currency
    """,
    SumRow,
)

# A generation knows its worksheet for a week; a call that was stored late was not there to be told.
SUM_BY_WORKSHEET = Statement(
    """
    select coalesce(calls.worksheet_id, generations.worksheet_id)::text as name, currency, count(*) as calls,
           count(*) filter (where outcome not in ('ok', 'left')) as failed,
           count(*) filter (where cost is null) as unpriced, sum(prompt_tokens)::bigint as prompt_tokens,
           sum(cached_tokens)::bigint as cached_tokens, sum(completion_tokens)::bigint as completion_tokens,
           sum(reasoning_tokens)::bigint as reasoning_tokens, coalesce(sum(cost), 0)::bigint as cost
    from model_calls as calls
    left join generations on generations.id = calls.generation_id
    where (calls.at at time zone 'utc')::date between %(first)s and %(last)s
      and coalesce(calls.worksheet_id, generations.worksheet_id) is not null
    group by 1, currency
    order by cost desc, name, currency
    """,
    SumRow,
)

DELETE_OLD = Command("""
    delete from model_calls
    where at < now() - make_interval(days => %(days)s)
""")


async def book(connection: Connection, call: CallRow) -> None:
    """Store the call and add it to its day, once."""
    await BOOK.execute(connection, asdict(call))


async def book_worksheet(connection: Connection, generation_id: UUID, worksheet_id: UUID) -> None:
    """Note what the calls of a generation have become."""
    await BOOK_WORKSHEET.execute(connection, {"generation_id": generation_id, "worksheet_id": worksheet_id})


async def spent(connection: Connection, day: datetime.date, currency: str) -> int:
    """What the day's calls cost, in millionths of the currency."""
    return (await SPENT.fetch_one(connection, {"day": day, "currency": currency})).cost


async def sum_by_day(connection: Connection, first: datetime.date, last: datetime.date) -> list[SumRow]:
    """The calls of each day."""
    return await SUM_BY_DAY.fetch_all(connection, {"first": first, "last": last})


async def sum_by_role(connection: Connection, first: datetime.date, last: datetime.date) -> list[SumRow]:
    """The calls of each role, the dearest first."""
    return await SUM_BY_ROLE.fetch_all(connection, {"first": first, "last": last})


async def sum_by_model(connection: Connection, first: datetime.date, last: datetime.date) -> list[SumRow]:
    """The calls of each model, the dearest first."""
    return await SUM_BY_MODEL.fetch_all(connection, {"first": first, "last": last})


async def sum_by_user(connection: Connection, first: datetime.date, last: datetime.date) -> list[SumRow]:
    """The calls for each asker, the dearest first; '' for calls that nobody in particular caused."""
    return await SUM_BY_USER.fetch_all(connection, {"first": first, "last": last})


async def sum_by_worksheet(connection: Connection, first: datetime.date, last: datetime.date) -> list[SumRow]:
    """The calls that each finished worksheet took, the dearest first."""
    return await SUM_BY_WORKSHEET.fetch_all(connection, {"first": first, "last": last})


async def delete_old(connection: Connection) -> int:
    """Forget single calls after 90 days; the sums of days stay."""
    return await DELETE_OLD.execute(connection, {"days": _DAYS_KEPT})
