"""Models and providers that have failed are left alone for a while."""

import pytest
from prometheus_client import REGISTRY

from fakes.behaviours import Behaviour
from fakes.clock import Clock
from fakes.lineups import lineup_of
from fakes.openai_server import FakeOpenAI
from language_models.breakers import Breaker, Breakers, BreakerState, Tolerance
from language_models.configured_models import ConfiguredModels
from language_models.errors import ModelFailed, Stalled
from language_models.lineup import Lineup, Offer, Plan, Provider
from language_models.model import Prompt, Purpose, Role

PLENTY = 20.0
AUTHOR = Purpose(Role.AUTHOR)
Fakes = tuple[FakeOpenAI, FakeOpenAI]


async def answered_by(models: ConfiguredModels, prompt: Prompt) -> str:
    return (await models.route(AUTHOR).complete(prompt, deadline=PLENTY)).model


async def test_a_model_that_keeps_failing_is_left_alone_and_tried_again_later(
    fakes: Fakes, models: ConfiguredModels, prompt: Prompt, clock: Clock
) -> None:
    fakes[0].script(*[Behaviour.SERVER_ERROR] * 4)
    for _ in range(3):
        assert await answered_by(models, prompt) == "model-second"
    assert fakes[0].calls == 3
    assert await answered_by(models, prompt) == "model-second"
    assert fakes[0].calls == 3

    clock.now += 30
    assert await answered_by(models, prompt) == "model-second"
    assert fakes[0].calls == 4
    clock.now += 30
    assert await answered_by(models, prompt) == "model-second"
    assert fakes[0].calls == 4, "the second rest is twice as long"
    clock.now += 30
    assert await answered_by(models, prompt) == "model-first"
    assert await answered_by(models, prompt) == "model-first"


async def test_a_model_that_is_left_alone_is_told_to_operators(
    fakes: Fakes, models: ConfiguredModels, prompt: Prompt, clock: Clock
) -> None:
    def told() -> float | None:
        return REGISTRY.get_sample_value("tetrad_model_breaker_open", {"model": "first"})

    fakes[0].script(Behaviour.RATE_LIMITED_LONG)
    await answered_by(models, prompt)
    assert told() == 1
    clock.now += 90
    assert told() == 0


async def test_a_retry_after_is_kept_to(fakes: Fakes, models: ConfiguredModels, prompt: Prompt, clock: Clock) -> None:
    fakes[0].script(Behaviour.RATE_LIMITED_LONG)
    assert await answered_by(models, prompt) == "model-second"
    clock.now += 89
    assert await answered_by(models, prompt) == "model-second"
    assert fakes[0].calls == 1
    clock.now += 1
    assert await answered_by(models, prompt) == "model-first"


@pytest.mark.parametrize("behaviour", [Behaviour.QUOTA_SPENT, Behaviour.UNAUTHORIZED])
async def test_a_provider_without_money_or_key_is_left_alone_with_all_its_models(
    configure, fakes: Fakes, prompt: Prompt, clock: Clock, behaviour: Behaviour
) -> None:
    providers = tuple(Provider(name, fake.base_url, "key") for name, fake in zip("ab", fakes, strict=True))
    offers = (Offer("one", "a", "one"), Offer("two", "a", "two"), Offer("three", "b", "three"))
    models = await configure(Lineup(providers, offers, {Role.AUTHOR: Plan(("one", "two", "three"))}))
    fakes[0].script(behaviour, behaviour)

    assert await answered_by(models, prompt) == "three"
    calls = fakes[0].calls
    assert await answered_by(models, prompt) == "three"
    assert fakes[0].calls == calls
    clock.now += 300
    assert await answered_by(models, prompt) in {"one", "two"}


async def test_an_unknown_model_says_nothing_of_its_provider(
    configure, fake: FakeOpenAI, prompt: Prompt, clock: Clock
) -> None:
    offers = (Offer("wrong", "a", "fake:404"), Offer("right", "a", "right"))
    models = await configure(
        Lineup((Provider("a", fake.base_url, "key"),), offers, {Role.AUTHOR: Plan(("wrong", "right"))})
    )
    assert await answered_by(models, prompt) == "right"
    assert await answered_by(models, prompt) == "right"
    assert [call.chat.model for call in fake.received] == ["fake:404", "right", "right"]


async def test_models_that_are_all_left_alone_are_tried_all_the_same(
    fakes: Fakes, models: ConfiguredModels, prompt: Prompt
) -> None:
    for fake in fakes:
        fake.script(Behaviour.RATE_LIMITED_LONG)
    with pytest.raises(ModelFailed):
        await answered_by(models, prompt)

    assert await answered_by(models, prompt) == "model-first"


@pytest.mark.parametrize("behaviour", [Behaviour.REFUSAL, Behaviour.TRUNCATED, Behaviour.REJECTED])
async def test_what_concerns_the_request_does_not_count_against_a_model(
    configure, fake: FakeOpenAI, fakes: Fakes, prompt: Prompt, behaviour: Behaviour
) -> None:
    models = await configure(lineup_of(*fakes))
    fakes[0].script(*[behaviour] * 5)
    for _ in range(5):
        try:
            await answered_by(models, prompt)
        except ModelFailed:
            assert behaviour is Behaviour.TRUNCATED

    assert fakes[0].calls == 5


def test_half_open_lets_one_call_through() -> None:
    clock = Clock()
    breaker = Breaker(Tolerance(), clock)
    breaker.failed(rest=60)
    assert breaker.state is BreakerState.OPEN
    clock.now += 60
    assert breaker.state is BreakerState.HALF_OPEN
    breaker.begin()
    assert breaker.state is BreakerState.OPEN
    breaker.undecided()
    assert breaker.state is BreakerState.HALF_OPEN
    breaker.begin()
    breaker.passed()
    assert breaker.state is BreakerState.CLOSED


def test_a_short_silence_says_nothing_of_a_model() -> None:
    breakers, offer = Breakers(), Offer("small", "a", "small")
    for _ in range(5):
        breakers.begin(offer)
        breakers.end(offer, has_ended_well=False, failure=Stalled("silent"), seconds=1.5)
    assert not breakers.is_open(offer)
    for _ in range(3):
        breakers.begin(offer)
        breakers.end(offer, has_ended_well=False, failure=Stalled("silent"), seconds=15.0)
    assert breakers.is_open(offer)
