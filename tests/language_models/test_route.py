"""Several models as one, against providers that misbehave."""

import asyncio
import json
from contextlib import aclosing
from uuid import uuid4

import pytest
from msgspec.structs import replace

from fakes.behaviours import Behaviour
from fakes.lineups import PRICE, lineup_of
from fakes.openai_server import FakeOpenAI
from language_models.configured_models import ConfiguredModels, StandingModel
from language_models.errors import (
    DeadlineExceeded,
    KeyRejected,
    ModelFailed,
    NoModel,
    QuotaSpent,
    RateLimited,
    Refused,
    Stalled,
    Truncated,
    Unavailable,
)
from language_models.lineup import Lineup, Offer, Order, Plan, Provider
from language_models.model import Completion, Prompt, Purpose, Role, Usage
from language_models.pricing import Price

PLENTY = 20.0
SHORT = 4.0
AUTHOR = Purpose(Role.AUTHOR, language="ru")
Fakes = tuple[FakeOpenAI, FakeOpenAI]

BEFORE_TEXT = {
    Behaviour.RATE_LIMITED: "rate_limited",
    Behaviour.RATE_LIMITED_LONG: "rate_limited",
    Behaviour.QUOTA_SPENT: "quota_spent",
    Behaviour.UNAUTHORIZED: "key_rejected",
    Behaviour.UNKNOWN_MODEL: "unknown_model",
    Behaviour.REJECTED: "rejected",
    Behaviour.SERVER_ERROR: "unavailable",
    Behaviour.HANG_BEFORE: "stalled",
    Behaviour.HANG_AFTER_HEADERS: "stalled",
    Behaviour.HTML_PAGE: "bad_reply",
    Behaviour.REFUSAL: "refused",
}
IN_THE_STREAM = {
    Behaviour.HANG_IN_STREAM: Stalled,
    Behaviour.CUT: Unavailable,
    Behaviour.CUT_CLEANLY: Unavailable,
    Behaviour.ERROR_IN_STREAM: Unavailable,
}
TURNED_AWAY = {"rate_limited", "quota_spent", "key_rejected", "unknown_model", "rejected", "unavailable"}


async def nobody_connected(*fakes: FakeOpenAI) -> None:
    async with asyncio.timeout(PLENTY):
        while any(fake.connections for fake in fakes):
            await asyncio.sleep(0.01)


@pytest.mark.parametrize(("behaviour", "outcome"), BEFORE_TEXT.items())
async def test_before_any_text_the_next_model_answers_within_the_same_deadline(
    fakes: Fakes, models: ConfiguredModels, prompt: Prompt, booked, behaviour: Behaviour, outcome: str
) -> None:
    fakes[0].script(behaviour)

    async with asyncio.timeout(PLENTY):
        completion = await models.route(AUTHOR).complete(prompt, deadline=SHORT)

    assert len(json.loads(completion.text)["questions"]) == 6
    assert completion.model == "model-second"
    failed, answered = await booked(models)
    assert (failed.model, failed.outcome) == ("model-first", outcome)
    assert (failed.prompt_tokens == 0) == (outcome in TURNED_AWAY)
    assert (answered.model, answered.outcome, answered.is_estimate) == ("model-second", "ok", False)
    await models.close()
    await nobody_connected(*fakes)


@pytest.mark.parametrize(("behaviour", "failure"), IN_THE_STREAM.items())
async def test_in_the_stream_a_failure_is_raised_with_what_came_and_the_next_call_begins_elsewhere(
    fakes: Fakes, models: ConfiguredModels, prompt: Prompt, booked, behaviour: Behaviour, failure: type[ModelFailed]
) -> None:
    route = models.route(AUTHOR)
    fakes[0].script(behaviour)
    async with asyncio.timeout(PLENTY):
        with pytest.raises(failure) as raised:
            await route.complete(prompt, deadline=SHORT)
        completion = await route.complete(prompt, deadline=PLENTY)

    assert raised.value.completion is not None
    assert raised.value.completion.text.startswith('{"title"')
    assert completion.model == "model-second"
    broken, _ = await booked(models)
    assert (broken.outcome, broken.is_estimate) == (failure.word, True)
    assert broken.completion_tokens > 10
    await models.close()
    await nobody_connected(*fakes)


