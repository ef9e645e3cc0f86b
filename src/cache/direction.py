"""Ways of saying from where to where, in one form: what is given, `to`, what is wanted."""

import re
from collections.abc import Sequence

from cache.lexicon import Lexicon
from cache.model import Language
from cache.morphology import is_locative_only
from cache.rewriting import rewrite
from cache.tokens import Token

TO = "to"
_YEAR = 4
_DIVIDING = frozenset({"multipli", "multiply_and_divid", "increase", "decrease"})
_SOURCE: dict[Language, frozenset[str]] = {
    Language.ENGLISH: frozenset({"from"}),
    Language.RUSSIAN: frozenset({"из", "от"}),
    Language.HINDI: frozenset({"ko", "se"}),
}
_TARGET: dict[Language, frozenset[str]] = {
    Language.ENGLISH: frozenset({"to", "into"}),
    Language.RUSSIAN: frozenset({"в", "к", "до"}),
    Language.HINDI: frozenset({"men"}),
}
_PLACE: dict[Language, frozenset[str]] = {
    Language.ENGLISH: frozenset({"in"}),
    Language.RUSSIAN: frozenset({"в", "во", "на"}),
    Language.HINDI: frozenset({"men"}),
}
_FORM: dict[Language, frozenset[str]] = {
    Language.ENGLISH: frozenset({"as"}),
    Language.RUSSIAN: frozenset(),
    Language.HINDI: frozenset(),
}
_PREPOSITIONAL = re.compile("(?:ах|ях|ом|ем|ой|ей|их|ых|ии|(?<![иыо])е)$")
_ON = "на"
_CONVERTING = frozenset({"convert", "writ", "express"})
_RELATIONAL = re.compile("(?:tions?|sions?|ments?|[ae]nces?|ings?|it(?:y|ies)|ness|sis|isms?|ages?|ures?)$")
_RELATIONS = frozenset(
    [
        "theme",
        "role",
        "type",
        "use",
        "chang",
        "part",
        "character",
        "symbol",
        "imageri",
        "step",
        "caus",
        "effect",
        "importanc",
        "life",
        "cycl",
        "pattern",
        "rule",
        "order",
        "structur",
        "function",
    ]
)


def _to() -> Token:
    return Token(TO, "mark", "→")


def _first(tokens: Sequence[Token], wanted: frozenset[str]) -> int | None:
    return next((position for position, token in enumerate(tokens) if token.text in wanted), None)


def _european(tokens: list[Token], language: Language) -> list[Token]:
    """`from A to B`, `convert A into B`, `write A in B` → `A to B`. What is wanted comes after what is given."""
    source = _first(tokens, _SOURCE[language])
    converts = any(token.text in _CONVERTING for token in tokens)
    if source is None and not converts:
        return tokens
    targets = _TARGET[language] | _PLACE[language] | _FORM[language] if converts else _TARGET[language]
    target = next((i for i, token in enumerate(tokens) if i > (source or 0) and token.text in targets), None)
    if target is None:
        return tokens
    before = [token for position, token in enumerate(tokens[:target]) if position != source]
    return [*before, _to(), *tokens[target + 1 :]]


