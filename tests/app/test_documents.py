"""What the documents point at is there."""

import re
from pathlib import Path

import pytest

import app

ROOT = Path(app.__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
FOLDERS = ("src", "tests", "docs", "bench", "scripts", "frontend/src", ".ci")
FILES = [
    path.relative_to(ROOT).as_posix()
    for paths in (ROOT.glob("*.*"), *((ROOT / folder).rglob("*.*") for folder in FOLDERS))
    for path in paths
]
# Made by the service while it runs.
NOT_IN_THE_REPOSITORY = {"addresses.json"}

NAMED_FILE = re.compile(r"`([\w.][\w./-]*\.(?:py|lua|css|html|toml|ts|tsx|sh|json))`")
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def anchors_of(page: Path) -> set[str]:
    """Addresses of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_somewhere(page: Path) -> None:
    for address, anchor in LINK.findall(page.read_text()):
        target = (page.parent / address).resolve() if address else page
        assert target.exists(), f"{page.name} links to {address}"
        assert not anchor or anchor in anchors_of(target), f"{page.name} links to {address}#{anchor}"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_file_that_is_named_exists(page: Path) -> None:
    names = set(NAMED_FILE.findall(page.read_text())) - NOT_IN_THE_REPOSITORY
    assert [name for name in sorted(names) if not any(f"/{file}".endswith(f"/{name}") for file in FILES)] == []
