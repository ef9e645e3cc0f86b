"""The JSON schema of the author's reply: our shapes in the subset that strict structured output accepts.

Every object closed, every field required, types told apart by `type`, references resolved. `maxLength` is not in that
subset (https://platform.openai.com/docs/guides/structured-outputs, supported schemas): `pattern` bounds the strings.
"""

from collections.abc import Mapping, Sequence
from functools import cache

import msgspec

from language_models.model import Json
from questions.model import QuestionType
from worksheets.writing.written import WRITTEN, Short

NAME = "worksheet"
_DROPPED = {"title", "description", "minLength", "maxLength"}


def reply_schema(types: Sequence[QuestionType], count: int) -> Mapping[str, Json]:
    """A title and exactly `count` questions, each of one of `types`; empty types allow all."""
    questions = [_question_schemas()[kind] for kind in (types or QuestionType)]
    return {
        "type": "object",
        "properties": {
            "title": _strict(msgspec.json.schema(Short), {}),
            "questions": {"type": "array", "items": {"anyOf": questions}, "minItems": count, "maxItems": count},
        },
        "required": ["title", "questions"],
        "additionalProperties": False,
    }


@cache
def _question_schemas() -> Mapping[QuestionType, Json]:
    references, definitions = msgspec.json.schema_components(list(WRITTEN.values()))
    return {kind: _strict(reference, definitions) for kind, reference in zip(WRITTEN, references, strict=True)}


def _strict(schema: Json, definitions: Mapping[str, Json]) -> Json:
    if isinstance(schema, Mapping):
        if isinstance(reference := schema.get("$ref"), str):
            return _strict(definitions[reference.rpartition("/")[2]], definitions)
        return _strict_object(schema, definitions)
    if isinstance(schema, Sequence) and not isinstance(schema, str):
        return [_strict(part, definitions) for part in schema]
    return schema


def _strict_object(schema: Mapping[str, Json], definitions: Mapping[str, Json]) -> Json:
    kept = {name: _strict(part, definitions) for name, part in schema.items() if name not in _DROPPED}
    if "enum" in kept:
        return {"type": "string", **kept}
    if isinstance(longest := schema.get("maxLength"), int):
        return {**kept, "pattern": rf"^[\s\S]{{1,{longest}}}$"}
    return kept
