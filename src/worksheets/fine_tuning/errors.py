"""What can go wrong between a file of examples and a model that has learned from it.

FineTuningError
├── FileUnusable        lines of the file are no examples that a provider takes
├── JobFailed           a job that was followed has ended without a model
└── ProviderFailed
    ├── KeyRejected     the API key is wrong, or has no right to fine-tuning
    ├── QuotaSpent      the account has no money left
    ├── BaseUnknown     the provider has no such model, or does not train it
    ├── FileRejected    the provider does not take the file
    ├── JobUnknown      the provider has no such job
    ├── JobEnded        the job cannot be cancelled any more
    ├── NoFineTuning    there is no fine-tuning interface at this address
    ├── RequestRejected the provider refuses for another reason
    └── ProviderAway    no connection, a time-out, a server error, or a pause that the provider asks for
"""

from collections.abc import Sequence
from pathlib import Path

from worksheets.errors import WorksheetError


class FineTuningError(WorksheetError):
    """Root of this package's errors."""


class FileUnusable(FineTuningError):
    def __init__(self, file: Path, complaints: Sequence[object]) -> None:
        super().__init__("\n  ".join([f"{file} cannot be used for fine-tuning:", *map(str, complaints)]))


class JobFailed(FineTuningError):
    def __init__(self, job_id: str, status: str) -> None:
        super().__init__(f"The job {job_id} has ended without a model: it is {status}.")


class ProviderFailed(FineTuningError):
    """`said` is the provider's own explanation, empty when there is none."""

    remedy = ""

    def __init__(self, what: str, said: str = "") -> None:
        super().__init__(" ".join(part for part in (what, said and f"It says: {said}", self.remedy) if part))


class KeyRejected(ProviderFailed):
    remedy = "Check OPENAI_API_KEY, or the variable that api_key_env names, and that its project may use fine-tuning."


class QuotaSpent(ProviderFailed):
    remedy = "Top the account up and start again."


class BaseUnknown(ProviderFailed):
    remedy = "Name a model that the provider trains: --model gpt-4.1-mini-2025-04-14, for example."


class FileRejected(ProviderFailed):
    remedy = "Export it anew with `tetrad finetune export`."


class JobUnknown(ProviderFailed):
    remedy = "`tetrad finetune status` lists the jobs of this key."


class JobEnded(ProviderFailed):
    remedy = "`tetrad finetune status` tells what became of it."


class NoFineTuning(ProviderFailed):
    remedy = "Choose the provider with --provider or --base-url; not every compatible server trains models."


class RequestRejected(ProviderFailed):
    pass


class ProviderAway(ProviderFailed):
    remedy = "Nothing was changed here. Try again in a minute."
