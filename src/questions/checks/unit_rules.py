"""Rules about measured quantities: they have a unit, and number and unit are written as the language writes them.

Sources: Bureau international des poids et mesures (2019), "The International System of Units", 9th edition, section 5.4
(the decimal marker, a unit with every value); ГОСТ 8.417-2024 (Russian symbols of units); Unicode CLDR (decimal and
grouping signs of a language).
"""

import re
from functools import lru_cache

from cache.model import Language
from questions.checks.model import Ground
from questions.checks.reading import options, plain, printed
from questions.checks.units import unit_after_number, unit_in_words
from questions.model import BlanksAnswer, NumberAnswer, Question, QuestionType, TextAnswer

LAST_GRADE_OF_MEASURED_FIGURES = 6

_GEOMETRY = {
    Language.ENGLISH: r"area|perimeter|circumference|length|width|height|radius|diameter|volume|depth|side",
    Language.RUSSIAN: r"площадь|периметр|длин[аую]|ширин[аую]|высот[аую]|радиус|диаметр|объ[её]м|глубин[аую]|сторона",
    Language.HINDI: r"क्षेत्रफल|परिमाप|परिधि|लंबाई|लम्बाई|चौड़ाई|ऊँचाई|ऊंचाई|त्रिज्या|व्यास|आयतन|गहराई|भुजा",
}
_ASKS_OF_FIGURE = {
    Language.ENGLISH: re.compile(
        rf"\b(?:what is|what's|find|calculate|work out|determine"
        rf"|how big is)\b[^.?!]*\b(?:{_GEOMETRY[Language.ENGLISH]})\b|\bhow (?:long|wide|tall|deep"
        rf"|high) (?:is|are|was)\b"
    ),
    Language.RUSSIAN: re.compile(
        rf"\b(?:какова|каков|чему равн\w+|найди(?:те)?|вычисли(?:те)?|определи(?:те)?"
        rf"|узнай(?:те)?)\b[^.?!]*\b(?:{_GEOMETRY[Language.RUSSIAN]})\b|\bкакой (?:длины|ширины|высоты"
        rf"|глубины)\b"
    ),
    Language.HINDI: re.compile(
        rf"(?<![\u0900-\u097F])(?:{_GEOMETRY[Language.HINDI]})(?![\u0900-\u097F])[^।?]*(?:कितन[ाीे]"
        rf"|क्या (?:है|होगा|होगी|था|थी)|ज्ञात|निकाल|बताइए|बताओ)|कितन[ाीे] (?:लंब|लम्ब|चौड़|ऊँच|गहर)"
    ),
}
_ASKS_OF_BODY = {
    Language.ENGLISH: re.compile(
        r"\bwhat distance\b|\bhow (?:far (?:is|does|did|will|can|do|from|away|apart)|heavy|fast|hot|cold|much time)\b"
        r"|\bhow long (?:does|did|do|will|is the (?:trip|journey|lesson|film|movie|flight|ride)"
        r"|will it)\b|\bhow much (?:does|did|do|will|would) [^?]*\b(?:weigh|cost)\b"
        r"|\b(?:what is|what was|find|calculate|work out|determine)\b[^.?!]*\b(?:mass|weight|speed"
        r"|velocity|temperature|duration|distance (?:travelled|traveled|covered|from|to))\b"
    ),
    Language.RUSSIAN: re.compile(
        r"\bсколько (?:времени|весит|весят|стоит|стоят|длится|длился|длилась|заняло|займ[её]т)\b"
        r"|\bкак долго\b|\bкак далеко\b|\bс какой (?:средней )?скоростью\b|\bна какой (?:высоте"
        r"|глубине)\b|\bкакое расстояние\b"
        r"|\b(?:какова|чему равн\w+|найди(?:те)?|вычисли(?:те)?|определи(?:те)?)\b[^.?!]*\b(?:масс[аую]"
        r"|вес|скорость|температур[ау]|продолжительность|расстояние)\b|\bкакой массы\b"
    ),
    Language.HINDI: re.compile(
        r"(?<![\u0900-\u097F])(?:द्रव्यमान|भार|वज़न|वजन|चाल|वेग|तापमान"
        r"|दूरी)(?![\u0900-\u097F])[^।?]*(?:कितन[ाीे]|क्या (?:है|होगा|होगी|था|थी)|ज्ञात|निकाल|बताइए)"
        r"|कितनी दूरी|कितना समय|कितनी देर|कितना भारी|कितनी (?:तेज़|गति|चाल)|कितने का (?:है|मिला|आया)"
        r"|कितनी कीमत|मूल्य कितना"
    ),
}
_ON_A_GRID = re.compile(
    r"\bcoordinate|\bpoints?\b|\bnumber line|\bvertices|\bvector|\bgraph|\bletters?\b|\bwords?\b"
    r"|\bunits?\b|\bsquares\b|\bcells?\b|\bsteps?\b|\btiles?\b|\bscale|\bratio|\bmany times|%"
    r"|\bpercent|[$€£₹¥]"
    r"|координат|\bточ(?:к|ек)|числов\w+ (?:прям|луч|ось)|\bвершин|вектор|график|\bбукв|\bслов\w*\b"
    r"|единиц|клет|\bшаг|отношени|во сколько раз|процент|масштаб"
    r"|निर्देशांक|बिंदु|बिन्दु|संख्या रेखा|शीर्ष|सदिश|आलेख|अक्षर|शब्द|इकाई|खान[ाे]|वर्गों|कदम|पग"
    r"|अनुपात|कितने गुना|प्रतिशत|पैमान"
)
_NUMBER_ALONE = re.compile(r"\s*[-−]?[\d\s.,\u00a0]+\s*$")
_LATIN_UNITS = (
    r"(?:mm|cm|dm|km|mg|kg|ml|min|km/h|m/s|m|g|l|h|meters?|metres?|kilometers?|kilometres?"
    r"|centimeters?|grams?|kilograms?|lit(?:er|re)s?|hours?|minutes?|seconds?|days?|years?)"
)
_CYRILLIC_UNITS = (
    r"(?:мм|см|дм|м|км|мг|г|кг|мл|л|мин|ч|с|км/ч|м/с|метр\w*|литр\w*|час\w*|минут\w*|секунд\w*"
    r"|килограмм\w*|грамм\w*|рубл\w*|руб\.?)"
)
_HINDI_UNITS = r"(?:मिमी|सेमी|मी|किमी|ग्राम|किग्रा|लीटर|मिनट|घंट\S+|सेकंड|मीटर|किलोमीटर|रुपये|दिन)"
_END = r"(?![\w\u0900-\u097F²³/])"
_FOREIGN_UNIT = {
    Language.ENGLISH: re.compile(rf"\d[\s\u00a0]?(?:{_CYRILLIC_UNITS}|{_HINDI_UNITS}){_END}"),
    Language.RUSSIAN: re.compile(
        rf"\d(?:[\s\u00a0]|(?![mglhs]\b))(?:{_LATIN_UNITS}[²³]?|{_HINDI_UNITS}){_END}(?!\s?[+=^−-])"
    ),
    Language.HINDI: re.compile(
        rf"\d[\s\u00a0]?(?:{_CYRILLIC_UNITS}|(?:meters?|metres?|kilometers?|kilometres?|centimeters?"
        rf"|centimetres?|grams?|kilograms?|lit(?:er|re)s?|hours?|minutes?|seconds?|days?|years?)){_END}"
    ),
}
_LATEX_UNIT = re.compile(r"\\(?:text|textrm|mathrm|operatorname)\{\s*([^{}]*?)\s*\}|\\[,;! ]|~")
_FORMULA = re.compile(r"\\\(.*?\\\)", re.DOTALL)
_VARIABLE = re.compile(r"(?<![A-Za-zА-Яа-я\\{\s])[A-Za-z](?![A-Za-z}])|(?<=\d)\s[A-Za-z](?![A-Za-z}])")
_UNITS_OF_ANY = re.compile(
    rf"\s*(?:{_LATIN_UNITS}|{_CYRILLIC_UNITS}|{_HINDI_UNITS}|°|₹|%)(?![A-Za-zА-Яа-я])", re.IGNORECASE
)
_DECIMAL_POINT = re.compile(r"(?<![\d.,:/\-])\d{1,6}\.\d{1,6}(?!\d|[.:]\d|\s?г\.|\s?год)")
_DATE_OR_TIME = re.compile(r"(?:[0-2]?\d|3[01])\.(?:0\d|1[0-2])|(?:[01]?\d|2[0-4])\.[0-5]\d")
_NUMBERED = re.compile(
    r"(?:python|питон|windows|верси\w+|version|v|п|пп|§|рис|табл|гл|глав\w|http|usb|bluetooth|wi-fi"
    r"|ст|параграф\w*|пункт\w*|раздел\w*|упр|стр|ios|android|c\+\+|№)\.?\s*$",
    re.IGNORECASE,
)
_DECIMAL_COMMA = re.compile(r"(?<![\d.,(;\[{/\-])(?:(0),(\d+)|(\d+),(\d{1,2}|\d{4,}))(?!\d|[,.]\d|\s*[)\]}])")
_ENGLISH_GROUPS_IN_RUSSIAN = re.compile(r"(?<![\d,])\d{1,3}(?:,\d{3}){2,}(?![\d,])")


