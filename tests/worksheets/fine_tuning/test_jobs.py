"""A provider's fine-tuning jobs, well and badly behaved."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from fakes.fine_tuning_server import TRAINED_TOKENS, FakeFineTuning, Treatment
from language_models.lineup import Provider
from worksheets.fine_tuning import errors
from worksheets.fine_tuning.job import Event, Job
from worksheets.fine_tuning.jobs import FineTuning


def at(address: str) -> Provider:
    return Provider("school", address, "key-1")


@pytest.fixture
def fake() -> Iterator[FakeFineTuning]:
    with FakeFineTuning() as started:
        yield started


@pytest.fixture
def provider(fake: FakeFineTuning) -> Iterator[FineTuning]:
    with FineTuning(at(fake.base_url)) as opened:
        yield opened


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    file = tmp_path / "train.jsonl"
    file.write_text('{"messages": "дроби"}\n')
    return file


def test_a_file_is_uploaded_whole_and_a_job_started_on_it(
    provider: FineTuning, fake: FakeFineTuning, examples: Path
) -> None:
    training, validation = provider.upload(examples), provider.upload(examples)
    job = provider.start("base-mini", training, validation, "sheets")
    assert fake.uploaded == dict.fromkeys((training, validation), examples.read_bytes())
    assert set(fake.purposes) == {"fine-tune"}
    assert fake.keys == {"Bearer key-1"}
    body = {"model": "base-mini", "training_file": training, "validation_file": validation, "suffix": "sheets"}
    assert fake.jobs[job.id].body == body
    assert (job.status, job.has_ended, job.fine_tuned_model) == ("validating_files", False, None)


def started(provider: FineTuning, examples: Path) -> Job:
    return provider.start("base-mini", provider.upload(examples))


def test_the_newest_jobs_are_listed_first(provider: FineTuning, examples: Path) -> None:
    first, second = started(provider, examples), started(provider, examples)
    assert [job.id for job in provider.jobs()] == [second.id, first.id]


def test_a_followed_job_tells_each_status_and_each_event_once(provider: FineTuning, examples: Path) -> None:
    job, pauses = started(provider, examples), []
    news = list(provider.follow(job.id, lambda: pauses.append(1)))
    assert [one.status for one in news if isinstance(one, Job)] == ["queued", "running", "succeeded"]
    told = [one.message for one in news if isinstance(one, Event)]
    assert told[0] == "Created fine-tuning job"
    assert len(told) == len(set(told)) == 4
    last = [one for one in news if isinstance(one, Job)][-1]
    assert (last.fine_tuned_model, last.trained_tokens) == ("ft:base-mini:school::x1", TRAINED_TOKENS)
    assert len(pauses) == 2


def test_a_failed_job_says_why(provider: FineTuning, fake: FakeFineTuning, examples: Path) -> None:
    fake.fails = ("invalid_training_file", "The file holds unsafe content.")
    job = started(provider, examples)
    *_, last = provider.follow(job.id, lambda: None)
    assert isinstance(last, Job)
    assert last.error is not None
    assert (last.status, last.error.message) == ("failed", "The file holds unsafe content.")


def test_a_job_is_cancelled_once(provider: FineTuning, examples: Path) -> None:
    job = started(provider, examples)
    assert provider.cancel(job.id).status == "cancelled"
    with pytest.raises(errors.JobEnded, match="already ended"):
        provider.cancel(job.id)


def test_a_followed_job_outlives_a_provider_that_is_away_for_a_few_looks(
    fake: FakeFineTuning, provider: FineTuning, examples: Path
) -> None:
    job, pauses = started(provider, examples), []
    fake.script(*[Treatment.SERVER_ERROR] * 4)
    with FineTuning(at(fake.base_url), retries=0) as impatient:
        news = list(impatient.follow(job.id, lambda: pauses.append(1)))
    assert [one.status for one in news if isinstance(one, Job)][-1] == "succeeded"
    assert len(pauses) == 4 + 2


def test_a_provider_that_stays_away_ends_the_following(
    fake: FakeFineTuning, provider: FineTuning, examples: Path
) -> None:
    job = started(provider, examples)
    fake.script(*[Treatment.SERVER_ERROR] * 5)
    with FineTuning(at(fake.base_url), retries=0) as impatient, pytest.raises(errors.ProviderAway):
        list(impatient.follow(job.id, lambda: None))


def test_a_look_that_fails_once_is_repeated_at_once(provider: FineTuning, fake: FakeFineTuning, examples: Path) -> None:
    job = started(provider, examples)
    fake.script(Treatment.SERVER_ERROR)
    assert provider.job(job.id).status == "queued"


@pytest.mark.parametrize(
    ("treatment", "kind", "told"),
    [
        (Treatment.UNAUTHORIZED, errors.KeyRejected, "OPENAI_API_KEY"),
        (Treatment.QUOTA_SPENT, errors.QuotaSpent, "Top the account up"),
        (Treatment.RATE_LIMITED, errors.ProviderAway, "429"),
        (Treatment.SERVER_ERROR, errors.ProviderAway, "Try again"),
        (Treatment.HTML_PAGE, errors.NoFineTuning, "not a fine-tuning interface"),
        (Treatment.OTHER_JSON, errors.NoFineTuning, "not a fine-tuning interface"),
        (Treatment.CUT, errors.ProviderAway, "Try again"),
        (Treatment.FILE_REJECTED, errors.FileRejected, "Line 3 of the file is no chat."),
        (Treatment.NO_SUCH_PATH, errors.NoFineTuning, "--provider"),
    ],
)
def test_what_a_provider_does_wrong_at_an_upload_is_named_with_a_remedy(
    provider: FineTuning,
    fake: FakeFineTuning,
    examples: Path,
    treatment: Treatment,
    kind: type[errors.ProviderFailed],
    told: str,
) -> None:
    fake.script(treatment)
    with pytest.raises(kind, match=told) as failed:
        provider.upload(examples)
    assert "secret" not in str(failed.value)
    assert fake.calls == ["POST /files"]


@pytest.mark.parametrize("treatment", [Treatment.SERVER_ERROR, Treatment.CUT, Treatment.HTML_PAGE])
def test_a_start_that_failed_is_not_tried_again_by_itself(
    provider: FineTuning, fake: FakeFineTuning, examples: Path, treatment: Treatment
) -> None:
    training = provider.upload(examples)
    fake.script(treatment)
    with pytest.raises(errors.ProviderFailed):
        provider.start("base-mini", training)
    assert fake.calls.count("POST /fine_tuning/jobs") == 1


def test_a_provider_that_says_nothing_is_given_up(fake: FakeFineTuning, examples: Path) -> None:
    fake.script(Treatment.HANG)
    with FineTuning(at(fake.base_url), seconds=0.2) as provider, pytest.raises(errors.ProviderAway, match="Timeout"):
        provider.upload(examples)


def test_a_provider_that_nobody_runs_is_named_as_away(examples: Path) -> None:
    with FineTuning(at("http://127.0.0.1:1/v1")) as provider, pytest.raises(errors.ProviderAway, match="Connection"):
        provider.upload(examples)


def test_a_model_or_file_or_job_that_the_provider_does_not_know_is_named(provider: FineTuning, examples: Path) -> None:
    training = provider.upload(examples)
    with pytest.raises(errors.BaseUnknown, match="--model"):
        provider.start("gpt-nothing", training)
    with pytest.raises(errors.FileRejected, match="training_file"):
        provider.start("base-mini", "file-99")
    for ask in (provider.job, provider.events, provider.cancel):
        with pytest.raises(errors.JobUnknown, match="ftjob-99"):
            ask("ftjob-99")