def _holds(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    return any(not lexicon.containers.isdisjoint((token.text, *token.text.split("_"))) for token in tokens)


def _is_name(token: Token, others: Sequence[Token]) -> bool:
    """A word with a capital letter in a topic that does not write all words so."""
    return token.typed[:1].isupper() and any(other.typed[:1].islower() for other in others if other.kind != "mark")


def _relates(tokens: Sequence[Token]) -> bool:
    """Whether a word says what happens to something: only *reflection in mirrors* makes sense, not mirrors in it."""
    words = (word for token in tokens for word in token.typed.casefold().split())
    return any(token.text in _RELATIONS for token in tokens) or any(map(_RELATIONAL.search, words))


def _is_in_its_container(tokens: Sequence[Token], position: int, lexicon: Lexicon) -> bool:
    """Whether `A in B` says no more than `B A`: *angles in triangles* does, *triangles in angles* is another matter."""
    before, after = tokens[:position], tokens[position + 1 :]
    if not before or not after:
        return bool(after)
    if after[0].kind == "number" and len(after[0].text) == _YEAR:
        return True
    if _relates(before) and (not _relates(after) or any(token.text in _RELATIONS for token in before)):
        return True
    return _is_name(after[0], [*before[1:], *after[1:]]) or (_holds(after, lexicon) and not _holds(before, lexicon))


def _is_in_its_container_of_hindi(tokens: Sequence[Token], position: int, lexicon: Lexicon) -> bool:
    """The same for `B में A`."""
    before, after = tokens[:position], tokens[position + 1 :]
    return not before or not after or (_holds(before, lexicon) and not _holds(after, lexicon))


def _is_said_both_ways(tokens: Sequence[Token], position: int, lexicon: Lexicon) -> bool:
    """Whether `A in B` and `B in A` are both topics of school: *a circle in a square*, *mathematics in music*."""
    before, after = tokens[:position], tokens[position + 1 :]
    mutual = lexicon.mutual | lexicon.containers
    both = [{part for token in side for part in (token.text, *token.text.split("_"))} for side in (before, after)]
    return all(not mutual.isdisjoint(side) for side in both)


def _names_a_place_of_russian(tokens: Sequence[Token], position: int, lexicon: Lexicon) -> bool:
    """The same for `в` and `на`, which say *where* before one case and *where to* before another."""
    before, after = tokens[:position], tokens[position + 1 :]
    if not after:
        return bool(before) and lexicon.grammar.isdisjoint(token.text for token in tokens)
    if not before:
        return tokens[position].text != _ON
    if after[0].text in lexicon.titles:
        return True
    following = after[0].typed.casefold().split(" ")[0]
    if tokens[position].text == _ON:
        return is_locative_only(following) and not _is_said_both_ways(tokens, position, lexicon)
    if _is_in_its_container(tokens, position, lexicon) and _says_where(following):
        return True
    return is_locative_only(following) and not _is_said_both_ways(tokens, position, lexicon)


def _says_where(following: str) -> bool:
    return (following.isascii() and following.isalpha()) or bool(_PREPOSITIONAL.search(following))


def _names_a_place(tokens: Sequence[Token], position: int, language: Language, lexicon: Lexicon) -> bool:
    """Whether `in`, `в`, `में` says where something is. Russian tells place from direction by the case that follows."""
    if tokens[position].text not in _PLACE[language]:
        return False
    if language is Language.HINDI:
        return _is_in_its_container_of_hindi(tokens, position, lexicon)
    if language is Language.RUSSIAN:
        return _names_a_place_of_russian(tokens, position, lexicon)
    return _is_in_its_container(tokens, position, lexicon)


def _names_a_method(tokens: Sequence[Token], position: int, lexicon: Lexicon) -> bool:
    """Whether `by` says how something is done: *solving by substitution*, but *dividing by fractions*."""
    after = tokens[position + 1 :]
    return (
        tokens[position].text == "by"
        and _relates(after)
        and after[0].kind != "number"
        and not any(token.text in _DIVIDING or token.text in lexicon.roles for token in tokens)
    )


def _drop_places(tokens: list[Token], language: Language, lexicon: Lexicon) -> list[Token]:
    kept = [
        token
        for position, token in enumerate(tokens)
        if not _names_a_place(tokens, position, language, lexicon) and not _names_a_method(tokens, position, lexicon)
    ]
    return kept or tokens


def _hindi(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """`A को B में`, `A से B बनाना`, `A का B में बदलना`, `B में बदलना A` → `A to B`."""
    target = _first(tokens, _TARGET[Language.HINDI])
    source = _first(tokens, _SOURCE[Language.HINDI])
    converts = any(token.text in _CONVERTING for token in tokens)
    if source is None:
        return _without_source(tokens, target) if converts and target else tokens
    if all(token.text in _CONVERTING | lexicon.direction for token in tokens[:source]):
        return tokens
    if target is not None and target < source:
        target = next((i for i, t in enumerate(tokens) if i > source and t.text in _TARGET[Language.HINDI]), None)
    if target is None and not converts:
        return _without_object_mark(tokens, source, lexicon)
    rest = [token for position, token in enumerate(tokens) if position > source and position != target]
    return [*tokens[:source], _to(), *rest]


def _without_source(tokens: list[Token], target: int) -> list[Token]:
    """`A B में बदलना` and `B में बदलना A`, where nothing marks what is given."""
    given = [token for token in tokens[target + 1 :] if token.text not in _CONVERTING]
    if target == 1 and given and not any(token.text in _SOURCE[Language.HINDI] for token in given):
        return [*given, _to(), tokens[0]]
    if target > 1 and not given:
        return [*tokens[: target - 1], _to(), tokens[target - 1]]
    return tokens


def _without_object_mark(tokens: list[Token], mark: int, lexicon: Lexicon) -> list[Token]:
    """`A को जोड़ना` is `A का जोड़`; of two that act on each other, the mark tells who."""
    marks = [token for token in tokens if token.text in lexicon.direction]
    if tokens[mark].text == "ko" and len(marks) == 1 and tokens[-1].text in lexicon.actions:
        return [token for position, token in enumerate(tokens) if position != mark]
    return tokens


def _drop_sources(tokens: list[Token], language: Language) -> list[Token]:
    """`from A → B` says no more than `A → B`."""
    mark = next((i for i, token in enumerate(tokens) if token.text == TO and token.kind == "mark"), 0)
    return [token for i, token in enumerate(tokens) if i >= mark or token.text not in _SOURCE[language]] or tokens


def settle_direction(tokens: list[Token], language: Language, lexicon: Lexicon) -> list[Token]:
    """Tokens with every conversion in the one form; the verb that said it falls away beside the mark."""
    marked = [_to() if token.text == "→" else token for token in tokens]
    if not any(token.text == TO and token.kind == "mark" for token in marked):
        marked = _hindi(marked, lexicon) if language is Language.HINDI else _european(marked, language)
    marked = _drop_sources(marked, language)
    settled = rewrite(marked, lexicon) if marked != tokens else tokens
    placed = _drop_places(settled, language, lexicon)
    return placed if placed == settled else rewrite(placed, lexicon)
