"""Units of measurement as schoolbooks of each language write them, by what they measure."""

import re
from functools import cache

from cache.model import Language

_ENGLISH = {
    "length": "mm|cm|dm|m|km|in|ft|yd|mi|millimet(?:re|er)s?|centimet(?:re|er)s?|decimet(?:re|er)s?|met(?:re"
    "|er)s?|kilomet(?:re|er)s?"
    "|inch(?:es)?|foot|feet|yards?|miles?|light[- ]years?",
    "mass": "mg|g|kg|t|lb|lbs|oz|milligrams?|grams?|kilograms?|kilos?|tons?|tonnes?|pounds?|ounces?",
    "volume": "ml|l|cl|mm[³3]|cm[³3]|dm[³3]|m[³3]|(?:milli|centi)?lit(?:re|er)s?|cups?|pints?|quarts?|gallons?"
    "|cubic \\w+",
    "area": "mm[²2]|cm[²2]|dm[²2]|m[²2]|km[²2]|ha|hectares?|acres?|square \\w+|sq\\.? \\w+",
    "time": "s|sec|min|h|hr|hrs|seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies)",
    "speed": "(?:km|m|mi|ft|cm)/(?:h|s|min)|mph|kph|km per hour|(?:met(?:re|er)|kilomet(?:re|er)"
    "|mile)s? per (?:second|hour|minute)",
    "temperature": "°\\s?[cf]|℃|k|kelvins?|degrees? (?:celsius|fahrenheit)",
    "money": "cents?|dollars?|pence|pounds sterling|euros?|rupees?|roubles?|rubles?",
    "angle": "°|degrees?|radians?",
    "physics": "n|j|kj|w|kw|v|a|pa|kpa|hz|khz|mhz|ω|ohms?|mol|newtons?|joules?|watts?|volts?|amp(?:ere)?s?"
    "|pascals?|hertz|moles?|g/cm[³3]|kg/m[³3]|m/s[²2]",
}
_RUSSIAN = {
    "length": "мм|см|дм|м|км|миллиметр\\w*|сантиметр\\w*|дециметр\\w*|метр(?:а|ов|ы|е)?|километр\\w*|верст\\w*"
    "|световы\\w+ (?:год|лет)\\w*",
    "mass": "мг|г|кг|т|ц|миллиграмм\\w*|грамм\\w*|килограмм\\w*|тонн\\w*|центнер\\w*",
    "volume": "мл|л|мм[³3]|см[³3]|дм[³3]|м[³3]|миллилитр\\w*|литр\\w*|куб\\. ?\\w+|кубически\\w+ \\w+|кубометр\\w*",
    "area": "мм[²2]|см[²2]|дм[²2]|м[²2]|км[²2]|га|гектар\\w*|ар(?:а|ов)?|сот(?:ок|ки|ка)|кв\\. ?\\w+|квадратн\\w+ \\w+",
    "time": "с|сек|мин|ч|сут|секунд\\w*|минут\\w*|час(?:а|ов|ы)?|дн(?:я|ей|и)|день|недел\\w+|месяц\\w*"
    "|год(?:а|ы)?|лет|век(?:а|ов)?|сутки|суток",
    "speed": "(?:км|м|см)/(?:ч|с|мин)|(?:километр|метр)\\w* в (?:час|секунду|минуту)",
    "temperature": "°\\s?[cсcf]|℃|к|кельвин\\w*|градус\\w* цельсия",
    "money": "р\\.?|руб\\.?|коп\\.?|рубл\\w+|копе\\w+|доллар\\w*|евро",
    "angle": "°|градус\\w*|радиан\\w*",
    "physics": "н|дж|кдж|вт|квт|в|а|па|кпа|гц|кгц|мгц|ом|моль|ньютон\\w*|джоул\\w*|ватт?\\w*|вольт\\w*"
    "|ампер\\w*|паскал\\w*|герц\\w*|г/см[³3]|кг/м[³3]|м/с[²2]",
}
_HINDI = {
    "length": "मिमी|सेमी|से\\.?मी\\.?|डेसीमी|मी|मी\\.|किमी|कि\\.?मी\\.?|मिलीमीटर|सेंटीमीटर|सेमी\\.|डेसीमीटर"
    "|मीटर|किलोमीटर|इंच|फुट|फ़ुट|मील",
    "mass": "मिग्रा|ग्रा|ग्राम|किग्रा|कि\\.?ग्रा\\.?|मिलीग्राम|किलोग्राम|किलो|टन|क्विंटल",
    "volume": "मिली|ली|लीटर|मिलीलीटर|लिटर|मिलीलिटर|घन \\S+|सेमी[³3]|मी[³3]|मीटर[³3]",
    "area": "वर्ग \\S+|सेमी[²2]|मी[²2]|किमी[²2]|मीटर[²2]|हेक्टेयर|एकड़",
    "time": "से|सेकंड|सेकेंड|सेकण्ड|मिनट|घंट[ाेॉ]\\S*|घण्ट\\S+|दिन|दिनों|सप्ताह|हफ़्त\\S+|हफ्त\\S+|महीन\\S+"
    "|माह|साल|वर्ष|वर्षों|सदी|शताब्दी",
    "speed": "(?:किमी|मी|सेमी|मीटर|किलोमीटर)/(?:घंटा|घंटे|से|सेकंड|मिनट)|(?:किमी|मीटर|किलोमीटर|मी) (?:प्रति|प्रतिघंटा)\\S* ?\\S*",
    "temperature": "°\\s?[cf]|°\\s?से|℃|डिग्री सेल्सियस|केल्विन",
    "money": "₹|रु\\.?|रुपए|रुपये|रुपया|रुपयों|पैसे|पैसा",
    "angle": "°|डिग्री|अंश",
    "physics": "न्यूटन|जूल|वाट|वोल्ट|ऐम्पियर|एम्पियर|पास्कल|हर्ट्ज|हर्ट्ज़|ओम|मोल|किलोजूल|किलोवाट|मी/से[²2]",
}
_NAMES = {Language.ENGLISH: _ENGLISH, Language.RUSSIAN: _RUSSIAN, Language.HINDI: _HINDI}
_RELATED = (
    {"length", "area", "volume"},
    {"length", "time", "speed"},
    {"temperature", "angle"},
    {"mass", "volume"},
    {"physics"},
)


