"""Rules about wording: what gives a key away, what does not belong on a school sheet, what cannot be printed.

Numbers in parentheses are the guidelines of Haladyna, Downing and Rodriguez (2002); see `key_rules`.
"""

import re
import unicodedata
from collections.abc import Sequence

from cache.model import Language
from cache.morphology import noun_in_dictionary_form
from questions.checks.key_rules import BLANK
from questions.checks.model import Ground
from questions.checks.reading import folded, letters, options, plain, texts, unquoted, words
from questions.checks.statements import is_clause
from questions.formulas import FormulaError, validate_text
from questions.model import BlanksAnswer, ChoiceAnswer, NumberAnswer, Question, QuestionType, TextAnswer

SCRIPTS = {Language.ENGLISH: "LATIN", Language.RUSSIAN: "CYRILLIC", Language.HINDI: "DEVANAGARI"}
# Lessons of foreign languages quote at length; a sheet in the wrong language has next to nothing of its own script.
LEAST_OWN_SCRIPT = 0.3
FEW_LETTERS = 8
LONGER_BY_FAR = 1.6
LONGER_BY_LETTERS = 15
SHORTEST_LEAK = 5
SHORTEST_DECLINED = 8
CHOICE = {QuestionType.SINGLE_CHOICE, QuestionType.MULTIPLE_CHOICE}

_ALL_OR_NONE = re.compile(
    r"(all|none|both|neither|any) (of )?(the|these|those)( \w+)*( (above|below|options|answers|choices|listed))"
    r"|(all|none) of (these|them|those|the others)|(both |neither |only )?[a-d] (and|nor|or"
    r"|&) [a-d]( only)?( are correct)?"
    r"|all( of them)? are (correct|true|right)|none( of them)? is (correct|true|right)|no correct answer"
    r"|все (из )?(выше)?(указанн|названн|перечисл)\w+|ни один из (вариантов|ответов|перечисл\w+|них)"
    r"|все (ответы|варианты)( ответа)?( верны\w*| правильны\w*)?|нет (верного|правильного) ответа"
    r"|(ничего|ни одно|ни одна|ни один) из (выше)?(перечисленного|перечисленных|указанных|названных)"
    r"|((верны|правильны|подходят) )?(варианты |ответы |оба варианта )?[а-г] и [а-г]( верны| вместе)?|вс[её] верно"
    r"|(उपरोक्त|उपर्युक्त|ऊपर|इनमें|इन) ?(दिए गए |के |में )?(से )?(सभी|कोई नहीं"
    r"|कोई भी नहीं)( विकल्प)?|ये सभी|सभी विकल्प( सही हैं)?"
    r"|सभी (सही|सत्य|ठीक) हैं|(केवल )?[क-घअब] (और|तथा|व|एवं) [क-घअब]( दोनों)?( सही हैं)?"
    r"|कोई (भी )?(सही )?(उत्तर|विकल्प) (सही )?नहीं( है)?"
)
_ANSWER_LABEL = re.compile(r"(?:\banswer|\bkey|\bответ|उत्तर|\bsolution|\bрешение)\s*[:=—–-]\s*\(?", re.IGNORECASE)
_ADDRESSES = {
    "an e-mail address": re.compile(r"[\w.+-]+@[\w-]+\.\w{2,}"),
    "a web address": re.compile(
        r"https?://|\bwww\.\w|(?<![\w@.])[a-z][a-z0-9-]{2,}\.(?:com|org|net|ru)(?=[\s/,;:!?)]|\.?$|\.\s)", re.IGNORECASE
    ),
    "a telephone number": re.compile(
        r"(?<![\d\w)])\+\d{1,3}[\s(-]*\d{3}[\s)-]*\d{3}[\s-]?\d{2}[\s-]?\d{2}\b"  # with the code of a country
        r"|(?<![\d\w)])\+91[\s-]?[6-9]\d{4}[\s-]?\d{5}\b|(?<![\d\w])8[\s-]?\(?9\d\d\)?[\s-]?\d{3}-\d{2}-\d{2}\b"
        r"|(?<![\d\w])\(\d{3}\)\s?\d{3}-\d{4}\b|(?<![\d\w-])[2-9]\d{2}-[2-9]\d{2}-\d{4}(?![\d-])"
    ),
}


def has_stem_and_solution(question: Question, _: Ground) -> str | None:
    """A question asks something and its key explains itself."""
    empty = [name for name in ("stem", "solution") if not getattr(question, name).strip()]
    return f"{' and '.join(empty)} empty" if empty else None


def options_say_something(question: Question, _: Ground) -> str | None:
    return None if all(option.text.strip() for option in options(question)) else "an option is empty"


def no_all_or_none_of_the_above(question: Question, _: Ground) -> str | None:
    """Such options test the test, not the topic, and break when options are shuffled (25, 26)."""
    if question.type not in CHOICE:
        return None
    found = next((option.id for option in options(question) if _ALL_OR_NONE.fullmatch(folded(option.text))), None)
    return None if found is None else f"option {found} points at the other options"


