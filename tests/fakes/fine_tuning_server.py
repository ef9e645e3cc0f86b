"""A provider on loopback that trains models: OpenAI's files and fine-tuning jobs, with misbehaviour on demand.

In a test: `with FakeFineTuning() as fake:`, give `fake.base_url` to the client, `fake.script(...)` for the next calls.
By hand: `python tests/fakes/fine_tuning_server.py --port 8701`

Each look at a job takes it one step on: validating_files, queued, running, then its fate.
"""

import argparse
import json
import threading
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self, cast

STEPS = ("validating_files", "queued", "running")
TRAINED_TOKENS = 4321
BASES = {"base-mini", "base-large"}
STARTED_AT = 1_790_000_000


class Treatment(StrEnum):
    GOOD = "good"
    UNAUTHORIZED = "401"
    QUOTA_SPENT = "insufficient_quota"
    RATE_LIMITED = "429"
    SERVER_ERROR = "500"
    HTML_PAGE = "html_page"
    OTHER_JSON = "other_json"
    HANG = "hang"
    CUT = "cut"
    FILE_REJECTED = "file_rejected"
    NO_SUCH_PATH = "404"


ERRORS: dict[Treatment, tuple[int, str, str]] = {
    Treatment.UNAUTHORIZED: (401, "invalid_api_key", "Incorrect API key provided: sk-secret."),
    Treatment.QUOTA_SPENT: (429, "insufficient_quota", "You exceeded your current quota."),
    Treatment.RATE_LIMITED: (429, "rate_limit_exceeded", "Too many jobs."),
    Treatment.SERVER_ERROR: (500, "server_error", "The server had an error."),
    Treatment.FILE_REJECTED: (400, "invalid_file_format", "Line 3 of the file is no chat."),
    Treatment.NO_SUCH_PATH: (404, "unknown_url", "Unknown request URL."),
}


@dataclass
class TrainingJob:
    """A job on its way; `step` counts the looks at it."""

    id: str
    body: dict[str, Any]
    step: int = 0
    is_cancelled: bool = False
    events: list[str] = field(default_factory=list)


