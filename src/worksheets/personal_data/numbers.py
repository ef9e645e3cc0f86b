"""E-mail addresses, telephone numbers, numbers of documents and of cards."""

import re
from collections.abc import Iterator

from worksheets.personal_data.model import Finding, Kind
from worksheets.personal_data.words import is_sequence

_DOMAIN = r"[a-zа-яё\d-]+(?:\s?(?:\.|\[dot\]|\(dot\)|\sdot\s|\sточка\s)\s?[a-zа-яё\u0900-\u097f]{2,})+"
# An address starts where a word does, so that no text takes long.
_BEFORE_AT = r"(?<![\w.+-])[\w.+-]{1,64}"
_EMAIL = re.compile(
    rf"{_BEFORE_AT}@[\w-]+(?:\.[\w-]+)+|{_BEFORE_AT}\s?(?:@|\[at\]|\(at\)|\sat\s|\sсобака\s|\(собака\))\s?{_DOMAIN}",
    re.IGNORECASE,
)

_NO_DIGIT_BEFORE, _NO_DIGIT_AFTER = r"(?<![\d.,])", r"(?![\d]|[.,]\d)"
_INTERNATIONAL = re.compile(r"(?<![\w+])\+\d(?:[ ().-]{0,2}\d){9,14}(?!\d)")
_RUSSIAN = re.compile(rf"{_NO_DIGIT_BEFORE}[78][ -]?\(?[3489]\d\d\)?[ -]?\d{{3}}[ -]?\d\d[ -]?\d\d{_NO_DIGIT_AFTER}")
_INDIAN = re.compile(
    rf"{_NO_DIGIT_BEFORE}(?:(?:0|91)[ -]?)?(?:[6-9]\d{{4}}[ -]?\d{{5}}|"
    rf"[6-9]\d\d[ -]\d{{3}}[ -]\d{{4}}){_NO_DIGIT_AFTER}"
)
_AMERICAN = re.compile(
    rf"{_NO_DIGIT_BEFORE}(?:\(\d{{3}}\)[ -]?\d{{3}}[ .-]\d{{4}}|\d{{3}}([.-])\d{{3}}\1\d{{4}}){_NO_DIGIT_AFTER}"
)
_BRITISH = re.compile(
    rf"{_NO_DIGIT_BEFORE}0(?:7\d{{3}}[ -]?\d{{3}}[ -]?\d{{3}}|\d{{3,4}}[ -]\d{{6,7}}|"
    rf"20[ -]\d{{4}}[ -]\d{{4}}){_NO_DIGIT_AFTER}"
)
_CALLED = re.compile(
    r"(?:\b(?:tele)?phones?\b|\btel\b|\bmobile\b|\bcell\b|\bwhats\s?app\b|\bcontact\b|\bcall\b|\btext me\b|"
    r"\bтел(?:ефон\w*)?\b|\bмоб\w*\b|\b(?:по)?звон\w+|\bватсап\w*|\bвайбер\w*|\bномер\w*\b|"
    r"मोबाइल|फ़ोन|फोन|व्हाट्सएप|व्हाट्सऐप|संपर्क|कॉल)[^\d\n+]{0,25}(\+?\d(?:[ ().-]{0,2}\d){6,14})(?!\d)",
    re.IGNORECASE,
)
_YEARS = re.compile(r"1\d{3}\s?-\s?(?:1\d|20)\d\d|20\d\d\s?-\s?20\d\d")

