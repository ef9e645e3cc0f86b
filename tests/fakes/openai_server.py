"""A model provider on loopback that speaks OpenAI's chat.completions protocol and misbehaves on demand.

In a test: `with FakeOpenAI() as fake:`, give `fake.base_url` and `fake.model` to the client, `fake.script(...)`.
By hand: `python tests/fakes/openai_server.py --port 8700 [--behaviour slow]`

Behaviours are taken from the queue (`script`, `say`), else from the model's name (`fake:refusal`), else the default.
The schema's name says what is wanted: `blueprint` a plan, `answers` those of an expert, `translation` a worksheet told
in the language of the instructions, anything else a worksheet in the language of the user message, shaped by the fields
of `fakes.worksheets_by_numbers.Wanted`. A message with `requested` and `stored` gets the judge's vote for the stored
topic that `meant` says.
"""

import argparse
import asyncio
import json
import sys
import threading
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any, Self

from msgspec import DecodeError, Struct
from msgspec import json as msgjson

if __name__ == "__main__":  # started by its path: the folder above is not importable yet
    sys.path.insert(0, str(Path(__file__).parents[1]))

from fakes.ballots import vote
from fakes.behaviours import ERRORS, UNFINISHED, Behaviour
from fakes.chat_completions import CHUNK, Chat, envelope, schema_name, usage
from fakes.translations import language_of, translation_pieces
from fakes.worksheets_by_numbers import Asked, Json, asked_of, worksheet_pieces
from fakes.writing_roles import answers, blueprint_pieces

LONG_PAUSE = 0.25
FLAWED_EVERY = {Behaviour.FLAWED: 3, Behaviour.ALL_FLAWED: 1}
BESIDE_WRITING = {"blueprint", "answers", "translation"}


class Received(Struct, frozen=True):
    """One recorded call: the path, the bearer token, the request with all its fields, and how it was treated."""

    path: str
    authorization: str
    chat: Chat
    behaviour: Behaviour
    headers: dict[str, str]
    body: dict[str, Json]


def worksheet(asked: Asked, behaviour: Behaviour) -> Iterator[str]:
    """The worksheet asked for, spoilt as `behaviour` says."""
    if behaviour is Behaviour.OTHER_LANGUAGE:
        asked.language = "ru" if asked.language == "en" else "en"
    is_mistaken = behaviour is Behaviour.WRONG_KEYS
    return worksheet_pieces(asked, FLAWED_EVERY.get(behaviour, 0), behaviour is Behaviour.ENDLESS, is_mistaken)


def reply_pieces(chat: Chat, behaviour: Behaviour, said: str | None) -> Iterator[str]:
    """The content of the reply, in pieces of a few characters as a provider streams them."""
    if said is not None:
        whole: Iterator[str] = iter([said])
    elif behaviour is Behaviour.WRONG_JSON:
        whole = iter(['{"title": "Half", "questions": [{"type": "single_choice", "stem": 7}, nonsense'])
    else:
        try:
            whole = wanted(chat, behaviour)
        except DecodeError:
            whole = iter(["I am a fake model and make worksheets only."])
    for piece in whole:
        yield from (piece[at : at + 24] for at in range(0, len(piece), 24))


def wanted(chat: Chat, behaviour: Behaviour) -> Iterator[str]:
    """What the schema's name asks for. Raises DecodeError."""
    content = chat.messages[-1].content
    match schema_name(chat):
        case "answers":
            return iter([answers(content)])
        case "blueprint":
            return blueprint_pieces(asked_of(content), behaviour is Behaviour.ENDLESS)
        case "translation":
            language = language_of(chat.messages[0].content)
            return translation_pieces(content, language, FLAWED_EVERY.get(behaviour, 0))
        case _:
            return worksheet(asked_of(content), behaviour)