def measured_answer_has_a_unit(question: Question, ground: Ground) -> str | None:
    """Who is asked how far or how heavy must know in what: a unit stands in the stem, the options or the key.

    Figures without units are usual from the middle grades on; distances in a plane of coordinates have none.
    """
    stem = question.stem.casefold()
    if not _answer_is_bare(question) or _has_unit(_readable(stem), ground.language) or _ON_A_GRID.search(stem):
        return None
    is_figure = ground.grade <= LAST_GRADE_OF_MEASURED_FIGURES and _ASKS_OF_FIGURE[ground.language].search(plain(stem))
    return "a measured answer has no unit" if is_figure or _ASKS_OF_BODY[ground.language].search(plain(stem)) else None


def _answer_is_bare(question: Question) -> bool:
    match question.answer:
        case NumberAnswer(unit=unit):
            return not unit
        case TextAnswer(accepted):
            return bool(accepted) and all(_NUMBER_ALONE.match(text) for text in accepted)
        case BlanksAnswer(((text, *_),)):
            return _NUMBER_ALONE.match(text) is not None
        case _:
            is_choice = question.type is QuestionType.SINGLE_CHOICE
            return is_choice and all(_NUMBER_ALONE.match(option.text) for option in options(question))


def _has_unit(text: str, language: Language) -> bool:
    return unit_after_number(language).search(text) is not None or unit_in_words(language).search(text) is not None


