"""Whether a stem asks for the exception, and whether its negation catches the eye."""

import re
from enum import Enum, auto

from cache.model import Language
from questions.checks.reading import plain, unquoted


class Negation(Enum):
    NONE = auto()
    MARKED = auto()
    UNMARKED = auto()


_NEGATORS = {
    Language.ENGLISH: r"not|never|cannot|can't|isn't|aren't|wasn't|weren't|doesn't|don't|didn't|except|neither",
    Language.RUSSIAN: r"не|нет|нельзя|никогда|кроме|исключением",
    Language.HINDI: r"नहीं|नही|न|मत|छोड़कर|अलावा|अतिरिक्त|सिवाय",
}
_EDGE = r"[\w\u0900-\u097F]"
_EMPHASISED = {
    language: re.compile(rf"[*_'\"“”‘’«»()\[\]<>]+({negators})[*_'\"“”‘’«»()\[\]<>]+", re.IGNORECASE)
    for language, negators in _NEGATORS.items()
}
_IN_CAPITALS = {
    language: re.compile(rf"(?<!{_EDGE})({negators.upper()})(?!{_EDGE})") for language, negators in _NEGATORS.items()
}

# Between question word and negation no clause begins: "What happens if it does not rain?" asks for no exception.
_NO_CLAUSE_EN = (
    r"(?:(?!\b(?:if|when|because|that|who|whose|where|while|although|unless|means?|meaning|called"
    r"|says?|why)\b)[^.?!;])*?"
)
_NO_CLAUSE_RU = (
    r"(?:(?!\b(?:если|когда|чтобы|котор\w+|где|потому|поскольку|хотя|почему|означа\w+|называ\w+)\b)[^.?!;])*?"
)
_NO_CLAUSE_HI = r"(?:(?!(?<!\S)(?:जो|जिस\S*|जब|यदि|अगर|क्योंकि|कि|ताकि|क्यों|जहाँ)(?!\S))[^।?!;])*?"
_IS_NOT = (
    r"\b(?:(?:is|are|was|were|does|do|did|has|have|had|can|could|would|will|should|must|may)(?:n't"
    r"|\s(?:[\w-]+\s){0,3}?not)\b"
    r"|can(?:not|'t)\b|won't\b|(?:would|could|will|can|has|have|is|are)\s(?:[\w-]+\s)?never\b|never\b)"
)
_NOT_OF_EXCEPTION = (
    r"(?:со?\s\w|мен(?:ее|ьше)|бол(?:ее|ьше)|только|раз\b|считая|просто|сразу|так\b|мог(?:ут)?\b не|пиш\w+"
    r"|следует писать|нужно писать)"
)
_ASKS = {
    Language.ENGLISH: re.compile(
        rf"(?:^|[.?!;,]\s*|\b(?:in|of|on|at|to|for|from|by)\s)(?:which|what|who)\b{_NO_CLAUSE_EN}{_IS_NOT}"
        r"|\b(?:following|these|those|options|choices|statements)\b[^.?!]*\bexcept\b|\b(?:all|each"
        r"|every)\b[^.?!]*\bexcept\b(?:\s*for)?\W*$"
        rf"|\b(?:choose|select|identify|pick|find|name|mark|circle|point out)\b[^.?!]*?\b(?:that|which|who)\s{_IS_NOT}"
        rf"|\b(?:following|these|those)\b{_NO_CLAUSE_EN}{_IS_NOT}[^.?!]*\W*$"
    ),
    Language.RUSSIAN: re.compile(
        rf"(?:^|[.?!;,—–-]\s*|\b(?:в|во|на|к|с|у|от|для|из|по|о|об|за|под|при)\s)"
        rf"(?:как(?:ой|ая|ое|ие|ого|их|ую|ому|им|ими|ом)|что|кто|чего|кого|чему)\b"
        rf"{_NO_CLAUSE_RU}(?<!частица )(?<!частицей )(?<!\bс )\b(?:не\b (?!{_NOT_OF_EXCEPTION})|нет\b|нельзя\b)"
        rf"|\b(?:укажи|выбери|найди|назови|отметь|определи|подчеркни)(?:те)?\b[^.?!]*?,\s*(?:(?:в|на|к|с|у"
        rf"|для|из)\s)?котор\w+\s(?:[\w-]+\s){{0,2}}?не\b (?!{_NOT_OF_EXCEPTION})"
        r"|\bвс[её]\b[^.?!]*(?:перечисл|следующ|указан|назван|\bэти\b)[^.?!]*\b(?:кроме|за исключением)\b"
        r"|\b(?:кроме|за исключением)\W*$"
    ),
    Language.HINDI: re.compile(
        rf"(?:कौन|किस|किन|(?<!^)(?<!\S)क्या)\S*{_NO_CLAUSE_HI}(?<!\S)नहीं?(?!\S)"
        r"|(?:चुन|छाँट|छांट|बता|पहचान|ढूँढ|खोज)\S*[^।?!]*?जो\s[^।?!]*?(?<!\S)नहीं?(?!\S)"
        r"|जो\s[^।?!]*?(?<!\S)नहीं?(?!\S)[^।?!]*(?:चुन|छाँट|छांट|बता|पहचान|ढूँढ|खोज)"
        r"|(?:सभी|सब)(?!\S)[^।?!]*(?:को छोड़कर|के अलावा|के अतिरिक्त|के सिवाय)"
    ),
}


def negation(stem: str, language: Language) -> Negation:
    """Whether the stem asks which option does *not* fit, and if so whether capitals, quotes or bold mark it."""
    text = plain(stem)
    bare = _EMPHASISED[language].sub(r" \1 ", text)
    asked = re.sub(r"\s+", " ", unquoted(bare)).strip().casefold().replace("’", "'")
    if not _ASKS[language].search(asked):
        return Negation.NONE
    is_marked = _EMPHASISED[language].search(text) or (
        language is not Language.HINDI and _IN_CAPITALS[language].search(text)
    )
    return Negation.MARKED if is_marked else Negation.UNMARKED
