"""The pipeline with a real model, however small: what it streams, how it keeps to a schema, where it stops.

Run with `make test-realllm`, which installs the model.
"""

import socket
from collections.abc import AsyncIterator, Iterator

import msgspec
import pytest

from cache.model import Language
from fakes.one_model import OneModel
from fakes.real_model import small_model
from language_models.errors import Truncated
from language_models.model import Completion, Prompt, Role
from language_models.openai_compatible import OpenAICompatible
from questions.model import Question, QuestionType
from worksheets.model import QuestionsWanted, WorksheetRequest
from worksheets.writing.errors import WritingFailed
from worksheets.writing.instructions import instructions
from worksheets.writing.model import Assignment, Checkpoint, Corrected, Stage
from worksheets.writing.planning import Plan, PlannedSlot
from worksheets.writing.reply_schema import list_schema
from worksheets.writing.write import write

pytestmark = pytest.mark.realllm

PATIENCE = 150.0
ENGLISH = Language.ENGLISH


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    with small_model(port) as address:
        yield address


@pytest.fixture
async def model(address: str) -> AsyncIterator[OpenAICompatible]:
    model = OpenAICompatible("none", address, "smollm2")
    yield model
    await model.close()


def plan_prompt(max_tokens: int) -> Prompt:
    schema = list_schema("slots", PlannedSlot, 3, objectives=Plan.__annotations__["objectives"])
    user = '{"about": {"topic": "Adding two numbers", "grade": 2, "language": "en"}, "count": 3}'
    return Prompt(instructions(Role.METHODOLOGIST, ENGLISH).text, user, "blueprint", schema, max_tokens)


async def test_a_stream_comes_in_pieces_and_keeps_to_the_schema(model: OpenAICompatible) -> None:
    pieces = [piece async for piece in model.stream(plan_prompt(2000), deadline=PATIENCE)]

    assert isinstance(pieces[-1], Completion)
    assert len(pieces) > 10
    plan = msgspec.json.decode(pieces[-1].text, type=Plan)
    assert len(plan.slots) == 3
    assert all(slot.type in QuestionType for slot in plan.slots)
    assert pieces[-1].usage.completion_tokens > 10
    assert not pieces[-1].usage.is_estimate


async def test_a_reply_that_reaches_its_limit_is_truncated_and_told_with_its_cost(model: OpenAICompatible) -> None:
    with pytest.raises(Truncated) as raised:
        await model.complete(plan_prompt(20), deadline=PATIENCE)

    assert raised.value.completion is not None
    assert 0 < raised.value.completion.usage.completion_tokens <= 21


async def test_the_pipeline_ends_in_checked_questions_or_a_typed_failure(model: OpenAICompatible) -> None:
    stages: list[Stage] = []

    async def report(news: Stage | Question | Corrected, checkpoint: Checkpoint | None = None, /) -> None:
        if isinstance(news, Stage):
            stages.append(news)

    types = (QuestionType.NUMERIC, QuestionType.TRUE_FALSE)
    wanted = WorksheetRequest("Adding two numbers", 2, ENGLISH, questions=QuestionsWanted(3, types))
    try:
        draft = await write(Assignment(wanted), OneModel(model), report, deadline=PATIENCE)
    except WritingFailed as failure:
        print(f"the small model wrote nothing that stands: {failure.reason}")
    else:
        print(f"{len(draft.questions)} of 3 questions stand; checked: {draft.is_checked}")
        assert all(question.type in types and question.checked_by for question in draft.questions)
    assert stages[:2] == [Stage.PLANNING, Stage.WRITING]
