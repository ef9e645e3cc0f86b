"""`tetrad finetune start`, `status` and `cancel`: a provider's fine-tuning jobs from a terminal."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace

from app.commands.run import say
from app.errors import CallInvalid
from app.settings import Settings
from language_models.lineup import Provider
from worksheets.fine_tuning.entry import provider_entry
from worksheets.fine_tuning.errors import FileUnusable, JobFailed
from worksheets.fine_tuning.job import Event, Job
from worksheets.fine_tuning.jobs import FineTuning
from worksheets.fine_tuning.model import LEAST_EXAMPLES
from worksheets.fine_tuning.validation import check_file


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is learned, what is only measured, by which model, and a part of the new one's name."""

    file: Path
    validation: Path | None
    model: str
    suffix: str | None


@dataclass(frozen=True, slots=True)
class Where:
    """A provider by its name in the providers file, and another address for it; None: the first one, as it is."""

    provider: str | None = None
    base_url: str | None = None


def start(settings: Settings, lesson: Lesson, where: Where) -> None:
    """Upload the examples and start a job; its id is printed on stdout. Raises FileUnusable, ProviderFailed."""
    _require_usable(lesson.file, LEAST_EXAMPLES)
    if lesson.validation is not None:
        _require_usable(lesson.validation, 1)
    with FineTuning(_provider(settings, where)) as provider:
        uploaded = [_upload(provider, file) for file in (lesson.file, lesson.validation) if file is not None]
        job = provider.start(lesson.model, uploaded[0], *uploaded[1:], suffix=lesson.suffix)
    say(f"Started. `tetrad finetune status {job.id} --wait` follows it.")
    print(job.id)


def status(settings: Settings, job_id: str | None, where: Where) -> None:
    """Print one job with its last events, or a line for each of the newest jobs. Raises ProviderFailed."""
    with FineTuning(_provider(settings, where)) as provider:
        if job_id is None:
            jobs = provider.jobs()
            print("\n".join(map(_line, jobs)) if jobs else "There is no fine-tuning job yet.")
            return
        job, events = provider.job(job_id), provider.events(job_id)
    for part in (*map(_event, events), *_told(job), *_use(job, settings, where)):
        print(part)


def follow(settings: Settings, job_id: str, where: Where, *, every: float) -> None:
    """Print what happens to a job until it has ended. Raises ProviderFailed, JobFailed."""
    with FineTuning(_provider(settings, where)) as provider:
        job = None
        try:
            for news in provider.follow(job_id, lambda: time.sleep(every)):
                if isinstance(news, Job):
                    job = news
                    say(f"{job.id} is {job.status}")
                else:
                    print(_event(news), flush=True)
        except KeyboardInterrupt:
            say(f"{job_id} goes on at the provider. `tetrad finetune cancel {job_id}` ends it.")
            raise
    if job is not None:
        print("\n".join((*_told(job), *_use(job, settings, where))))
        if job.status != "succeeded":
            raise JobFailed(job_id, job.status)


def cancel(settings: Settings, job_id: str, where: Where) -> None:
    """End a job. Raises ProviderFailed."""
    with FineTuning(_provider(settings, where)) as provider:
        print(_line(provider.cancel(job_id)))


def _provider(settings: Settings, where: Where) -> Provider:
    if settings.models is None:
        raise CallInvalid("no provider is configured. Set OPENAI_API_KEY and OPENAI_MODEL, or TETRAD_PROVIDERS.")
    known = {provider.name: provider for provider in settings.models.lineup.providers}
    name = where.provider or next(iter(known))
    if name not in known:
        raise CallInvalid(f"there is no provider {name!r}. Choose from: {', '.join(known)}")
    return replace(known[name], base_url=where.base_url or known[name].base_url)


def _require_usable(file: Path, least: int) -> None:
    try:
        checked = check_file(file, least)
    except OSError as error:
        raise CallInvalid(f"{file} cannot be read: {error.strerror}.") from error
    if checked.complaints:
        raise FileUnusable(file, checked.complaints)
    say(f"{file}: {checked.examples} examples, about {checked.tokens} tokens in each epoch")


def _upload(provider: FineTuning, file: Path) -> str:
    try:
        uploaded = provider.upload(file)
    except OSError as error:
        raise CallInvalid(f"{file} cannot be read: {error.strerror}.") from error
    say(f"{file} is uploaded as {uploaded}")
    return uploaded


def _line(job: Job) -> str:
    made = f"  {job.fine_tuned_model}" if job.fine_tuned_model else ""
    return f"{job.id}  {_time(job.created_at)}  {job.status:<16}  {job.model}{made}"


def _event(event: Event) -> str:
    return f"{_time(event.created_at)}  {event.level:<5}  {event.message}"


def _told(job: Job) -> Iterator[str]:
    yield _line(job)
    if job.trained_tokens is not None:
        yield f"trained tokens: {job.trained_tokens}"
    if job.estimated_finish is not None and not job.has_ended:
        yield f"expected to end: {_time(job.estimated_finish)}"
    if job.error is not None and job.error.message:
        yield f"it failed: {job.error.message} ({job.error.code or 'no code'})"


def _use(job: Job, settings: Settings, where: Where) -> Iterator[str]:
    """How to write with the new model, once there is one."""
    if job.fine_tuned_model is None or settings.models is None:
        return
    yield "To write with it, add to the file that TETRAD_PROVIDERS names:\n"
    yield provider_entry(job.fine_tuned_model, _provider(settings, where), settings.models.lineup)
    yield f"\nor, where no such file is used: OPENAI_MODEL={job.fine_tuned_model}"


def _time(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S")
