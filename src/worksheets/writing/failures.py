"""The model's failures as a worksheet's."""

from language_models.errors import (
    DeadlineExceeded,
    ModelFailed,
    ProviderDown,
    RateLimited,
    Refused,
    RequestRejected,
    Unavailable,
)
from worksheets.writing.errors import (
    ModelDeclined,
    ModelSilent,
    NoGoodQuestions,
    Reason,
    ReplyUnreadable,
    WritingFailed,
)
from worksheets.writing.model import Call

_WORKSHEET_FAILURES: dict[type[ModelFailed], tuple[type[WritingFailed], Reason]] = {
    DeadlineExceeded: (ModelSilent, Reason.DEADLINE),
    RateLimited: (ModelSilent, Reason.RATE_LIMITED),
    Unavailable: (ModelSilent, Reason.UNAVAILABLE),
    ProviderDown: (ModelSilent, Reason.PROVIDER_DOWN),
    Refused: (ModelDeclined, Reason.REFUSED),
    RequestRejected: (ModelDeclined, Reason.REJECTED),
}


def failed(failure: ModelFailed | None, readable: int, calls: tuple[Call, ...]) -> WritingFailed:
    """Why no question stands, when the last call ended in `failure` and `readable` questions had come in all."""
    for kind, (error, reason) in _WORKSHEET_FAILURES.items():
        if isinstance(failure, kind):
            return error(reason, str(failure), calls)
    if readable == 0:
        return ReplyUnreadable(Reason.UNREADABLE, f"{len(calls)} replies held no question", calls)
    return NoGoodQuestions(Reason.NO_GOOD_QUESTIONS, f"all of {readable} questions had a flaw", calls)
