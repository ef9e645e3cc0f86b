"""The files of an export: under other names until they are whole."""

from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from worksheets.fine_tuning.model import Example


class ExampleFiles:
    """Where examples are written; those held out go into a file of their own."""

    def __init__(self, train: BinaryIO, held_out: BinaryIO | None) -> None:
        self._train, self._held_out = train, held_out

    def write(self, example: Example) -> None:
        if example.is_held_out and self._held_out is not None:
            self._held_out.write(example.line)
        else:
            self._train.write(example.line)


def holdout_of(file: Path) -> Path:
    """Where the held-out examples stand beside `train.jsonl`: in `train.holdout.jsonl`."""
    return file.with_name(f"{file.stem}.holdout{file.suffix}")


@contextmanager
def example_files(file: Path, *, with_holdout: bool) -> Generator[ExampleFiles]:
    """The files, named at the end of the block; after an error or Ctrl-C nothing of them is left, and older ones stay.

    Raises OSError.
    """
    with ExitStack() as stack:
        train = stack.enter_context(_whole_or_none(file))
        held_out = stack.enter_context(_whole_or_none(holdout_of(file))) if with_holdout else None
        yield ExampleFiles(train, held_out)


@contextmanager
def _whole_or_none(file: Path) -> Generator[BinaryIO]:
    part = file.with_name(f"{file.name}.part")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
