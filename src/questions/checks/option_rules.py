"""Rules about the options beside each other.

Numbers in parentheses are the guidelines of Haladyna, Downing and Rodriguez (2002); see `key_rules`.
"""

import re
import unicodedata
from collections.abc import Sequence
from itertools import combinations

from cache.model import Language
from questions.checks.model import Ground
from questions.checks.reading import folded, letters, options, plain
from questions.checks.spans import Span, span
from questions.checks.units import are_comparable, dimension
from questions.model import Question, QuestionType

CHOICE = {QuestionType.SINGLE_CHOICE, QuestionType.MULTIPLE_CHOICE}

_LETTERS = ("abcdefgh", "абвгдежз", "абвгдеёж", "कखगघङचछज", "अबसदइ", "12345678", ("i", "ii", "iii", "iv", "v", "vi"))
_PREFIX = re.compile(r"\s*(?:\((\w{1,3})\)|(\w{1,3})[).:]|([^\W\d])\s?[-–—])\s+\S")
_CERTAIN_PREFIX = re.compile(r"\s*\(?([a-hа-зक-घA-HА-З])\)\s+\S")
_SOLE_NUMBER = re.compile(r"\s*[-−+]?\d[\d\s.,/:\u00a0]*\s*$")
_NUMBER_WITH_UNIT = re.compile(r"\s*(?:[-−+]?\d[\d\s.,/\u00a0]*)\s*([^\d\s.,/].{0,20}?)\s*\.?\s*$")
# Beside numbers these are answers too: "none", "no solution", "infinitely many", "cannot be found".
_NUMBER_IN_WORDS = re.compile(
    r"\b(?:no|none|not|never|cannot|can't|zero|one|two|three|four|five|six|seven|eight|nine|ten|half"
    r"|twice|infinit\w*|undefined"
    r"|equal|same|more|less|depends|unknown|all|any|every|only|impossible|exactly|pi)\b"
    r"|\b(?:нет|не|нельзя|ноль|нуль|нулю|один|одна|одно|два|две|три|четыре|пять|шесть|семь|восемь"
    r"|девять|десять|половин\w*|вдвое|бесконечн\w*"
    r"|поровну|равн\w*|одинаков\w*|больше|меньше|зависит|люб\w+|все|только|никогда|никак\w*|ничего|ровно)\b"
    r"|(?:नहीं|कोई|शून्य|एक|दो|तीन|चार|पाँच|पांच|छह|सात|आठ|नौ|दस|आधा|आधी|अनंत|अनन्त|असंख्य|बराबर|समान"
    r"|अधिक|कम|सभी|अपरिभाषित|केवल|निर्भर|असंभव)"
)
_SHARED_END_MATTERS = re.compile(r"\bhow (?:many|old|much)\b|\bсколько\b|कितन")
_ASKS_FOR_INTERVAL = re.compile(
    r"\brange|\bbetween\b|\binterval|\bclass\b|\bmodal|\bmedian|\bestimat|диапазон|промежут|интервал"
    r"|в каких пределах|между|границ"
    r"|оцен|अंतराल|अन्तराल|परास|सीमा|के बीच|वर्ग अंत"
)
_VAGUE = (
    frozenset({"often", "frequently", "usually", "commonly", "regularly", "generally", "very often", "quite often"}),
    frozenset({"sometimes", "occasionally", "now and then", "from time to time", "every so often"}),
    frozenset({"rarely", "seldom", "hardly ever", "not often"}),
    frozenset({"many", "a lot", "lots", "numerous", "a large number", "several", "quite a few", "a great many"}),
    frozenset(
        {"часто", "нередко", "обычно", "как правило", "регулярно", "очень часто", "достаточно часто", "довольно часто"}
    ),
    frozenset({"иногда", "изредка", "порой", "время от времени", "временами"}),
    frozenset({"редко", "нечасто", "почти никогда"}),
    frozenset(
        {"много", "немало", "довольно много", "достаточно много", "очень много", "несколько", "большое количество"}
    ),
    frozenset(
        {"अक्सर", "प्रायः", "बहुधा", "आमतौर पर", "आम तौर पर", "सामान्यतः", "अधिकतर", "ज़्यादातर", "ज्यादातर", "नियमित रूप से"}
    ),
    frozenset({"कभी-कभी", "कभी कभी", "कभी-कभार", "यदा-कदा", "समय-समय पर"}),
    frozenset({"बहुत", "बहुत सारे", "अनेक", "कई", "काफ़ी", "काफी", "ढेर सारे", "बहुत से"}),
)
_ASKS_HOW_MUCH = re.compile(
    r"\bhow (?:often|many|much|frequently)\b|\bкак часто\b|\bсколько\b|कितनी बार|कितन[ाीे]|कब-कब"
)