_PATTERNED = (
    re.compile(r"\b[A-Z]{3}[ABCFGHLJPT][A-Z]\d{4}[A-Z]\b"),  # PAN
    re.compile(r"(?<!\d)\d{3}-\d{3}-\d{3}[ -]\d\d(?!\d)"),  # СНИЛС
    re.compile(r"(?<![\d-])\d{3}-\d\d-\d{4}(?![\d-])"),  # SSN
    re.compile(r"\b[A-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D]\b"),  # British national insurance
)
_NUMBER = (
    r"[a-zа-яё]{0,4}[ -]?\d[\da-zа-яё]*(?:[ /-]{0,2}\d+)*(?:\s*(?:номер|№|no\.?|number|संख्या|"
    r"नंबर)\s*\d{5,8})?"
)
_NAMED = re.compile(
    r"(?:\bpassports?\b|\baadhaa?r\b|\badhaa?r\b|\bpan (?:card|no)|\bvoter id\b|\bdriving licen[cs]e\b|"
    r"\baccount (?:no|number)\b|"
    r"\bssn\b|\bsocial security\b|\bnhs (?:no|number)\b|"
    r"\bпаспорт\w*|\bснилс\w*|\bинн\b|\bполис\w*|\bсвидетельств\w+ о рождении|\bвод\w* удостоверени\w+|"
    r"\bрасч[её]тн\w+ сч[её]т\w*|"
    r"(?<![\u0900-\u097f])(?:पासपोर्ट|आधार|पैन|मतदाता|पहचान पत्र|खाता|बैंक)(?![\u0900-\u097f]))"
    rf"[^\d\n.;!?]{{0,30}}?(?<![^\W\d_])({_NUMBER})",
    re.IGNORECASE,
)
_FEWEST_DIGITS = 6
_FEWEST_OF_ALL = 4
_AADHAAR = re.compile(r"(?<![\d-])[2-9]\d{3}([ -]?)\d{4}\1\d{4}(?![ -]?\d)")
_CARD = re.compile(r"(?<![\d.,-])[2-6](?:[ -]?\d){12,18}(?![\d]|[.,]\d)")

_CARD_BEFORE = re.compile(r"(?:\bcard\b|\bкарт[аыуе]\b|कार्ड)[^\d\n]{0,20}\Z", re.IGNORECASE)

_DIHEDRAL = tuple(
    tuple((first + second) % 5 if first < 5 and second < 5 else
          (first + second) % 5 + 5 if first < 5 else
          (first - second) % 5 + 5 if second < 5 else (first - second) % 5
          for second in range(10))
    for first in range(10)
)  # fmt: skip
_PERMUTED = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)


def numbers(plain: str) -> Iterator[Finding]:
    """Every address and number in a text with plain digits."""
    for found in _EMAIL.finditer(plain):
        yield Finding(found.start(), found.end(), Kind.EMAIL)
    if sum(map(str.isdigit, plain)) >= _FEWEST_OF_ALL:
        yield from _cards(plain)
        yield from _documents(plain)
        yield from _telephones(plain)


def _cards(plain: str) -> Iterator[Finding]:
    for found in _CARD.finditer(plain):
        if _is_card(_digits(found[0])) or _CARD_BEFORE.search(plain, 0, found.start()):
            yield Finding(found.start(), found.end(), Kind.CARD)


def _documents(plain: str) -> Iterator[Finding]:
    for pattern in _PATTERNED:
        for found in pattern.finditer(plain):
            yield Finding(found.start(), found.end(), Kind.DOCUMENT)
    for found in _NAMED.finditer(plain):
        if len(_digits(found[1])) >= _FEWEST_DIGITS and not _YEARS.fullmatch(found[1].strip()):
            yield Finding(found.start(1), found.end(1), Kind.DOCUMENT)
    for found in _AADHAAR.finditer(plain):
        if _has_check_digit(_digits(found[0])):
            yield Finding(found.start(), found.end(), Kind.DOCUMENT)


def _telephones(plain: str) -> Iterator[Finding]:
    for pattern in (_INTERNATIONAL, _RUSSIAN, _INDIAN, _AMERICAN, _BRITISH):
        for found in pattern.finditer(plain):
            if not _is_plain_number(_digits(found[0])):
                yield Finding(found.start(), found.end(), Kind.TELEPHONE)
    for found in _CALLED.finditer(plain):
        if not _YEARS.fullmatch(found[1]):
            yield Finding(found.start(1), found.end(1), Kind.TELEPHONE)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _is_plain_number(digits: str) -> bool:
    """Numbers as exercises have them: round ones, and those that count."""
    return digits.endswith("0000") or is_sequence(digits)


def _is_card(digits: str) -> bool:
    """The check digit of ISO/IEC 7812 (Luhn)."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0 and len(set(digits)) > 1


def _has_check_digit(digits: str) -> bool:
    """The check digit of Verhoeff (1969), which Aadhaar numbers carry."""
    check = 0
    for place, digit in enumerate(reversed(digits)):
        permuted = int(digit)
        for _ in range(place % 8):
            permuted = _PERMUTED[permuted]
        check = _DIHEDRAL[check][permuted]
    return check == 0
