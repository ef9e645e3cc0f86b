"""HTTP for source texts."""

from http import HTTPStatus
from uuid import UUID

from litestar import Controller, Request, Response, delete, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, SkipValidation

from worksheets.conditional import PRIVATE
from worksheets.routes import problems
from worksheets.source_texts import taking
from worksheets.source_texts.extraction.model import LONGEST_FILE
from worksheets.source_texts.model import SourceText
from worksheets.source_texts.operation import UploadOperation
from worksheets.source_texts.taking import SourceDesk
from worksheets.source_texts.upload import read_upload
from worksheets.sources import Asker

_FORM = 64 * 1024  # bytes that a form puts around its file


class SourceController(Controller):
    path = "/sources"
    tags = ("sources",)

    @post(
        status_code=HTTPStatus.CREATED,
        summary="Upload a source text",
        description="A text of your own that questions are to be about: a file as a form, or JSON with the text. It is "
        "kept for 7 days and is yours alone; name its `id` as `source_id` when you ask for a worksheet.",
        request_max_body_size=LONGEST_FILE + _FORM,
        operation_class=UploadOperation,
        responses={
            201: ResponseSpec(SourceText, description="What was kept", generate_examples=False),
            **problems(400, 413, 415, 422, 503),
        },
    )
    async def add(
        self,
        request: Request[object, object, State],
        source_desk: NamedDependency[SkipValidation[SourceDesk]],
        asker: NamedDependency[SkipValidation[Asker]],
    ) -> Response[SourceText]:
        upload = await read_upload(request)
        if isinstance(upload, bytes):
            taken = await taking.take_file(upload, asker.key, source_desk)
        else:
            taken = await taking.take_pasted(upload.text, asker.key, source_desk)
        return Response(taken, headers={**PRIVATE, "Location": f"/api/v1/sources/{taken.id}"})

    @get("/{source_id:uuid}", summary="What was kept of a source text", responses=problems(404))
    async def read(
        self,
        source_id: FromPath[UUID],
        source_desk: NamedDependency[SkipValidation[SourceDesk]],
        asker: NamedDependency[SkipValidation[Asker]],
    ) -> Response[SourceText]:
        return Response(await taking.show(source_id, asker.key, source_desk), headers=PRIVATE)

    @delete("/{source_id:uuid}", summary="Remove a source text", responses=problems(404))
    async def remove(
        self,
        source_id: FromPath[UUID],
        source_desk: NamedDependency[SkipValidation[SourceDesk]],
        asker: NamedDependency[SkipValidation[Asker]],
    ) -> None:
        await taking.forget(source_id, asker.key, source_desk)
