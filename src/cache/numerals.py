"""Numbers however they are written: words, ordinals, Roman numerals."""

import re
from collections.abc import Sequence

from cache.lexicon import Lexicon
from cache.model import Language
from cache.tokens import Token

_ROMAN = re.compile("(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})")
_VALUES = {"i": 1, "v": 5, "x": 10}
_ORDINAL_ENDINGS = {
    Language.ENGLISH: frozenset({"st", "nd", "rd", "th"}),
    Language.RUSSIAN: frozenset("й я е го му м х ый ая ое ого ому ом ые ых ти и ю ой ми".split()),
    Language.HINDI: frozenset({"वां", "वीं", "वें", "th", "st", "nd", "rd", "va", "van"}),
}


def _roman_value(numeral: str) -> int:
    values = [_VALUES[letter] for letter in numeral]
    return sum(-value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True))


def _is_roman(token: Token, before: Token | None, after: Token | None, lexicon: Lexicon) -> bool:
    """Two letters and more always; a single `I`, `V`, `X` only beside a word that takes a numeral (war, act, век)."""
    if not _ROMAN.fullmatch(token.text) or not (token.typed.isupper() or token.typed.islower()):
        return False
    if len(token.text) > 1:
        return True
    beside = [neighbour for neighbour in (before, after) if neighbour is not None]
    return token.typed.isupper() and any(neighbour.text in lexicon.numbered for neighbour in beside)


def _merge(values: Sequence[int]) -> list[int]:
    """Number words that stand together as one number: `two hundred fifty` is 250, `three four` stays two numbers."""
    numbers: list[int] = []
    for value in values:
        last = numbers[-1] if numbers else 0
        if value in {100, 1000, 1_000_000} and last and (last % 1000 < 100 or value > last % 1000):
            small = last % value
            numbers[-1] = last - small + (small or 1) * value
        elif last and last % 10 == 0 and 0 < value < 10 and last % 100 != 10:
            numbers[-1] = last + value
        elif last and last % 100 == 0 and 0 < value < 100:
            numbers[-1] = last + value
        elif last and last % 1000 == 0 and 0 < value < 1000:
            numbers[-1] = last + value
        else:
            numbers.append(value)
    return numbers


def _spelled(run: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    return [Token(str(value), "number", str(value)) for value in _merge([lexicon.numbers[token.text] for token in run])]


def read_numbers(tokens: Sequence[Token], language: Language, lexicon: Lexicon) -> list[Token]:
    """The same tokens with every spelled, ordinal or Roman number as digits."""
    read: list[Token] = []
    run: list[Token] = []
    for position, token in enumerate(tokens):
        if token.kind == "word" and token.text in lexicon.numbers:
            run.append(token)
            continue
        if token.text == "-" and run and position + 1 < len(tokens) and tokens[position + 1].text in lexicon.numbers:
            continue
        if token.text == "and" and run and lexicon.numbers[run[-1].text] == 100 and _continues(tokens, position, lexicon):
            continue
        read += _spelled(run, lexicon)
        run = []
        if token.text in {"–", "-"} and _is_range(tokens, position):
            token = Token("to", "mark", token.typed)
        if _is_ending(token, read, language):
            continue
        before = read[-1] if read else None
        after = tokens[position + 1] if position + 1 < len(tokens) else None
        if token.kind == "word" and _is_roman(token, before, after, lexicon):
            token = Token(str(_roman_value(token.text)), "number", token.typed)
        read.append(token)
    return read + _spelled(run, lexicon)


def _is_range(tokens: Sequence[Token], position: int) -> bool:
    """`1–100`."""
    return 0 < position < len(tokens) - 1 and tokens[position - 1].kind == tokens[position + 1].kind == "number"


def _continues(tokens: Sequence[Token], position: int, lexicon: Lexicon) -> bool:
    return position + 1 < len(tokens) and tokens[position + 1].text in lexicon.numbers


def _is_ending(token: Token, read: Sequence[Token], language: Language) -> bool:
    """`nd` of `2nd`, `-й` of `1-й`."""
    if token.text not in _ORDINAL_ENDINGS[language] or not read:
        return False
    if read[-1].text == "-" and len(read) > 1 and read[-2].kind == "number":
        return True
    return read[-1].kind == "number" and language is not Language.RUSSIAN
