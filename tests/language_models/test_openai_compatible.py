import asyncio
import json
import logging
import subprocess
import sys
from contextlib import aclosing

import pytest
from msgspec.structs import replace

from fakes.openai_server import Behaviour, FakeOpenAI
from language_models.errors import (
    BadReply,
    DeadlineExceeded,
    KeyRejected,
    ModelFailed,
    QuotaSpent,
    RateLimited,
    Refused,
    RequestRejected,
    Truncated,
    Unavailable,
    UnknownModel,
)
from language_models.model import Completion, Prompt, Usage
from language_models.openai_compatible import OpenAICompatible

PLENTY = 20.0


async def test_a_reply_comes_with_its_text_model_and_usage(model: OpenAICompatible, prompt: Prompt) -> None:
    completion = await model.complete(prompt, deadline=PLENTY)

    assert len(json.loads(completion.text)["questions"]) == 6
    assert completion.model == "fake"
    assert completion.usage.completion_tokens > 100
    assert completion.usage.cached_tokens > 0
    assert not completion.usage.is_estimate


async def test_the_provider_gets_the_key_the_schema_and_the_two_messages(
    fake: FakeOpenAI, model: OpenAICompatible, prompt: Prompt
) -> None:
    await model.complete(prompt, deadline=PLENTY)

    (call,) = fake.received
    assert call.authorization == "Bearer key-123"
    assert [(message.role, message.content) for message in call.chat.messages] == [
        ("system", prompt.system),
        ("user", prompt.user),
    ]
    wanted = {"name": "worksheet", "schema": {"type": "object"}, "strict": True}
    assert json.loads(bytes(call.chat.response_format)) == {"type": "json_schema", "json_schema": wanted}


async def test_a_stream_gives_its_pieces_and_then_the_whole(model: OpenAICompatible, prompt: Prompt) -> None:
    pieces: list[str] = []
    wholes: list[Completion] = []
    async with aclosing(model.stream(prompt, deadline=PLENTY)) as reply:
        async for piece in reply:
            (wholes if isinstance(piece, Completion) else pieces).append(piece)  # pyright: ignore[reportArgumentType]

    assert len(pieces) > 10
    assert ["".join(pieces)] == [whole.text for whole in wholes]


@pytest.mark.parametrize(
    ("behaviour", "failure"),
    [
        (Behaviour.TRUNCATED, Truncated),
        (Behaviour.REFUSAL, Refused),
        (Behaviour.CUT, Unavailable),
        (Behaviour.CUT_CLEANLY, Unavailable),
        (Behaviour.ERROR_IN_STREAM, Unavailable),
        (Behaviour.HTML_PAGE, BadReply),
        (Behaviour.ENDLESS, Truncated),
        (Behaviour.EMPTY_CHUNKS, Truncated),
    ],
)
async def test_every_reply_that_cannot_be_used_is_a_typed_failure_and_keeps_its_cost(
    fake: FakeOpenAI, prompt: Prompt, behaviour: Behaviour, failure: type[ModelFailed]
) -> None:
    model = OpenAICompatible("key", fake.base_url, f"fake:{behaviour}")

    with pytest.raises(ModelFailed) as raised:
        await model.complete(replace(prompt, max_tokens=200), deadline=PLENTY)
    await model.close()

    assert type(raised.value) is failure
    assert fake.calls == 1
    assert raised.value.completion is not None
    assert raised.value.completion.usage.prompt_tokens > 0


@pytest.mark.parametrize(
    ("behaviour", "failure"),
    [
        (Behaviour.RATE_LIMITED, RateLimited),
        (Behaviour.RATE_LIMITED_LONG, RateLimited),
        (Behaviour.QUOTA_SPENT, QuotaSpent),
        (Behaviour.UNAUTHORIZED, KeyRejected),
        (Behaviour.UNKNOWN_MODEL, UnknownModel),
        (Behaviour.REJECTED, RequestRejected),
        (Behaviour.SERVER_ERROR, Unavailable),
    ],
)
async def test_a_provider_that_turns_the_request_away_is_a_typed_failure_that_costs_nothing(
    fake: FakeOpenAI, prompt: Prompt, behaviour: Behaviour, failure: type[ModelFailed]
) -> None:
    model = OpenAICompatible("key", fake.base_url, f"fake:{behaviour}")

    with pytest.raises(ModelFailed) as raised:
        await model.complete(prompt, deadline=PLENTY)
    await model.close()

    assert type(raised.value) is failure
    assert fake.calls == 1
    assert raised.value.completion is not None
    assert raised.value.completion.usage == Usage(0, 0)


