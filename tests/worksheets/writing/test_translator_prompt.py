"""What the translator is told, and the shape its reply must have."""

import json

import pytest

from cache.model import Language
from language_models.model import Json, Role
from questions.model import QuestionType
from worksheets.writing.instructions import as_data, instructions
from worksheets.writing.reply_schema import any_of_schema
from worksheets.writing.texts import TEXTS
from worksheets.writing.translating import Flawed, ToTranslate

FIELDS = (
    *("number", "type", "id", "stem", "solution", "text", "misconception", "accepted", "blanks", "unit"),
    *("model_answer", "criteria", "title", "objectives", "questions", "flawed"),
)


@pytest.mark.parametrize("language", Language)
def test_the_instructions_name_every_field_in_every_language(language: Language) -> None:
    told = instructions(Role.TRANSLATOR, language)
    assert told.version == f"translator-1.{language}"
    data = ToTranslate(Language.ENGLISH, 5, None, "t", "", (), (Flawed(1, ("wrong",)),))
    for name in {*FIELDS, *json.loads(as_data(data))}:
        assert f'"{name}"' in told.text, name
    for other in set(Language) - {language}:
        assert f'"{other}"' in told.text


def test_the_reply_is_closed_complete_and_bounded_everywhere() -> None:
    schema = json.loads(json.dumps(any_of_schema("questions", list(TEXTS.values()), 9, title=str)))
    kinds = [one["properties"]["type"]["enum"] for one in schema["properties"]["questions"]["items"]["anyOf"]]
    assert [kind for (kind,) in kinds] == list(QuestionType)
    for part in objects(schema["properties"]["questions"]):
        if part["type"] == "object":
            assert part["additionalProperties"] is False
            assert set(part["required"]) == set(part["properties"])
        if part["type"] == "array":
            assert "maxItems" in part
        if part["type"] == "string":
            assert "pattern" in part or "enum" in part


def objects(schema: Json) -> list[dict]:
    """Every schema of an object or a value inside."""
    if isinstance(schema, dict):
        inner = [part for value in schema.values() for part in objects(value)]
        return [schema, *inner] if isinstance(schema.get("type"), str) else inner
    return [part for value in schema for part in objects(value)] if isinstance(schema, list) else []
