"""The openai client's exceptions in our own words. Messages name the provider's code, never the prompt or the key."""

import openai

from language_models.errors import (
    KeyRejected,
    ModelFailed,
    QuotaSpent,
    RateLimited,
    RequestRejected,
    Unavailable,
    UnknownModel,
)

QUOTA_CODES = frozenset({"insufficient_quota", "billing_hard_limit_reached", "billing_not_active"})


def translate(failure: openai.APIError, model: str) -> ModelFailed:
    """The failure as one of ours. Status codes as in https://platform.openai.com/docs/guides/error-codes."""
    if not isinstance(failure, openai.APIStatusError):
        return _without_status(failure, model)
    said = f"model {model!r}: HTTP {failure.status_code}, code {failure.code!r}"
    if failure.code in QUOTA_CODES or failure.type in QUOTA_CODES or failure.status_code == 402:
        return QuotaSpent(f"{said}; the account's quota is spent: top it up, or put another provider first")
    if failure.status_code == 429:
        return RateLimited(said, _retry_after(failure))
    return _by_status(failure.status_code, said)


def _by_status(status: int, said: str) -> ModelFailed:
    if status in (401, 403):
        return KeyRejected(
            f"{said}; check the API key (OPENAI_API_KEY, or what the providers file names) and its rights"
        )
    if status == 404:
        return UnknownModel(f"{said}; check the model's name and its provider's address")
    if status in (408, 409) or status >= 500:
        return Unavailable(said)
    return RequestRejected(said)


def _without_status(failure: openai.APIError, model: str) -> ModelFailed:
    if failure.code in QUOTA_CODES:
        return QuotaSpent(f"model {model!r}: code {failure.code!r}")
    return Unavailable(f"model {model!r}: {type(failure).__name__}")


def _retry_after(failure: openai.APIStatusError) -> float | None:
    try:
        return max(0.0, float(failure.response.headers.get("retry-after", "")))
    except ValueError:
        return None