@pytest.mark.parametrize("behaviour", [Behaviour.HANG_BEFORE, Behaviour.HANG_AFTER_HEADERS, Behaviour.HANG_IN_STREAM])
async def test_the_deadline_ends_a_reply_that_does_not(
    fake: FakeOpenAI, model: OpenAICompatible, prompt: Prompt, behaviour: Behaviour
) -> None:
    await model.complete(prompt, deadline=PLENTY)
    fake.script(behaviour)

    async with asyncio.timeout(PLENTY):
        with pytest.raises(DeadlineExceeded) as raised:
            await model.complete(prompt, deadline=1.5)

    assert raised.value.completion is not None
    assert (raised.value.completion.text != "") == (behaviour is Behaviour.HANG_IN_STREAM)
    assert raised.value.completion.usage.is_estimate


async def test_the_deadline_strikes_the_call_and_never_the_reader(
    fake: FakeOpenAI, model: OpenAICompatible, prompt: Prompt
) -> None:
    await model.complete(prompt, deadline=PLENTY)
    async with aclosing(model.stream(prompt, deadline=1.5)) as reply:
        first = await anext(reply)
        await asyncio.sleep(1.6)
        with pytest.raises(DeadlineExceeded):
            await anext(reply)

    assert first


async def test_truncation_keeps_the_text_and_the_counted_usage(fake: FakeOpenAI, prompt: Prompt) -> None:
    model = OpenAICompatible("key", fake.base_url, "fake:truncated")

    with pytest.raises(Truncated) as raised:
        await model.complete(prompt, deadline=PLENTY)
    await model.close()

    assert raised.value.completion is not None
    assert raised.value.completion.text.startswith('{"title"')
    assert not raised.value.completion.usage.is_estimate


async def test_a_long_retry_after_is_told(fake: FakeOpenAI, prompt: Prompt) -> None:
    model = OpenAICompatible("key", fake.base_url, "fake:429_retry_after")

    with pytest.raises(RateLimited) as raised:
        await model.complete(prompt, deadline=PLENTY)
    await model.close()

    assert raised.value.retry_after == 90


async def test_a_wrong_address_is_a_provider_that_is_down(fake: FakeOpenAI, prompt: Prompt) -> None:
    model = OpenAICompatible("key", fake.base_url.removesuffix("v1") + "elsewhere", "fake")

    with pytest.raises(UnknownModel) as raised:
        await model.complete(prompt, deadline=PLENTY)
    await model.close()

    assert raised.value.is_provider_down


async def test_a_closed_port_is_unavailable(unused_tcp_port_address: str, prompt: Prompt) -> None:
    model = OpenAICompatible("key", unused_tcp_port_address, "fake")

    with pytest.raises(Unavailable):
        await model.complete(prompt, deadline=PLENTY)
    await model.close()


async def test_a_reader_who_leaves_early_hangs_up(fake: FakeOpenAI, model: OpenAICompatible, prompt: Prompt) -> None:
    fake.script(Behaviour.ENDLESS)
    async with aclosing(model.stream(prompt, deadline=PLENTY)) as reply:
        async for _ in reply:
            break

    assert (await model.complete(prompt, deadline=PLENTY)).text


async def test_neither_prompt_nor_key_is_logged_at_any_level(
    fake: FakeOpenAI, model: OpenAICompatible, prompt: Prompt, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    fake.script(Behaviour.UNAUTHORIZED)

    with pytest.raises(KeyRejected) as raised:
        await model.complete(prompt, deadline=PLENTY)

    logged = caplog.text + str(raised.value)
    assert "Подлежащее" not in logged
    assert "Пишите" not in logged
    assert "key-123" not in logged


def test_importing_the_model_does_not_import_the_openai_client() -> None:
    code = "import sys, language_models.openai_compatible; sys.exit('openai' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


async def test_first_calls_that_come_together_share_one_client_and_leave_no_connection_open(
    fake: FakeOpenAI, prompt: Prompt
) -> None:
    model = OpenAICompatible("key-123", fake.base_url, fake.model)
    await asyncio.gather(*(model.complete(prompt, deadline=PLENTY) for _ in range(3)))
    await model.close()
    async with asyncio.timeout(PLENTY):
        while fake.connections:
            await asyncio.sleep(0.01)
