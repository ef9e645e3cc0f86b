"""The body of an upload: a form with one file, or JSON with a text."""

import asyncio
import contextlib

import msgspec
from litestar import Request
from litestar.datastructures import State, UploadFile
from litestar.enums import RequestEncodingType
from litestar.exceptions import ClientException, ValidationException
from litestar.exceptions.http_exceptions import RequestEntityTooLarge

from worksheets.source_texts.errors import SourceTooLarge
from worksheets.source_texts.model import PastedText

_PASTED = msgspec.json.Decoder(PastedText)
_MOST_HEARD = 100 * 1024 * 1024  # bytes of a body that is refused, and seconds for them
_LONGEST_HEARD = 20.0


async def read_upload(request: Request[object, object, State]) -> bytes | PastedText:
    """The bytes of the file, or the text. Raises SourceTooLarge, ValidationException, ClientException."""
    try:
        if request.content_type[0] == RequestEncodingType.MULTI_PART:
            return await _file(request)
        return _pasted(await request.body())
    except RequestEntityTooLarge as error:
        await _hear_out(request)
        raise SourceTooLarge from error


async def _file(request: Request[object, object, State]) -> bytes:
    try:
        form = await request.form()
    except RequestEntityTooLarge:
        raise
    except ClientException as error:
        raise _invalid("body", "This is no whole form. Send multipart/form-data with a boundary") from error
    try:
        (name, file), *others = [*form.multi_items(), ("", None)]
        if name != "file" or len(others) != 1 or not isinstance(file, UploadFile):
            raise _invalid("file", "Send one form field named file, with a file in it")
        return await file.read()
    finally:
        await form.close()


async def _hear_out(request: Request[object, object, State]) -> None:
    """Let the body pass by, unkept: few clients read an answer before they have sent everything."""
    heard = 0
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_LONGEST_HEARD):
            while heard < _MOST_HEARD:
                event = await request.receive()
                if event["type"] != "http.request" or not event["more_body"]:
                    return
                heard += len(event["body"])


def _pasted(body: bytes) -> PastedText:
    try:
        return _PASTED.decode(body)
    except msgspec.ValidationError as error:
        names_text = "`$.text`" in str(error) or "field `text`" in str(error)
        raise _invalid("text" if names_text else "body", str(error)) from error
    except msgspec.DecodeError as error:
        raise ClientException from error
    except UnicodeDecodeError:
        raise ClientException from msgspec.DecodeError("it is not UTF-8")


def _invalid(field: str, message: str) -> ValidationException:
    return ValidationException(extra=[{"key": field, "message": message}])
