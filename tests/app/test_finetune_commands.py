"""`tetrad finetune` from rated worksheets to a model that has learned from them, with a provider on loopback."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec import json

from app.providers_file import read_providers
from cache.nano_embedder import NanoEmbedder
from cache.semantic_cache import SemanticCache
from database.pool import create_pool
from fakes.fine_tuning_server import FakeFineTuning, Treatment
from fakes.rated_worksheets import Shelf, questions, request
from language_models.model import Role
from worksheets.edition import served_editions
from worksheets.fine_tuning.validation import check_file

Tetrad = Callable[..., "subprocess.CompletedProcess[str]"]
SHEETS = 12
CHAT = json.encode({"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]}).decode()
# A background job of a shell is started with Ctrl-C switched off.
WITH_CTRL_C = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from app.cli import main
main()
"""


@pytest.fixture
def fake() -> Iterator[FakeFineTuning]:
    with FakeFineTuning() as started:
        yield started


@pytest.fixture
def environment(fake: FakeFineTuning, tmp_path: Path) -> dict[str, str]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("OPENAI_", "TETRAD_"))}
    provider = {"OPENAI_BASE_URL": fake.base_url, "OPENAI_API_KEY": "key-1", "OPENAI_MODEL": "m"}
    return plain | provider | {"DATA_DIR": str(tmp_path / "data")}


@pytest.fixture
def tetrad(environment: dict[str, str]) -> Tetrad:
    """Runs `tetrad finetune …`."""

    def run(*arguments: object, **more: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "app.cli", "finetune", *map(str, arguments)]
        return subprocess.run(command, env=environment | more, capture_output=True, text=True, timeout=120, check=False)

    return run


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    file = tmp_path / "train.jsonl"
    file.write_text(f"{CHAT}\n" * 10)
    return file


async def fill(url: str) -> None:
    embedder = NanoEmbedder()
    async with create_pool(url) as pool:
        shelf = Shelf(pool, SemanticCache(pool, embedder, served_editions()))
        for place in range(SHEETS):
            asked = request(count=1)
            await shelf.put(asked, questions(asked, place), 5, 4, title=f"Sheet {place}")
    embedder.close()


def test_rated_worksheets_become_files_with_a_report(database_url: str, tetrad: Tetrad, tmp_path: Path) -> None:
    asyncio.run(fill(database_url))
    services = {
        "DATABASE_URL": database_url,
        "UPSTASH_REDIS_REST_URL": "http://127.0.0.1:1",
        "UPSTASH_REDIS_REST_TOKEN": "t",
    }
    out, report = tmp_path / "train.jsonl", tmp_path / "report.json"
    done = tetrad("export", "--out", out, "--report", report, **services)
    assert done.returncode == 0, done.stderr
    assert f"{SHEETS} of {SHEETS} rated worksheets looked at" in done.stderr
    assert "mean stars 4.50, 24 ratings" in done.stdout
    checked = check_file(out)
    assert (checked.examples, checked.complaints) == (SHEETS, ())
    told = json.decode(report.read_bytes())
    assert (told["written"], told["tokens"], told["languages"]) == (SHEETS, checked.tokens, {"en": SHEETS})

    nothing = tetrad("export", "--out", out, "--least-stars", "5", "--holdout", "0.2", **services)
    assert nothing.returncode == 0
    assert "few_stars" in nothing.stdout
    assert "examples written: 0;" in nothing.stdout
    assert out.read_bytes() == b""
    assert {file.name for file in tmp_path.iterdir()} >= {"train.jsonl", "train.holdout.jsonl", "report.json"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("export", "--out", "/nonexistent/train.jsonl"), "/nonexistent"),
        (("export", "--out", "."), "folder"),
        (("export", "--out", "t.jsonl", "--least-stars", "6"), "'6' is no number from 1 to 5"),
        (("export", "--out", "t.jsonl", "--holdout", "nan"), "'nan' is no number"),
        (("export", "--out", "t.jsonl", "--limit", "0"), "'0' is no count"),
        (("start", "/nonexistent.jsonl", "--model", "base-mini"), "/nonexistent.jsonl cannot be read"),
        (("status", "--wait"), "name it"),
        (("status", "--provider", "nobody"), "'nobody'"),
    ],
)
def test_a_wrong_call_is_named_and_nobody_is_asked(
    tetrad: Tetrad, fake: FakeFineTuning, arguments: tuple[str, ...], told: str
) -> None:
    refused = tetrad(*arguments)
    assert refused.returncode == 2
    assert told in refused.stderr.splitlines()[-1]
    assert fake.calls == []


def test_without_a_provider_that_is_said(tetrad: Tetrad) -> None:
    refused = tetrad("status", OPENAI_BASE_URL="", OPENAI_API_KEY="", OPENAI_MODEL="")
    assert refused.returncode == 2
    assert "OPENAI_API_KEY" in refused.stderr


