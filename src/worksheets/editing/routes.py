"""HTTP for changing a worksheet: every call makes a new one."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from litestar import Controller, Response, post
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, HeaderParameter, JSONBody, SkipValidation

from worksheets import outcomes
from worksheets.conditional import PRIVATE
from worksheets.editing import edit
from worksheets.editing.model import Anew, HowMany, IntoLanguage, OneAnew, Variants
from worksheets.editing.waiting import wait_for_all
from worksheets.model import GenerationStarted, Worksheet
from worksheets.routes import Desk, problems
from worksheets.sources import Asker

_MADE = {
    200: ResponseSpec(Worksheet, description="The new worksheet", generate_examples=False),
    202: ResponseSpec(GenerationStarted, description="It is being made", generate_examples=False),
    **problems(400, 404, 409, 413, 422, 503),
}
Prefer = Annotated[str | None, HeaderParameter(name="Prefer", max_length=200)]
Answer = Response[bytes] | Response[GenerationStarted]


class EditingController(Controller):
    path = "/worksheets"
    tags = ("worksheets",)

    @post(
        "/{worksheet_id:uuid}/questions/{number:int}/regenerate",
        status_code=HTTPStatus.OK,
        summary="Make one question anew",
        description="A new worksheet with all other questions as they are. At once when it can be computed, else 202 "
        "with the generation that writes it. Equal calls at the same time share one.",
        responses=_MADE,
    )
    async def regenerate_one(
        self,
        worksheet_id: FromPath[UUID],
        number: FromPath[int],
        data: JSONBody[OneAnew],
        desk: NamedDependency[SkipValidation[Desk]],
        asker: NamedDependency[SkipValidation[Asker]],
        prefer: Prefer = None,
    ) -> Answer:
        outcome = await edit.regenerate_one(worksheet_id, number, data, asker, desk.sources)
        return await outcomes.answer(outcome, prefer, desk.feed, desk.sources)

    @post(
        "/{worksheet_id:uuid}/regenerate",
        status_code=HTTPStatus.OK,
        summary="Make all questions anew that are not locked",
        description="A new worksheet in which the locked questions stand as they are, under their numbers.",
        responses=_MADE,
    )
    async def regenerate(
        self,
        worksheet_id: FromPath[UUID],
        data: JSONBody[Anew],
        desk: NamedDependency[SkipValidation[Desk]],
        asker: NamedDependency[SkipValidation[Asker]],
        prefer: Prefer = None,
    ) -> Answer:
        outcome = await edit.regenerate(worksheet_id, data, asker, desk.sources)
        return await outcomes.answer(outcome, prefer, desk.feed, desk.sources)

    @post(
        "/{worksheet_id:uuid}/translate",
        status_code=HTTPStatus.OK,
        summary="Translate a worksheet",
        description="A new worksheet in another language with the same numbers, formulas and keys; a question that "
        "cannot be had so is left out, and the worksheet says so.",
        responses=_MADE,
    )
    async def translate(
        self,
        worksheet_id: FromPath[UUID],
        data: JSONBody[IntoLanguage],
        desk: NamedDependency[SkipValidation[Desk]],
        asker: NamedDependency[SkipValidation[Asker]],
        prefer: Prefer = None,
    ) -> Answer:
        outcome = await edit.translate(worksheet_id, data, asker, desk.sources)
        return await outcomes.answer(outcome, prefer, desk.feed, desk.sources)

    @post(
        "/{worksheet_id:uuid}/variants",
        status_code=HTTPStatus.OK,
        summary="Make variants of a worksheet",
        description="New worksheets to the same blueprint, with other numbers and in another order; the worksheet "
        "itself is the first variant. Asking again gives the same ones.",
        responses={
            200: ResponseSpec(Variants, description="They are all there", generate_examples=False),
            202: ResponseSpec(Variants, description="Some are being made", generate_examples=False),
            **problems(400, 404, 413, 422, 503),
        },
    )
    async def vary(
        self,
        worksheet_id: FromPath[UUID],
        data: JSONBody[HowMany],
        desk: NamedDependency[SkipValidation[Desk]],
        asker: NamedDependency[SkipValidation[Asker]],
        prefer: Prefer = None,
    ) -> Response[Variants]:
        made, headers = await edit.vary(worksheet_id, data.count, asker, desk.sources), dict(PRIVATE)
        seconds = outcomes.wait_wanted(prefer)
        if seconds is not None and any(variant.generation is not None for variant in made):
            made = await wait_for_all(made, desk.feed, desk.sources, seconds)
            headers |= outcomes.applied(seconds)
        is_over = all(variant.worksheet_id is not None for variant in made)
        status = HTTPStatus.OK if is_over else HTTPStatus.ACCEPTED
        return Response(Variants(made), status_code=status, headers=headers)
