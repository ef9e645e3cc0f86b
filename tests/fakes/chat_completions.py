"""The shapes of OpenAI's chat.completions protocol that the fake provider reads and writes."""

from msgspec import Raw, Struct
from msgspec.json import decode

from fakes.worksheets_by_numbers import Json

CHUNK = "chat.completion.chunk"


class Message(Struct):
    role: str
    content: str


class StreamOptions(Struct):
    include_usage: bool = False


class Chat(Struct):
    """What the fake reads of a chat.completions request."""

    model: str
    messages: list[Message]
    stream: bool = False
    stream_options: StreamOptions | None = None
    response_format: Raw = Raw()


class _Named(Struct, frozen=True):
    name: str = ""


class _Format(Struct, frozen=True):
    json_schema: _Named = _Named()


def schema_name(chat: Chat) -> str:
    """The name of the schema that the reply must fit; empty without one."""
    raw = bytes(chat.response_format)
    return decode(raw, type=_Format).json_schema.name if raw else ""


def envelope(chat: Chat, kind: str, choices: list[Json], used: Json) -> dict[str, Json]:
    """The object around every reply and chunk."""
    return {"id": "fake-1", "object": kind, "created": 0, "model": chat.model, "choices": choices, "usage": used}


def usage(chat: Chat, text: str) -> dict[str, Json]:
    """Token counts, taken as a quarter of the characters."""
    prompt, completion = sum(len(message.content) for message in chat.messages) // 4, len(text) // 4 + 1
    return {
        "prompt_tokens": prompt,
        "completion_tokens": completion,
        "total_tokens": prompt + completion,
        "prompt_tokens_details": {"cached_tokens": prompt // 2},
    }
