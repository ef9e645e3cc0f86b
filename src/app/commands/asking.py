"""From the words of a command line to a request, with the same rules as over HTTP."""

import argparse

import msgspec

from app.errors import CallInvalid
from worksheets.model import WorksheetRequest
from worksheets.reading import readable


def request_from(chosen: argparse.Namespace) -> WorksheetRequest:
    """The request. Raises CallInvalid naming what is wrong with it."""
    words = {
        "topic": chosen.topic,
        "grade": chosen.grade,
        "language": chosen.language,
        "subject": chosen.subject,
        "questions": {"count": chosen.questions, "types": [part for part in chosen.types.split(",") if part]},
        "difficulty": chosen.difficulty,
        "notes": chosen.notes,
        "cache": chosen.cache,
    }
    try:
        return readable(msgspec.convert(words, WorksheetRequest))
    except msgspec.ValidationError as error:
        # "Invalid enum value 'essay' - at `$.types[0]`" is not how a terminal names its options.
        raise CallInvalid(_in_options(str(error))) from error


def _in_options(complaint: str) -> str:
    for path, option in (("$.questions.count", "--questions"), ("$.questions.types", "--types"), ("$.", "--")):
        complaint = complaint.replace(path, option)
    return complaint
