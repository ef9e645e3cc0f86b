"""`tetrad openapi`: the description of the HTTP interface, as committed in docs/openapi.json."""

from pathlib import Path

import msgspec

from app.application import create_litestar
from app.services import Addresses
from app.settings import Settings


def openapi(settings: Settings) -> str:
    """The OpenAPI 3.1 document as JSON, the same for the same code."""
    nowhere = Addresses("postgresql://", "postgresql://", "http://localhost", "")
    document = create_litestar(settings, nowhere).openapi_schema.to_schema()
    return msgspec.json.format(msgspec.json.encode(document, order="sorted"), indent=2).decode() + "\n"


def is_current(settings: Settings, file: Path) -> bool:
    """Whether `file` holds the document that this code makes."""
    return file.is_file() and file.read_text() == openapi(settings)
