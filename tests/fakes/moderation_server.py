"""A moderation provider on loopback that speaks OpenAI's protocol and misbehaves on demand.

    with FakeModeration() as fake: ...   # fake.base_url; fake.flag("word", "hate", 0.95); fake.script(Trouble.HANG)

A text is flagged when it holds a word that `flag` was told of.
"""

import json
import threading
from collections import deque
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

CATEGORIES = ("sexual", "hate", "harassment", "self-harm", "self-harm/intent", "illicit", "illicit/violent", "violence")


class Trouble(StrEnum):
    HANG = "hang"
    HTML_PAGE = "html_page"
    NO_JSON = "no_json"
    WRONG_JSON = "wrong_json"
    TOO_FEW = "too_few"
    SERVER_ERROR = "500"
    UNAUTHORIZED = "401"


class FakeModeration:
    """The server, in threads of its own. `texts` holds every text that was asked for."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._flags: dict[str, tuple[str, float]] = {}
        self._troubles: deque[Trouble] = deque()
        self._ended = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.base_url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def flag(self, word: str, category: str, score: float = 0.99) -> None:
        """Flag every text with this word."""
        self._flags[word] = (category, score)

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
                fake.texts.extend(asked["input"])
                fake._answer(self, asked["input"] if self.path == "/v1/moderations" else [])

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        return Handler

    def _answer(self, handler: BaseHTTPRequestHandler, texts: list[str]) -> None:
        trouble = self._troubles.popleft() if self._troubles else None
        match trouble:
            case Trouble.HANG:
                self._ended.wait(30)
                handler.close_connection = True
            case Trouble.SERVER_ERROR | Trouble.UNAUTHORIZED:
                _send(handler, int(trouble), {"error": {"message": f"no: {texts}", "code": "fake"}})
            case Trouble.HTML_PAGE:
                _send(handler, 200, "<!doctype html><title>Sign in</title>", kind="text/html")
            case Trouble.NO_JSON:
                _send(handler, 200, '{"results": [')
            case Trouble.WRONG_JSON:
                _send(handler, 200, {"results": [{"flagged": "perhaps"} for _ in texts]})
            case Trouble.TOO_FEW:
                _send(handler, 200, {"id": "modr-1", "model": "fake", "results": []})
            case None:
                results = [self._result(text) for text in texts]
                _send(handler, 200, {"id": "modr-1", "model": "fake", "results": results})

    def _result(self, text: str) -> dict[str, object]:
        scores = dict.fromkeys(CATEGORIES, 0.01) | {
            category: score for word, (category, score) in self._flags.items() if word in text
        }
        categories = {category: score > 0.5 for category, score in scores.items()}
        return {"flagged": any(categories.values()), "categories": categories, "category_scores": scores}


def _send(handler: BaseHTTPRequestHandler, status: int, body: object, kind: str = "application/json") -> None:
    sent = (body if isinstance(body, str) else json.dumps(body)).encode()
    handler.send_response(status)
    handler.send_header("content-type", kind)
    handler.send_header("content-length", str(len(sent)))
    handler.end_headers()
    handler.wfile.write(sent)
