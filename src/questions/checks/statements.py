"""Statements, questions and instructions told apart by their grammar."""

import re

from cache.model import Language
from cache.morphology import readings
from questions.checks.reading import unquoted, words

_VERDICT_ASKED = {
    Language.ENGLISH: re.compile(
        r"\btrue or false\b|\b(?:is (?:it|this|that)|are these) (?:\w+ )?(?:true|correct|right)\b"
    ),
    Language.RUSSIAN: re.compile(r"\b(?:верно|правда|правильно|справедливо) ли\b|\bверно или\b|\bда или нет\b"),
    Language.HINDI: re.compile(
        r"(?:सही|सत्य|ठीक) (?:है )?(?:या|अथवा)|क्या (?:यह|ये|निम्न\S*|नीचे)[^?]*(?:सही|सत्य|ठीक) (?:है|हैं)"
    ),
}
_SENTENCE = re.compile(r"(?<=[^\d\s.][.!?।])\s+|(?<=\d[.!?।])\s+(?=[^\d\s])|\n+")
_FORMULA = re.compile(r"\\\(.*?\\\)", re.DOTALL)
_IMPERATIVES_WORDS = (
    "add answer arrange calculate check choose circle classify compare complete compute consider convert correct count"
    " decide describe determine divide draw estimate evaluate expand explain express factor fill find give group"
    " graph plot sketch prove verify define discuss outline highlight connect combine reduce shade "
    "colour color trace build"
    " make create design apply examine analyze analyse predict interpret illustrate distinguish "
    "locate rank rate rearrange"
    " separate spell copy cross delete remove keep type enter assume let note notice recall refer "
    "review ask try take turn"
    " double halve square cancel substitute eliminate isolate integrate differentiate approximate test"
    " guess identify imagine indicate insert judge label list listen look mark match measure "
    "multiply name observe order"
    " pick place point put read remember replace rewrite round say select show simplify solve sort state study"
    " subtract suppose tell think tick translate underline use work write"
)
_IMPERATIVES = frozenset(_IMPERATIVES_WORDS.split())
_HINDI_IMPERATIVE = re.compile(r"(?:ि?ए|िये|ओ|ें|(?:कर|लिख|भर|चुन|बता|ढूँढ)ना है|लो|दो|करो)\s*[।.!:]*\s*$")
_HINDI_PREDICATE = r"(?:है|हैं|था|थी|थे|थीं|गा|गी|गे|हूँ|होता|होती|होते)"
_HINDI_ENDS_AS_STATEMENT = re.compile(rf"(?:(?<!\S){_HINDI_PREDICATE}|ता है|ती है|ते हैं)\s*[।.]\s*$")
_QUESTION_WORD = {
    Language.ENGLISH: re.compile(r"\b(?:what|which|who|whose|whom|where|when|why|how)\b"),
    Language.RUSSIAN: re.compile(
        r"\b(?:что|кто|как(?:ой|ая|ое|ие|ого|ому|им|их|ую|ой|ов|ова|ово|овы)?|где|куда|откуда|когда"
        r"|почему|зачем|сколько|чей|чья|чем|чего|кого)\b"
    ),
    Language.HINDI: re.compile(r"(?<!\S)(?:कौन|क्या|किस|किन(?!ार)|कब(?!्)|कहाँ|कहां|क्यों|कैस|कितन)"),
}
_FINITE_EN = (
    r"(?:is|are|was|were|has|have|had|can|could|will|would|does|do|did|must|should"
    r"|orbits?|lives?|makes?|grows?|eats?|contains?|consists?|becomes?|became|lies?|flows?|begins?"
    r"|began|began|uses?|needs?"
    r"|wrote|won|lost|fell|rules?|ruled|equals?|means?|comes?|came|takes?|took|gives?|gave|boils?"
    r"|freezes?|melts?|moves?)"
)
_VERB_EN = rf"\b(?:{_FINITE_EN}|(?!this|its|is\b)[a-z]{{2,}}(?:[^s']s|ed))\b"
_JOINED_EN = re.compile(
    rf"^(?P<first>\W*\w+[^,;]*?{_VERB_EN}[^,;]*)(?:,\s(?:and|but|while|whereas)|\s(?:but|whereas)"
    rf"|;(?:\s(?:and|but|however),?)?)\s"
    rf"(?!(?:it|they|he|she|this|that|these|those)\b)(?P<second>\w+\s[^,;]*?{_VERB_EN}\s\w[^,;]*)$"
)
_IS = r"\b(?:is|are|was|were|has|have|had|can)\b"
_BOTH_SAID_OF = re.compile(
    rf"^(?:(?!{_IS})[^,;])+{_IS}(?:(?!{_IS}|\band\b)[^,;])+\sand\s(?!(?:is|are|was|were|has|have|had"
    rf"|can|not|also|then)\b)"
    rf"(?:(?!{_IS}|\b(?:who|that|which|at|in|on|by|with)\b)[^,;])+{_IS}\s\w[^,;]*$"
)
_JOINED_HI = re.compile(
    rf"(?<!\S){_HINDI_PREDICATE}[,;]?\s+(?:और|तथा|एवं|जबकि|लेकिन|परंतु|परन्तु|किंतु|किन्तु"
    rf"|मगर)\s[^।]*(?<!\S){_HINDI_PREDICATE}\s*[।.]?\s*$"
)
_CONDITION_HI = re.compile(r"(?<!\S)(?:यदि|अगर|जब|जो|जिस\S*|कि|क्योंकि|जहाँ|जैसे)(?!\S)")
_CONDITION_EN = re.compile(r"\b(?:if|when|because|since|although|though|unless|that|who|which|where|after|before|as)\b")
_JOINED_RU = re.compile(r",\s(?:а|но|и)\s|;\s")
_CONDITION_RU = re.compile(
    r"\b(?:если|когда|потому|чтобы|что|котор\w+|где|хотя|так как|поскольку|чем|то)\b|\bне\b[^,]*, а\b"
)