@pytest.mark.parametrize("behaviour", [Behaviour.TRUNCATED, Behaviour.ENDLESS])
async def test_a_reply_that_reaches_its_limit_ends_there_and_says_nothing_against_its_model(
    fakes: Fakes, models: ConfiguredModels, prompt: Prompt, booked, behaviour: Behaviour
) -> None:
    route, prompt = models.route(AUTHOR), replace(prompt, max_tokens=1000)
    fakes[0].script(behaviour)
    async with asyncio.timeout(PLENTY):
        with pytest.raises(Truncated) as raised:
            await route.complete(prompt, deadline=PLENTY)
        completion = await route.complete(prompt, deadline=PLENTY)

    assert raised.value.completion is not None
    assert len(raised.value.completion.text.encode()) < 40 * prompt.max_tokens
    assert completion.model == "model-first"
    assert [call.outcome for call in await booked(models)] == ["truncated", "ok"]


@pytest.mark.parametrize("behaviour", [Behaviour.WRONG_JSON, Behaviour.ALL_FLAWED, Behaviour.OTHER_LANGUAGE])
async def test_a_model_whose_text_is_distrusted_is_asked_last(
    fakes: Fakes, models: ConfiguredModels, prompt: Prompt, behaviour: Behaviour
) -> None:
    route = models.route(AUTHOR)
    fakes[0].script(behaviour)
    first = await route.complete(prompt, deadline=PLENTY)
    is_another_left = route.distrust()
    second = await route.complete(prompt, deadline=PLENTY)

    assert (first.model, second.model, is_another_left) == ("model-first", "model-second", True)
    assert not route.distrust()
    assert (await models.route(AUTHOR).complete(prompt, deadline=PLENTY)).model == "model-first"


@pytest.mark.parametrize("behaviour", [*BEFORE_TEXT, *IN_THE_STREAM])
async def test_when_every_provider_misbehaves_the_call_ends_within_its_deadline_in_a_typed_failure(
    fakes: Fakes, models: ConfiguredModels, prompt: Prompt, booked, behaviour: Behaviour
) -> None:
    for fake in fakes:
        fake.script(*[behaviour] * 2)

    async with asyncio.timeout(PLENTY):
        with pytest.raises(ModelFailed) as raised:
            await models.route(AUTHOR).complete(prompt, deadline=2.0)

    assert type(raised.value) is not ModelFailed
    calls = await booked(models)
    assert {call.outcome for call in calls} <= {*BEFORE_TEXT.values(), "deadline"}
    assert len(calls) == sum(fake.calls for fake in fakes) >= 1
    await models.close()
    await nobody_connected(*fakes)


async def test_a_black_hole_takes_only_its_share_of_the_time(
    fakes: Fakes, models: ConfiguredModels, prompt: Prompt, booked
) -> None:
    fakes[0].script(Behaviour.HANG_BEFORE)
    await models.route(AUTHOR).complete(prompt, deadline=4.0)

    hole, _ = await booked(models)
    assert hole.outcome == "stalled"
    assert 2000 <= hole.milliseconds < 4000
    async with asyncio.timeout(PLENTY):
        while fakes[0].abandoned == 0:
            await asyncio.sleep(0.01)


async def test_a_stream_of_nothing_is_no_sign_of_life(
    fakes: Fakes, models: ConfiguredModels, prompt: Prompt, booked
) -> None:
    fakes[0].script(Behaviour.EMPTY_CHUNKS)
    completion = await models.route(AUTHOR).complete(prompt, deadline=SHORT)

    assert completion.model == "model-second"
    empty, _ = await booked(models)
    assert empty.outcome in {"stalled", "truncated"}  # whichever limit it meets first


async def test_the_last_model_may_be_silent_for_all_the_time_that_is_left(
    configure, fake: FakeOpenAI, prompt: Prompt
) -> None:
    models = await configure(lineup_of(fake))
    fake.script(Behaviour.HANG_BEFORE)

    async with asyncio.timeout(PLENTY):
        with pytest.raises(DeadlineExceeded):
            await models.route(AUTHOR).complete(prompt, deadline=0.5)


async def test_only_the_last_model_is_tried_once_more(fakes: Fakes, models: ConfiguredModels, prompt: Prompt) -> None:
    fakes[0].script(Behaviour.SERVER_ERROR)
    fakes[1].script(Behaviour.SERVER_ERROR)

    completion = await models.route(AUTHOR).complete(prompt, deadline=PLENTY)

    assert completion.model == "model-second"
    assert [fake.calls for fake in fakes] == [1, 2]


