"""A fine-tuning job as the provider tells of it (https://platform.openai.com/docs/api-reference/fine-tuning/object)."""

from msgspec import Struct


class JobFailure(Struct, frozen=True):
    """Why a job failed; some providers send one without words for every other job."""

    code: str | None = None
    message: str | None = None


class Job(Struct, frozen=True):
    """Times are Unix seconds. `status` is validating_files, queued, running, succeeded, failed or cancelled."""

    id: str
    model: str
    status: str
    created_at: int
    training_file: str = ""
    validation_file: str | None = None
    finished_at: int | None = None
    estimated_finish: int | None = None
    fine_tuned_model: str | None = None
    trained_tokens: int | None = None
    error: JobFailure | None = None

    @property
    def has_ended(self) -> bool:
        return self.status in ("succeeded", "failed", "cancelled")


class Event(Struct, frozen=True):
    """One line of a job's history."""

    id: str
    created_at: int
    level: str
    message: str


class Uploaded(Struct, frozen=True):
    """A file at the provider."""

    id: str


class Jobs(Struct, frozen=True):
    data: tuple[Job, ...]


class Events(Struct, frozen=True):
    data: tuple[Event, ...]
