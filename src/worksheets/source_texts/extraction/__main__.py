"""Reads a file from standard input and answers with its text on standard output."""

import sys

import msgspec

from worksheets.source_texts.extraction.confinement import confine
from worksheets.source_texts.extraction.model import CannotExtract, Fault, Refused, Reply
from worksheets.source_texts.extraction.reading import read


def _answer(data: bytes) -> Reply:
    try:
        return read(data)
    except CannotExtract as error:
        return Refused(error.fault)
    except (MemoryError, RecursionError):
        return Refused(Fault.TOO_COMPLEX)


if __name__ == "__main__":
    confine()
    sys.stdout.buffer.write(msgspec.json.encode(_answer(sys.stdin.buffer.read())))
    sys.stdout.buffer.flush()
