"""HTTP for ratings."""

from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, SkipValidation

from worksheets.conditional import PRIVATE
from worksheets.ratings import rating
from worksheets.ratings.model import Rated, Rating, Ratings
from worksheets.routes import Desk, problems
from worksheets.sources import Asker


class RatingController(Controller):
    path = "/worksheets"
    tags = ("worksheets",)

    @post(
        "/{worksheet_id:uuid}/rate",
        status_code=200,
        summary="Rate a worksheet or one of its questions",
        description="A second rating of the same by the same asker replaces the first. One or two stars with "
        "`wrong_key` from two askers count like a report: the worksheet is served to nobody any more.",
        responses=problems(400, 404, 413),
    )
    async def rate(
        self,
        worksheet_id: FromPath[UUID],
        data: JSONBody[Rating],
        desk: NamedDependency[SkipValidation[Desk]],
        asker: NamedDependency[SkipValidation[Asker]],
    ) -> Response[Rated]:
        rated = await rating.rate(worksheet_id, data, asker, desk.sources)
        return Response(rated, headers=PRIVATE)

    @get(
        "/{worksheet_id:uuid}/ratings",
        summary="What teachers think of a worksheet",
        description="Averages and counts of the worksheet and of each question that was rated; `mine` is what the "
        "asker said. Nobody is told the comments of others.",
        responses=problems(404),
    )
    async def ratings(
        self,
        worksheet_id: FromPath[UUID],
        desk: NamedDependency[SkipValidation[Desk]],
        asker: NamedDependency[SkipValidation[Asker]],
    ) -> Response[Ratings]:
        found = await rating.ratings_of(worksheet_id, asker, desk.sources)
        return Response(found, headers=PRIVATE)
