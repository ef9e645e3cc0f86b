"""What can go wrong with a language model.

ModelFailed                 `is_retryable`: it may succeed soon; `is_provider_down`: only at another provider
├── DeadlineExceeded        the time given ran out, before or in the reply
├── RateLimited             too many requests; `retry_after` seconds when the provider said so
├── Unavailable             no connection, a server error, or a reply that broke off
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

from language_models.model import Completion


class ModelFailed(Exception):
    """A call failed. `completion` is what had come and what it cost, when a reply had begun."""

    is_retryable = False
    is_provider_down = False

    def __init__(self, detail: str, completion: Completion | None = None) -> None:
        super().__init__(detail)
        self.completion = completion


class DeadlineExceeded(ModelFailed):
    pass


class RateLimited(ModelFailed):
    is_retryable = True

    def __init__(self, detail: str, retry_after: float | None = None) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class Unavailable(ModelFailed):
    is_retryable = True


class ProviderDown(ModelFailed):
    is_provider_down = True


class QuotaSpent(ProviderDown):
    pass


class KeyRejected(ProviderDown):
    pass


class UnknownModel(ProviderDown):
    pass


class RequestRejected(ModelFailed):
    pass


class ReplyFailed(ModelFailed):
    pass


class Refused(ReplyFailed):
    pass


class Truncated(ReplyFailed):
    pass


class BadReply(ReplyFailed):
    pass
