"""Why a worksheet could not be written.

WritingFailed           `reason` is a word for the language files
├── ModelSilent         no model answered: deadline, rate_limited, unavailable, provider_down, no_model,
│                       budget_spent
├── ModelDeclined       it refuses this topic, or its provider rejects the request: refused, rejected
├── ReplyUnreadable     what it sent holds no question: unreadable
└── NoGoodQuestions     every question it wrote has a flaw: no_good_questions
"""

from enum import StrEnum


class Reason(StrEnum):
    """What the teacher is told, in the interface's own words."""

    DEADLINE = "deadline"
    RATE_LIMITED = "rate_limited"
    UNAVAILABLE = "unavailable"
    PROVIDER_DOWN = "provider_down"
    NO_MODEL = "no_model"
    BUDGET_SPENT = "budget_spent"
    REFUSED = "refused"
    REJECTED = "rejected"
    UNREADABLE = "unreadable"
    NO_GOOD_QUESTIONS = "no_good_questions"


class WritingFailed(Exception):
    """No question could be had. `reason` never changes its spelling: readers translate it."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


class ModelSilent(WritingFailed):
    pass


class ModelDeclined(WritingFailed):
    pass


class ReplyUnreadable(WritingFailed):
    pass


class NoGoodQuestions(WritingFailed):
    pass
