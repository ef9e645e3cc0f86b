"""Where somebody lives, is found on the web, and when they were born."""

import re
from collections.abc import Iterator

from worksheets.personal_data.model import Finding, Kind

_ACCOUNT = re.compile(
    r"(?:https?://)?(?:www\.|m\.)?(?:t\.me|vk\.com|instagram\.com|facebook\.com|fb\.com|twitter\.com|"
    r"x\.com|tiktok\.com|wa\.me|"
    r"ok\.ru|linkedin\.com/in|snapchat\.com/add|github\.com|youtube\.com/@)/?[\w@.-]+(?:/[\w@.-]+)*",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@.])@[^\W\d][\w.]{2,30}\w")
_NAMED_HANDLE = re.compile(
    r"\b(?:telegram|insta(?:gram)?|snapchat|discord|twitter|skype|tik ?tok|телеграм\w?|инстаграм\w?|"
    r"скайп\w?|вк|тг)\s?"
    r"(?:id|handle|is|-|:|—|аккаунт)\s?:?\s?([a-z][\w.]*[\d_.]\w*)",
    re.IGNORECASE,
)
# What computing lessons write with the same sign.
_CODE = re.compile(
    "override|property|staticmethod|classmethod|media|import|keyframes|charset|param|return|throws|"
    "author|test|dataclass|"
    "abstractmethod|deprecated|component|injectable|app|include|extends|mixin|supports|namespace|page|font"
)

_STREET = (
    r"street|st|road|rd|avenue|ave|lane|ln|drive|dr|close|court|crescent|boulevard|blvd|gardens|terrace|"
    r"nagar|marg|vihar|"
    r"colony|enclave|chowk|bagh"
)
_ENGLISH_ADDRESS = re.compile(
    rf"\b(?:flat|apartment|apt|house|plot|door|h)\.?\s?(?:no\.?|number|"
    rf"#)?\s?\d+[a-z]?(?:[/-]\d+)?,?\s+(?:[a-z]+[ ,-]+){{0,4}}"
    rf"(?:{_STREET}|sector|block|phase)\b(?:[ -]?\d+[a-z]?)?|"
    rf"\b\d{{1,4}}[a-z]?(?:/\d+)?,?\s+(?:(?-i:[A-Z])[a-z]+\s+){{1,3}}(?:{_STREET})\b\.?|"
    r"\b(?:house|flat|h)\.?\s?no\.?\s?\d+[a-z]?(?:[/-]\d+)?(?:,(?-i: ?[A-Z]\w+){1,4})?|"
    r"\b(?:pin ?code|postcode|zip ?code)\s?:?-?\s?(?:\d{3} ?\d{3}|\d{5}|[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2})\b",
    re.IGNORECASE,
)
_RUSSIAN_ADDRESS = re.compile(
    r"\b(?:ул(?:иц[аеуы])?|пр(?:оспект[ае]?|-т|-кт)|пер(?:еул(?:ок|к[ае]))?|бульвар[ае]?|б-р|шоссе|"
    r"набережн(?:ая|ой)|микрорайон[ае]?|мкр)"
    r"\b\.?\s+[\w.\- ]{2,40}?,?\s+(?:д(?:ом)?\b\.?\s*)?\d{1,4}(?:/\d+)?\s?[а-г]?\b"
    r"(?:,?\s*(?:корп(?:ус)?|к|стр|кв(?:артира)?)\b\.?\s*\d+)*|"
    r"\bкв(?:артира)?\b\.?\s?\d{1,4}\b|\b(?:почтовый )?индекс\s?:?\s?\d{6}\b",
    re.IGNORECASE,
)
_HINDI_ADDRESS = re.compile(
    r"(?:मकान|फ्लैट|फ़्लैट|घर|गली|प्लॉट)\s(?:नंबर|नम्बर|नं\.?|संख्या|"
    r"क्रमांक)\s?:?\s?\d+[\w/-]*(?:,\s?[\u0900-\u097f]+(?: [\u0900-\u097f]+){0,3})?|"
    r"(?:पिन ?कोड|पिनकोड)\s?:?\s?\d{3} ?\d{3}"
)
_FAMOUS_ADDRESS = re.compile(r"\b221\s?b?,?\s+baker|\b10,?\s+downing|\b(?:1600|1600,) pennsylvania", re.IGNORECASE)

_MONTHS = (
    r"jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|янв\w*|фев\w*|"
    r"мар\w*|апр\w*|ма[йя]|ию[нл][ья]|"
    r"авг\w*|сен\w*|окт\w*|ноя\w*|дек\w*|जनवरी|फरवरी|फ़रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|"
    r"सितम्बर|अक्टूबर|अक्तूबर|नवंबर|नवम्बर|दिसंबर|दिसम्बर"
)
_DATE = (
    rf"\d{{1,2}}(?:\s?[./-]\s?\d{{1,2}}\s?[./-]\s?|(?:st|nd|rd|th)?\s(?:of\s)?(?:{_MONTHS}),?\s)(?:\d{{4}}|\d\d)|"
    rf"(?:{_MONTHS})\s\d{{1,2}},?\s\d{{4}}|\d{{4}}-\d\d-\d\d"
)
_BORN = re.compile(
    r"(?P<surely>\bdate of birth\b|\bd\.?o\.?b\b|\bbirth ?date\b|\bbirthday\b|\bдат[аыу] рождения|"
    r"\bдень рождения|\bд\.\s?р\b|जन्म ?तिथि|जन्मदिन|जन्म की तारीख)"
    rf"[^\d\n]{{0,12}}?(?P<date>{_DATE})|"
    r"(?:\bborn(?: on| in)?\b|\bроди(?:лся|лась)\b|\bрожд\w*\b)\s(?:в\s)?"
    rf"(?P<told>{_DATE})|(?P<jand>{_DATE})\s(?:को\s)?(?:जन्म|पैदा)|(?P<year>{_DATE}|(?:19|"
    rf"20)\d\d)\s?(?:г\.?\s?р\b|года рождения\b)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\d{4}")
# Who was born earlier stands in school books sooner than in school.
_BORN_LATE = 2000
_BORN_LIVING = 1940


def places(plain: str) -> Iterator[Finding]:
    """Every account, address of a home and date of birth in a text with plain digits."""
    yield from _accounts(plain)
    for pattern in (_ENGLISH_ADDRESS, _RUSSIAN_ADDRESS, _HINDI_ADDRESS):
        for found in pattern.finditer(plain):
            if not _FAMOUS_ADDRESS.search(found[0]):
                yield Finding(found.start(), found.end(), Kind.ADDRESS)
    yield from _births(plain)


def _accounts(plain: str) -> Iterator[Finding]:
    for found in _ACCOUNT.finditer(plain):
        yield Finding(found.start(), found.end(), Kind.HANDLE)
    for found in _HANDLE.finditer(plain):
        if not _CODE.match(found[0][1:].casefold()):
            yield Finding(found.start(), found.end(), Kind.HANDLE)
    for found in _NAMED_HANDLE.finditer(plain):
        yield Finding(found.start(1), found.end(1), Kind.HANDLE)


def _births(plain: str) -> Iterator[Finding]:
    for found in _BORN.finditer(plain):
        part = next(name for name in ("date", "told", "jand", "year") if found[name])
        year = _YEAR.search(found[part])
        least = _BORN_LATE if part in ("told", "jand") else _BORN_LIVING
        if year is None or int(year[0]) >= least:
            yield Finding(found.start(part), found.end(part), Kind.BIRTH)