async def test_nothing_is_tried_more_often_than_once_again(
    fakes: Fakes, models: ConfiguredModels, prompt: Prompt
) -> None:
    for fake in fakes:
        fake.script(*[Behaviour.SERVER_ERROR] * 5)

    with pytest.raises(Unavailable):
        await models.route(AUTHOR).complete(prompt, deadline=PLENTY)

    assert [fake.calls for fake in fakes] == [1, 2]


@pytest.mark.parametrize(
    ("behaviours", "told"),
    [
        ((Behaviour.REFUSAL, Behaviour.SERVER_ERROR), Refused),
        ((Behaviour.UNAUTHORIZED, Behaviour.RATE_LIMITED_LONG), RateLimited),
        ((Behaviour.UNAUTHORIZED, Behaviour.QUOTA_SPENT), KeyRejected),
    ],
)
async def test_of_all_failures_the_most_telling_one_is_raised(
    fakes: Fakes, models: ConfiguredModels, prompt: Prompt, behaviours: tuple[Behaviour, ...], told: type[ModelFailed]
) -> None:
    for fake, behaviour in zip(fakes, behaviours, strict=True):
        fake.script(behaviour, behaviour)

    with pytest.raises(told):
        await models.route(AUTHOR).complete(prompt, deadline=PLENTY)


async def test_a_reader_who_leaves_is_booked_with_what_came(
    fakes: Fakes, models: ConfiguredModels, prompt: Prompt, booked
) -> None:
    fakes[0].script(Behaviour.ENDLESS)
    async with aclosing(models.route(AUTHOR).stream(prompt, deadline=PLENTY)) as reply:
        async for _ in reply:
            break

    (call,) = await booked(models)
    assert (call.outcome, call.is_estimate) == ("left", True)
    assert call.completion_tokens > 0
    await models.close()
    await nobody_connected(*fakes)


async def test_a_cancelled_call_is_booked_and_leaves_no_connection(
    fakes: Fakes, models: ConfiguredModels, prompt: Prompt, booked
) -> None:
    fakes[0].script(Behaviour.HANG_BEFORE)
    call = asyncio.create_task(models.route(AUTHOR).complete(prompt, deadline=PLENTY))
    async with asyncio.timeout(PLENTY):
        while fakes[0].calls == 0:
            await asyncio.sleep(0.01)
    call.cancel()
    await asyncio.wait([call])

    assert [call.outcome for call in await booked(models)] == ["left"]
    await models.close()
    await nobody_connected(*fakes)


async def test_a_call_is_booked_with_its_purpose_tokens_and_price(
    models: ConfiguredModels, prompt: Prompt, pool
) -> None:
    generation = uuid4()
    purpose = Purpose(Role.SOLVER, "ru", "mathematics", "digest", generation)
    completion = await models.route(purpose).complete(prompt, deadline=PLENTY)
    await models.books.settle()

    async with pool.connection() as connection:
        cursor = await connection.execute(
            "select role, provider, model, asker, generation_id, language, prompt_tokens, cached_tokens,"
            " completion_tokens, cost, currency, input_price, cached_input_price, output_price, price_date"
            " from model_calls"
        )
        row = await cursor.fetchone()
    usage = completion.usage
    assert row is not None
    assert row[:6] == ("solver", "first", "model-first", "digest", generation, "ru")
    assert row[6:9] == (usage.prompt_tokens, usage.cached_tokens, usage.completion_tokens)
    fresh = usage.prompt_tokens - usage.cached_tokens
    assert row[9] == round(2 * fresh + 0.5 * usage.cached_tokens + 8 * usage.completion_tokens)
    assert row[10:] == ("USD", PRICE.input, PRICE.cached_input, PRICE.output, PRICE.date)


async def test_a_role_caps_the_length_of_replies_and_is_told_how_to_think(
    configure, fake: FakeOpenAI, prompt: Prompt
) -> None:
    plan = Plan(("first",), max_tokens=700, effort="low", temperature=0.5)
    models = await configure(lineup_of(fake, plan=plan))

    await models.route(AUTHOR).complete(prompt, deadline=PLENTY)

    (call,) = fake.received
    assert {name: call.body[name] for name in ("max_tokens", "reasoning_effort", "temperature")} == {
        "max_tokens": 700,
        "reasoning_effort": "low",
        "temperature": 0.5,
    }


