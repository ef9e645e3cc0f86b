"""The model's failures as a worksheet's."""

from language_models.errors import (
    BudgetSpent,
    DeadlineExceeded,
    ModelFailed,
    NoModel,
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

_WORKSHEET_FAILURES: dict[type[ModelFailed], tuple[type[WritingFailed], Reason]] = {
    DeadlineExceeded: (ModelSilent, Reason.DEADLINE),
    RateLimited: (ModelSilent, Reason.RATE_LIMITED),
    Unavailable: (ModelSilent, Reason.UNAVAILABLE),
    ProviderDown: (ModelSilent, Reason.PROVIDER_DOWN),
    NoModel: (ModelSilent, Reason.NO_MODEL),
    BudgetSpent: (ModelSilent, Reason.BUDGET_SPENT),
    Refused: (ModelDeclined, Reason.REFUSED),
    RequestRejected: (ModelDeclined, Reason.REJECTED),
}


def failed(failure: ModelFailed | None, readable: int) -> WritingFailed:
    """Why no question stands, when the last call ended in `failure` and `readable` questions had come in all."""
    for kind, (error, reason) in _WORKSHEET_FAILURES.items():
        if isinstance(failure, kind):
            return error(reason, str(failure))
    if readable == 0:
        return ReplyUnreadable(Reason.UNREADABLE, "the replies held no question")
    return NoGoodQuestions(Reason.NO_GOOD_QUESTIONS, f"all of {readable} questions had a flaw")