def sentences(text: str) -> list[str]:
    """The sentences of the text, each with its closing mark; a formula stands as one letter."""
    readable = _FORMULA.sub("N", text)
    return [sentence.strip() for sentence in _SENTENCE.split(readable) if sentence.strip()]


def is_statement(stem: str, language: Language) -> bool:
    """Whether the last sentence states something, or the stem asks in so many words whether it is true."""
    text = stem.casefold()
    if _VERDICT_ASKED[language].search(text):
        return True
    found = sentences(text)
    if not found:
        return True
    return not found[-1].rstrip('»”") ').endswith("?") and not (len(found) == 1 and is_instruction(found[0], language))


def is_instruction(sentence: str, language: Language) -> bool:
    """Whether a sentence in lower case tells the pupil to do something, and gives no statement after a colon."""
    if re.search(r":\s*\S|[«“„\"]", sentence):
        return False
    return tells_to_do(sentence, language)


def tells_to_do(sentence: str, language: Language) -> bool:
    """Whether a verb of the sentence, in lower case, is an imperative."""
    said = re.findall(r"[\w\u0900-\u097F'-]+", sentence)
    if language is Language.ENGLISH:
        return any(word in _IMPERATIVES for word in said[:1]) or (said[:1] == ["please"])
    if language is Language.HINDI:
        return _HINDI_IMPERATIVE.search(sentence) is not None
    return any(read.mood == "impr" for word in said if word.endswith(("те", "тесь")) for read in readings(word))


def joins_two_statements(stem: str, language: Language) -> bool:
    """Whether the last sentence holds two claims about different things, each of which may be true or false."""
    found = sentences(unquoted(stem.partition(": ")[2] or stem).casefold())
    if not found:
        return False
    last = found[-1]
    match language:
        case Language.ENGLISH:
            joined = _JOINED_EN.match(last)
            is_joined = joined is not None and not _CONDITION_EN.search(joined["first"])
            return is_joined or (_BOTH_SAID_OF.match(last) is not None and not _CONDITION_EN.search(last))
        case Language.HINDI:
            return _JOINED_HI.search(last) is not None and not _CONDITION_HI.search(last)
        case Language.RUSSIAN:
            return _joins_in_russian(last)


def _joins_in_russian(sentence: str) -> bool:
    halves = _JOINED_RU.split(sentence)
    return len(halves) == 2 and not _CONDITION_RU.search(sentence) and all(map(_has_subject_and_predicate, halves))


def _has_subject_and_predicate(clause: str) -> bool:
    found = re.findall(r"[а-яё-]+", clause)
    has_subject = any(
        read.case == "nomn" and read.part in {"NOUN", "NPRO"} for word in found for read in readings(word.strip("-"))
    )
    is_about = any(read.part == "NPRO" for word in found[:1] for read in readings(word)[:1])
    has_verb = any(
        read.part in {"VERB", "PRTS", "ADJS", "COMP"} for word in found for read in readings(word.strip("-"))[:2]
    )
    return has_subject and not is_about and (has_verb or re.search(r"\s[—–-]\s", clause) is not None)


def is_clause(text: str, language: Language) -> bool:
    """Whether an option is a statement rather than a name: it answers with the words of the question by right."""
    said = words(text)
    match language:
        case Language.ENGLISH:
            return said[:1] in {("it",), ("they",), ("he",), ("she",), ("to",), ("by",)}
        case Language.RUSSIAN:
            return any(read.part in {"VERB", "INFN"} for word in said for read in readings(word)[:1])
        case Language.HINDI:
            return said[-1:] in {("है",), ("हैं",), ("था",), ("थी",), ("थे",), ("गा",), ("लिए",), ("कर",), ("करके",)}


def asks_nothing(stem: str, language: Language) -> bool:
    """Whether the stem of a choice is a complete statement: no question, no task, no gap, nothing left open."""
    text = stem.casefold().strip()
    if len(words(stem)) == 1 and re.fullmatch(r"[^\\:?_…\d]+", text):
        return True
    if not text.endswith((".", "।")) or text.endswith("..") or re.search(r"\?|_{2,}|…|:", text):
        return False
    found = sentences(text)
    if not found or _QUESTION_WORD[language].search(text) or any(tells_to_do(one, language) for one in found):
        return False
    return _is_declared(found, language)


def _is_declared(found: list[str], language: Language) -> bool:
    """Whether every sentence shows a finite verb where its language puts it."""
    if language is Language.ENGLISH:
        return all(re.search(rf"^\W*(?!to\b)\w+\s.*?{_VERB_EN}\s+\w", one) for one in found)
    if language is Language.HINDI:
        return all(_HINDI_ENDS_AS_STATEMENT.search(one) for one in found)
    return all(_has_subject_and_predicate(one) for one in found)
