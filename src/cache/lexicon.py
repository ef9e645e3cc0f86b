"""What the canonical form knows of a language, read once from `cache/lexicons`.

The files say it in whole words; they are read through the same tokens and stems as a topic, so that one line covers
every inflection.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from msgspec import Struct

from cache.lexicon_files import choices, lines, pair
from cache.model import Language
from cache.morphology import infinitive_of, is_locative_only, noun_of_verb
from cache.school_hindi import stem_either_script
from cache.spelling import unify
from cache.stemming import stem_english, stem_russian
from cache.tokens import cut
from cache.works import Event, Rules, events_of, rules_of_people, works_of

Pattern = tuple[str, ...]

NUMBER = "#"
_SHORTEST_VERB = 3
_PLACE = re.compile(r"(?<= )(?:в|во|на) (?=(\w+))")
AND = "and"
_REDUCTIONS = 3
_KEPT_SIGNS = frozenset({NUMBER, "→", "&", "%", "/"})


class Phrases(Struct, frozen=True):
    """What each phrase is replaced by, and how long the phrases are that start with a token, longest first."""

    rules: Rules
    lengths: dict[str, tuple[int, ...]]


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
    titles: frozenset[str]
    mutual: frozenset[str]
    actions: frozenset[str]
    events: tuple[Event, ...]
    vocabulary: frozenset[str]


@cache
def _nouns_of_verbs() -> dict[str, str]:
    return dict(pair(line, "=") for line in lines(Language.RUSSIAN, "verbs"))


@lru_cache(maxsize=20_000)
def _stem_with_noun_of_verb(word: str) -> str:
    """A Russian verb goes with its noun: `как плавятся тела` is `плавление тел`."""
    infinitive = infinitive_of(word) if len(word) >= _SHORTEST_VERB else None
    if infinitive is None:
        return stem_russian(word)
    return stem_russian(_nouns_of_verbs().get(infinitive) or noun_of_verb(infinitive) or infinitive)


_STEMMERS: dict[Language, Callable[[str], str]] = {
    Language.ENGLISH: stem_english,
    Language.RUSSIAN: _stem_with_noun_of_verb,
    Language.HINDI: stem_either_script,
}


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


def _spoken_and_bare(pattern: Pattern, dropped: frozenset[str], mentioned: frozenset[str]) -> list[Pattern]:
    """The phrase as spoken and without function words, unless it is about one of them or one word would be left."""
    bare = _without(pattern, dropped)
    is_whole = len(bare) == 1 or set(bare) <= {AND} or not mentioned.isdisjoint(pattern)
    return [pattern] if is_whole else [pattern, bare]


def _without_places(head: str, language: Language) -> str:
    """A concept does not say *where* with a preposition, as no topic does once it is read."""
    if language is not Language.RUSSIAN:
        return head
    return _PLACE.sub(lambda found: "" if is_locative_only(found[1]) else found[0], head)


def _with_settled_words(rules: Rules) -> Rules:
    """The same rules, also for phrases whose single words were already replaced (`find` by `calculate`)."""
    words = {pattern[0]: concept[0] for pattern, concept in rules.items() if len(pattern) == len(concept) == 1}
    settled = {
        pattern: tuple(words.get(token, token) for token in concept) if len(concept) > 1 else concept
        for pattern, concept in rules.items()
    }
    for pattern, concept in list(settled.items()):
        known = tuple(words.get(token, token) for token in pattern)
        if len(pattern) > 1 and known != concept:
            settled.setdefault(known, concept)
    return settled


def _phrases(reader: Reader, name: str, dropped: frozenset[str], known: Rules | None = None) -> Phrases:
    rules: Rules = {}
    mentioned = _words(reader, "mentioned")
    for line in lines(reader.language, name):
        sign = "~" if " ~ " in line else " = "
        head, variants = pair(line, sign)
        spoken = _without(reader.pattern(_without_places(head, reader.language)), dropped)
        # A head that another line has settled keeps what it stands for, whichever sign this line has.
        concept = rules.get(spoken) or (spoken if sign == "~" else _concept(spoken))
        for variant in [head, *(said for part in variants.split(" | ") for said in choices(part))]:
            for pattern in _spoken_and_bare(reader.pattern(variant), dropped, mentioned):
                rules.setdefault(pattern, concept)
    rules = _with_settled_words(rules | (known or {}))
    return _indexed(_with_settled_phrases(rules, dropped - mentioned))


def _indexed(rules: Rules) -> Phrases:
    said = {pattern: concept for pattern, concept in rules.items() if pattern not in {(), concept}}
    lengths: dict[str, set[int]] = {}
    for pattern in said:
        lengths.setdefault(pattern[0], set()).add(len(pattern))
    return Phrases(said, {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()})


def _with_settled_phrases(rules: Rules, dropped: frozenset[str]) -> Rules:
    """The same rules, also for phrases in which shorter ones were already replaced.

    An article inside *life cycle of a butterfly* hides the phrase until *life cycle* has become one token.
    """
    shorter = _indexed(rules)
    settled = dict(rules)
    for pattern, concept in rules.items():
        reduced = _reduced(pattern, shorter, dropped)
        if len(reduced) > 1 and not set(reduced) <= {AND} and reduced != _reduced(concept, shorter, dropped):
            settled.setdefault(reduced, concept)
    return settled


def _reduced(pattern: Pattern, phrases: Phrases, dropped: frozenset[str]) -> Pattern:
    """The pattern after all phrases that are shorter than it."""
    current = pattern
    for _ in range(_REDUCTIONS):
        before = current
        current = _without(tuple(_reduced_once(current, phrases, shorter_than=len(pattern))), dropped)
        if current == before:
            break
    return current


def _reduced_once(pattern: Pattern, phrases: Phrases, *, shorter_than: int) -> Iterator[str]:
    position = 0
    while position < len(pattern):
        ends = (position + length for length in phrases.lengths.get(pattern[position], ()) if length < shorter_than)
        found = next((end for end in ends if end <= len(pattern) and pattern[position:end] in phrases.rules), None)
        yield from (pattern[position],) if found is None else phrases.rules[pattern[position:found]]
        position = position + 1 if found is None else found


def _fillers(reader: Reader) -> Fillers:
    leading: set[Pattern] = set()
    trailing: set[Pattern] = set()
    anywhere: set[Pattern] = set()
    for line in lines(reader.language, "fillers"):
        kind = leading if line.startswith("^") else trailing if line.endswith("$") else anywhere
        kind |= {reader.pattern(said) for said in choices(line.strip("^$ "))}
    longest = max(map(len, leading | trailing | anywhere))
    return Fillers(
        frozenset(leading), frozenset(trailing), frozenset(anywhere), longest, max(map(len, anywhere), default=0)
    )


def _words(reader: Reader, name: str) -> frozenset[str]:
    return frozenset(token for line in lines(reader.language, name) for token in reader.pattern(line))


def _redundant(reader: Reader, implied: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    found = dict(implied)
    for line in lines(reader.language, "redundant"):
        words, companions = pair(line, ":")
        for word in words.split("|"):
            pattern = "_".join(reader.pattern(word))
            known = found.get(pattern, frozenset())
            found[pattern] = known | {"_".join(reader.pattern(companion)) for companion in companions.split("|")}
    return found


def _vocabulary(phrases: Phrases, *others: frozenset[str]) -> frozenset[str]:
    spoken = {token for pattern in phrases.rules for token in pattern}
    concepts = {token for concept in phrases.rules.values() for token in concept}
    return frozenset(spoken | concepts).union(*others)


@cache
def reader_of(language: Language) -> Reader:
    """Stems and number words of `language`."""
    stems = dict(pair(line, "=") for line in lines(language, "stems"))
    numbers = {word: int(value) for word, value in (pair(line, "=") for line in lines(language, "numbers"))}
    spelled = {unify(word, language): value for word, value in numbers.items()}
    return Reader(language, {unify(word, language): stem for word, stem in stems.items()}, spelled)


@cache
def lexicon_of(language: Language) -> Lexicon:
    """Everything the files of `language` say, in stems. Read once per process."""
    reader = reader_of(language)
    function_words = _words(reader, "function_words")
    works = works_of(language, reader.pattern)
    names = rules_of_people(language, reader.pattern) | works.rules
    synonyms = _phrases(reader, "synonyms", function_words, names)
    polarity, direction, ordered, roles, grammar, containers, mutual = (
        _words(reader, name)
        for name in ("polarity", "direction", "ordered", "roles", "grammar", "containers", "mutual")
    )
    return Lexicon(
        language=language,
        stems=reader.stems,
        numbers=reader.numbers,
        numbered=frozenset(unify(line, language) for line in lines(language, "numbered")),
        fillers=_fillers(reader),
        function_words=function_words,
        questions=_phrases(reader, "questions", frozenset()),
        synonyms=synonyms,
        redundant=_redundant(reader, works.implied),
        polarity=polarity,
        direction=direction,
        ordered=ordered,
        roles=roles,
        grammar=grammar,
        listed=frozenset({AND, *direction}),
        containers=containers | works.titles,
        titles=works.titles,
        mutual=mutual,
        actions=_words(reader, "actions"),
        events=events_of(language, reader.pattern),
        vocabulary=_vocabulary(synonyms, function_words, polarity, direction, ordered, roles),
    )
