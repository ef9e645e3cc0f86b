"""docs/settings.md against the code that reads the environment."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import app
from app import settings

SOURCES = Path(app.__file__).parents[1]
PAGE = SOURCES.parent / "docs" / "settings.md"
ROWS = re.findall(r"^\| `([A-Z_]+)` \| (.+?) \| .+ \|$", PAGE.read_text(), re.MULTILINE)
DEFAULTS = {name: default.strip("`") for name, default in ROWS if default.startswith("`")}

# With a key and a model's name, every variable of the provider is read as well.
PROVIDER = {"OPENAI_API_KEY": "sk-test", "OPENAI_MODEL": "test"}


class RecordingEnvironment(Mapping[str, str]):
    """Remembers which variables it was asked for."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.asked: set[str] = set()
        self._values = values

    def __getitem__(self, name: str) -> str:
        self.asked.add(name)
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def read_elsewhere() -> Iterator[str]:
    """Variables that modules other than `app.settings` take from the environment themselves."""
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            match node:
                case ast.Call(
                    func=ast.Attribute(value=ast.Attribute(attr="environ"), attr="get"),
                    args=[ast.Constant(value=str(name)), *_],
                ):
                    yield name
                case ast.Call(func=ast.Attribute(attr="getenv"), args=[ast.Constant(value=str(name)), *_]):
                    yield name
                case ast.Subscript(
                    value=ast.Attribute(attr="environ"), slice=ast.Constant(value=str(name)), ctx=ast.Load()
                ):
                    yield name
                case _:
                    pass


def test_the_page_describes_every_variable_once_and_no_other() -> None:
    assert sorted(name for name, _ in ROWS) == sorted(settings.VARIABLES)


def test_the_list_names_exactly_what_is_read_at_start() -> None:
    environment = RecordingEnvironment(PROVIDER)
    settings.read(environment)
    assert sorted(environment.asked) == sorted(settings.VARIABLES)


def test_no_module_reads_a_variable_that_is_not_listed() -> None:
    found = set(read_elsewhere())
    assert "TETRAD_ENVIRONMENT" in found, "the guard of the embedded stack was not seen, so nothing would be"
    assert found <= set(settings.VARIABLES)


@pytest.mark.parametrize("name", sorted(name for name, value in DEFAULTS.items() if value not in settings.VARIABLES))
def test_setting_a_variable_to_its_documented_default_changes_nothing(name: str) -> None:
    assert settings.read(PROVIDER | {name: DEFAULTS[name]}) == settings.read(PROVIDER)


@pytest.mark.parametrize(("name", "default"), [row for row in ROWS if row[0] not in DEFAULTS])
def test_a_variable_without_a_default_is_shown_as_none_or_embedded(name: str, default: str) -> None:
    assert default in {"none", "embedded"}
