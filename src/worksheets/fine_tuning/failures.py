"""The openai client's exceptions in our own words, by what was asked. Codes as OpenAI documents them:
https://platform.openai.com/docs/guides/error-codes
"""

from enum import StrEnum

import openai

from language_models.openai_failures import QUOTA_CODES
from worksheets.fine_tuning.errors import (
    BaseUnknown,
    FileRejected,
    JobEnded,
    JobUnknown,
    KeyRejected,
    NoFineTuning,
    ProviderAway,
    ProviderFailed,
    QuotaSpent,
    RequestRejected,
)

_LONGEST_SAID = 300
_OF_THE_MODEL = {"model_not_found", "invalid_model", "model_not_available", "model_not_supported"}
_FILES = {"training_file", "validation_file", "file"}


class Asking(StrEnum):
    UPLOAD = "take the file"
    START = "start the job"
    LIST = "list its jobs"
    JOB = "tell of the job"
    CANCEL = "cancel the job"


def translate(failure: openai.APIError, asking: Asking, job_id: str = "") -> ProviderFailed:
    """The failure as one of ours."""
    if not isinstance(failure, openai.APIStatusError):
        return ProviderAway(f"The provider did not {asking} ({type(failure).__name__}).")
    what = f"The provider would not {asking}{job_id and f' {job_id!r}'} (HTTP {failure.status_code})."
    if failure.code in QUOTA_CODES or failure.type in QUOTA_CODES or failure.status_code == 402:
        return QuotaSpent(what)
    if failure.status_code in (401, 403):
        return KeyRejected(what)  # its words repeat a part of the key
    if failure.status_code in (408, 409, 429) or failure.status_code >= 500:
        return ProviderAway(what)
    return _refusal(failure, asking)(what, _said(failure))


def _refusal(failure: openai.APIStatusError, asking: Asking) -> type[ProviderFailed]:
    if failure.code in _OF_THE_MODEL or (asking is Asking.START and failure.param == "model"):
        return BaseUnknown
    if failure.status_code in (404, 405):
        return JobUnknown if asking in (Asking.JOB, Asking.CANCEL) else NoFineTuning
    if asking is Asking.UPLOAD or failure.param in _FILES:
        return FileRejected
    return JobEnded if asking is Asking.CANCEL else RequestRejected


def _said(failure: openai.APIStatusError) -> str:
    """The provider's words in one line; empty for a web page."""
    match failure.body:
        case {"message": str(said)}:
            return " ".join(said.split())[:_LONGEST_SAID]
        case _:
            return ""
