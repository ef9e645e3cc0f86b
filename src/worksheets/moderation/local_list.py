"""What a text wishes for, by the phrases of our own lists.

Every list whose letters the text has is asked, whatever the language of the request: a model follows them all.
"""

import re
from functools import cache, lru_cache, partial

from cache.model import Language
from cache.spelling import unify
from worksheets.moderation.disguise import Slips, undisguised
from worksheets.moderation.model import Category, TextFields, Unfit
from worksheets.moderation.phrase_list import PhraseList, Spelling, phrase_list
from worksheets.topic_phrases import words_of

_LATIN = re.compile("[a-zA-Z]")
_CYRILLIC = re.compile("[а-яА-ЯёЁ]")
_DEVANAGARI = re.compile("[\u0900-\u097f]")
_SAME_IN_HINDI = (
    (re.compile("aa+"), "a"), (re.compile("ee|ii"), "i"), (re.compile("oo|uu"), "u"), (re.compile("w"), "v"),
    (re.compile("z"), "j"),
)  # fmt: skip
_SAME_IN_RUSSIAN = (
    (re.compile("j(?=[aou])"), "y"),
    (re.compile("x"), "h"),
    (re.compile("['`]"), ""),
    (re.compile("kh"), "h"),
)


def unfit(fields: TextFields) -> Unfit | None:
    """The first field whose text wishes for what no school works on."""
    for field, text in fields:
        category = category_of(text)
        if category is not None:
            return Unfit(field, category)
    return None


@lru_cache(maxsize=2048)
def category_of(text: str) -> Category | None:
    """What the text wishes for, or None when it is fit for a school. Total: any text has an answer."""
    return category_in(text)


def category_in(text: str) -> Category | None:
    """The same without remembering it."""
    return next((found for plain in (text, *undisguised(text)) if (found := _found_in(plain)) is not None), None)


def _found_in(text: str) -> Category | None:
    for letters, language, lists in _LISTS:
        if not letters.search(text):
            continue
        for name, spelling in lists:
            category = _by_list(text, language, phrase_list(name, spelling), name)
            if category is not None:
                return category
    return None


def _by_list(text: str, language: Language, phrases: PhraseList, name: str) -> Category | None:
    spelling = _SPELLINGS[name]
    slips = _slips(name)
    words = words_of(spelling(slips.unmasked(text)))
    found = phrases.category_of(f" {' '.join(words)} ")
    if found is not None or name not in _MENDED:
        return found
    mended = [slips.mended(word, language) for word in words]
    return None if mended == words else phrases.category_of(f" {' '.join(mended)} ")


@cache
def _slips(name: str) -> Slips:
    return Slips(phrase_list(name, _SPELLINGS[name]).words)


def _hindi_in_latin(text: str) -> str:
    for pattern, plain in _SAME_IN_HINDI:
        text = pattern.sub(plain, text)
    return text


def _russian_in_latin(text: str) -> str:
    for pattern, plain in _SAME_IN_RUSSIAN:
        text = pattern.sub(plain, text)
    return text


def _unified(language: Language) -> Spelling:
    return partial(unify, language=language)


_SPELLINGS: dict[str, Spelling] = {
    "en": _unified(Language.ENGLISH),
    "ru": _unified(Language.RUSSIAN),
    "hi": _unified(Language.HINDI),
    "ru-latin": lambda text: _russian_in_latin(text.casefold()),
    "hi-latin": lambda text: _hindi_in_latin(text.casefold()),
}
_MENDED = frozenset({"en", "ru", "hi"})
_LISTS = tuple(
    (letters, language, tuple((name, _SPELLINGS[name]) for name in names))
    for letters, language, names in (
        (_LATIN, Language.ENGLISH, ("en", "hi-latin", "ru-latin")),
        (_CYRILLIC, Language.RUSSIAN, ("ru",)),
        (_DEVANAGARI, Language.HINDI, ("hi",)),
    )
)
