"""`tetrad questions evaluate` in the terminal."""

from pathlib import Path

import pytest
from msgspec import json

from app.cli import main

GOLDEN = Path(__file__).parents[1] / "questions" / "checks" / "golden" / "en.jsonl"


def some_cases(folder: Path, *ids: str) -> str:
    lines = [line for line in GOLDEN.read_bytes().splitlines() if any(f'"id":"{one}"'.encode() in line for one in ids)]
    file = folder / "cases.jsonl"
    file.write_bytes(b"\n".join(lines))
    return str(file)


def test_figures_of_every_rule_are_printed_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = some_cases(tmp_path, "en-options_say_something-a", "en-negation_is_marked-a")

    main(["questions", "evaluate", file, "--json"])

    (report,) = json.decode(capsys.readouterr().out)
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


def test_a_table_names_every_rule_and_the_sum(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["questions", "evaluate", some_cases(tmp_path, "en-options_say_something-a")])

    told = capsys.readouterr().out
    assert "options_say_something" in told
    assert told.splitlines()[-1].startswith("all ")


@pytest.mark.parametrize("content", [None, '{"id": 1}'])
def test_a_file_that_holds_something_else_is_refused(
    content: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "cases.jsonl"
    if content is not None:
        file.write_text(content)

    with pytest.raises(SystemExit) as ended:
        main(["questions", "evaluate", str(file)])

    assert ended.value.code == 2
    assert "cases.jsonl" in capsys.readouterr().err
