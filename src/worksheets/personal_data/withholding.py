"""Personal data out of a text, a neutral word of the language in their place.

Whatever the language of the request is, a text may hold data in the forms of any: only the neutral words follow it.
"""

from collections.abc import Iterable
from functools import lru_cache

from cache import canonical
from cache.model import CanonicalTopic, Language
from worksheets.personal_data.devanagari_names import devanagari_names
from worksheets.personal_data.latin_names import latin_names
from worksheets.personal_data.model import Finding, Kind, Withheld
from worksheets.personal_data.numbers import numbers
from worksheets.personal_data.places import places
from worksheets.personal_data.russian_names import russian_names
from worksheets.personal_data.words import letter_by_letter, words_in

_LONGEST_REMEMBERED = 1000  # characters, as many as notes may have

_INSTEAD: dict[Language, dict[Kind, str]] = {
    Language.ENGLISH: {
        Kind.EMAIL: "[e-mail]",
        Kind.TELEPHONE: "[phone]",
        Kind.DOCUMENT: "[document]",
        Kind.CARD: "[card]",
        Kind.HANDLE: "[account]",
        Kind.ADDRESS: "[address]",
        Kind.BIRTH: "[date of birth]",
        Kind.NAME: "[name]",
    },
    Language.RUSSIAN: {
        Kind.EMAIL: "[почта]",
        Kind.TELEPHONE: "[телефон]",
        Kind.DOCUMENT: "[документ]",
        Kind.CARD: "[карта]",
        Kind.HANDLE: "[страница]",
        Kind.ADDRESS: "[адрес]",
        Kind.BIRTH: "[дата рождения]",
        Kind.NAME: "[имя]",
    },
    Language.HINDI: {
        Kind.EMAIL: "[ईमेल]",
        Kind.TELEPHONE: "[फ़ोन]",
        Kind.DOCUMENT: "[दस्तावेज़]",
        Kind.CARD: "[कार्ड]",
        Kind.HANDLE: "[खाता]",
        Kind.ADDRESS: "[पता]",
        Kind.BIRTH: "[जन्मतिथि]",
        Kind.NAME: "[नाम]",
    },
}


def withhold(text: str, language: Language) -> Withheld:
    """Notes or a source text without personal data. Total: any text has an answer, most their own.

    Takes time with the length of the text: some 8 ms for 1,000 characters.
    """
    return _remembered(text, language) if len(text) <= _LONGEST_REMEMBERED else _without(text, language, is_topic=False)


@lru_cache(maxsize=2048)
def withhold_in_topic(topic: str, language: Language) -> Withheld:
    """A topic without personal data: a first name and a surname alone are sooner somebody to be taught about."""
    return _without(topic, language, is_topic=True)


@lru_cache(maxsize=512)
def _remembered(text: str, language: Language) -> Withheld:
    return _without(text, language, is_topic=False)


def without_names(topic: CanonicalTopic) -> str:
    """What an embedder of somebody else is told of a topic: its cleaned form, without personal data."""
    withheld = withhold_in_topic(topic.text, topic.language)
    return canonical.read(withheld.text, topic.language).cleaned if withheld.kinds else topic.cleaned


def _without(text: str, language: Language, *, is_topic: bool) -> Withheld:
    found = _apart([*_found_by_form(text), *_names(text, is_topic)])
    if not found:
        return Withheld(text)
    pieces: list[str] = []
    end = 0
    for finding in found:
        pieces += [text[end : finding.start], _INSTEAD[language][finding.kind]]
        end = finding.end
    return Withheld("".join([*pieces, text[end:]]), frozenset(finding.kind for finding in found))


def _found_by_form(text: str) -> Iterable[Finding]:
    plain = letter_by_letter(text)
    return [*numbers(plain), *places(plain)]


def _names(text: str, is_topic: bool) -> Iterable[Finding]:
    words = words_in(text)
    return [finding for find in (latin_names, russian_names, devanagari_names) for finding in find(words, is_topic)]


def _apart(findings: list[Finding]) -> list[Finding]:
    """In the order of the text; of two that overlap, the earlier and longer one."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda finding: (finding.start, -finding.end)):
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
    return kept
