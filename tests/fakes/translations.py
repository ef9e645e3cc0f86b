"""The translator of the fake provider: it knows every sentence of the worksheets by numbers in three languages."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.json import decode as json_decode

from fakes.worksheets_by_numbers import PHRASES, TRUTHS, identity

# Topics that stand in the sentences, in every language.
TOPICS = (
    {"en": "Rivers of South America", "ru": "Реки Южной Америки", "hi": "दक्षिण अमेरिका की नदियाँ"},
    {"en": "Causes of the First World War", "ru": "Причины Первой мировой войны", "hi": "प्रथम विश्व युद्ध के कारण"},
)
_FIELD = re.compile(r"\\\{(\w+)\\\}")
_KEPT = {"number", "type", "id"}


class ToTranslate(Struct):
    """What the fake reads of a translator's user message."""

    source_language: str
    title: str
    objectives: str
    questions: list[dict[str, Any]]


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Every sentence of the language as a pattern; a field that comes again must say the same."""
    found: list[tuple[str, re.Pattern[str]]] = []
    for name, phrase in PHRASES[language].items():
        seen: set[str] = set()

        def field(match: re.Match[str], seen: set[str] = seen) -> str:
            again = match[1] in seen
            seen.add(match[1])
            return f"(?P={match[1]})" if again else f"(?P<{match[1]}>.+?)"

        found.append((name, re.compile(_FIELD.sub(field, re.escape(phrase)))))
    return tuple(found)


def said_in(text: str, source: str, language: str) -> str:
    """The text in the other language; what the fake has no words for, numbers above all, stays as it is."""
    for name, pattern in _patterns(source):
        if match := pattern.fullmatch(text):
            topic = said_in(match.groupdict().get("topic", ""), source, language)
            return PHRASES[language][name].format(**{**match.groupdict(), "topic": topic})
    return next((topic[language] for topic in TOPICS if topic[source] == text), text)


def translation_pieces(content: str, language: str, flawed_every: int = 0) -> Iterator[str]:
    """The worksheet in the language, as JSON text in pieces. With `flawed_every` n, every n-th stem is wrong."""
    wanted = json_decode(content, type=ToTranslate)
    head = {"title": said_in(wanted.title, wanted.source_language, language), "objectives": wanted.objectives}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "questions": ['
    for place, question in enumerate(wanted.questions):
        told = _told(question, wanted.source_language, language)
        if (known := _identity(question)) in TRUTHS:
            TRUTHS[_identity(told)] = TRUTHS[known]
        if flawed_every and (place + 1) % flawed_every == 0:
            told["stem"] = re.sub(r"\d+", lambda number: number[0] + "7", told["stem"], count=1)
        yield (", " if place else "") + json.dumps(told, ensure_ascii=False)
    yield "]}"


def _identity(question: dict[str, Any]) -> tuple[str, ...]:
    return identity(question["stem"], [option["text"] for option in question.get("options", [])])


def _told(part: Any, source: str, language: str) -> Any:
    if isinstance(part, dict):
        return {name: value if name in _KEPT else _told(value, source, language) for name, value in part.items()}
    if isinstance(part, list):
        return [_told(one, source, language) for one in part]
    return said_in(part, source, language) if isinstance(part, str) else part


def language_of(system: str) -> str:
    """The language that the translator's instructions are in."""
    return "hi" if "अनुवाद" in system else "ru" if "переводите" in system else "en"