class Connection:
    """One client's connection: reads its requests and writes replies, whole or as server-sent events."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, fake: "FakeOpenAI") -> None:
        self._reader, self._writer, self._fake = reader, writer, fake

    async def serve(self) -> None:
        """Answer requests until the client leaves or a behaviour breaks the connection."""
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            while await self._serve_one():
                pass
        self._writer.close()

    async def _serve_one(self) -> bool:
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
        body = await self._reader.readexactly(int(headers.get("content-length", "0")))
        path = head[0].split()[1]
        if path != "/v1/chat/completions":
            return await self._send(404, json.dumps({"error": {"message": f"no such path {path}"}}))
        try:
            chat = msgjson.decode(body, type=Chat)
        except DecodeError as error:
            return await self._send(400, json.dumps({"error": {"message": str(error)}}))
        behaviour, said = self._fake.choose(chat)
        received = Received(path, headers.get("authorization", ""), chat, behaviour, headers, json.loads(body))
        self._fake.received.append(received)
        return await self._treat(chat, behaviour, said)

    async def _treat(self, chat: Chat, behaviour: Behaviour, said: str | None) -> bool:
        """Reply as `behaviour` says; False when the connection must end."""
        if behaviour is Behaviour.HANG_BEFORE:
            return await self._hang()
        if behaviour is Behaviour.HTML_PAGE:
            return await self._send(200, "<!doctype html><title>Sign in</title>", kind="text/html")
        if behaviour in ERRORS:
            status, code, message = ERRORS[behaviour]
            more = "Retry-After: 90\r\n" if behaviour is Behaviour.RATE_LIMITED_LONG else ""
            error = {"error": {"message": message, "type": code, "param": None, "code": code}}
            return await self._send(status, json.dumps(error), more=more)
        if chat.stream:
            return await self._stream(chat, behaviour, said)
        return await self._whole(chat, behaviour, said)

    async def _whole(self, chat: Chat, behaviour: Behaviour, said: str | None) -> bool:
        if behaviour is Behaviour.SLOW:
            await asyncio.sleep(8 * self._fake.pause)
        if behaviour in (Behaviour.HANG_AFTER_HEADERS, Behaviour.HANG_IN_STREAM, Behaviour.ENDLESS):
            return await self._hang()
        text = "".join(reply_pieces(chat, behaviour, said))
        refused, cut = behaviour is Behaviour.REFUSAL, behaviour in (Behaviour.CUT, Behaviour.CUT_CLEANLY)
        truncated = behaviour is Behaviour.TRUNCATED
        message: dict[str, Json] = {
            "role": "assistant",
            "content": None if refused else text[: len(text) // 2] if truncated else text,
            "refusal": "I cannot help with that." if refused else None,
        }
        choice: Json = {"index": 0, "message": message, "finish_reason": "length" if truncated else "stop"}
        reply = envelope(chat, "chat.completion", [choice], usage(chat, text))
        return await self._send(200, json.dumps(reply), cut=cut)

    async def _stream(self, chat: Chat, behaviour: Behaviour, said: str | None) -> bool:
        self._writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
        if behaviour is Behaviour.HANG_AFTER_HEADERS:
            await self._writer.drain()
            return await self._hang()
        while behaviour is Behaviour.EMPTY_CHUNKS:
            await self._delta(chat, {"role": "assistant", "content": ""})
        if behaviour is Behaviour.REFUSAL:
            await self._delta(chat, {"role": "assistant", "refusal": "I cannot help with that."})
            return await self._finish(chat, "stop", "")
        pieces = islice(reply_pieces(chat, behaviour, said), 60 if behaviour in UNFINISHED else None)
        text = ""
        for piece in pieces:
            if behaviour is Behaviour.SLOW:
                await asyncio.sleep(self._fake.pause / 10)
            text += piece
            await self._delta(chat, {"role": "assistant", "content": piece})
        if behaviour is Behaviour.HANG_IN_STREAM:
            return await self._hang()
        if behaviour is Behaviour.ERROR_IN_STREAM:
            error: dict[str, Json] = {"message": "The server had an error.", "type": "server_error", "code": None}
            await self._event({"error": error})
        if behaviour is Behaviour.CUT_CLEANLY:
            self._writer.write(b"0\r\n\r\n")
        if behaviour in (Behaviour.CUT, Behaviour.CUT_CLEANLY, Behaviour.ERROR_IN_STREAM):
            return False
        return await self._finish(chat, "length" if behaviour is Behaviour.TRUNCATED else "stop", text)

    async def _finish(self, chat: Chat, reason: str, text: str) -> bool:
        await self._event(envelope(chat, CHUNK, [{"index": 0, "delta": {}, "finish_reason": reason}], None))
        if chat.stream_options is not None and chat.stream_options.include_usage:
            await self._event(envelope(chat, CHUNK, [], usage(chat, text)))
        await self._chunk(b"data: [DONE]\n\n")
        self._writer.write(b"0\r\n\r\n")
        return True

    async def _delta(self, chat: Chat, delta: dict[str, Json]) -> None:
        await self._event(envelope(chat, CHUNK, [{"index": 0, "delta": delta, "finish_reason": None}], None))

    async def _event(self, event: dict[str, Json]) -> None:
        await self._chunk(b"data: " + json.dumps(event, ensure_ascii=False).encode() + b"\n\n")

    async def _chunk(self, data: bytes) -> None:
        self._writer.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        await self._writer.drain()

    async def _send(
        self, status: int, text: str, kind: str = "application/json", more: str = "", cut: bool = False
    ) -> bool:
        body = text.encode()
        head = f"HTTP/1.1 {status} Fake\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}\r\n"
        self._writer.write(head.encode() + (body[: len(body) // 2] if cut else body))
        await self._writer.drain()
        return not cut

    async def _hang(self) -> bool:
        """Say nothing until the client gives up."""
        await self._reader.read(1)
        self._fake.abandoned += 1
        return False


class FakeOpenAI:
    """The server, in a thread of its own. `received` holds every call; `abandoned` counts those the client gave up."""

    model = "fake"

    def __init__(self, port: int = 0, default: Behaviour = Behaviour.GOOD, pause: float = LONG_PAUSE) -> None:
        self.received: list[Received] = []
        self.abandoned = 0
        self.meant: dict[str, str] = {}
        self.pause = pause
        self.base_url = ""
        self._port, self.default = port, default
        self._queues: defaultdict[str, deque[tuple[Behaviour, str | None]]] = defaultdict(deque)
        self._open: set[asyncio.StreamWriter] = set()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)

    @property
    def calls(self) -> int:
        return len(self.received)

    @property
    def connections(self) -> int:
        """How many clients hold a connection open."""
        return len(self._open)

    def script(self, *behaviours: Behaviour, to: str = "") -> None:
        """Treat the next calls in these ways, one each: calls for the schema `to`, else of whoever writes."""
        self._queues[to].extend((behaviour, None) for behaviour in behaviours)

    def say(self, *texts: str, to: str = "") -> None:
        """Answer the next calls with these texts, one each: calls for the schema `to`, else of whoever writes."""
        self._queues[to].extend((Behaviour.GOOD, text) for text in texts)

    def asked_for(self, schema: str) -> list[Chat]:
        """The calls for this schema, in order."""
        return [one.chat for one in self.received if schema_name(one.chat) == schema]

    def told(self, schema: str = "worksheet") -> list[dict[str, Any]]:
        """The data of the calls for this schema, in order."""
        return [json.loads(chat.messages[-1].content) for chat in self.asked_for(schema)]

    def choose(self, chat: Chat) -> tuple[Behaviour, str | None]:
        """How the next call is treated: from its queue, else by the model's name, else the default."""
        name = schema_name(chat)
        queue = self._queues[name if name in BESIDE_WRITING else ""]
        if queue:
            return queue.popleft()
        named = chat.model.partition(":")[2]
        behaviour = Behaviour(named) if named in set(Behaviour) else self.default
        return behaviour, vote(chat.messages[-1].content, self.meant)

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join(10)

    async def _serve(self) -> None:
        self._loop, self._stopped = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._connect, "127.0.0.1", self._port)
        async with server:
            self.base_url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
            self._ready.set()
            await self._stopped.wait()
        while self._open:
            for writer in self._open:
                writer.transport.abort()
            await asyncio.sleep(0.01)

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        await Connection(reader, writer, self).serve()
        self._open.discard(writer)


def main() -> None:
    """Serve until Ctrl-C."""
    parser = argparse.ArgumentParser(description="A model provider on loopback that speaks chat.completions.")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--behaviour", type=Behaviour, choices=list(Behaviour), default=Behaviour.GOOD)
    parser.add_argument("--pause", type=float, default=LONG_PAUSE, help="seconds; a tenth of it between slow chunks")
    arguments = parser.parse_args()
    with FakeOpenAI(arguments.port, arguments.behaviour, arguments.pause) as fake, suppress(KeyboardInterrupt):
        print(f"OPENAI_BASE_URL={fake.base_url} OPENAI_API_KEY=fake OPENAI_MODEL={fake.model}", flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
