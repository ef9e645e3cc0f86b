"""The topic as a model is told it: for a worksheet that others may get, no more than what the topic's key covers."""

from cache import canonical
from cache.model import CanonicalTopic
from cache.spelling import unify
from worksheets import admission
from worksheets.model import WorksheetRequest
from worksheets.topic_phrases import WORD, words_of

_PAIRS = ("()", "[]", "«»", "“”", "„“")


def told_topic(request: WorksheetRequest) -> str:
    """From the first to the last word of the topic that its key covers, as they were typed.

    What frames a topic (*please make me 10 questions on …*), grade and count say nothing that other fields do not
    say. A worksheet that stays with its asker is written from the asker's own text.
    """
    if admission.refusal(request) is not None:
        return request.topic
    topic = canonical.read(request.topic, request.language)
    told = _between_covered_words(topic)
    is_whole = all(told.count(opening) == told.count(closing) for opening, closing in _PAIRS)
    return told if is_whole and canonical.read(told, request.language).key == topic.key else request.topic


def _between_covered_words(topic: CanonicalTopic) -> str:
    """The text without its frame; empty when no word of it is covered as it was typed."""
    covered = set(_plain_words(topic.cleaned, topic))
    places = [found.span() for found in WORD.finditer(topic.text) if set(_plain_words(found[0], topic)) & covered]
    if not places:
        return ""
    start, end = places[0][0], places[-1][1]
    while start and not topic.text[start - 1].isspace():
        start -= 1
    while end < len(topic.text) and not topic.text[end].isspace():
        end += 1
    return topic.text[start:end].strip(" ,.;:!?–—")


def _plain_words(text: str, topic: CanonicalTopic) -> list[str]:
    return words_of(unify(text, topic.language))
