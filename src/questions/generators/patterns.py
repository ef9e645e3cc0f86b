"""The grammar of topic patterns, and their matching against a canonical topic.

    adding          literal words, read by `cache.canonical` like the topic itself
    (a|b)           one of several
    [a]             may be left out
    <n>             a whole number, becomes the parameter `n`
    {adding}        one of `[words] adding`, which are patterns themselves
    {digits}        one of `[values.digits]`, becomes the parameter `digits`
    number!         words that must be there, though `[words] weak` lists them
    →               "to", however the language turns one thing into another

A pattern must explain every token of the topic: what it does not name is not recognised.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from cache import canonical
from cache.model import Language
from questions.generators.model import Parameters
from questions.generators.phrase_files import Phrases

_NEIGHBOUR = "zq"  # a word of no language
_PIECE = re.compile(r"[()\[\]|]|<\w+>|\{\w+\}|[^()\[\]|<>{}]+")


@dataclass
class Compiler:
    """Turns the patterns of one family and language into regular expressions over canonical tokens."""

    phrases: Phrases
    captures: dict[str, tuple[str, str | None]] = field(default_factory=dict[str, tuple[str, str | None]])

    def expression(self, pattern: str) -> str:
        return "".join(self._piece(piece) for piece in _PIECE.findall(pattern))

    def _piece(self, piece: str) -> str:
        brackets = {"(": "(?:", ")": ")", "[": "(?:", "]": ")?", "|": "|"}
        if piece in brackets:
            return brackets[piece]
        if piece.startswith("<"):
            return self._capture(piece[1:-1], None, r"\d+ ")
        if piece.startswith("{"):
            return self._named(piece[1:-1])
        return "".join(self._arrow_or_words(part) for part in re.split("(→)", piece))

    def _arrow_or_words(self, text: str) -> str:
        if text == "→":
            return "to "
        found = readings(text.replace("!", ""), self.phrases.language)
        weak = frozenset[str]() if "!" in text else _weak_tokens(self.phrases)
        return f"(?:{'|'.join(''.join(self._token(token, weak) for token in words) for words in found)})"

    @staticmethod
    def _token(token: str, weak: frozenset[str]) -> str:
        is_weak = token in weak
        return f"(?:{re.escape(token)} )?" if is_weak else f"{re.escape(token)} "

    def _capture(self, parameter: str, value: str | None, expression: str) -> str:
        group = f"g{len(self.captures)}"
        self.captures[group] = (parameter, value)
        return f"(?P<{group}>{expression})"

    def _named(self, name: str) -> str:
        if (values := _values(self.phrases, name)) is not None:
            choices = (self._capture(name, value, self._either(texts)) for value, texts in values.items())
            return f"(?:{'|'.join(choices)})"
        texts = self.phrases.own.words.get(name) or self.phrases.shared.words[name]
        return self._either(texts)

    def _either(self, texts: Iterable[str]) -> str:
        return f"(?:{'|'.join(self.expression(text) for text in texts)})"


def _values(phrases: Phrases, name: str) -> Mapping[str, tuple[str, ...]] | None:
    return phrases.own.values.get(name) or phrases.shared.values.get(name)


def _weak_tokens(phrases: Phrases) -> frozenset[str]:
    """Words that the canonical form drops in some surroundings, and a topic need not have."""
    return _weak_tokens_of(phrases.shared.words["weak"], phrases.language)


@lru_cache(maxsize=8)
def _weak_tokens_of(words: tuple[str, ...], language: Language) -> frozenset[str]:
    return frozenset(token for word in words for token in tokens(word, language))


def tokens(text: str, language: Language) -> tuple[str, ...]:
    """The canonical tokens of a piece of a topic that stands alone."""
    return single_words(canonical.read(text, language).tokens) if text.strip() else ()


def single_words(tokens: Iterable[str]) -> tuple[str, ...]:
    """Concepts of several words cut apart, for a pattern may name them in pieces."""
    return tuple(word for token in tokens for word in token.split("_") if word)


def readings(text: str, language: Language) -> tuple[tuple[str, ...], ...]:
    """What a piece of a topic becomes, alone and between other words: some words drop out only among others."""
    if not text.strip():
        return ((),)
    among = tokens(f"{_NEIGHBOUR} {text} {_NEIGHBOUR}", language)
    inside = among[1:-1] if among[:1] == among[-1:] == (_NEIGHBOUR,) else tokens(text, language)
    return tuple(dict.fromkeys((inside, tokens(text, language))))


@dataclass(frozen=True)
class Pattern:
    """One compiled pattern."""

    expression: re.Pattern[str]
    captures: Mapping[str, tuple[str, str | None]]

    def match(self, sentence: str) -> Parameters | None:
        """The parameters that the topic sets, or None. `sentence`: canonical tokens, each followed by a space."""
        found = self.expression.fullmatch(sentence)
        return None if found is None else Parameters(dict(self._parameters(found.groupdict())))

    def _parameters(self, groups: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
        for group, text in groups.items():
            parameter, value = self.captures[group]
            if text is not None:
                yield parameter, text.strip() if value is None else value


def compile_pattern(pattern: str, phrases: Phrases) -> Pattern:
    compiler = Compiler(phrases)
    return Pattern(re.compile(compiler.expression(pattern)), compiler.captures)


_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"<(\w+)>|\{(\w+)(?::([^{}]*))?\}")


def fill_title(title: str, parameters: Parameters, phrases: Phrases) -> str:
    """The title with the parameters in it; `[parts]` whose parameters are not set are left out.

    `{numbers:fractions}` prints "fractions" when the parameter is not set.
    """

    def slot(found: re.Match[str]) -> str:
        name = found[1] or found[2]
        value = parameters.word(name)
        texts = (_values(phrases, name) or {}).get(value)
        return texts[0] if texts else value or found[3] or ""

    def part(found: re.Match[str]) -> str:
        names = [first or second for first, second, _ in _SLOT.findall(found[1])]
        return found[1] if all(name in parameters for name in names) else ""

    text = _SLOT.sub(slot, _OPTIONAL.sub(part, title)).strip()
    return text[:1].upper() + text[1:]
