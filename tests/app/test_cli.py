"""The terminal: one clear sentence for what cannot be done, and the main job from topic to PDF."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import json

from fakes.openai_server import Behaviour, FakeOpenAI
from fakes.source_files import word_text

PATIENCE = 60  # seconds: a busy machine is no failure
# A background job of a shell is started with Ctrl-C switched off.
WITH_CTRL_C = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from app.cli import main
main()
"""
FRACTIONS = ("worksheet", "adding fractions", "--grade", "5", "--questions", "3")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture
def provider() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as fake:
        yield fake


def environment(data: Path, fake: FakeOpenAI | None = None) -> dict[str, str]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("OPENAI_", "TETRAD_"))}
    model = {} if fake is None else {"OPENAI_BASE_URL": fake.base_url, "OPENAI_MODEL": fake.model}
    return plain | model | {"DATA_DIR": str(data)}


def tetrad(*arguments: str, data: Path, fake: FakeOpenAI | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "app.cli", *arguments]
    return subprocess.run(
        command, env=environment(data, fake), capture_output=True, text=True, timeout=PATIENCE, check=False
    )


def test_the_help_names_every_command(tmp_path: Path) -> None:
    told = tetrad("--help", data=tmp_path)
    assert told.returncode == 0
    for command in ("run", "web", "worker", "migrate", "worksheet", "cache", "questions", "finetune"):
        assert f"    {command} " in told.stdout or f"    {command}\n" in told.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("worksheet", "fractions", "--grade", "0"), "--grade"),
        (("worksheet", "fractions", "--grade", "5", "--language", "fr"), "--language"),
        (("worksheet", "fractions", "--grade", "5", "--questions", "99"), "--questions"),
        (("worksheet", "fractions", "--grade", "5", "--types", "essay"), "--types"),
        (("worksheet", " … ", "--grade", "5"), "no word"),
        (("worksheet", "fractions", "--grade", "5", "--source", "/nowhere/text.pdf"), "--source"),
        ((*FRACTIONS, "--out", "/nonexistent/sheet.pdf"), "/nonexistent"),
    ],
)
def test_a_wrong_call_is_named_before_anything_is_started(
    arguments: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    refused = tetrad(*arguments, data=tmp_path)
    assert refused.returncode == 2
    assert told in refused.stderr.splitlines()[-1]
    assert "Traceback" not in refused.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    services = {"UPSTASH_REDIS_REST_URL": "http://127.0.0.1:1", "UPSTASH_REDIS_REST_TOKEN": "t"}
    url = {"DATABASE_URL": "postgresql://tetrad:hunter2@127.0.0.1:1/tetrad"}
    command = [sys.executable, "-m", "app.cli", "migrate"]
    refused = subprocess.run(
        command,
        env=environment(tmp_path) | services | url,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert refused.returncode == 1
    assert refused.stderr.startswith("tetrad: The database does not answer.")
    assert "hunter2" not in refused.stderr


def test_a_computed_worksheet_is_printed_and_found_again(data: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.pdf"
    made = tetrad(*FRACTIONS, "--json", "--out", str(sheet), data=data)
    assert made.returncode == 0, made.stderr
    assert sheet.read_bytes().startswith(b"%PDF-")
    assert len(json.decode(made.stdout)["questions"]) == 3
    again = tetrad(*FRACTIONS, data=data)
    assert json.decode(again.stdout)["id"] == json.decode(made.stdout)["id"]


def test_what_nothing_can_serve_names_topics_that_can_be(data: Path) -> None:
    refused = tetrad("worksheet", "Clove trade of Zanzibar", "--grade", "5", data=data)
    assert refused.returncode == 1
    assert "OPENAI_API_KEY" in refused.stderr
    assert len(refused.stderr.splitlines()[-3].strip()) > 3
    assert "Traceback" not in refused.stderr


def test_a_model_writes_where_no_service_runs(data: Path, provider: FakeOpenAI) -> None:
    written = tetrad("worksheet", "How volcanoes form", "--grade", "7", "--questions", "3", data=data, fake=provider)
    assert written.returncode == 0, written.stderr
    assert "question 3 of 3" in written.stderr
    assert json.decode(written.stdout)["provenance"]["source"] == "model"


def test_a_model_writes_about_a_file(data: Path, provider: FakeOpenAI, tmp_path: Path) -> None:
    file = tmp_path / "terpora.docx"
    file.write_bytes(word_text("Mount Terpora last erupted in 1873, for eleven days."))
    call = ("worksheet", "Mount Terpora", "--grade", "7", "--questions", "2", "--source", str(file))
    written = tetrad(*call, data=data, fake=provider)
    assert written.returncode == 0, written.stderr
    assert "Read 52 characters" in written.stderr
    assert json.decode(written.stdout)["provenance"]["source"] == "model"
    assert any("erupted in 1873" in message.content for chat in provider.received for message in chat.chat.messages)


def test_a_file_without_text_is_named_in_one_sentence(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("<html><body>Terpora</body></html>")
    refused = tetrad("worksheet", "Mount Terpora", "--grade", "7", "--source", str(file), data=data)
    assert refused.returncode == 1
    assert refused.stderr.splitlines()[-1].startswith("tetrad: This is a web page.")


def test_a_model_that_refuses_its_key_is_named(data: Path, provider: FakeOpenAI) -> None:
    provider.script(Behaviour.UNAUTHORIZED)
    failed = tetrad("worksheet", "The life of bees", "--grade", "4", data=data, fake=provider)
    assert failed.returncode == 1
    assert "OPENAI_API_KEY" in failed.stderr.splitlines()[-1]
    assert "Traceback" not in failed.stderr


def test_ctrl_c_ends_a_silent_model_at_once_and_frees_the_folder(data: Path, provider: FakeOpenAI) -> None:
    provider.script(Behaviour.HANG_IN_STREAM)
    command = [sys.executable, "-c", WITH_CTRL_C, "worksheet", "Floods of the Nile", "--grade", "6"]
    with subprocess.Popen(
        command,
        env=environment(data, provider),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        told = next(line for line in process.stderr if "question 1" in line)
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        _, rest = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130, told + rest
    assert "Traceback" not in rest
    assert time.monotonic() - began < 30  # far below the model's deadline of two minutes
    assert tetrad(*FRACTIONS, data=data).returncode == 0