class FakeFineTuning:
    """The server, in threads of its own. `uploaded` are files by id; `fails` makes every job fail with this code."""

    def __init__(self, port: int = 0) -> None:
        self.uploaded: dict[str, bytes] = {}
        self.purposes: list[str] = []
        self.jobs: dict[str, TrainingJob] = {}
        self.calls: list[str] = []
        self.keys: set[str] = set()
        self.fails: tuple[str, str] | None = None
        self.stopped = threading.Event()
        self._queue: deque[Treatment] = deque()
        self._server = _Server(("127.0.0.1", port), self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def script(self, *treatments: Treatment) -> None:
        """Treat the next calls in these ways, one each."""
        self._queue.extend(treatments)

    def next_treatment(self) -> Treatment:
        return self._queue.popleft() if self._queue else Treatment.GOOD

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopped.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(10)

    def take_file(self, kind: str, body: bytes) -> dict[str, Any]:
        """Keep one file of a multipart body."""
        form = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
        parts = {
            str(part.get_param("name", header="content-disposition")): cast("bytes", part.get_payload(decode=True))
            for part in cast("list[Any]", form.get_payload())
        }
        self.purposes.append(parts["purpose"].decode())
        file_id = f"file-{len(self.uploaded) + 1}"
        self.uploaded[file_id] = parts["file"]
        return {"id": file_id, "object": "file", "bytes": len(parts["file"]), "purpose": "fine-tune"}

    def start(self, body: dict[str, Any]) -> TrainingJob | str:
        """A new job, or the name of what is wrong with the request."""
        if body["model"] not in BASES:
            return "model"
        if body["training_file"] not in self.uploaded:
            return "training_file"
        job = TrainingJob(f"ftjob-{len(self.jobs) + 1}", body)
        self.jobs[job.id] = job
        job.events.append("Created fine-tuning job")
        return job

    def look(self, job: TrainingJob) -> None:
        """Take a job one step on."""
        if not job.is_cancelled and job.step <= len(STEPS):
            job.step += 1
            job.events.append(f"The job is {self.status(job)}")

    def status(self, job: TrainingJob) -> str:
        if job.is_cancelled:
            return "cancelled"
        if job.step < len(STEPS):
            return STEPS[job.step]
        return "failed" if self.fails else "succeeded"

    def told(self, job: TrainingJob) -> dict[str, Any]:
        """The job as the provider tells of it."""
        status = self.status(job)
        made = f"ft:{job.body['model']}:school:{job.body.get('suffix') or ''}:x1"
        code, message = self.fails if self.fails and status == "failed" else (None, None)
        return {
            "id": job.id,
            "object": "fine_tuning.job",
            "model": job.body["model"],
            "status": status,
            "created_at": STARTED_AT,
            "training_file": job.body["training_file"],
            "validation_file": job.body.get("validation_file"),
            "fine_tuned_model": made if status == "succeeded" else None,
            "trained_tokens": TRAINED_TOKENS if status == "succeeded" else None,
            "finished_at": STARTED_AT + 60 if status in ("succeeded", "failed", "cancelled") else None,
            "error": {"code": code, "message": message, "param": None},
            "hyperparameters": {"n_epochs": "auto"},
            "organization_id": "org-1",
            "result_files": [],
            "seed": 7,
        }


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], fake: FakeFineTuning) -> None:
        super().__init__(address, _Handler)
        self.fake = fake


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def fake(self) -> FakeFineTuning:
        return cast("_Server", self.server).fake

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        self._serve(b"")

    def do_POST(self) -> None:
        self._serve(self.rfile.read(int(self.headers.get("content-length") or 0)))

    def _serve(self, body: bytes) -> None:
        path = self.path.partition("?")[0].removeprefix("/v1")
        self.fake.calls.append(f"{self.command} {path}")
        self.fake.keys.add(self.headers.get("authorization", ""))
        treatment = self.fake.next_treatment()
        if treatment in ERRORS:
            status, code, message = ERRORS[treatment]
            self._refuse(status, code, message)
        elif treatment is Treatment.HTML_PAGE:
            self._send(200, b"<!doctype html><title>Sign in</title>", "text/html")
        elif treatment is Treatment.OTHER_JSON:
            self._send(200, b'{"hello": "world"}')
        elif treatment is Treatment.HANG:
            self.fake.stopped.wait(60)
            self.close_connection = True
        elif treatment is Treatment.CUT:
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
            self.close_connection = True
        else:
            self._answer(path, body)

    def _answer(self, path: str, body: bytes) -> None:
        match self.command, path.strip("/").split("/"):
            case "POST", ["files"]:
                self._tell(self.fake.take_file(self.headers["content-type"], body))
            case "POST", ["fine_tuning", "jobs"]:
                self._start(json.loads(body))
            case "GET", ["fine_tuning", "jobs"]:
                jobs = [self.fake.told(job) for job in reversed(self.fake.jobs.values())]
                self._tell({"object": "list", "data": jobs, "has_more": False})
            case method, ["fine_tuning", "jobs", job_id, *more]:
                self._job(method, job_id, more)
            case _:
                self._refuse(404, "unknown_url", "Unknown request URL.")

    def _start(self, body: dict[str, Any]) -> None:
        started = self.fake.start(body)
        if isinstance(started, TrainingJob):
            self._tell(self.fake.told(started))
        else:
            code = "model_not_available" if started == "model" else "invalid_file"
            self._refuse(400, code, f"Invalid {started}.", param=started)

    def _job(self, method: str, job_id: str, more: list[str]) -> None:
        job = self.fake.jobs.get(job_id)
        if job is None:
            self._refuse(404, "fine_tune_not_found", f"Could not find fine tune: {job_id}")
        elif (method, more) == ("POST", ["cancel"]):
            if self.fake.status(job) in ("succeeded", "failed", "cancelled"):
                self._refuse(400, "invalid_request", "Job has already ended.")
            else:
                job.is_cancelled = True
                self._tell(self.fake.told(job))
        elif more == ["events"]:
            told = [
                {"id": f"ev-{at}", "created_at": STARTED_AT + at, "level": "info", "message": text, "type": "message"}
                for at, text in enumerate(job.events)
            ]
            self._tell({"object": "list", "data": told[::-1], "has_more": False})
        else:
            self.fake.look(job)
            self._tell(self.fake.told(job))

    def _refuse(self, status: int, code: str, message: str, param: str | None = None) -> None:
        error = {"message": message, "type": "invalid_request_error", "param": param, "code": code}
        self._send(status, json.dumps({"error": error}).encode())

    def _tell(self, what: dict[str, Any]) -> None:
        self._send(200, json.dumps(what).encode())

    def _send(self, status: int, body: bytes, kind: str = "application/json") -> None:
        with suppress(ConnectionError):
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)


def main() -> None:
    """Serve until Ctrl-C."""
    parser = argparse.ArgumentParser(description="A provider on loopback that trains models.")
    parser.add_argument("--port", type=int, default=0)
    with FakeFineTuning(parser.parse_args().port) as fake, suppress(KeyboardInterrupt):
        print(f"OPENAI_BASE_URL={fake.base_url} OPENAI_API_KEY=fake OPENAI_MODEL=base-mini", flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
