"""What kinds of providers are sent, and what is read of replies of models that cannot be held to JSON."""

import json

import pytest
from msgspec.structs import replace

from fakes.lineups import lineup_of
from fakes.openai_server import FakeOpenAI
from language_models.errors import BadReply
from language_models.lineup import Kind, Lineup, Provider, SchemaSupport
from language_models.model import Prompt, Purpose, Role
from language_models.one_object import OneObject

PLENTY = 20.0
AUTHOR = Purpose(Role.AUTHOR)


def of_kind(fake: FakeOpenAI, **more: object) -> Lineup:
    """A lineup whose only provider is another one than the fake says it is."""
    lineup = lineup_of(fake)
    provider = Provider("first", fake.base_url, "key")
    return replace(lineup, providers=(replace(provider, **more),))


async def test_openai_takes_the_limit_of_tokens_under_its_newer_name(
    configure, fake: FakeOpenAI, prompt: Prompt
) -> None:
    models = await configure(of_kind(fake, kind=Kind.OPENAI, project="proj_1"))
    await models.route(AUTHOR).complete(prompt, deadline=PLENTY)

    (call,) = fake.received
    assert call.body["max_completion_tokens"] == prompt.max_tokens
    assert "max_tokens" not in call.body
    assert call.headers["openai-project"] == "proj_1"


async def test_yandex_is_told_the_folder_and_not_to_keep_the_data(configure, fake: FakeOpenAI, prompt: Prompt) -> None:
    headers = {"x-data-logging-enabled": "false"}
    models = await configure(of_kind(fake, kind=Kind.YANDEX, project="b1gfolder", headers=headers))
    await models.route(AUTHOR).complete(prompt, deadline=PLENTY)

    (call,) = fake.received
    assert call.chat.model == "gpt://b1gfolder/model-first"
    assert call.headers["openai-project"] == "b1gfolder"
    assert call.headers["x-data-logging-enabled"] == "false"
    assert call.body["max_tokens"] == prompt.max_tokens


async def test_where_only_json_is_promised_the_schema_stands_in_the_instructions(
    configure, fake: FakeOpenAI, prompt: Prompt
) -> None:
    body = {"thinking": {"type": "disabled"}}
    models = await configure(of_kind(fake, kind=Kind.DEEPSEEK, schema=SchemaSupport.JSON_OBJECT, body=body))
    prompt = replace(prompt, schema={"type": "object", "title": "Рабочий лист"})
    await models.route(AUTHOR).complete(prompt, deadline=PLENTY)

    (call,) = fake.received
    assert call.body["response_format"] == {"type": "json_object"}
    assert call.body["thinking"] == {"type": "disabled"}
    system = call.chat.messages[0].content
    assert system.startswith(prompt.system)
    assert '{"type": "object", "title": "Рабочий лист"}' in system


async def test_of_a_model_that_talks_around_its_answer_only_the_object_is_read(
    configure, fake: FakeOpenAI, prompt: Prompt
) -> None:
    models = await configure(of_kind(fake, schema=SchemaSupport.NONE))
    fake.say('Sure! Here it is:\n```json\n{"title": "a } and a \\" in it", "questions": [{}]}\n```\nAnything {else}?')
    completion = await models.route(AUTHOR).complete(prompt, deadline=PLENTY)

    assert json.loads(completion.text) == {"title": 'a } and a " in it', "questions": [{}]}
    assert "response_format" not in fake.received[0].body


async def test_a_reply_without_any_object_is_no_reply(configure, fake: FakeOpenAI, prompt: Prompt) -> None:
    models = await configure(of_kind(fake, schema=SchemaSupport.NONE))
    fake.say("I would rather talk about the weather.")

    with pytest.raises(BadReply):
        await models.route(AUTHOR).complete(prompt, deadline=PLENTY)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_the_object_is_found_however_the_stream_is_cut(size: int) -> None:
    inside = r'{"a": ["}{", "\\", "\""], "b": {"c": []}}'
    stream, only = f"``` {inside} ``` {{}}", OneObject()

    assert "".join(only.feed(stream[at : at + size]) for at in range(0, len(stream), size)) == inside