def options_have_no_letters(question: Question, _: Ground) -> str | None:
    """The printed letter depends on place and language; one written into the option stands beside it, wrong."""
    texts = [option.text for option in options(question)]
    prefixes = [next(filter(None, match.groups())) for text in texts if (match := _PREFIX.match(text)) is not None]
    found = {prefix.casefold() for prefix in prefixes}
    is_series = len(prefixes) == len(texts) > 1 and any(found == set(letters[: len(texts)]) for letters in _LETTERS)
    has_letter = any(_CERTAIN_PREFIX.match(text) for text in texts)
    return "options carry letters or numbers of their own" if is_series or has_letter else None


def options_do_not_overlap(question: Question, ground: Ground) -> str | None:
    """A value that lies in two ranges, or vague words for the same amount, make two right answers (22)."""
    if question.type not in CHOICE:
        return None
    stem = plain(question.stem).casefold()
    spans = [found for option in options(question) if (found := span(option.text, ground.language)) is not None]
    if not _ASKS_FOR_INTERVAL.search(stem):
        shares_end = _SHARED_END_MATTERS.search(stem) is not None
        if any(_overlap(one, two, shares_end) for one, two in combinations(spans, 2)):
            return "two options are ranges that overlap"
    said = {folded(option.text) for option in options(question)}
    is_vague = _ASKS_HOW_MUCH.search(stem) and any(len(said & alike) > 1 for alike in _VAGUE)
    return "two options are vague words for the same" if is_vague else None


def _overlap(one: Span, two: Span, shares_end: bool) -> bool:
    start, end = max(one.low, two.low), min(one.high, two.high)
    return start < end or (shares_end and start == end and not (one.is_open_at(start) or two.is_open_at(start)))


def options_are_of_one_kind(question: Question, ground: Ground) -> str | None:
    """One word among numbers, one kilogram among metres or one bare number among units is no distractor (23, 29)."""
    texts = [option.text for option in options(question)]
    if question.type not in CHOICE or len(texts) < 3 or any("\\(" in text for text in texts):
        return None
    numbers = [text for text in texts if _SOLE_NUMBER.match(text) or _unit(text, ground.language)]
    words = [text for text in texts if letters(text) > 2 and not any(character.isdigit() for character in text)]
    if len(numbers) > 1 and any(not _NUMBER_IN_WORDS.search(text.casefold()) for text in words):
        return "a word stands among numbers"
    return _mixed_units(texts, ground.language)


def _unit(text: str, language: Language) -> str | None:
    """What the unit behind the option's number measures."""
    match = _NUMBER_WITH_UNIT.match(text)
    return None if match is None else dimension(match[1], language)


def _mixed_units(texts: Sequence[str], language: Language) -> str | None:
    kinds = [kind for text in texts if (kind := _unit(text, language)) is not None]
    bare = sum(_SOLE_NUMBER.match(text) is not None and ":" not in text for text in texts)
    if bare and kinds and bare + len(kinds) == len(texts):
        return "some options have a unit and others have none"
    most = max(set(kinds), key=kinds.count, default=None)
    others = [kind for kind in kinds if most is not None and not are_comparable(kind, most)]
    is_odd = len(kinds) == len(texts) and len(others) == 1
    return "one option measures something else than the others" if is_odd else None


def options_are_in_one_language(question: Question, ground: Ground) -> str | None:
    """A word in another script among the options stands out, or was forgotten in translation (11, 23)."""
    if question.type not in CHOICE:
        return None
    if ground.language is not Language.ENGLISH and re.search(r"[A-Za-z]{3}", plain(question.stem)):
        return None  # a lesson of programming or of a foreign language
    scripts = [_script(option.text, ground.language) for option in options(question)]
    found = {script for script in scripts if script}
    return "options are written in different scripts" if len(found) > 1 else None


def _script(text: str, language: Language) -> str:
    """The script of an option in words; none for symbols, abbreviations and names in a sheet that is not English."""
    written = [character for character in plain(text) if character.isalpha()]
    if letters(text) < 3:
        return ""
    names = [unicodedata.name(character, "").partition(" ")[0] for character in written]
    script = max(set(names), key=names.count)
    is_plain_latin = re.fullmatch(r"[a-z][a-z' -]{3,}", plain(text).strip()) is not None
    return "" if script == "LATIN" and language is not Language.ENGLISH and not is_plain_latin else script


RULES = (
    options_have_no_letters,
    options_do_not_overlap,
    options_are_of_one_kind,
    options_are_in_one_language,
)
