"""HTTP for reports and answers."""

from uuid import UUID

from litestar import Controller, Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, SkipValidation

from worksheets.conditional import PRIVATE
from worksheets.reports import reporting
from worksheets.reports.model import Answer, Received, Report
from worksheets.routes import Desk, problems
from worksheets.sources import Asker


class ReportController(Controller):
    path = "/worksheets"
    tags = ("worksheets",)

    @post(
        "/{worksheet_id:uuid}/report",
        status_code=200,
        summary="Report a worksheet",
        description="Takes effect at once: another wording that led to this worksheet is separated from it, or the "
        "worksheet is served to nobody any more. `effect` says which.",
        responses=problems(400, 404, 413),
    )
    async def report(
        self,
        worksheet_id: FromPath[UUID],
        data: JSONBody[Report],
        desk: NamedDependency[SkipValidation[Desk]],
        asker: NamedDependency[SkipValidation[Asker]],
    ) -> Response[Received]:
        effect = await reporting.report(worksheet_id, data, asker, desk.sources)
        return Response(Received(effect), headers=PRIVATE)

    @post(
        "/{worksheet_id:uuid}/same",
        status_code=200,
        summary="Say whether this is the worksheet for a topic",
        description="A no separates the two at once when the cache serves one for the other. A yes of two askers lets "
        "the wording find this worksheet, unless numbers, formulas or direction contradict each other.",
        responses=problems(400, 404, 413),
    )
    async def same(
        self,
        worksheet_id: FromPath[UUID],
        data: JSONBody[Answer],
        desk: NamedDependency[SkipValidation[Desk]],
        asker: NamedDependency[SkipValidation[Asker]],
    ) -> Response[Received]:
        effect = await reporting.answer_same(worksheet_id, data, asker, desk.sources)
        return Response(Received(effect), headers=PRIVATE)
