"""Files of examples: written whole or not at all, and read as a provider reads them."""

import json
from pathlib import Path

import pytest

from cache.model import Language
from worksheets.fine_tuning.files import example_files, holdout_of
from worksheets.fine_tuning.model import MOST_TOKENS, Example
from worksheets.fine_tuning.validation import MOST_COMPLAINTS, check_file

CHAT = {
    "messages": [
        {"role": "system", "content": "You write."},
        {"role": "user", "content": "дроби"},
        {"role": "assistant", "content": "{}"},
    ]
}


def example(line: bytes, is_held_out: bool = False) -> Example:
    return Example(line, 3, 5.0, 1, Language.ENGLISH, None, 5, (), "author-1.en", is_held_out)


def test_examples_held_out_go_into_a_file_beside(tmp_path: Path) -> None:
    file = tmp_path / "train.jsonl"
    with example_files(file, with_holdout=True) as files:
        files.write(example(b"one\n"))
        files.write(example(b"two\n", is_held_out=True))
        assert not file.exists()
    assert file.read_bytes() == b"one\n"
    assert holdout_of(file) == tmp_path / "train.holdout.jsonl"
    assert holdout_of(file).read_bytes() == b"two\n"
    assert len(list(tmp_path.iterdir())) == 2


def write_and_stop(file: Path) -> None:
    with example_files(file, with_holdout=True) as files:
        files.write(example(b"new\n"))
        raise KeyboardInterrupt


def test_after_a_stop_the_old_file_is_there_and_nothing_of_the_new_one(tmp_path: Path) -> None:
    file = tmp_path / "train.jsonl"
    file.write_bytes(b"old\n")
    with pytest.raises(KeyboardInterrupt):
        write_and_stop(file)
    assert file.read_bytes() == b"old\n"
    assert list(tmp_path.iterdir()) == [file]


def lines(tmp_path: Path, *texts: str) -> Path:
    file = tmp_path / "train.jsonl"
    file.write_text("".join(f"{text}\n" for text in texts))
    return file


def test_a_good_file_is_counted(tmp_path: Path) -> None:
    checked = check_file(lines(tmp_path, *[json.dumps(CHAT)] * 12))
    assert (checked.examples, checked.complaints) == (12, ())
    assert checked.tokens >= 12 * 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no JSON"),
        ("[1", "object"),
        ('{"messages": [', "no JSON"),
        ("\udcff", "no JSON"),
        ("{}", "messages"),
        (json.dumps({"messages": []}), "length >= 2"),
        (json.dumps({"messages": [{"role": "robot", "content": "a"}] * 2}), "robot"),
        (json.dumps({"messages": [*CHAT["messages"][:2], {"role": "assistant", "content": ""}]}), "length >= 1"),
        (json.dumps({"messages": CHAT["messages"][:2]}), "last message is of the user"),
        (json.dumps({"messages": [CHAT["messages"][0], CHAT["messages"][2]]}), "No message is of the user"),
        (json.dumps({"messages": [*CHAT["messages"][1:], CHAT["messages"][0], CHAT["messages"][2]]}), "behind others"),
        (json.dumps(CHAT | {"note": 1}), "note"),
        (json.dumps({"messages": [*CHAT["messages"][:2], {"role": "assistant", "content": "a" * 300_000}]}), "tokens"),
    ],
)
def test_a_line_that_a_provider_refuses_is_named_by_its_number(tmp_path: Path, text: str, told: str) -> None:
    file = lines(tmp_path, *[json.dumps(CHAT)] * 10)
    file.write_bytes(file.read_bytes() + text.encode(errors="surrogateescape") + b"\n")
    (complaint,) = check_file(file).complaints
    assert complaint.line == 11
    assert told in str(complaint)


def test_only_the_first_complaints_are_told(tmp_path: Path) -> None:
    checked = check_file(lines(tmp_path, *["{}"] * 50))
    assert [complaint.line for complaint in checked.complaints] == list(range(1, MOST_COMPLAINTS + 1))


def test_too_few_examples_are_a_complaint_about_the_file(tmp_path: Path) -> None:
    file = lines(tmp_path, *[json.dumps(CHAT)] * 9)
    assert [str(one) for one in check_file(file).complaints] == ["Examples in the file: 9; providers want at least 10."]
    assert check_file(file, least=1).complaints == ()
    assert MOST_TOKENS == 65_536
