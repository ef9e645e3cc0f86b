"""What the canonical form knows of a language, read once from `cache/lexicons`.

The files say it in whole words; they are read through the same tokens and stems as a topic, so that one line covers
every inflection. A line that starts with `//` is a remark.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from importlib.resources import files

from msgspec import Struct

from cache.errors import LexiconLineUnreadable
from cache.model import Language
from cache.spelling import unify
from cache.stemming import stem_english, stem_hindi, stem_russian
from cache.tokens import cut
from cache.transliteration import RomanisedWords, is_devanagari, romanised_words

Pattern = tuple[str, ...]

NUMBER = "#"
AND = "and"
_KEPT_SIGNS = frozenset({NUMBER, "→", "&", "%", "/"})


class Phrases(Struct, frozen=True):
    """Patterns by their first token, longest first, with what each is replaced by."""

    by_first: dict[str, tuple[tuple[Pattern, Pattern], ...]]


class Fillers(Struct, frozen=True):
    """Phrases that say nothing about the subject matter: at the start, at the end, or anywhere."""

    leading: frozenset[Pattern]
    trailing: frozenset[Pattern]
    anywhere: frozenset[Pattern]
    longest: int
    longest_anywhere: int


class Lexicon(Struct, frozen=True):
    language: Language
    stems: dict[str, str]
    numbers: dict[str, int]
    numbered: frozenset[str]
    fillers: Fillers
    function_words: frozenset[str]
    questions: Phrases
    synonyms: Phrases
    redundant: dict[str, frozenset[str]]
    polarity: frozenset[str]
    direction: frozenset[str]
    ordered: frozenset[str]
    roles: frozenset[str]
    grammar: frozenset[str]
    listed: frozenset[str]
    containers: frozenset[str]
    vocabulary: frozenset[str]


def _lines(language: Language, name: str) -> Iterator[str]:
    folder = files("cache") / "lexicons" / language.value
    paths = (
        [folder / f"{name}.txt"]
        if (folder / f"{name}.txt").is_file()
        else sorted((folder / name).iterdir(), key=lambda path: path.name)
    )
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            if line.strip() and not line.startswith("//"):
                yield line.strip()


_HINDI_WORD = re.compile("[\u0900-\u097f]+")
_HINDI_FILES = ("words", "synonyms", "fillers", "function_words", "ordered", "roles", "redundant")


@cache
def _school_words() -> RomanisedWords:
    """Every Devanagari word that the lexicon of Hindi holds, in any inflection."""
    lines = " ".join(line for name in _HINDI_FILES for line in _lines(Language.HINDI, name))
    return romanised_words(stem_hindi(word) for word in _HINDI_WORD.findall(unify(lines, Language.HINDI)))


@lru_cache(maxsize=20_000)
def _stem_either_script(word: str) -> str:
    """A Hindi word in Devanagari, also where it was romanised; other Latin words are read as English."""
    return stem_hindi(word) if is_devanagari(word) else _school_words().read(word) or stem_english(word)


_STEMMERS: dict[Language, Callable[[str], str]] = {
    Language.ENGLISH: stem_english,
    Language.RUSSIAN: stem_russian,
    Language.HINDI: _stem_either_script,
}


def _pair(line: str, sign: str) -> tuple[str, str]:
    left, found, right = line.partition(sign)
    if not found:
        raise LexiconLineUnreadable(line, sign)
    return left.strip(), right.strip()


class Reader(Struct, frozen=True):
    """Turns written words into tokens the way `canonical.read` does, with the exceptions of the language."""

    language: Language
    stems: dict[str, str]
    numbers: dict[str, int]

    def stem(self, word: str) -> str:
        """The comparable form of one word, which stands in lower case."""
        return self.stems.get(word) or _STEMMERS[self.language](word)

    def pattern(self, text: str) -> Pattern:
        """Tokens of a phrase of a lexicon file. `#` stands for any one number."""
        return tuple(self._tokens(text))

    def _tokens(self, text: str) -> Iterator[str]:
        for token in cut(unify(text, self.language)):
            if token.kind == "word":
                number = self.numbers.get(token.text)
                yield self.stem(token.text) if number is None else str(number)
            elif token.text in _KEPT_SIGNS or token.kind in {"number", "formula"}:
                yield token.text


def _without(pattern: Pattern, dropped: frozenset[str]) -> Pattern:
    return tuple(token for token in pattern if token not in dropped) or pattern


def _concept(pattern: Pattern) -> Pattern:
    """One token for a phrase of several words; a number in it stays a token of its own."""
    words = [token for token in pattern if token != NUMBER]
    return ("_".join(words), NUMBER) if NUMBER in pattern else ("_".join(words),)


def _spoken_and_bare(pattern: Pattern, dropped: frozenset[str]) -> list[Pattern]:
    """The phrase as spoken and without function words, unless one word is all that would be left of it."""
    bare = _without(pattern, dropped)
    return [pattern] if len(bare) == 1 else [pattern, bare]


def _phrases(reader: Reader, name: str, dropped: frozenset[str]) -> Phrases:
    rules: dict[Pattern, Pattern] = {}
    for line in _lines(reader.language, name):
        sign = "~" if " ~ " in line else " = "
        head, variants = _pair(line, sign)
        spoken = _without(reader.pattern(head), dropped)
        concept = spoken if sign == "~" else _concept(spoken)
        for variant in [head, *variants.split(" | ")]:
            for pattern in _spoken_and_bare(reader.pattern(variant), dropped):
                rules.setdefault(pattern, concept)
    by_first: dict[str, list[tuple[Pattern, Pattern]]] = {}
    for pattern, concept in rules.items():
        if pattern != concept and pattern:
            by_first.setdefault(pattern[0], []).append((pattern, concept))
    return Phrases({first: tuple(sorted(found, key=lambda rule: -len(rule[0]))) for first, found in by_first.items()})


def _fillers(reader: Reader) -> Fillers:
    leading: set[Pattern] = set()
    trailing: set[Pattern] = set()
    anywhere: set[Pattern] = set()
    for line in _lines(reader.language, "fillers"):
        kind = leading if line.startswith("^") else trailing if line.endswith("$") else anywhere
        kind.add(reader.pattern(line.strip("^$ ")))
    longest = max(map(len, leading | trailing | anywhere))
    return Fillers(
        frozenset(leading), frozenset(trailing), frozenset(anywhere), longest, max(map(len, anywhere), default=0)
    )


def _words(reader: Reader, name: str) -> frozenset[str]:
    return frozenset(token for line in _lines(reader.language, name) for token in reader.pattern(line))


def _redundant(reader: Reader) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in _lines(reader.language, "redundant"):
        words, companions = _pair(line, ":")
        for word in words.split("|"):
            pattern = "_".join(reader.pattern(word))
            known = found.get(pattern, frozenset())
            found[pattern] = known | {"_".join(reader.pattern(companion)) for companion in companions.split("|")}
    return found


def _vocabulary(phrases: Phrases, *others: frozenset[str]) -> frozenset[str]:
    spoken = {token for rules in phrases.by_first.values() for pattern, _ in rules for token in pattern}
    concepts = {token for rules in phrases.by_first.values() for _, concept in rules for token in concept}
    return frozenset(spoken | concepts).union(*others)


@cache
def reader_of(language: Language) -> Reader:
    """Stems and number words of `language`."""
    stems = dict(_pair(line, "=") for line in _lines(language, "stems"))
    numbers = {word: int(value) for word, value in (_pair(line, "=") for line in _lines(language, "numbers"))}
    spelled = {unify(word, language): value for word, value in numbers.items()}
    return Reader(language, {unify(word, language): stem for word, stem in stems.items()}, spelled)


@cache
def lexicon_of(language: Language) -> Lexicon:
    """Everything the files of `language` say, in stems. Read once per process."""
    reader = reader_of(language)
    function_words = _words(reader, "function_words")
    synonyms = _phrases(reader, "synonyms", function_words)
    polarity, direction, ordered, roles, grammar, containers = (
        _words(reader, name) for name in ("polarity", "direction", "ordered", "roles", "grammar", "containers")
    )
    return Lexicon(
        language=language,
        stems=reader.stems,
        numbers=reader.numbers,
        numbered=frozenset(unify(line, language) for line in _lines(language, "numbered")),
        fillers=_fillers(reader),
        function_words=function_words,
        questions=_phrases(reader, "questions", frozenset()),
        synonyms=synonyms,
        redundant=_redundant(reader),
        polarity=polarity,
        direction=direction,
        ordered=ordered,
        roles=roles,
        grammar=grammar,
        listed=frozenset({AND, *direction}),
        containers=containers,
        vocabulary=_vocabulary(synonyms, function_words, polarity, direction, ordered, roles),
    )
