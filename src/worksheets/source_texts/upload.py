"""The body of an upload: a form with one file, or JSON with a text."""

import msgspec
from litestar import Request
from litestar.datastructures import State, UploadFile
from litestar.enums import RequestEncodingType
from litestar.exceptions import ClientException, ValidationException
from litestar.exceptions.http_exceptions import RequestEntityTooLarge

from worksheets.source_texts.errors import SourceTooLarge
from worksheets.source_texts.model import PastedText

_PASTED = msgspec.json.Decoder(PastedText)


async def read_upload(request: Request[object, object, State]) -> bytes | PastedText:
    """The bytes of the file, or the text. Raises SourceTooLarge, ValidationException, ClientException."""
    try:
        if request.content_type[0] == RequestEncodingType.MULTI_PART:
            return await _file(request)
        return _pasted(await request.body())
    except RequestEntityTooLarge as error:
        raise SourceTooLarge from error


async def _file(request: Request[object, object, State]) -> bytes:
    form = await request.form()
    try:
        (name, file), *others = [*form.multi_items(), ("", None)]
        if name != "file" or len(others) != 1 or not isinstance(file, UploadFile):
            raise _invalid("file", "Send one form field named file, with a file in it")
        return await file.read()
    finally:
        await form.close()


def _pasted(body: bytes) -> PastedText:
    try:
        return _PASTED.decode(body)
    except msgspec.ValidationError as error:
        raise _invalid("text", str(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ClientException from error


def _invalid(field: str, message: str) -> ValidationException:
    return ValidationException(extra=[{"key": field, "message": message}])
