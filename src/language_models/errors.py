"""What can go wrong with a language model.

ModelFailed                 `is_retryable`: it may succeed soon; `is_provider_down`: only at another provider
├── NoModel                 none is configured for this role, language and subject
├── BudgetSpent             nothing may be spent until the next day begins
├── DeadlineExceeded        the time given ran out, before or in the reply
├── RateLimited             too many requests; `retry_after` seconds when the provider said so
├── Unavailable             no connection, a server error, or a reply that broke off
│   └── Stalled             silent for longer than its share of the time, so that another one can be asked
├── ProviderDown
│   ├── QuotaSpent          the account has no money left
│   ├── KeyRejected         the API key is wrong or has no right to the model
│   └── UnknownModel        the provider has no such model or no such address
├── RequestRejected         the provider does not accept the request: schema, length, content
└── ReplyFailed             a reply came and cannot be used
    ├── Refused             the model declines to write this
    ├── Truncated           the reply reached its token limit
    └── BadReply            it is not the protocol: a web page, no choices, no content
"""

from datetime import datetime
from typing import ClassVar

from language_models.model import Completion


class ModelFailed(Exception):
    """A call failed. `completion` is what had come and what it cost, when a reply had begun.

    `word` is the outcome in metrics and stored calls.
    """

    is_retryable: ClassVar = False
    is_provider_down: ClassVar = False
    word: ClassVar = "failed"

    def __init__(self, detail: str, completion: Completion | None = None) -> None:
        super().__init__(detail)
        self.completion = completion


class NoModel(ModelFailed):
    word = "no_model"


class BudgetSpent(ModelFailed):
    """`returns_at` is when money may be spent again."""

    word = "budget_spent"

    def __init__(self, returns_at: datetime) -> None:
        super().__init__(f"the daily budget for language models is spent until {returns_at:%Y-%m-%d %H:%M} UTC")
        self.returns_at = returns_at


class DeadlineExceeded(ModelFailed):
    word = "deadline"


class RateLimited(ModelFailed):
    is_retryable = True
    word = "rate_limited"

    def __init__(self, detail: str, retry_after: float | None = None) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class Unavailable(ModelFailed):
    is_retryable = True
    word = "unavailable"


class Stalled(Unavailable):
    word = "stalled"


class ProviderDown(ModelFailed):
    is_provider_down = True
    word = "provider_down"


class QuotaSpent(ProviderDown):
    word = "quota_spent"


class KeyRejected(ProviderDown):
    word = "key_rejected"


class UnknownModel(ProviderDown):
    word = "unknown_model"


class RequestRejected(ModelFailed):
    word = "rejected"


class ReplyFailed(ModelFailed):
    word = "bad_reply"


class Refused(ReplyFailed):
    word = "refused"


class Truncated(ReplyFailed):
    word = "truncated"


class BadReply(ReplyFailed):
    pass