@lru_cache(2048)
def _readable(text: str) -> str:
    r"""Text with formulas, units out of their `\text{…}` and spaces as spaces."""
    return (
        _LATEX_UNIT.sub(lambda match: " " + (match[1] or ""), text)
        .replace("{,}", ",")
        .replace("\\(", " ")
        .replace("\\)", " ")
        .replace("^2", "²")
        .replace("^3", "³")
    )


def units_are_of_the_language(question: Question, ground: Ground) -> str | None:
    """`5 см` in Russian, `5 cm` in English; Hindi textbooks print `सेमी` and the symbols of the SI alike."""
    pattern = _FOREIGN_UNIT[ground.language]
    is_found = any(pattern.search(_without_variables(text)) for text in printed(question))
    return "a unit is written in another language" if is_found else None


@lru_cache(2048)
def _without_variables(text: str) -> str:
    r"""Text with formulas, in which letters are left only between the braces of `\text{…}`."""
    return _readable(_FORMULA.sub(lambda formula: _VARIABLE.sub("·", formula[0]), text))


def numbers_are_of_the_language(question: Question, ground: Ground) -> str | None:
    """A decimal comma in Russian, a decimal point in English and Hindi."""
    is_foreign = _has_decimal_point if ground.language is Language.RUSSIAN else _has_decimal_comma
    found = any(is_foreign(_readable(text)) for text in printed(question))
    return "a number has the decimal sign of another language" if found else None


def _has_decimal_point(text: str) -> bool:
    if _ENGLISH_GROUPS_IN_RUSSIAN.search(text):
        return True
    for match in _DECIMAL_POINT.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        may_be_date = _DATE_OR_TIME.fullmatch(match[0]) is not None
        is_amount = (
            _UNITS_OF_ANY.match(after) is not None
            or re.search(r"[+×·*÷=<>−]\s*$", before)
            or re.match(r"\s*[+×·*÷=<>−]", after)
        )
        if not _NUMBERED.search(before) and (is_amount or not may_be_date):
            return True
    return False


def _has_decimal_comma(text: str) -> bool:
    return any(_is_amount(text, match) for match in _DECIMAL_COMMA.finditer(text))


def _is_amount(text: str, match: re.Match[str]) -> bool:
    """Whether digits around a comma are one number: before a unit, beside a sign of arithmetic, or behind a zero."""
    before, after = text[: match.start()].rstrip(), text[match.end() :]
    is_pair = before.endswith(("(", "{", "[")) or after.lstrip().startswith((")", "}", "]"))
    is_decimal = (
        _UNITS_OF_ANY.match(after) or before.endswith(tuple("+×·÷=<>−$€£₹")) or re.match(r"\s*[+×·÷=<>−]", after)
    )
    return not is_pair and (is_decimal is True or bool(is_decimal) or match[1] is not None)


RULES = (
    measured_answer_has_a_unit,
    units_are_of_the_language,
    numbers_are_of_the_language,
)
