"""A text cut into words, numbers and formulas."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

_LEXEME = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3})+(?![\d])|\d{1,3}(?: 000)+(?!\d)|\d+(?:[.,]\d+)?)"
    r"|(?P<word>[^\W\d_]+(?:[\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0951-\u0957]+[^\W\d_]*)*)"
    r"|(?P<sign>\S)",
    re.UNICODE,
)
_OPERATORS = frozenset("+-*/^=<>≤≥≠±√×·÷_'")
_BRACKETS = frozenset("()[]")
_DECISIVE = frozenset("+*^=<>≤≥≠±√×·÷_")
_FUNCTIONS = frozenset({"sin", "cos", "tan", "tg", "ctg", "cot", "log", "ln", "lg", "lim", "sec", "csc", "dx", "dy"})
_PRODUCT = re.compile("[b-df-hj-np-tv-z]{3}")
_SHORT_WORDS = frozenset(
    [
        "is",
        "of",
        "in",
        "on",
        "to",
        "by",
        "an",
        "or",
        "as",
        "at",
        "it",
        "if",
        "we",
        "do",
        "be",
        "so",
        "no",
        "up",
        "my",
        "he",
        "me",
        "us",
        "go",
        "am",
        "vs",
        "ka",
        "ke",
        "ki",
        "ko",
        "se",
        "me",
        "nth",
    ]
)


class Lexeme(Struct, frozen=True):
    """One piece of the text as typed; `glued` when no space stands before it."""

    text: str
    kind: str
    glued: bool


class Token(Struct, frozen=True):
    """One comparable piece. `kind` is word, number, formula, sign or mark."""

    text: str
    kind: str
    typed: str


def _lexemes(text: str) -> list[Lexeme]:
    return [
        Lexeme(found[0], found.lastgroup or "sign", glued=found.start() > 0 and not text[found.start() - 1].isspace())
        for found in _LEXEME.finditer(text)
    ]


def _is_atom(lexeme: Lexeme) -> bool:
    if lexeme.kind == "number":
        return True
    if lexeme.kind != "word":
        return False
    folded = lexeme.text.casefold()
    if "\u0400" <= folded[0] <= "\u0fff" or (folded in _SHORT_WORDS and not lexeme.text.isupper()):
        return False
    return len(folded) <= 2 or folded in _FUNCTIONS or bool(_PRODUCT.fullmatch(folded))


def _belongs(lexeme: Lexeme) -> bool:
    return _is_atom(lexeme) or lexeme.text in _OPERATORS or lexeme.text in _BRACKETS


def _breaks(before: Lexeme, after: Lexeme) -> bool:
    """Two values with only a space between them do not belong to one formula."""
    if before.text.casefold() in _FUNCTIONS:
        return False
    ends = _is_atom(before) or before.text in ")]"
    return ends and not after.glued and (_is_atom(after) or after.text in "([")


def _trim(run: Sequence[Lexeme]) -> Sequence[Lexeme]:
    """Without the punctuation that only touches the formula: unbalanced brackets, hanging signs."""
    while run and (run[-1].text in "+*/=<>-_'([×·÷" or (run[-1].text in ")]" and not _is_balanced(run))):
        run = run[:-1]
    while run and (run[0].text in "*/^=_')]·÷" or (run[0].text in "([" and not _is_balanced(run))):
        run = run[1:]
    return run


def _is_balanced(run: Sequence[Lexeme]) -> bool:
    return sum(lexeme.text in "([" for lexeme in run) == sum(lexeme.text in ")]" for lexeme in run)


def _is_formula(run: Sequence[Lexeme]) -> bool:
    atoms = [lexeme for lexeme in run if _is_atom(lexeme)]
    if len(atoms) < 2:
        return False
    if any(lexeme.text in _DECISIVE for lexeme in run):
        return True
    if any(sign.text == "/" for sign in run):
        return all(len(lexeme.text) == 1 or lexeme.kind == "number" for lexeme in atoms)
    return any(
        bracket.text == "(" and bracket.glued and before.kind == "word" and len(before.text) == 1
        for before, bracket in pairwise(run)
    ) or _is_coefficient(run)


def _is_coefficient(run: Sequence[Lexeme]) -> bool:
    """`7x`, `x7`: a number and a letter typed together."""
    return len(run) == 2 and run[1].glued and {run[0].kind, run[1].kind} == {"number", "word"} and _letters(run) == 1


def _letters(run: Sequence[Lexeme]) -> int:
    return sum(len(lexeme.text) for lexeme in run if lexeme.kind == "word")


def _write(run: Sequence[Lexeme]) -> str:
    text = "".join(lexeme.text for lexeme in run)
    text = re.sub("[×·]", "*", text).replace("÷", "/").replace("[", "(").replace("]", ")")
    text = re.sub(r"(?<=[^\W\d_)])\*(?=[^\W_(])|(?<=\d)\*(?=[^\W\d_(])", "", text)
    has_both_cases = any(letter != letter.lower() and letter.lower() in text for letter in text)
    return text if has_both_cases else text.lower()


def _number(text: str) -> str:
    if re.fullmatch(r"\d{1,3}(?:[ ,]\d{3})+", text):
        return re.sub("[ ,]", "", text)
    whole, _, fraction = text.replace(",", ".").partition(".")
    fraction = fraction.rstrip("0")
    return (whole.lstrip("0") or "0") + ("." + fraction if fraction else "")


def _single(lexeme: Lexeme) -> Token:
    if lexeme.kind == "number":
        return Token(_number(lexeme.text), "number", lexeme.text)
    return Token(lexeme.text.casefold(), lexeme.kind, lexeme.text)


def _run_from(lexemes: Sequence[Lexeme], start: int) -> Sequence[Lexeme]:
    end = start
    while (
        end < len(lexemes) and _belongs(lexemes[end]) and not (end > start and _breaks(lexemes[end - 1], lexemes[end]))
    ):
        end += 1
    run = _trim(lexemes[start:end])
    if run and run[0] is lexemes[start]:
        while run and not _is_formula(run):
            run = _trim(run[:-1])
        return run
    return ()


def cut(text: str) -> Iterator[Token]:
    """Tokens of an already unified text, in order. `x² + 2x` is one formula, `a / an` is not."""
    lexemes = _lexemes(text)
    position = 0
    while position < len(lexemes):
        run = _run_from(lexemes, position)
        if run:
            yield Token(_write(run), "formula", "".join(lexeme.text for lexeme in run))
            position += len(run)
        else:
            yield _single(lexemes[position])
            position += 1
