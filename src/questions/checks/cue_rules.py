"""Rules about what gives a key away to somebody who knows nothing of the topic.

Numbers in parentheses are the guidelines of Haladyna, Downing and Rodriguez (2002); see `key_rules`.
"""

import re
from collections.abc import Callable
from itertools import takewhile

from cache.model import Language
from cache.stemming import stem_english, stem_hindi, stem_russian
from questions.checks import english_agreement, hindi_agreement, russian_agreement
from questions.checks.key_rules import BLANK
from questions.checks.model import Ground
from questions.checks.reading import letters, options, plain, unquoted, words
from questions.checks.statements import is_clause
from questions.model import ChoiceAnswer, Question, QuestionType

_ABSOLUTE = {
    Language.ENGLISH: re.compile(
        r"\b(?:always|never|absolutely|completely|entirely|totally|under no circumstances"
        r"|without exception|invariably|in every case)\b"
    ),
    Language.RUSSIAN: re.compile(
        r"\b(?:всегда|никогда|абсолютно|совершенно|полностью|исключительно|без исключения|ни при каких"
        r"|во всех случаях|в любом случае|ни в коем случае)\b"
    ),
    Language.HINDI: re.compile(
        r"(?<!\S)(?:हमेशा|सदैव|सदा|कभी नहीं|कभी भी|बिल्कुल|बिलकुल|पूरी तरह|पूर्णतः|पूर्णत:|हर हाल में"
        r"|किसी भी हालत में|बिना अपवाद|हर बार)(?!\S)|कभी (?:\S+ ){0,4}नहीं"
    ),
}
_RATHER_ABSOLUTE = {
    Language.ENGLISH: re.compile(
        r"\b(?:all|every|only|none|nobody|no one|nothing|must|everyone|everything|impossible|any)\b"
    ),
    Language.RUSSIAN: re.compile(
        r"\b(?:все|всё|весь|вся|любо[йею]|люб(?:ая|ые|ого|ых)|кажд\w+|только|лишь|никто|ничто|ничего"
        r"|никак\w*|ни один|ни одна|невозможно|обязательно)\b"
    ),
    Language.HINDI: re.compile(
        r"(?<!\S)(?:केवल|सिर्फ़|सिर्फ|मात्र|सभी|सारे|सब|हर|प्रत्येक|कोई भी|कोई नहीं|कुछ भी|असंभव|अनिवार्य)(?!\S)"
    ),
}
_WORDS_OF_A_STATEMENT = 3
_SHORTEST_ECHO = 5
_LONGEST_ECHO_KEY = 4
_STEMMERS: dict[Language, Callable[[str], str]] = {
    Language.ENGLISH: stem_english,
    Language.RUSSIAN: stem_russian,
    Language.HINDI: stem_hindi,
}
SHORTEST_COMMON_BEGINNING = 6
_FEW_LETTERS_OF_HINDI = 4
_SMALL_WORDS = (
    "which what where these those their there about other following called following between "
    "because through would could"
    " number numbers answer example following correct statement sentence between should first second"
    " который которая которое которые какой какая какие этого этому число числа ответ пример верно "
    "больше меньше один одна"
    " निम्नलिखित निम्न इनमें कौन संख्या उत्तर उदाहरण होता होती होते करना करने करता करते करती जाता "
    "जाती जाते द्वारा वाला वाली वाले"
)
_SMALL = frozenset(_SMALL_WORDS.split())


def _sole_key(question: Question) -> tuple[str, list[str]] | None:
    """The one right option and the others, for single choice with an unbroken key."""
    if question.type is not QuestionType.SINGLE_CHOICE or not isinstance(question.answer, ChoiceAnswer):
        return None
    right = [option.text for option in options(question) if option.id in question.answer.correct]
    wrong = [option.text for option in options(question) if option.id not in question.answer.correct]
    return (right[0], wrong) if len(right) == 1 and len(wrong) > 1 else None


def absolutes_are_not_only_in_distractors(question: Question, ground: Ground) -> str | None:
    """*Always* and *never* are seldom true, and pupils know it (28a)."""
    split = _sole_key(question)
    if split is None or min(len(words(text)) for text in split[1]) < _WORDS_OF_A_STATEMENT - 1:
        return None
    strict, wide = _ABSOLUTE[ground.language], _RATHER_ABSOLUTE[ground.language]
    key, wrong = split[0].casefold(), [text.casefold() for text in split[1]]
    if strict.search(key) or wide.search(key):
        return None
    strong = sum(strict.search(text) is not None for text in wrong)
    both = sum((strict.search(text) or wide.search(text)) is not None for text in wrong)
    is_told = strong > 1 or (strong > 0 and both == len(wrong)) or (both == len(wrong) > 2)
    return "only distractors hold absolute words" if is_told else None


def key_does_not_echo_the_stem(question: Question, ground: Ground) -> str | None:
    """A key that shares a word with the stem, when no distractor does, is chosen by its sound (28b, "clang")."""
    split = _sole_key(question)
    if split is None or len(words(split[0])) > _LONGEST_ECHO_KEY:
        return None
    asked = _content(BLANK.sub(" ", unquoted(question.stem)), ground.language)
    if is_clause(split[0], ground.language) or not _echoes(split[0], asked, ground.language):
        return None
    is_shared = any(_echoes(text, asked, ground.language) for text in split[1])
    return None if is_shared else "the key repeats a word of the stem"


def _echoes(text: str, asked: frozenset[str], language: Language) -> bool:
    """Whether a longer word of the text stands in the stem, or one that begins alike: `monarchy`, `monarch`."""
    return any(_sound_alike(one, two) for one in _content(text, language) for two in asked)


def _sound_alike(one: str, two: str) -> bool:
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, two, strict=False)))
    shorter = min(len(one), len(two))
    return one == two or (alike >= SHORTEST_COMMON_BEGINNING and alike >= 0.8 * shorter)


def _content(text: str, language: Language) -> frozenset[str]:
    """Stems of the longer words; small and common ones stand everywhere."""
    shortest = _FEW_LETTERS_OF_HINDI if language is Language.HINDI else _SHORTEST_ECHO
    long_words = (
        word
        for word in words(text)
        if letters(word) >= shortest and word not in _SMALL and word.isalpha() | (language is Language.HINDI)
    )
    return frozenset(_STEMMERS[language](word) for word in long_words)


def grammar_does_not_give_the_key(question: Question, ground: Ground) -> str | None:
    """The stem's article, gender or number fits the key alone, or a distractor not at all (28c)."""
    split = _sole_key(question)
    if split is None or "\\(" in question.stem:
        return None
    key, wrong = split
    stem = plain(question.stem)
    match ground.language:
        case Language.ENGLISH:
            return english_agreement.cue(stem, key, wrong)
        case Language.RUSSIAN:
            return russian_agreement.cue(stem, key, wrong)
        case Language.HINDI:
            return hindi_agreement.cue(stem, key, wrong)


RULES = (
    absolutes_are_not_only_in_distractors,
    key_does_not_echo_the_stem,
    grammar_does_not_give_the_key,
)
