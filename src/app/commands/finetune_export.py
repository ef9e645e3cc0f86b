"""`tetrad finetune export`: the best rated worksheets as examples, with a report on stdout."""

import os
from pathlib import Path

import msgspec

from app.commands.cache_ground import on_the_cache
from app.commands.run import say
from app.errors import CallInvalid
from app.settings import Settings
from worksheets.fine_tuning.export import export as write
from worksheets.fine_tuning.files import example_files, holdout_of
from worksheets.fine_tuning.model import Choice
from worksheets.fine_tuning.report import Report, as_table


def export(settings: Settings, choice: Choice, out: Path, report_file: Path | None) -> None:
    """Write the files, and print the report. After Ctrl-C nothing was written. Raises CallInvalid."""
    for file in (out, report_file):
        if file is not None:
            _require_writable(file)
    report = _written(settings, choice, out)
    if report_file is not None:
        _write_report(report, report_file)
    print(as_table(report))
    say(f"Written to {out}" + (f" and {holdout_of(out)}" if choice.holdout else ""))


def _written(settings: Settings, choice: Choice, out: Path) -> Report:
    try:
        with example_files(out, with_holdout=choice.holdout > 0) as files:
            return on_the_cache(settings, lambda pool: write(pool, choice, files, _tell))
    except OSError as error:
        raise CallInvalid(f"{out} cannot be written: {error.strerror}. Choose another --out.") from error


def _write_report(report: Report, file: Path) -> None:
    try:
        file.write_bytes(msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n")
    except OSError as error:
        raise CallInvalid(f"{file} cannot be written: {error.strerror}. Choose another --report.") from error


def _require_writable(file: Path) -> None:
    """Refuse before the database is asked for anything."""
    folder = file.absolute().parent
    if file.is_dir() or not os.access(folder, os.W_OK):
        raise CallInvalid(f"{file} cannot be written: it is a folder, or {folder} is missing or not yours.")


def _tell(done: int, of: int) -> None:
    if done % 200 == 0 or done == of:
        say(f"{done} of {of} rated worksheets looked at")
