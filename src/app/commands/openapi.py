"""`tetrad openapi`: the description of the HTTP interface, as committed in docs/openapi.json."""

from pathlib import Path

import msgspec

from app.application import describe


def openapi() -> str:
    """The OpenAPI 3.1 document as JSON, the same for the same code."""
    return msgspec.json.format(msgspec.json.encode(describe(), order="sorted"), indent=2).decode() + "\n"


def is_current(file: Path) -> bool:
    """Whether `file` holds the document that this code makes."""
    return file.is_file() and file.read_text() == openapi()
