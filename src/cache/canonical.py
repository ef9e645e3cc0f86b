"""The canonical form of a topic: different wordings of one worksheet come out equal, different worksheets do not."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from cache import numerals, order
from cache.direction import settle_direction
from cache.lexicon import Lexicon, lexicon_of, reader_of
from cache.lifting import lift
from cache.misspellings import meant_by
from cache.model import CanonicalTopic, Language
from cache.rewriting import drop_frames, rewrite
from cache.spelling import unify
from cache.tokens import Token, cut

VERSION = "3"
"""Changes whenever the same text may get another key; stored topics of another version are never compared."""

_MEANINGFUL_SIGNS = {"→": "→", "&": "&", "%": "%", "/": "/"}
_ENUMERATION = 2
_CONJUNCTIONS = {
    Language.ENGLISH: frozenset({"and", "or", "but", "that", "which", "who", "when", "if", "&", "vs", "versus", "not"}),
    Language.RUSSIAN: frozenset({"и", "или", "а", "но", "да", "который", "что", "чтобы", "если", "когда"}),
}
_AND = {Language.ENGLISH: "and", Language.RUSSIAN: "и"}
_DIVIDERS = frozenset("():;")
_GLOSSES = (("(", ")"), (":", ""))


@lru_cache(maxsize=4096)
def read(text: str, language: Language) -> CanonicalTopic:
    """The canonical form of `text`, which may be anything a user typed. Pure; about 0.2 ms."""
    lexicon = lexicon_of(language)
    lifted = lift(unify(text, language), language)
    tokens = _settle(_join_enumerated(list(cut(lifted.text)), lexicon), language, lexicon)
    texts = tuple(token.text for token in tokens)
    return CanonicalTopic(
        text=text,
        tokens=texts,
        words=tuple(token.typed.casefold() for token in tokens),
        key=order.key_of(texts, lexicon, is_list="," in lifted.text),
        grade=lifted.grade,
        count=lifted.count,
        language=language,
    )


def _join_enumerated(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """The last comma of an enumeration says *and*: `скорость, время, расстояние`, `speed, distance, time`."""
    conjunctions = _CONJUNCTIONS.get(lexicon.language)
    if conjunctions is None or any(token.text in conjunctions for token in tokens):
        return tokens
    words = [","] + [token.text for token in tokens] + [","]
    commas = [at for at in range(len(tokens)) if words[at + 1] == "," and "," not in (words[at], words[at + 2])]
    follows_colon = any(token.text == ":" for token in tokens[: commas[-1]]) if commas else False
    if len(commas) < _ENUMERATION and not follows_colon:
        return tokens
    last = commas[-1]
    joined = _AND[lexicon.language]
    return [*tokens[:last], Token(joined, "word", joined), *tokens[last + 1 :]]


def _settle(tokens: list[Token], language: Language, lexicon: Lexicon) -> list[Token]:
    """Tokens in canonical form; an explanation in brackets or after a colon that only repeats the rest is left out."""
    for opening, closing in _GLOSSES:
        outside, inside = _split(tokens, opening, closing)
        if outside and inside:
            first, second = (_canonical(part, language, lexicon) for part in (outside, inside))
            if _covers(first, second):
                return first
            if _covers(second, first):
                return second
    return _canonical(tokens, language, lexicon)


def _split(tokens: Sequence[Token], opening: str, closing: str) -> tuple[list[Token], list[Token]]:
    start = next((i for i, token in enumerate(tokens) if token.text == opening), None)
    if start is None:
        return list(tokens), []
    end = next((i for i, token in enumerate(tokens) if i > start and token.text == closing), len(tokens))
    return [*tokens[:start], *tokens[end + 1 :]], list(tokens[start + 1 : end])


def _covers(larger: Sequence[Token], smaller: Sequence[Token]) -> bool:
    return {token.text for token in smaller} <= {token.text for token in larger}


def _canonical(tokens: Sequence[Token], language: Language, lexicon: Lexicon) -> list[Token]:
    numbered = numerals.read_numbers(tokens, language, lexicon)
    reader = reader_of(language)
    parts = [
        [_stemmed(token, reader.stem(_mended(token, language))) for token in _meaningful(part)]
        for part in _divided(numbered)
    ]
    framed = [part for part in parts if part]
    tokens_left = drop_frames(framed, lexicon) if len(framed) > 1 else [token for part in framed for token in part]
    return settle_direction(rewrite(tokens_left, lexicon), language, lexicon)


def _divided(tokens: Sequence[Token]) -> list[list[Token]]:
    """The parts of the topic between colons, semicolons and brackets."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind == "sign" and token.text in _DIVIDERS:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _meaningful(tokens: Iterable[Token]) -> list[Token]:
    return [token for token in tokens if token.kind != "sign" or token.text in _MEANINGFUL_SIGNS]


def _mended(token: Token, language: Language) -> str:
    return meant_by(token.text) if language is Language.ENGLISH and token.kind == "word" else token.text


def _stemmed(token: Token, stem: str) -> Token:
    return Token(stem, token.kind, token.typed) if token.kind == "word" else token