def test_a_job_is_started_followed_and_its_model_named(tetrad: Tetrad, fake: FakeFineTuning, examples: Path) -> None:
    started = tetrad(
        "start", examples, "--model", "base-mini", "--suffix", "sheets", "--validation", examples, OPENAI_MODEL="other"
    )
    assert started.returncode == 0, started.stderr
    assert started.stdout == "ftjob-1\n"
    assert "10 examples" in started.stderr
    assert fake.jobs["ftjob-1"].body["validation_file"] == "file-2"
    assert "ftjob-1" in tetrad("status").stdout
    followed = tetrad("status", "ftjob-1", "--wait", "--every", "0")
    assert followed.returncode == 0, followed.stderr
    assert "ftjob-1 is running" in followed.stderr
    assert "trained tokens: 4321" in followed.stdout
    assert followed.stdout.endswith("OPENAI_MODEL=ft:base-mini:school:sheets:x1\n")
    assert tetrad("status", "ftjob-1").stdout.splitlines()[-1] == followed.stdout.splitlines()[-1]


def test_the_lines_that_are_printed_make_the_model_one_more_entry_of_the_providers_file(
    tetrad: Tetrad, fake: FakeFineTuning, examples: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    file = tmp_path / "providers.toml"
    head = f"""
        [providers.school]
        base_url = "{fake.base_url}"
        api_key_env = "SCHOOL_KEY"
        [models.large]
        provider = "school"
        name = "base-large"
        [roles.default]
        models = ["large"]
    """
    file.write_text(head)
    configured = {"TETRAD_PROVIDERS": str(file), "SCHOOL_KEY": "key-7", "OPENAI_MODEL": ""}
    configured |= {"OPENAI_BASE_URL": "", "OPENAI_API_KEY": ""}
    tetrad("start", examples, "--model", "base-mini", "--provider", "school", **configured)
    told = tetrad("status", "ftjob-1", "--wait", "--every", "0", **configured).stdout
    assert fake.keys == {"Bearer key-7"}
    entry = told[told.index("[models.") : told.index("\nor, where")]
    file.write_text(head + entry)
    lineup = read_providers(file, configured.get).lineup
    assert lineup.plans[Role.AUTHOR].models == ("fine-tuned", "large")
    assert lineup.plans[Role.SOLVER].models == ("large",)
    assert {offer.name: offer.model for offer in lineup.offers}["fine-tuned"] == "ft:base-mini:school::x1"
    again = tetrad("status", "ftjob-1", **configured).stdout
    assert 'models = ["fine-tuned-2", "fine-tuned", "large"]' in again


def test_a_job_that_failed_says_why_and_ends_in_an_error(tetrad: Tetrad, fake: FakeFineTuning, examples: Path) -> None:
    fake.fails = ("invalid_training_file", "Too much of it is the same.")
    tetrad("start", examples, "--model", "base-mini")
    followed = tetrad("status", "ftjob-1", "--wait", "--every", "0")
    assert followed.returncode == 1
    assert "it failed: Too much of it is the same. (invalid_training_file)" in followed.stdout
    assert "without a model" in followed.stderr


def test_an_invalid_file_is_refused_with_its_lines_before_anything_is_sent(
    tetrad: Tetrad, fake: FakeFineTuning, examples: Path
) -> None:
    examples.write_text(f"{CHAT}\nnonsense\n" + f"{CHAT}\n" * 9 + "{}\n")
    refused = tetrad("start", examples, "--model", "base-mini")
    assert refused.returncode == 1
    assert "line 2: This is no JSON object." in refused.stderr
    assert "line 12: " in refused.stderr
    assert fake.calls == []


@pytest.mark.parametrize(
    ("treatment", "told"),
    [(Treatment.UNAUTHORIZED, "OPENAI_API_KEY"), (Treatment.HTML_PAGE, "--base-url"), (Treatment.SERVER_ERROR, "500")],
)
def test_a_provider_that_misbehaves_is_one_sentence(
    tetrad: Tetrad, fake: FakeFineTuning, examples: Path, treatment: Treatment, told: str
) -> None:
    fake.script(treatment)
    failed = tetrad("start", examples, "--model", "base-mini")
    assert failed.returncode == 1
    assert told in failed.stderr.splitlines()[-1]
    assert "Traceback" not in failed.stderr
    assert failed.stdout == ""


def test_a_job_is_cancelled(tetrad: Tetrad, fake: FakeFineTuning, examples: Path) -> None:
    tetrad("start", examples, "--model", "base-mini")
    assert "cancelled" in tetrad("cancel", "ftjob-1", "--base-url", fake.base_url, OPENAI_BASE_URL="").stdout
    assert tetrad("cancel", "ftjob-7").returncode == 1


def test_ctrl_c_stops_the_following_and_leaves_the_job_alone(
    tetrad: Tetrad, fake: FakeFineTuning, examples: Path, environment: dict[str, str]
) -> None:
    tetrad("start", examples, "--model", "base-mini")
    command = [sys.executable, "-c", WITH_CTRL_C, "finetune", "status", "ftjob-1", "--wait", "--every", "3600"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
        assert run.stderr is not None
        assert "ftjob-1 is queued" in run.stderr.readline()
        run.send_signal(signal.SIGINT)
        assert "goes on at the provider" in run.stderr.read()
        assert run.wait(60) == 130
    assert not fake.jobs["ftjob-1"].is_cancelled
