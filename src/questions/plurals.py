"""The plural form of a noun that a count asks for (Unicode CLDR plural rules, integers and decimals)."""

from decimal import Decimal

from cache.model import Language


def _russian(count: int) -> int:
    if count % 10 == 1 and count % 100 != 11:
        return 0
    return 1 if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else 2


def plural(count: int | Decimal, forms: tuple[str, ...], language: Language) -> str:
    """The form for `count`: (one, other) in English and Hindi, (1 яблоко, 2 яблока, 5 яблок) in Russian.

    A count that is not whole takes the genitive singular in Russian: 2,5 яблока.
    """
    if language is Language.RUSSIAN:
        return forms[1] if count % 1 else forms[_russian(abs(int(count)))]
    return forms[0] if abs(count) == 1 else forms[1]
