"""`Prefer: wait` (RFC 7240): hold the answer back until the worksheet is there or the time is over."""

from worksheets.ask import finished_or_state
from worksheets.errors import GenerationCancelled, GenerationEnded
from worksheets.generations.feed import Feed
from worksheets.model import GenerationState, GenerationStatus
from worksheets.sources import Outcome, Sources


async def wait_for(started: GenerationState, feed: Feed, sources: Sources, seconds: float) -> Outcome:
    """The worksheet when it is finished within `seconds`, else how far it is.

    Raises GenerationEnded when it failed, GenerationCancelled when it was cancelled.
    """
    async for _ in feed.events(started.id, 0, seconds):
        pass
    outcome = await finished_or_state(started.id, sources)
    if isinstance(outcome, GenerationState):
        _require_under_way(outcome)
    return outcome


def _require_under_way(state: GenerationState) -> None:
    if state.status is GenerationStatus.CANCELLED:
        raise GenerationCancelled
    if state.status is GenerationStatus.FAILED and state.problem:
        raise GenerationEnded(state.problem)