def key_is_not_longest_by_far(question: Question, _: Ground) -> str | None:
    """The longest option is guessed to be the right one (24)."""
    if question.type is not QuestionType.SINGLE_CHOICE or not isinstance(question.answer, ChoiceAnswer):
        return None
    correct = question.answer.correct
    key = max((len(plain(option.text)) for option in options(question) if option.id in correct), default=0)
    others = max((len(plain(option.text)) for option in options(question) if option.id not in correct), default=0)
    is_far = key > LONGER_BY_FAR * others and key - others >= LONGER_BY_LETTERS
    return f"the key has {key} characters, the longest distractor {others}" if is_far else None


def stem_does_not_give_the_answer(question: Question, ground: Ground) -> str | None:
    """The key's own words stand in the stem and no distractor's do (28)."""
    if _is_stated(question):
        return "the stem states the answer"
    material = question.stem if question.type is QuestionType.FILL_BLANK else unquoted(question.stem)
    asked = words(BLANK.sub(" ", material))
    keys, others = _keys(question)
    telling = [key for key in keys if _is_telling(key) and not _is_verb(key, ground.language)]
    given = any(holds(asked, words(key)) or _is_declined(key, asked, ground.language) for key in telling)
    return "the stem holds the key" if given and not any(holds(asked, words(other)) for other in others) else None


def _is_declined(key: str, asked: Sequence[str], language: Language) -> bool:
    """Whether a long Russian noun stands in the stem in another case: `фотосинтеза` for `фотосинтез`."""
    if language is not Language.RUSSIAN or len(words(key)) != 1 or letters(key) < SHORTEST_DECLINED:
        return False
    noun = noun_in_dictionary_form(words(key)[0])
    return noun is not None and any(noun_in_dictionary_form(word) == noun for word in asked if word[:5] == noun[:5])


def _is_verb(key: str, language: Language) -> bool:
    """Whether the key is a verb: what rises and what falls is asked in the words of the answer."""
    return len(words(key)) < 3 and is_clause(key, language)


def _is_stated(question: Question) -> bool:
    """Whether `Answer:` stands in the stem with the key behind it."""
    number = [question.answer.value] if isinstance(question.answer, NumberAnswer) else []
    label = _ANSWER_LABEL.search(question.stem)
    if label is None:
        return False
    said = words(question.stem[label.end() :])
    return any(key and said[: len(key)] == key for key in map(words, (*number, *_keys(question)[0])))


def _keys(question: Question) -> tuple[list[str], list[str]]:
    """Texts that answer the question, and texts offered beside them."""
    match question.answer:
        case TextAnswer(accepted):
            return list(accepted[:1]), []
        case BlanksAnswer(blanks):
            return [blank[0] for blank in blanks if blank], []
        case ChoiceAnswer(correct) if question.type is QuestionType.SINGLE_CHOICE:
            right = [option.text for option in options(question) if option.id in correct]
            return right, [option.text for option in options(question) if option.id not in correct]
        case _:
            return [], []


def _is_telling(key: str) -> bool:
    """Whether a key is a word of some length or more; numbers and small words stand in stems by chance."""
    return letters(key) >= SHORTEST_LEAK and not any(character.isdigit() for character in key)


def holds(text: Sequence[str], phrase: Sequence[str]) -> bool:
    """Whether the words of the phrase follow each other in the text."""
    size = len(phrase)
    return size > 0 and any(text[at : at + size] == phrase for at in range(len(text) - size + 1))


def is_in_its_language(question: Question, ground: Ground) -> str | None:
    """Stem and solution are written in the script of the sheet's language."""
    written = [character for character in plain(f"{question.stem} {question.solution}") if character.isalpha()]
    own = sum(unicodedata.name(character, "").startswith(SCRIPTS[ground.language]) for character in written)
    if len(written) < FEW_LETTERS or own >= LEAST_OWN_SCRIPT * len(written):
        return None
    return f"{own} of {len(written)} letters are {SCRIPTS[ground.language].title()}"


def formulas_can_be_printed(question: Question, _: Ground) -> str | None:
    r"""Every `\(` has its `\)`, and every formula compiles."""
    try:
        for text in texts(question):
            validate_text(text)
    except FormulaError as error:
        return error.reason
    return None


def no_addresses_or_personal_data(question: Question, _: Ground) -> str | None:
    """A printed sheet leads nowhere and names nobody's telephone."""
    found = next((kind for text in texts(question) if (kind := address_in(text)) is not None), None)
    return None if found is None else f"{found} stands in it"


def address_in(text: str) -> str | None:
    """The kind of address that stands in the plain text, if any."""
    return next((kind for kind, pattern in _ADDRESSES.items() if pattern.search(plain(text))), None)


RULES = (
    has_stem_and_solution,
    options_say_something,
    no_all_or_none_of_the_above,
    key_is_not_longest_by_far,
    stem_does_not_give_the_answer,
    is_in_its_language,
    formulas_can_be_printed,
    no_addresses_or_personal_data,
)
