"""Cues of Russian grammar: an adjective or a verb of the past beside the gap that agrees with one option only."""

import re
from collections.abc import Iterator, Sequence

from cache.morphology import Reading, noun_in_dictionary_form, readings

_WORD = re.compile(r"[а-яё]+(?:-[а-яё]+)*")
_GAP = re.compile(r"_{2,}|…|\.{3}")
_AGREES = frozenset({"ADJF", "PRTF", "ADJS", "PRTS"})
_NOT_OF_A_NOUN = frozenset(
    {
        "это",
        "все",
        "всё",
        "то",
        "что",
        "сам",
        "самый",
        "первый",
        "один",
        "одно",
        "которое",
        "который",
        "которая",
        "которые",
        "его",
        "её",
        "ее",
        "их",
    }
)
Form = tuple[str | None, str | None]
"""Gender (None in the plural) and number."""


def cue(stem: str, key: str, wrong: Sequence[str]) -> str | None:
    """Whether a word beside the gap, or at the end of a stem without one, agrees with the key alone."""
    forms = [_forms_of_head(text) for text in (key, *wrong)]
    if not all(forms) or _are_forms_of_one_word([key, *wrong]):
        return None
    for wanted in _wanted(stem.casefold()):
        fits = [bool(wanted & found) for found in forms]
        if fits[0] and not any(fits[1:]):
            return "only the key agrees in gender or number"
    return None


def _wanted(stem: str) -> Iterator[frozenset[Form]]:
    """The forms that each word beside the gap asks for."""
    before, gap, after = _split(stem)
    last = _WORD.findall(before)[-1:]
    if last and not re.search(r"[?!.]\s*$", before) and last[0] not in _NOT_OF_A_NOUN:
        yield _forms(readings(last[0]), _AGREES, is_past_asked=not gap)
    first = _WORD.findall(after)[:1] if gap and not re.match(r"\s*[,.;:?!—–(]", after) else []
    if first:
        yield _forms(readings(first[0]), frozenset({"ADJS", "PRTS"}), is_past_asked=True)


def _split(stem: str) -> tuple[str, str, str]:
    match = _GAP.search(stem)
    if match is None:
        return stem.rstrip(" :—–-"), "", ""
    return stem[: match.start()], match[0], stem[match.end() :]


def _forms(found: Sequence[Reading], parts: frozenset[str], *, is_past_asked: bool) -> frozenset[Form]:
    if not found or found[0].part not in parts | {"VERB"}:
        return frozenset()
    agreeing = [
        read for read in found if read.part in parts or (is_past_asked and read.part == "VERB" and read.tense == "past")
    ]
    return frozenset((None if read.number == "plur" else read.gender, read.number) for read in agreeing)


def _forms_of_head(text: str) -> frozenset[Form]:
    """Gender and number of the first noun of an option, the nominative where it may be one."""
    for word in _WORD.findall(text.casefold()):
        nouns = [read for read in readings(word) if read.part == "NOUN"]
        if nouns and readings(word)[0].part == "NOUN":
            likely = next((read for read in nouns if read.case == "nomn"), nouns[0])
            return frozenset({(None if likely.number == "plur" else likely.gender, likely.number)})
    return frozenset()


def _are_forms_of_one_word(texts: Sequence[str]) -> bool:
    heads = [noun_in_dictionary_form(word) for text in texts for word in _WORD.findall(text.casefold())[-1:]]
    return len(set(heads)) < len(heads)
