"""JSON schemas of replies: our shapes in the subset that strict structured output accepts.

Every object closed, every field required, types told apart by `type`, references resolved. `maxLength` is not in that
subset (https://platform.openai.com/docs/guides/structured-outputs, supported schemas): `pattern` bounds the strings.
"""

from collections.abc import Mapping, Sequence
from functools import cache

import msgspec
from msgspec import Struct

from language_models.model import Json
from questions.model import QuestionType
from worksheets.writing.written import WRITTEN, Short

WORKSHEET = "worksheet"
_DROPPED = {"title", "description", "minLength", "maxLength"}


def worksheet_schema(types: Sequence[QuestionType], count: int) -> Mapping[str, Json]:
    """A title and exactly `count` questions, each of one of `types`; empty types allow all."""
    questions = [_question_schemas()[kind] for kind in (types or QuestionType)]
    return _closed(
        {
            "title": _strict(msgspec.json.schema(Short), {}),
            "questions": {"type": "array", "items": {"anyOf": questions}, "minItems": count, "maxItems": count},
        }
    )


def list_schema(name: str, shape: type[Struct], count: int, **more: object) -> Mapping[str, Json]:
    """Exactly `count` objects of a shape under `name`, behind the fields `more`, which are msgspec types."""
    return _list(name, strict_schema(shape), count, more)


def any_of_schema(name: str, shapes: Sequence[type[Struct]], count: int, **more: object) -> Mapping[str, Json]:
    """The same with objects of any of the shapes, which their `type` tells apart."""
    return _list(name, {"anyOf": [strict_schema(shape) for shape in shapes]}, count, more)


def _list(name: str, items: Json, count: int, more: Mapping[str, object]) -> Mapping[str, Json]:
    array = {"type": "array", "items": items, "minItems": count, "maxItems": count}
    return _closed({field: strict_schema(kind) for field, kind in more.items()} | {name: array})


def strict_schema(shape: object) -> Json:
    """The schema of any of our types."""
    (reference,), definitions = msgspec.json.schema_components([shape])
    return _strict(reference, definitions)


def _closed(properties: Mapping[str, Json]) -> Mapping[str, Json]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
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
    # Of the names of an object's fields none is a keyword, whatever it is.
    kept = {
        name: {field: _strict(kind, definitions) for field, kind in part.items()}
        if name == "properties" and isinstance(part, Mapping)
        else _strict(part, definitions)
        for name, part in schema.items()
        if name not in _DROPPED
    }
    if "properties" in kept:
        return {**kept, "additionalProperties": False}
    if "enum" in kept:
        return {"type": "string", **kept}
    if isinstance(longest := schema.get("maxLength"), int):
        shortest = 1 if schema.get("minLength") else 0
        return {**kept, "pattern": rf"^[\s\S]{{{shortest},{longest}}}$"}
    return kept
