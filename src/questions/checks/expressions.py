r"""Arithmetic as school prints it, in text or LaTeX, read and computed exactly.

    sum     = product {("+" | "-") product}
    product = power {("*" | "/") power | "(" … ")" directly after a factor}
    power   = ["-"] atom ["^" exponent]
    atom    = number | number fraction (a mixed number) | fraction | "(" sum ")" | root

Anything else — letters, functions, units — is not arithmetic and gives None.
"""

import re
from fractions import Fraction
from math import isqrt

from cache.model import Language

MAX_EXPONENT = 20
MAX_LENGTH = 200
MAX_BITS = 4096

_SIGNS = (
    dict.fromkeys((r"\times", r"\cdot", "×", "·", "⋅", "∙"), "*")
    | dict.fromkeys((r"\div", "÷", ":"), "/")
    | dict.fromkeys(("−", "–"), "-")
    | dict.fromkeys((r"\,", r"\;", r"\ ", "\xa0", "\u202f"), " ")
    | dict.fromkeys((r"\left", r"\right", r"\!"), "")
    | {r"\dfrac": r"\frac", r"\tfrac": r"\frac", "²": "^{2}", "³": "^{3}", "{,}": ",", "[": "(", "]": ")"}
)
_SIGN = re.compile("|".join(re.escape(sign) + ("(?![A-Za-z])" if sign[-1].isalpha() else "") for sign in _SIGNS))
_TOKEN = re.compile(r"\s*(\d+(?:\.\d+)?|\\frac|\\sqrt|[-+*/^(){}])")
_GROUPED = {
    Language.ENGLISH: re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,])"),
    Language.RUSSIAN: re.compile(r"(?<![\d,])\d{1,3}(?: \d{3})+(?!\d)"),
    Language.HINDI: re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{2,3})*,\d{3}(?![\d,])"),
}
_LITERAL = re.compile(r"-?\d+(?:\.\d+)?|-?\d+ */ *\d+|(-?)\\frac\{(\d+)\}\{(\d+)\}")


class _NotArithmetic(Exception):
    """The text holds something that this grammar does not."""


def value(text: str, language: Language) -> Fraction | None:
    """What the expression is worth, or None when it is not pure arithmetic."""
    if len(text) > MAX_LENGTH:
        return None
    try:
        reader = _Reader(_tokens(normal(text, language)))
        result = reader.sum()
        return result if reader.is_at_end() else None
    except (_NotArithmetic, ZeroDivisionError):
        return None


def literal(text: str, language: Language) -> Fraction | None:
    """The number that the text is — an integer, a decimal, a fraction — or None; `2 + 3` is no number but a task."""
    written = normal(text.removeprefix("\\(").removesuffix("\\)"), language).strip()
    return value(text.removeprefix("\\(").removesuffix("\\)"), language) if _LITERAL.fullmatch(written) else None


def exact(number: str) -> Fraction | None:
    """The number of a NumberAnswer: an integer, a decimal with a point, or `a/b`; None when it is none of these."""
    if len(number) > 60 or not re.fullmatch(r"[-−]?\d+(?:\.\d+|/0*[1-9]\d*)?", number):
        return None
    return Fraction(number.replace("−", "-"))


def normal(text: str, language: Language) -> str:
    """The text with one spelling for every sign, a decimal point, and no grouping of thousands."""
    digits = "".join(str(int(character)) if character.isdecimal() else character for character in text)
    signs = _SIGN.sub(lambda sign: _SIGNS[sign[0]], digits)
    ungrouped = _GROUPED[language].sub(lambda number: number[0].replace(",", "").replace(" ", ""), signs)
    return re.sub(r"(?<=\d),(?=\d)", ".", ungrouped)


def _tokens(text: str) -> list[str]:
    tokens, position = list[str](), 0
    text = text.strip()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise _NotArithmetic
        tokens.append(match[1])
        position = match.end()
    return tokens


class _Reader:
    def __init__(self, tokens: list[str]) -> None:
        self._tokens, self._at = tokens, 0

    def is_at_end(self) -> bool:
        return self._at == len(self._tokens)

    def sum(self) -> Fraction:
        total = self._product()
        while (sign := self._take("+", "-")) is not None:
            term = self._product()
            total = _bounded(total + term if sign == "+" else total - term)
        return total

    def _product(self) -> Fraction:
        result, has_divided = self._power(), False
        while not self.is_at_end():
            if self._next() == "(":
                if has_divided:  # 6 : 2(1 + 2) means different things in different schools
                    raise _NotArithmetic
                result *= self._power()
            elif (sign := self._take("*", "/")) is not None:
                factor, has_divided = self._power(), sign == "/"
                result = result * factor if sign == "*" else result / factor
            else:
                break
            result = _bounded(result)
        return result

    def _power(self) -> Fraction:
        if self._take("-"):
            return -self._power()
        number = self._atom()
        if not self._take("^"):
            return number
        exponent = self._braced() if self._next() == "{" else self._atom()
        if exponent.denominator != 1 or abs(exponent) > MAX_EXPONENT:
            raise _NotArithmetic
        return _bounded(number ** int(exponent))

    def _atom(self) -> Fraction:
        sign = self._next()
        self._at += 1
        if sign[0].isdigit():
            number = Fraction(sign)
            is_mixed = number.denominator == 1 and not self.is_at_end() and self._next() == r"\frac"
            return number + self._atom() if is_mixed else number
        if sign == r"\frac":
            numerator = self._braced()
            return numerator / self._braced()
        if sign == r"\sqrt":
            return _root(self._braced())
        if sign == "(":
            return self._closed(")")
        raise _NotArithmetic

    def _braced(self) -> Fraction:
        if not self._take("{"):
            raise _NotArithmetic
        return self._closed("}")

    def _closed(self, bracket: str) -> Fraction:
        inside = self.sum()
        if not self._take(bracket):
            raise _NotArithmetic
        return inside

    def _next(self) -> str:
        if self.is_at_end():
            raise _NotArithmetic
        return self._tokens[self._at]

    def _take(self, *signs: str) -> str | None:
        if self.is_at_end() or self._tokens[self._at] not in signs:
            return None
        self._at += 1
        return self._tokens[self._at - 1]


def _root(number: Fraction) -> Fraction:
    if number < 0:
        raise _NotArithmetic
    root = Fraction(isqrt(number.numerator), isqrt(number.denominator))
    if root * root != number:
        raise _NotArithmetic
    return root


def _bounded(number: Fraction) -> Fraction:
    if number.numerator.bit_length() + number.denominator.bit_length() > MAX_BITS:
        raise _NotArithmetic
    return number
