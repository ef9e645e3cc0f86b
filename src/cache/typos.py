"""Slips of the keyboard, mended by a word of the topic that is compared."""

import re
from collections.abc import Iterable

from cache.model import Language
from cache.morphology import forms_of
from cache.school_hindi import is_school_hindi
from cache.spelling import unify
from cache.transliteration import is_devanagari, spells
from cache.vocabulary import exists

_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\u0900-\u0903\u093a-\u094f]+[^\W\d_]*)*")
_SHORTEST = 5
_LONG = 9
_LONGEST_ENDING = 4
_FEWEST_CONSONANTS = 4
_MOST_VOWELS = 3
_FEWEST_TO_TELL = 2

# Words that differ in these parts only are other words, whether or not a dictionary has them.
_TELLING_ENDINGS = re.compile(
    r"(ite|ate|ide|ane|ene|yne|ine|ose|ase|ous|ic|ism|ist|er|or|ion|al|ol|one|yl|ity|ит|ат|ид|ан|ен|ин|оза|аза|изм|ист|ость)(?:s|ы|а|ов)?$"
)
_TELLING_BEGINNINGS = re.compile(
    r"^(micro|macro|hypo|hyper|inter|intra|ante|anti|pre|pro|per|endo|exo|ecto|homo|hetero|mono|poly|bi|tri|iso|"
    r"im|em|in|un|ir|il|dis|de|re|sub|sup|микро|макро|гипо|гипер|эндо|экзо|моно|поли|при|пре|пере|пред|про|под|над|без|бес|не|"
    r"от|об|вы|за|на|по|до|раз|рас|из|ис|одно|дву|двух|тре|трех|अ|सम|वि|प्र|परि|उप|नि)"
)


def distance(first: str, second: str) -> int:
    """Edits between two words, a swap of neighbours being one (Damerau and Levenshtein, optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, 1):
        older, before, row = before, row, [i]
        for j, other in enumerate(second, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _is_word(word: str, language: Language) -> bool:
    return exists(word, language) or (language is Language.HINDI and is_school_hindi(word))


def _differs(telling: re.Pattern[str], first: str, second: str) -> bool:
    one, other = telling.search(first), telling.search(second)
    return one is not None and other is not None and one[1] != other[1]


def _begins_otherwise(first: str, second: str) -> bool:
    """Whether the two are one word behind different prefixes: `hypothermia` is no slip of `hyperthermia`."""
    one, other = _TELLING_BEGINNINGS.match(first), _TELLING_BEGINNINGS.match(second)
    if one is None or other is None or one[1] == other[1]:
        return False
    return first[one.end() :] == second[other.end() :]


def _is_near(typed: str, meant: str, allowed: int) -> bool:
    return abs(len(typed) - len(meant)) <= allowed and distance(typed, meant) <= allowed


def _has_same_consonants(typed: str, meant: str) -> bool:
    """Vowels that are not heard and doubled letters are what English spelling is mistaken in: `simultanious`."""
    left = [word[0] + re.sub(r"(.)\1+", r"\1", re.sub("[aeiouy]", "", word[1:])) for word in (typed, meant)]
    return left[0] == left[1] and len(left[0]) >= _FEWEST_CONSONANTS and _is_near(typed, meant, _MOST_VOWELS)


def is_slip(typed: str, meant: str, language: Language) -> bool:
    """Whether `typed`, which is no word, is the word `meant` with a slip in it."""
    shorter = min(len(typed), len(meant))
    if typed == meant or shorter < _SHORTEST:
        return False
    allowed = 2 if shorter >= _LONG and language is Language.ENGLISH else 1
    if not _is_near(typed, meant, allowed) and not (
        language is Language.ENGLISH and _has_same_consonants(typed, meant)
    ):
        return False
    if typed.endswith(meant) or meant.endswith(typed):
        return False
    if _differs(_TELLING_ENDINGS, typed, meant) or _begins_otherwise(typed, meant):
        return False
    if _is_word(typed, language):
        return False
    return _is_word(meant, language) or (language is Language.RUSSIAN and _sounds_like(typed, meant))


def _sounds_like(typed: str, meant: str) -> bool:
    """Names stand in no dictionary; of them only what one does not hear is forgiven: `Хамурапи`, `Расколников`."""
    heard = [re.sub(r"(.)\1", r"\1", re.sub("[ьъ]", "", word)) for word in (typed, meant)]
    return heard[0] == heard[1]


def _other_number(word: str) -> str:
    """A slip may stand in the singular of a word that the other topic has in the plural."""
    return word.removesuffix("s") if word.endswith("s") else word + "s"


def _is_romanised(typed: str, meant: str) -> bool:
    """Whether `typed` may be Hindi in Latin letters for `meant`; what else it may be, the words beside it tell."""
    return typed.isascii() and is_devanagari(meant) and spells(typed, unify(meant, Language.HINDI))


def words_of(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _meant_in_another_form(word: str, known: Iterable[str]) -> list[str]:
    """The words whose other inflection was mistyped: `призноки` beside `признак`."""
    if len(word) < _SHORTEST or exists(word, Language.RUSSIAN):
        return []
    near = [other for other in known if abs(len(other) - len(word)) <= _LONGEST_ENDING]
    return [other for other in near if any(is_slip(word, form, Language.RUSSIAN) for form in forms_of(other))]


def mend(text: str, by: Iterable[str], language: Language) -> str:
    """`text` with every slip replaced by the one word of `by` that was meant; left alone where two could be."""
    known = list(dict.fromkeys(by))
    is_alone = len(words_of(text)) < _FEWEST_TO_TELL

    def mended(found: re.Match[str]) -> str:
        word = found[0].casefold()
        meant = [] if word in known else [candidate for candidate in known if is_slip(word, candidate, language)]
        if not meant and language is Language.HINDI and not is_alone:
            meant = [candidate for candidate in known if _is_romanised(word, candidate)]
        if not meant and word not in known and language is Language.ENGLISH:
            others = [_other_number(candidate) for candidate in known]
            meant = [candidate for candidate in others if is_slip(word, candidate, language)]
        if not meant and word not in known and language is Language.RUSSIAN:
            meant = _meant_in_another_form(word, known)
        return meant[0] if len(meant) == 1 else found[0]

    return _WORD.sub(mended, text)
