"""A worksheet from providers that misbehave: it comes from the next one, or ends in a typed failure, and is booked."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from time import monotonic

import pytest
from msgspec import Struct

from cache.model import Language
from database.pool import Pool
from database.statement import Statement
from fakes.behaviours import Behaviour
from fakes.lineups import lineup_of
from fakes.openai_server import FakeOpenAI
from language_models.configured_models import ConfiguredModels
from language_models.model import Role
from questions.model import Question
from worksheets.model import QuestionsWanted, WorksheetRequest
from worksheets.writing.errors import WritingFailed
from worksheets.writing.model import Assignment, Checkpoint, Corrected, Draft, Stage
from worksheets.writing.write import write

DEADLINE = 12.0
PATIENCE = 40.0
WANTED = WorksheetRequest("Rivers of South America", 6, Language.ENGLISH, questions=QuestionsWanted(6))
EVERYTHING = [behaviour for behaviour in Behaviour if behaviour not in (Behaviour.GOOD, Behaviour.SLOW)]
# A provider that does this writes nothing that could stand.
OF_NO_USE = [behaviour for behaviour in EVERYTHING if behaviour not in (Behaviour.FLAWED, Behaviour.WRONG_KEYS)]
SOME_COMES_THROUGH = {
    Behaviour.CUT,
    Behaviour.CUT_CLEANLY,
    Behaviour.TRUNCATED,
    Behaviour.HANG_IN_STREAM,
    Behaviour.ERROR_IN_STREAM,
    Behaviour.ENDLESS,
    Behaviour.EMPTY_CHUNKS,
}


class Booked(Struct, frozen=True):
    role: str
    model: str
    outcome: str
    prompt_tokens: int
    completion_tokens: int


BOOKED = Statement(
    """
    select role, model, outcome, prompt_tokens, completion_tokens
    from model_calls
    order by at
    """,
    Booked,
)


async def unheard(news: Stage | Question | Corrected, checkpoint: Checkpoint | None = None, /) -> None:
    pass


@pytest.fixture
def fakes() -> Iterator[tuple[FakeOpenAI, FakeOpenAI]]:
    with ExitStack() as stack:
        yield stack.enter_context(FakeOpenAI()), stack.enter_context(FakeOpenAI())


@pytest.fixture
async def models(pool: Pool, fakes: tuple[FakeOpenAI, FakeOpenAI]) -> AsyncIterator[ConfiguredModels]:
    """Two models at two providers, in this order, for every role."""
    models = ConfiguredModels(lineup_of(*fakes), pool)
    await models.connect(Role.AUTHOR)
    yield models
    await models.close()


async def booked(pool: Pool, models: ConfiguredModels) -> list[Booked]:
    await models.books.settle()
    async with pool.connection() as connection:
        return await BOOKED.fetch_all(connection)


async def outcome_of(models: ConfiguredModels) -> tuple[Draft | None, WritingFailed | None]:
    try:
        return await write(Assignment(WANTED), models, unheard, deadline=DEADLINE), None
    except WritingFailed as failure:
        return None, failure


async def nobody_hangs(*fakes: FakeOpenAI) -> None:
    async with asyncio.timeout(PATIENCE):
        while any(fake.connections for fake in fakes):
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("behaviour", EVERYTHING)
async def test_whatever_the_first_provider_does_the_worksheet_comes_within_the_deadline(
    pool: Pool, fakes: tuple[FakeOpenAI, FakeOpenAI], models: ConfiguredModels, behaviour: Behaviour
) -> None:
    fakes[0].default = behaviour
    began = monotonic()

    draft = await write(Assignment(WANTED), models, unheard, deadline=DEADLINE)

    assert monotonic() - began < DEADLINE + 1
    assert (len(draft.questions), draft.notice) == (6, None)
    calls = await booked(pool, models)
    assert len(calls) == fakes[0].calls + fakes[1].calls
    assert all(call.prompt_tokens > 0 for call in calls if call.outcome == "ok")
    await models.close()
    await nobody_hangs(*fakes)


@pytest.mark.parametrize("behaviour", OF_NO_USE)
async def test_when_all_providers_misbehave_the_end_is_a_short_worksheet_or_a_typed_failure(
    pool: Pool, fakes: tuple[FakeOpenAI, FakeOpenAI], models: ConfiguredModels, behaviour: Behaviour
) -> None:
    for fake in fakes:
        fake.default = behaviour
    began = monotonic()

    draft, failure = await outcome_of(models)

    assert monotonic() - began < DEADLINE + 1
    if draft is None:
        assert failure is not None
        assert WANTED.topic not in str(failure)
    else:
        assert behaviour in SOME_COMES_THROUGH
        assert len(draft.questions) == 6 or draft.notice
    calls = await booked(pool, models)
    assert len(calls) == fakes[0].calls + fakes[1].calls
    await models.close()
    await nobody_hangs(*fakes)
