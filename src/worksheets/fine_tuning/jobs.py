"""A provider's fine-tuning jobs through the openai client, in our shapes and errors.

Imported only by the commands that need it: the client takes about a second to import.
"""

import logging
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Self, TypeVar

import msgspec
import openai
from openai import OpenAI, omit

from language_models.lineup import Provider
from worksheets.fine_tuning.errors import NoFineTuning, ProviderAway
from worksheets.fine_tuning.failures import Asking, translate
from worksheets.fine_tuning.job import Event, Events, Job, Jobs, Uploaded

# The client's debug log holds whole requests, with examples.
logging.getLogger("openai").setLevel(logging.WARNING)

T = TypeVar("T")

SECONDS = 60.0
RETRIES = 2  # of what only reads: starting twice costs twice
_AWAY_IN_A_ROW = 5


class FineTuning:
    """An open client of one provider."""

    def __init__(self, provider: Provider, *, seconds: float = SECONDS, retries: int = RETRIES) -> None:
        self._client = OpenAI(
            api_key=provider.api_key,
            base_url=provider.base_url,
            project=provider.project,
            default_headers=dict(provider.headers),
            max_retries=0,
            timeout=seconds,
        )
        self._reader = self._client.with_options(max_retries=retries)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def upload(self, file: Path) -> str:
        """Upload examples; their id at the provider. Raises ProviderFailed, OSError."""
        with file.open("rb") as stream, _in_our_words(Asking.UPLOAD):
            answer = self._client.files.with_raw_response.create(file=(file.name, stream), purpose="fine-tune")
            return _read(answer.content, Uploaded).id

    def start(self, model: str, training: str, validation: str | None = None, suffix: str | None = None) -> Job:
        """Begin a job on uploaded files. Raises ProviderFailed."""
        with _in_our_words(Asking.START):
            answer = self._client.fine_tuning.jobs.with_raw_response.create(
                model=model,
                training_file=training,
                validation_file=omit if validation is None else validation,
                suffix=omit if suffix is None else suffix,
            )
            return _read(answer.content, Job)

    def jobs(self, limit: int = 20) -> tuple[Job, ...]:
        """The newest jobs. Raises ProviderFailed."""
        with _in_our_words(Asking.LIST):
            return _read(self._reader.fine_tuning.jobs.with_raw_response.list(limit=limit).content, Jobs).data

    def job(self, job_id: str) -> Job:
        """One job. Raises ProviderFailed."""
        with _in_our_words(Asking.JOB, job_id):
            return _read(self._reader.fine_tuning.jobs.with_raw_response.retrieve(job_id).content, Job)

    def events(self, job_id: str, limit: int = 10) -> tuple[Event, ...]:
        """The last events of a job, the oldest of them first. Raises ProviderFailed."""
        with _in_our_words(Asking.JOB, job_id):
            answer = self._reader.fine_tuning.jobs.with_raw_response.list_events(job_id, limit=limit)
            return _read(answer.content, Events).data[::-1]

    def cancel(self, job_id: str) -> Job:
        """End a job that is under way. Raises ProviderFailed."""
        with _in_our_words(Asking.CANCEL, job_id):
            return _read(self._client.fine_tuning.jobs.with_raw_response.cancel(job_id).content, Job)

    def follow(self, job_id: str, pause: Callable[[], None]) -> Generator[Job | Event]:
        """The job whenever its status changes, and each event once, until it has ended; `pause` is between two looks.

        A provider that is away for a few looks in a row is waited for. Raises ProviderFailed.
        """
        seen: set[str] = set()
        status, away = "", 0
        while True:
            try:
                job, events = self.job(job_id), self.events(job_id, limit=50)
            except ProviderAway:
                away += 1
                if away >= _AWAY_IN_A_ROW:
                    raise
                pause()
                continue
            away = 0
            yield from (event for event in events if event.id not in seen)
            seen |= {event.id for event in events}
            if job.status != status:
                status = job.status
                yield job
            if job.has_ended:
                return
            pause()


@contextmanager
def _in_our_words(asking: Asking, job_id: str = "") -> Generator[None]:
    try:
        yield
    except openai.APIError as failure:
        raise translate(failure, asking, job_id) from None


def _read(content: bytes, shape: type[T]) -> T:
    try:
        return msgspec.json.decode(content, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise NoFineTuning("What answers is not a fine-tuning interface.") from None
