"""Numbers however they are written: words, ordinals, Roman numerals."""

import re
from collections.abc import Iterator, Sequence

from cache.lexicon import Lexicon
from cache.model import Language
from cache.tokens import Token

_ROMAN = re.compile("(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})")
_VALUES = {"i": 1, "v": 5, "x": 10}
_FEW = frozenset({"два", "две", "двух", "три", "трех", "четыре", "четырех", "пять", "пяти"})
_RANKED = re.compile("склонени[яй]|спряжени[яй]|закон(?:а|ов)|лиц[ао]?")
_ORDINAL_ENDINGS = {
    Language.ENGLISH: frozenset({"st", "nd", "rd", "th"}),
    Language.RUSSIAN: frozenset(
        ["й", "я", "е", "го", "му", "м", "х", "ый", "ая", "ое", "ого", "ому", "ом", "ые", "ых", "ти", "ю", "ой"]
    ),
    Language.HINDI: frozenset({"वां", "वीं", "वें", "th", "st", "nd", "rd", "va", "van"}),
}


def _roman_value(numeral: str) -> int:
    values = [_VALUES[letter] for letter in numeral]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def _is_roman(token: Token, before: Token | None, after: Token | None, lexicon: Lexicon) -> bool:
    """Two letters and more always; a single `I`, `V`, `X` only beside a word that takes a numeral (war, act, век)."""
    if not _ROMAN.fullmatch(token.text) or not (token.typed.isupper() or token.typed.islower()):
        return False
    if len(token.text) > 1:
        return True
    if token.typed == "I" and lexicon.language is Language.RUSSIAN:
        return True
    beside = [neighbour for neighbour in (before, after) if neighbour is not None]
    return token.typed.isupper() and any(neighbour.text in lexicon.numbered for neighbour in beside)


def _extends(last: int, value: int) -> bool:
    """Whether a number word goes on with the number before it: `fifty` after `two hundred`, `seven` after `twenty`."""
    places = (10, 100, 1000) if last % 100 != 10 else (100, 1000)
    return last > 0 and any(last % place == 0 and 0 < value < place for place in places)


def _merge(values: Sequence[int]) -> list[int]:
    """Number words that stand together as one number: `two hundred fifty` is 250, `three four` stays two numbers."""
    numbers: list[int] = []
    for value in values:
        last = numbers[-1] if numbers else 0
        if value in {100, 1000, 1_000_000} and last and (last % 1000 < 100 or value > last % 1000):
            small = last % value
            numbers[-1] = last - small + (small or 1) * value
        elif _extends(last, value):
            numbers[-1] = last + value
        else:
            numbers.append(value)
    return numbers


def _join_spelled(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Token]:
    """The same tokens with each run of number words as the numbers that it says."""
    run: list[int] = []
    for token, after in zip(tokens, [*tokens[1:], None], strict=False):
        if token.kind == "word" and token.text in lexicon.numbers and not _counts_kinds(token, after):
            run.append(lexicon.numbers[token.text])
        elif not (run and after and after.text in lexicon.numbers and _only_joins(token, run[-1])):
            yield from _as_tokens(run)
            run = []
            yield token
    yield from _as_tokens(run)


def _counts_kinds(token: Token, after: Token | None) -> bool:
    """`три склонения` are all of them and not the third."""
    return after is not None and token.text in _FEW and bool(_RANKED.fullmatch(after.text))


def _only_joins(token: Token, before: int) -> bool:
    """The hyphen of `twenty-one`, the `and` of `hundred and one`."""
    return token.text == "-" or (token.text == "and" and before == 100)


def _as_tokens(run: Sequence[int]) -> Iterator[Token]:
    return (Token(str(value), "number", str(value)) for value in _merge(run))


def read_numbers(tokens: Sequence[Token], language: Language, lexicon: Lexicon) -> list[Token]:
    """The same tokens with every spelled, ordinal or Roman number as digits, and a range as `1 to 100`."""
    read: list[Token] = []
    joined = list(_join_spelled(tokens, lexicon))
    for token, after in zip(joined, [*joined[1:], None], strict=False):
        before = read[-1] if read else None
        if _is_ending(token, read, language):
            continue
        if _is_range(before, token, after):
            read.append(Token("to", "mark", token.typed))
        elif token.kind == "word" and _is_roman(token, before, after, lexicon):
            read.append(Token(value := str(_roman_value(token.text)), "number", value))
        else:
            read.append(token)
    return read


def _is_range(before: Token | None, sign: Token, after: Token | None) -> bool:
    return (
        sign.text in {"–", "-"} and before is not None and after is not None and before.kind == after.kind == "number"
    )


def _is_ending(token: Token, read: Sequence[Token], language: Language) -> bool:
    """`nd` of `2nd`, `й` of `1-й`."""
    if token.text not in _ORDINAL_ENDINGS[language] or not read:
        return False
    if read[-1].text == "-" and len(read) > 1 and read[-2].kind == "number":
        return True
    return read[-1].kind == "number" and language is not Language.RUSSIAN