@cache
def _patterns(language: Language) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Latin symbols of the SI stand in Hindi textbooks beside Hindi ones."""
    names = dict(_NAMES[language])
    if language is Language.HINDI:
        names = {kind: f"{pattern}|{_ENGLISH[kind]}" for kind, pattern in names.items()}
    return tuple((kind, re.compile(rf"(?:{pattern})\.?")) for kind, pattern in names.items())


def dimension(unit: str, language: Language) -> str | None:
    """What the unit measures, or None when it is no unit of the language."""
    said = unit.strip().casefold()
    return next((kind for kind, pattern in _patterns(language) if pattern.fullmatch(said)), None)


def are_comparable(one: str, two: str) -> bool:
    """Whether two dimensions are confused by pupils, so that one is a fair distractor for the other."""
    return one == two or any({one, two} <= related for related in _RELATED) or "physics" in {one, two}


@cache
def unit_after_number(language: Language) -> re.Pattern[str]:
    """A number with a unit of the language behind it, in lower case; group 1 is the number."""
    names = "|".join(pattern.pattern for _, pattern in _patterns(language))
    names = rf"(?!(?:в|а|к)\s)(?:{names})"  # prepositions and conjunctions as well as volts, amperes and kelvins
    return re.compile(rf"(\d+(?:[.,\s]\d+)*)[\s\u00a0-]?(?:{names})(?![\w\u0900-\u097F])")


@cache
def unit_in_words(language: Language) -> re.Pattern[str]:
    """A unit named in words of three letters or more, in lower case: `in centimetres`, `сколько минут`."""
    names = "|".join(pattern.pattern for _, pattern in _patterns(language))
    return re.compile(rf"(?<![\w\u0900-\u097F])(?=[\w°℃₹$€£\u0900-\u097F]{{3}}|[°℃₹])(?:{names})(?![\w\u0900-\u097F])")
