"""The lists of phrases, compiled once.

A phrase is looked for only where the text has one of its first words, so that a list of any length costs little.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import product

from msgspec import Struct

from worksheets.moderation.model import Category
from worksheets.topic_phrases import words_of

_SECTION = re.compile(r"\[([\w-]+)\]")
_GROUP = re.compile(r"(\$\w+)\s*=\s*\((.*)\)")
_ELEMENT = re.compile(r"\([^()]*\)|\S+")
_GAPS = {"..": r"(?:\S+ ){0,4}", "...": r"(?:\S+ )?"}
_HARMLESS, _RELEASE = "harmless", "release"
_SOFT = "~ "
_KEY = 3

Spelling = Callable[[str], str]


class Phrase(Struct, frozen=True):
    """Phrases with the same beginning, as a pattern over words with a space around each."""

    pattern: re.Pattern[str]
    category: Category | None
    is_soft: bool


class PhraseList(Struct, frozen=True):
    """The phrases of one file by their first words: whole ones, and beginnings of words by their first letters."""

    whole: dict[str, tuple[Phrase, ...]]
    begun: dict[str, tuple[tuple[str, Phrase], ...]]
    harmless: re.Pattern[str]
    release: re.Pattern[str]
    words: frozenset[str]
    """Words that say by themselves what is meant, or beginnings of such with a `*`, for finding slips and masks."""

    def category_of(self, spaced: str) -> Category | None:
        """What a text, its words with a space around each, wishes for."""
        spaced = self.harmless.sub("", spaced)
        soft = None
        place = 1
        for word in spaced.split():
            for phrase in self._beginning_with(word):
                if (phrase.is_soft and soft is not None) or not phrase.pattern.match(spaced, place):
                    continue
                if not phrase.is_soft:
                    return phrase.category
                soft = phrase.category
            place += len(word) + 1
        return None if soft is None or self.release.search(spaced) else soft

    def _beginning_with(self, word: str) -> Sequence[Phrase]:
        whole, begun = self.whole.get(word, ()), self.begun.get(word[:_KEY])
        if begun is None:
            return whole
        return (*whole, *(phrase for beginning, phrase in begun if word.startswith(beginning)))


@cache
def phrase_list(name: str, spelling: Spelling) -> PhraseList:
    """The list in `lists/NAME.txt`, its words in one spelling."""
    lines = (files("worksheets.moderation.lists") / f"{name}.txt").read_text("utf-8").splitlines()
    return _Reader(spelling).read(line.strip() for line in lines)


class _Reader:
    def __init__(self, spelling: Spelling) -> None:
        self._spelling = spelling
        self._groups: dict[str, str] = {}
        self._lines: dict[str, list[str]] = {}

    def read(self, lines: Iterable[str]) -> PhraseList:
        section = ""
        for line in lines:
            if not line or line.startswith("//"):
                continue
            if found := _SECTION.fullmatch(line):
                section = found[1]
            elif found := _GROUP.fullmatch(line):
                self._groups[found[1]] = found[2]
            else:
                self._lines.setdefault(section, []).append(line)
        return self._compiled()

    def _compiled(self) -> PhraseList:
        harmless, release = self._anywhere(_HARMLESS), self._anywhere(_RELEASE)
        whole: dict[str, list[Phrase]] = {}
        begun: dict[str, list[tuple[str, Phrase]]] = {}
        words: set[str] = set()
        for category in Category:
            for first, phrase in self._phrases(category):
                for word in first:
                    if word.endswith("*"):
                        begun.setdefault(word[:_KEY], []).append((word[:-1], phrase))
                    else:
                        whole.setdefault(word, []).append(phrase)
            words |= self._telling_words(category)
        return PhraseList(
            {word: tuple(phrases) for word, phrases in whole.items()},
            {key: tuple(phrases) for key, phrases in begun.items()},
            harmless,
            release,
            frozenset(words),
        )

    def _phrases(self, category: Category) -> Iterator[tuple[set[str], Phrase]]:
        """Phrases with the same first element as one."""
        by_first: dict[tuple[str, bool], list[str]] = {}
        for line in self._lines.get(category, ()):
            first, *rest = _ELEMENT.findall(line.removeprefix(_SOFT))
            by_first.setdefault((first, line.startswith(_SOFT)), []).append(self._pattern(_without_end(rest)))
        for (first, is_soft), rests in by_first.items():
            pattern = re.compile(f"{self._element(first)}(?:{'|'.join(rests)})")
            yield {_first_word(choice) for choice in self._choices(first)}, Phrase(pattern, category, is_soft)

    def _anywhere(self, section: str) -> re.Pattern[str]:
        patterns = (self._pattern(_ELEMENT.findall(line)) for line in self._lines.get(section, ()))
        return re.compile(f"(?<= )(?:{'|'.join(patterns) or '(?!)'})")

    def _pattern(self, elements: Iterable[str]) -> str:
        return "".join(self._element(element) for element in elements)

    def _element(self, element: str) -> str:
        if element in _GAPS:
            return _GAPS[element]
        choices = sorted(self._choices(element), key=len, reverse=True)
        return f"(?:{'|'.join(''.join(map(_word, choice.split())) for choice in choices)})"

    def _choices(self, element: str) -> list[str]:
        """What may stand in the place of the element; `..` among them is a gap."""
        inside = element[1:-1] if element.startswith("(") else element
        choices: list[str] = []
        for choice in inside.split("|"):
            parts = [
                self._choices(f"({self._groups[part]})") if part in self._groups else [self._spelled(part)]
                for part in choice.split()
            ]
            choices += [" ".join(words) for words in product(*parts)]
        return choices

    def _spelled(self, word: str) -> str:
        if word in _GAPS:
            return word
        star = "*" if word.endswith("*") else ""
        return " ".join(words_of(self._spelling(word.removesuffix("*")))) + star

    def _telling_words(self, category: Category) -> set[str]:
        """Words that say by themselves what is meant: single ones, and those of groups of things."""
        lines = (_without_end(_ELEMENT.findall(line)) for line in self._lines.get(category, ()))
        elements = [line[0] for line in lines if len(line) == 1]
        elements += [name for name in self._groups if name in _THINGS]
        choices = (choice for element in elements for choice in self._choices(element))
        return {choice for choice in choices if " " not in choice}


_THINGS = frozenset({"$bomb", "$poison", "$drug"})


def _first_word(choice: str) -> str:
    return choice.partition(" ")[0]


def _without_end(elements: list[str]) -> list[str]:
    """A gap at the end matches what follows, whatever it is."""
    while elements and elements[-1] in _GAPS:
        elements = elements[:-1]
    return elements


def _word(word: str) -> str:
    if word in _GAPS:
        return _GAPS[word]
    return re.escape(word.removesuffix("*")) + (r"\S* " if word.endswith("*") else " ")