@pytest.mark.parametrize(
    ("purpose", "asked"),
    [
        (Purpose(Role.AUTHOR, "ru", "history"), "model-russian"),
        (Purpose(Role.AUTHOR, "en", "mathematics"), "model-mathematics"),
        (Purpose(Role.AUTHOR, "en", None), "model-any"),
        (Purpose(Role.AUTHOR, "ru", "mathematics"), "model-russian"),
    ],
)
async def test_models_are_chosen_by_language_and_subject(
    configure, fake: FakeOpenAI, prompt: Prompt, purpose: Purpose, asked: str
) -> None:
    offers = (
        Offer("russian", "first", "model-russian", languages=("ru",)),
        Offer("mathematics", "first", "model-mathematics", subjects=("mathematics",)),
        Offer("any", "first", "model-any"),
    )
    plans = {Role.AUTHOR: Plan(("russian", "mathematics", "any"))}
    models = await configure(Lineup((Provider("first", fake.base_url, "key"),), offers, plans))

    assert (await models.route(purpose).complete(prompt, deadline=PLENTY)).model == asked


async def test_the_cheapest_model_for_this_prompt_comes_first_where_cost_decides(
    configure, fake: FakeOpenAI, prompt: Prompt
) -> None:
    dear_input = Price(PRICE.input * 1000, PRICE.output, PRICE.date)
    dear_output = Price(PRICE.input, PRICE.output * 10, PRICE.date)
    offers = tuple(
        Offer(name, "first", name, price)
        for name, price in (("unpriced", None), ("dear_input", dear_input), ("dear_output", dear_output))
    )
    plans = {Role.AUTHOR: Plan(("unpriced", "dear_input", "dear_output"), Order.COST)}
    models = await configure(Lineup((Provider("first", fake.base_url, "key"),), offers, plans))
    long = Prompt("word " * 4000, prompt.user, "worksheet", {"type": "object"}, max_tokens=100)

    assert (await models.route(AUTHOR).complete(prompt, deadline=PLENTY)).model == "dear_input"
    fake.script(Behaviour.TRUNCATED)
    with pytest.raises(Truncated) as raised:
        await models.route(AUTHOR).complete(long, deadline=PLENTY)
    assert raised.value.completion is not None
    assert raised.value.completion.model == "dear_output"


async def test_a_role_without_a_suitable_model_says_so(configure, fake: FakeOpenAI, prompt: Prompt) -> None:
    offers = (Offer("russian", "first", "russian", languages=("ru",)),)
    models = await configure(
        Lineup((Provider("first", fake.base_url, "key"),), offers, {Role.AUTHOR: Plan(("russian",))})
    )

    with pytest.raises(NoModel, match="'hi'"):
        await models.route(Purpose(Role.AUTHOR, "hi")).complete(prompt, deadline=PLENTY)
    with pytest.raises(NoModel, match="'judge'"):
        await models.route(Purpose(Role.JUDGE)).complete(prompt, deadline=PLENTY)
    assert fake.calls == 0


async def test_a_provider_whose_quota_is_spent_says_so_when_it_is_the_only_one(
    configure, fake: FakeOpenAI, prompt: Prompt
) -> None:
    models = await configure(lineup_of(fake))
    fake.script(Behaviour.QUOTA_SPENT)

    with pytest.raises(QuotaSpent) as raised:
        await models.route(AUTHOR).complete(prompt, deadline=PLENTY)

    assert raised.value.completion is not None
    assert raised.value.completion.usage == Usage(0, 0)


async def test_a_stream_gives_its_pieces_and_then_the_whole(models: ConfiguredModels, prompt: Prompt) -> None:
    heard = [piece async for piece in models.route(AUTHOR).stream(prompt, deadline=PLENTY)]

    *pieces, whole = heard
    assert isinstance(whole, Completion)
    assert whole.text == "".join(piece for piece in pieces if isinstance(piece, str))
    assert len(pieces) > 10


async def test_a_standing_model_holds_nothing_against_a_model_that_failed_once(
    fakes: Fakes, models: ConfiguredModels, prompt: Prompt, booked
) -> None:
    judge = StandingModel(models, Purpose(Role.JUDGE))
    fakes[0].script(Behaviour.SERVER_ERROR)

    answered = [(await judge.complete(prompt, deadline=PLENTY)).model for _ in range(2)]

    assert answered == ["model-second", "model-first"]
    assert [call.outcome for call in await booked(models)] == ["unavailable", "ok", "ok"]
