"""The answer over HTTP to whoever asked for a worksheet: the worksheet, or where it is being made."""

import re
from collections.abc import Mapping
from http import HTTPStatus

from litestar import Response

from worksheets.conditional import PRIVATE
from worksheets.generations.feed import Feed
from worksheets.generations.waiting import wait_for
from worksheets.model import GenerationStarted, GenerationState
from worksheets.sources import Outcome, Served, Sources

_LONGEST_WAIT = 60.0  # seconds of `Prefer: wait` that are honoured
_WAIT = re.compile(r"(?:^|[,;\s])wait=(\d{1,4})(?:$|[,;\s])")


async def answer(
    outcome: Outcome, prefer: str | None, feed: Feed, sources: Sources
) -> Response[bytes] | Response[GenerationStarted]:
    """200 with the worksheet, or 202 with its generation, which is waited for as the header `Prefer` says.

    Raises GenerationEnded or GenerationCancelled when it was waited for in vain.
    """
    seconds = wait_wanted(prefer)
    if isinstance(outcome, GenerationState) and seconds is not None:
        outcome = await wait_for(outcome, feed, sources, seconds)
        return _answer(outcome, applied(seconds))
    return _answer(outcome, {})


def wait_wanted(prefer: str | None) -> float | None:
    """How many seconds the header `Prefer` (RFC 7240) asks to wait, within reason; None when it does not."""
    found = _WAIT.search(prefer or "")
    return None if found is None else min(float(found[1]), _LONGEST_WAIT)


def applied(seconds: float) -> dict[str, str]:
    """What says that the preference was honoured."""
    return {"Preference-Applied": f"wait={seconds:.0f}"}


def _answer(outcome: Outcome, headers: Mapping[str, str]) -> Response[bytes] | Response[GenerationStarted]:
    headers = {**PRIVATE, **headers}
    if isinstance(outcome, Served):
        return Response(outcome.document, media_type="application/json", headers=headers)
    headers["Location"] = f"/api/v1/generations/{outcome.id}"
    return Response(GenerationStarted(outcome), status_code=HTTPStatus.ACCEPTED, headers=headers)
