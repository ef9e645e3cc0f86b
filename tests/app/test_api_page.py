"""docs/api.md against the problems and the calls that the code knows."""

import ast
import json
import re
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import app
from worksheets.writing.errors import Reason

SOURCES = Path(app.__file__).parents[1]
DOCS = SOURCES.parent / "docs"
PAGE = (DOCS / "api.md").read_text()
DOCUMENTED = set(re.findall(r"^\| `([a-z-]+)` \|", PAGE.partition("\n## Problems\n")[2], re.MULTILINE))

# Which argument of these calls is a problem's name.
NAMED_BY = {"_document": 2, "RequestProblem": 1, "end_without": 2}
# Problems that are named by their status, where the framework refuses a request before any code of ours runs.
OF_THE_FRAMEWORK = {HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.REQUEST_ENTITY_TOO_LARGE}


def places_of_names(node: ast.AST) -> Iterator[ast.expr]:
    """Where this piece of code gives a problem its name: in a call, in a row of a table, in an address."""
    match node:
        case ast.Call(func=ast.Name(id=function), args=arguments) if function in NAMED_BY:
            yield arguments[NAMED_BY[function]]
        case ast.Tuple(elts=[ast.Attribute(value=ast.Name(id="HTTPStatus")), name, ast.Constant()]):
            yield name
        case ast.JoinedStr(values=[ast.FormattedValue(value=ast.Name(id="PROBLEMS")), name]):
            yield name
        case _:
            pass


def written_in_the_code() -> Iterator[str]:
    """Names that stand in the sources as a literal."""
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            for place in places_of_names(node):
                if isinstance(place, ast.Constant) and isinstance(place.value, str):
                    yield place.value


def known_problems() -> set[str]:
    names = {*written_in_the_code(), *Reason, *(status.name.lower() for status in OF_THE_FRAMEWORK)}
    return {name.replace("_", "-") for name in names}


def test_the_search_sees_names_in_every_place_where_they_are_given() -> None:
    assert {"malformed-json", "not-stored", "too-many-requests", "abandoned"} <= set(written_in_the_code())


def test_every_problem_is_on_the_page_and_the_page_names_no_other() -> None:
    assert known_problems() == DOCUMENTED


def test_every_call_is_on_the_page() -> None:
    paths = json.loads((DOCS / "openapi.json").read_text())["paths"]
    # HEAD is told of once for all that can be read.
    calls = [
        f"{method.upper()} {path}" for path, operations in paths.items() for method in operations if method != "head"
    ]
    assert calls
    assert [call for call in calls if f"`{call}`" not in PAGE] == []
