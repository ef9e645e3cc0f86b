"""Rules about stems: they ask one thing, in the positive, and leave enough standing to be understood.

Numbers in parentheses are the guidelines of Haladyna, Downing and Rodriguez (2002); see `key_rules`.
"""

import re

from cache.model import Language
from questions.checks.key_rules import BLANK
from questions.checks.model import Ground
from questions.checks.negation import Negation, negation
from questions.checks.reading import formulas, options, plain, unquoted, words
from questions.checks.statements import asks_nothing, is_statement, joins_two_statements
from questions.model import BlanksAnswer, Question, QuestionType

CHOICE = {QuestionType.SINGLE_CHOICE, QuestionType.MULTIPLE_CHOICE}
WORDS_LEFT_A_BLANK = 2

_DOUBLE = {
    Language.ENGLISH: re.compile(
        r"\b(?:not|never|cannot|\w+n't)\b[^,.;:?!]{0,30}?\b(?:not|never|none|nothing|nobody|except|false|wrong|lacking"
        r"|un(?:able|likely|true|important|common|usual|necessary|equal|related|safe|healthy|known|fair"
        r"|happy|wise|reasonable)"
        r"|in(?:correct|accurate|valid|appropriate|visible|complete|sufficient|soluble|edible|dependent)"
        r"|im(?:possible|proper|polite|moral|mature|perfect)|dis(?:similar|agree\w*|like\w*|honest)"
        r"|ir(?:relevant|regular|rational)"
        r"|il(?:legal|logical)|non-?[a-z]{4,})\b"
        r"|\b(?:no|none|nobody|never|nothing)\b[^,.;:?!]{0,30}?\b(?:not|\w+n't)\b"
    ),
    Language.RUSSIAN: re.compile(
        r"\b(?:не|нельзя)\s(?:\w+\s)?не\b(?! (?:мен|бол|только))"
        r"|\bне\s(?:(?:явля|счита|относ|назыв|был|быть|мо[жг]|оказ)\w*\s)?(?:(?:к|ко|из|в|с)\s)?"
        r"(?:не(?:верн|правильн|возможн|обязательн|металл|жив[оыа]|точн|существенн|справедлив|подходящ"
        r"|характерн|равн[оы]"
        r"|полезн|безопасн|известн|полн|законн|правд|растворим|возобновляем|съедобн|завис|важн|логичн"
        r"|вежлив)|ложн|ошибочн)\w*"
        r"|\b(?:не)\b[^,.;:?!]{0,30}\bисключен\w+\b"
    ),
    Language.HINDI: re.compile(
        r"(?<!\S)नहीं(?!\S)[^।,;:?!]*?(?<!\S)नहीं(?!\S)"
        r"|(?<!\S)(?:असत्य|गलत|ग़लत|अनुचित|असंभव|असम्भव|असमान|अनुपयुक्त|अशुद्ध|अधातु|निर्जीव|अनवीकरणीय"
        r"|अमान्य|असुरक्षित|अनावश्यक"
        r"|अप्रासंगिक|असामान्य|अपूर्ण|अवैध|अज्ञात|अघुलनशील|अनियमित|असहमत|गैर-?\S+"
        r"|अ-\S+)(?!\S)[^।,;:?!]{0,40}?(?<!\S)नहीं(?!\S)"
    ),
}
_NEGATED = {
    Language.ENGLISH: re.compile(r"\b(?:not|never|cannot|\w+n't)\b"),
    Language.RUSSIAN: re.compile(r"\b(?:не|нельзя|никогда)\b"),
    Language.HINDI: re.compile(r"(?<!\S)(?:नहीं|नही)(?!\S)"),
}
_WHOLE_CLAUSE = 3


def negation_is_marked(question: Question, ground: Ground) -> str | None:
    """A stem that asks for the exception is misread unless NOT stands out (17)."""
    if question.type not in CHOICE or negation(question.stem, ground.language) is not Negation.UNMARKED:
        return None
    return "the stem asks for the exception and its negation is not marked"


def no_double_negative(question: Question, ground: Ground) -> str | None:
    """Two negations are counted, not read: within a stem, or between a negative stem and its options (17, 27)."""
    text = (
        re.sub(r"[*_\"'“”«»]+", "", plain(BLANK.sub(" … ", question.stem)))
        if question.type in CHOICE
        else unquoted(question.stem)
    )
    if question.type in {*CHOICE, QuestionType.TRUE_FALSE} and _DOUBLE[ground.language].search(text.casefold()):
        return "the stem negates twice"
    if question.type not in CHOICE or negation(question.stem, ground.language) is Negation.NONE:
        return None
    whole = (plain(option.text).casefold() for option in options(question) if len(words(option.text)) >= _WHOLE_CLAUSE)
    return "the stem and an option are both negative" if any(map(_NEGATED[ground.language].search, whole)) else None


def blanks_leave_a_sentence(question: Question, _: Ground) -> str | None:
    """A sentence with more gaps than words asks to guess: what is left must say what is missing (14, 15)."""
    if not isinstance(question.answer, BlanksAnswer) or formulas(question.stem):
        return None
    gaps, left = len(BLANK.findall(question.stem)), len(words(BLANK.sub(" ", question.stem).replace("_", " ")))
    return "the blanks leave too little of the sentence" if left < WORDS_LEFT_A_BLANK * gaps else None


def statement_can_be_judged(question: Question, ground: Ground) -> str | None:
    """True or false is said of one statement, not of a question and not of two statements at once (9, 15).

    "One idea in a true/false item" is also Frisbie and Becker (1991), "An analysis of textbook advice about
    true-false tests", Applied Measurement in Education 4(1).
    """
    if question.type is not QuestionType.TRUE_FALSE:
        return None
    if not is_statement(question.stem, ground.language):
        return "a question or an instruction stands where a statement should"
    return "two statements are joined" if joins_two_statements(question.stem, ground.language) else None


def choice_asks_something(question: Question, ground: Ground) -> str | None:
    """The stem of a choice asks a question, sets a task or breaks off where an option goes on (14, 15)."""
    if question.type not in CHOICE:
        return None
    return "the stem states something and asks nothing" if asks_nothing(question.stem, ground.language) else None


RULES = (
    choice_asks_something,
    negation_is_marked,
    no_double_negative,
    blanks_leave_a_sentence,
    statement_can_be_judged,
)
