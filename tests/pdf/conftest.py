"""One warm renderer, and what poppler sees in a PDF."""

import asyncio
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cache.model import Language
from fakes.printed_sheets import every_type, sheet_of
from pdf.model import Sheet
from pdf.renderer import Renderer


@pytest.fixture(scope="session")
def renderer() -> Iterator[Renderer]:
    renderer = Renderer()
    renderer.start()
    yield renderer
    asyncio.run(renderer.stop())


@pytest.fixture(params=list(Language), ids=str)
def language(request: pytest.FixtureRequest) -> Language:
    return request.param


@pytest.fixture
def sheet(language: Language) -> Sheet:
    return sheet_of(language, *every_type(language))


@pytest.fixture
def text_of(tmp_path: Path) -> Callable[..., list[str]]:
    """The text of each page as poppler extracts it."""

    def pages(pdf: bytes, *arguments: str) -> list[str]:
        path = tmp_path / "sheet.pdf"
        path.write_bytes(pdf)
        done = subprocess.run(["pdftotext", *arguments, str(path), "-"], check=True, capture_output=True, text=True)
        return done.stdout.removesuffix("\f").split("\f")

    return pages
