"""`tetrad models usage` and `check` on a database and providers of the test's own."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec import json

from fakes.openai_server import FakeOpenAI

Tetrad = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def fake() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as server:
        yield server


@pytest.fixture
def tetrad(database_url: str, tmp_path: Path, fake: FakeOpenAI) -> Tetrad:
    """Runs `tetrad models …` with two models of one provider, one of which answers with 500."""
    file = tmp_path / "providers.toml"
    file.write_text(f"""
        [providers.fake]
        base_url = "{fake.base_url}"
        [models.good]
        provider = "fake"
        name = "good"
        price = {{ input = 1, output = 2, date = 2026-11-01 }}
        [models.bad]
        provider = "fake"
        name = "fake:500"
        subjects = ["mathematics"]
        [roles.default]
        models = ["good", "bad"]
    """)
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("OPENAI_", "TETRAD_"))}
    services = {
        "DATABASE_URL": database_url,
        "UPSTASH_REDIS_REST_URL": "http://127.0.0.1:1",
        "UPSTASH_REDIS_REST_TOKEN": "t",
        "DATA_DIR": str(tmp_path),
        "TETRAD_PROVIDERS": str(file),
    }

    def run(*arguments: str, **environ: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "app.cli", "models", *arguments]
        return subprocess.run(
            command, env=plain | services | environ, capture_output=True, text=True, timeout=60, check=False
        )

    return run


def test_a_check_says_of_each_model_whether_it_works_and_books_what_that_cost(tetrad: Tetrad, fake: FakeOpenAI) -> None:
    fake.say('{"sum": 42}')
    checked = tetrad("check")
    assert checked.returncode == 1
    good, bad = checked.stdout.splitlines()
    assert good.split()[:2] == ["good", "ok"]
    assert good.endswith("USD")
    assert bad.split()[:2] == ["bad", "unavailable"]
    assert "1 of 2 models do not work: bad." in checked.stderr

    used = tetrad("usage", "--by", "model")
    assert used.returncode == 0, used.stderr
    assert [line.split()[:3] for line in used.stdout.splitlines()[:3]] == [
        ["model", "calls", "failed"],
        ["fake/good", "1", "0"],
        ["fake/fake:500", "2", "2"],
    ]
    assert "2 calls had no price" in used.stdout


def test_one_model_can_be_checked_and_told_as_json(tetrad: Tetrad, fake: FakeOpenAI) -> None:
    fake.say('{"sum": 41}')
    checked = tetrad("check", "good", "--json")

    assert checked.returncode == 0, checked.stderr
    (one,) = json.decode(checked.stdout)
    assert (one["model"], one["outcome"]) == ("good", "ok")
    assert "adds wrongly" in one["detail"]
    assert one["cost"] > 0
    used = tetrad("usage", "--by", "user", "--json", "--day", "today")
    assert used.returncode == 0, used.stderr
    assert [(row["calls"], row["cost"]) for row in json.decode(used.stdout)] == [(1, one["cost"])]


def test_days_without_calls_say_so(tetrad: Tetrad) -> None:
    yesterday = str(datetime.now(UTC).date() - timedelta(days=1))
    assert tetrad("usage", "--day", yesterday).stdout == "No call in these days.\n"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["usage", "--day", "soon"], "'soon' is no day"),
        (["usage", "--day", "today", "--to", "today"], "leave --from and --to out"),
        (["usage", "--from", "2026-11-22", "--to", "2026-11-21"], "swap them"),
        (["check", "large"], "'large'"),
    ],
)
def test_a_wrong_call_says_what_would_be_right(tetrad: Tetrad, arguments: list[str], complaint: str) -> None:
    ended = tetrad(*arguments)
    assert (ended.returncode, complaint in ended.stderr) == (2, True), ended.stderr


def test_without_models_a_check_says_what_to_set(tetrad: Tetrad) -> None:
    ended = tetrad("check", TETRAD_PROVIDERS="")
    assert (ended.returncode, "TETRAD_PROVIDERS" in ended.stderr) == (2, True)
