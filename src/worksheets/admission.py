"""What may be everybody's: a worksheet that was written from nothing but a topic that looks like one.

Whoever gets a stored worksheet asked for the key of its topic. So what the key covers must cover what the model was
told: the words of a topic are in its key, and what the canonical form leaves out of it (signs, accents, repetitions,
the words that frame a topic) is bounded here until it cannot say anything. All else still serves its own asker.
"""

import re
from collections import Counter as Tally
from enum import StrEnum

from prometheus_client import Counter

from cache import canonical
from cache.model import CanonicalTopic
from cache.spelling import unify
from questions.checks.wording_rules import address_in
from worksheets.model import WorksheetRequest
from worksheets.personal_data.withholding import withhold_in_topic
from worksheets.topic_letters import is_written_plainly
from worksheets.topic_phrases import speaks_to_a_model, words_of

# The longest of 2,700 honest topics in three languages has 82 characters and 16 words, of which its key leaves out 12.
_LONGEST = 140
_MOST_WORDS = 24
_MOST_LEFT_OUT = 14
_MOST_OF_ONE_WORD = 3

_DOUBLED = re.compile(r"(?<![\w\u0900-\u097f])([^\W\d_][\w\u0900-\u097f]+)\s+\1(?![\w\u0900-\u097f])", re.IGNORECASE)
_DATE = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b")
_GROUPED = re.compile(r"\b\d{1,3}(?:[ ,]\d{3})+\b|\b\d0{4,}\b|\b\d{4}\s?[-–]\s?\d{4}\b")
_LONG_NUMBER = re.compile(r"(?:\d[ ().-]{0,2}){9,}")
_HOST = re.compile(r"\b[\w-]{2,}\.(?:com|org|net|ru|in|io|co|info|xyz|app|dev|рф)\b|@\w|\w://|\bt\.me\b", re.IGNORECASE)
_CIPHER = re.compile(r"(?=\w*\d)(?=\w*[a-z])(?=\w*[A-Z])[A-Za-z0-9]{10,}|[A-Za-z0-9+/]{24,}|(?:[0-9a-fA-F]{2}\s?){8,}")

KEPT_PRIVATE = Counter(
    "tetrad_worksheets_kept_private", "Worksheets that were not admitted to the cache, by reason.", ["reason"]
)


class Reason(StrEnum):
    """Why a worksheet stays with its asker."""

    NOTES = "notes"
    SOURCE = "source"
    SCOPE = "scope"
    LENGTH = "length"
    LETTERS = "letters"
    REPETITION = "repetition"
    ADDRESS = "address"
    COMMAND = "command"
    PERSONAL = "personal"
    NOTICE = "notice"
    UNCHECKED = "unchecked"
    EDITED = "edited"


def may_be_shared(request: WorksheetRequest) -> bool:
    """Whether the worksheet of this request can be everybody's: its topic looks like one and it has nothing else."""
    return refusal(request) is None


def refusal(request: WorksheetRequest) -> Reason | None:
    """The first reason why the worksheet of this request stays with its asker. Total: any text has an answer."""
    if request.notes:
        return Reason.NOTES
    if request.has_source:
        return Reason.SOURCE
    topic = canonical.read(request.topic, request.language)
    if not topic.key or topic.grade not in {None, request.grade}:
        return Reason.SCOPE
    return next((reason for reason, speaks_against in _RULES if speaks_against(topic)), None)


def _is_long(topic: CanonicalTopic) -> bool:
    return len(topic.text) > _LONGEST or len(words_of(topic.text)) > _MOST_WORDS


def _is_written_oddly(topic: CanonicalTopic) -> bool:
    return not is_written_plainly(topic.text, topic.language)


def _repeats(topic: CanonicalTopic) -> bool:
    """Repeated words are one word in a key, and words that frame a topic are none."""
    most = max(Tally(word for word in words_of(topic.text) if len(word) > 1).values(), default=0)
    return most > _MOST_OF_ONE_WORD or _DOUBLED.search(topic.text) is not None or _left_out(topic) > _MOST_LEFT_OUT


def _left_out(topic: CanonicalTopic) -> int:
    """How many words of the text have no part in the key."""
    kept = set(words_of(unify(topic.cleaned, topic.language)))
    return sum(word not in kept for word in words_of(unify(topic.text, topic.language)))


def _leads_somewhere(topic: CanonicalTopic) -> bool:
    """Addresses, telephone and card numbers, and texts that only a machine reads."""
    numbers = _GROUPED.sub(" ", _DATE.sub(" ", topic.text))
    return (
        address_in(topic.text) is not None
        or _HOST.search(topic.text) is not None
        or _LONG_NUMBER.search(numbers) is not None
        or _CIPHER.search(topic.text) is not None
    )


def _commands(topic: CanonicalTopic) -> bool:
    return speaks_to_a_model(topic.text)


def _names_somebody(topic: CanonicalTopic) -> bool:
    """Whether a private person can be known by it."""
    return bool(withhold_in_topic(topic.text, topic.language).kinds)


_RULES = (
    (Reason.LENGTH, _is_long),
    (Reason.LETTERS, _is_written_oddly),
    (Reason.REPETITION, _repeats),
    (Reason.ADDRESS, _leads_somewhere),
    (Reason.COMMAND, _commands),
    (Reason.PERSONAL, _names_somebody),
)
