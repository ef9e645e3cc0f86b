"""`tetrad questions evaluate` in the terminal."""

import os
import subprocess
import sys
from pathlib import Path

from msgspec import json

GOLDEN = Path(__file__).parents[1] / "questions" / "checks" / "golden" / "en.jsonl"


def evaluate(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "app.cli", "questions", "evaluate", *arguments]
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("OPENAI_", "TETRAD_"))}
    return subprocess.run(command, env=plain, capture_output=True, text=True, timeout=60, check=False)


def some_cases(folder: Path, *ids: str) -> Path:
    lines = [line for line in GOLDEN.read_bytes().splitlines() if any(f'"id":"{one}"'.encode() in line for one in ids)]
    file = folder / "cases.jsonl"
    file.write_bytes(b"\n".join(lines))
    return file


def test_figures_of_every_rule_are_printed_as_json(tmp_path: Path) -> None:
    file = some_cases(tmp_path, "en-options_say_something-a", "en-negation_is_marked-a")

    (report,) = json.decode(evaluate(str(file), "--json").stdout)

    assert (report["languages"], report["all"]["flawed"], report["all"]["recall"]) == (["en"], 2, 1.0)
    assert report["rules"]["negation_is_marked"]["found"] == 1
    assert report["rules"]["numbers_follow"] == {
        "flawed": 0,
        "found": 0,
        "recall": 1.0,
        "clean": 2,
        "doubted": 0,
        "false_alarms": 0.0,
    }


def test_a_table_names_every_rule_and_the_sum(tmp_path: Path) -> None:
    told = evaluate(str(some_cases(tmp_path, "en-options_say_something-a")))

    assert told.returncode == 0
    assert "options_say_something" in told.stdout
    assert told.stdout.splitlines()[-1].startswith("all ")


def test_a_file_that_holds_something_else_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text('{"id": 1}')

    for told in (evaluate(str(file)), evaluate(str(tmp_path / "none.jsonl"))):
        assert told.returncode == 2
        assert "cases.jsonl" in told.stderr or "none.jsonl" in told.stderr
