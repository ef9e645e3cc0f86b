"""An embeddings provider on loopback that speaks OpenAI's protocol and misbehaves on demand.

    with FakeEmbeddings() as fake: ...   # fake.base_url; fake.script(Trouble.HANG); fake.texts

A text's vector follows from its words, so that texts with common words lie close.
"""

import json
import threading
from collections import deque
from enum import StrEnum
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

import numpy as np


class Trouble(StrEnum):
    HANG = "hang"
    WRONG_LENGTH = "wrong_length"
    NOT_NORMAL = "not_normal"
    ZERO = "zero"
    NO_DATA = "no_data"
    HTML_PAGE = "html_page"
    UNAUTHORIZED = "401"
    SERVER_ERROR = "500"


def vector_of(text: str, dimensions: int) -> list[float]:
    words = [
        np.random.default_rng(list(sha256(word.encode()).digest())).normal(size=dimensions) for word in text.split()
    ]
    whole = np.sum(words, axis=0)
    return [float(number) for number in whole / np.linalg.norm(whole)]


class FakeEmbeddings:
    """The server, in threads of its own. `texts` holds every text that was asked for, `keys` the bearer tokens."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.keys: set[str] = set()
        self._troubles: deque[Trouble] = deque()
        self._ended = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.base_url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def script(self, *troubles: Trouble) -> None:
        """Treat the next calls in these ways, one each."""
        self._troubles.extend(troubles)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        fake = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
                fake.texts.append(asked["input"])
                fake.keys.add(self.headers["authorization"])
                fake._answer(self, asked)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        return Handler

    def _answer(self, handler: BaseHTTPRequestHandler, asked: dict[str, object]) -> None:
        trouble = self._troubles.popleft() if self._troubles else None
        if trouble is Trouble.HANG:
            self._ended.wait(30)
            handler.close_connection = True
            return
        if trouble in (Trouble.UNAUTHORIZED, Trouble.SERVER_ERROR):
            _send(handler, int(trouble), {"error": {"message": f"no: {asked['input']}", "code": "fake"}})
        elif trouble is Trouble.HTML_PAGE:
            _send(handler, 200, "<!doctype html><title>Sign in</title>", kind="text/html")
        elif trouble is Trouble.NO_DATA:
            _send(handler, 200, {"object": "list", "model": "fake", "data": []})
        else:
            _send(handler, 200, self._vector(asked, trouble))

    def _vector(self, asked: dict[str, object], trouble: Trouble | None) -> dict[str, object]:
        size = 1536 if trouble is Trouble.WRONG_LENGTH else int(str(asked["dimensions"]))
        scale = {Trouble.NOT_NORMAL: 7.5, Trouble.ZERO: 0.0}.get(trouble or Trouble.HANG, 1.0)
        vector = [number * scale for number in vector_of(str(asked["input"]), size)]
        data = [{"object": "embedding", "index": 0, "embedding": vector}]
        return {
            "object": "list",
            "model": asked["model"],
            "data": data,
            "usage": {"prompt_tokens": 1, "total_tokens": 1},
        }


def _send(handler: BaseHTTPRequestHandler, status: int, body: object, kind: str = "application/json") -> None:
    sent = (body if isinstance(body, str) else json.dumps(body)).encode()
    handler.send_response(status)
    handler.send_header("content-type", kind)
    handler.send_header("content-length", str(len(sent)))
    handler.end_headers()
    handler.wfile.write(sent)
