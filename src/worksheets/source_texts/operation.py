"""How the interface describes an upload: its body has two forms, and no parameter of a function."""

from dataclasses import dataclass

from litestar.openapi.spec import OpenAPIFormat, OpenAPIMediaType, OpenAPIType, Operation, RequestBody, Schema

from worksheets.source_texts.extraction.model import LONGEST_TEXT

_FILE = Schema(
    type=OpenAPIType.STRING,
    format=OpenAPIFormat.BINARY,
    description="A PDF, a Word document (.docx) or plain text, at most 10 MB.",
)
_TEXT = Schema(type=OpenAPIType.STRING, min_length=1, max_length=LONGEST_TEXT, description="The text itself.")


@dataclass
class UploadOperation(Operation):
    """An operation that takes a file as a form, or a text as JSON."""

    def __post_init__(self) -> None:
        self.request_body = RequestBody(
            required=True,
            content={
                "multipart/form-data": OpenAPIMediaType(_object("file", _FILE)),
                "application/json": OpenAPIMediaType(_object("text", _TEXT)),
            },
        )


def _object(name: str, schema: Schema) -> Schema:
    return Schema(type=OpenAPIType.OBJECT, properties={name: schema}, required=[name], additional_properties=False)
