"""Cues of English grammar at the place where an option is to stand: `an ___`, `The gases are`."""

import re
from collections.abc import Sequence

from cache.stemming import stem_english

_ENDS_WITH_ARTICLE = re.compile(r"(?<![\w/(])(a|an)\s*(?:_{2,}|…|\.{3}|:|—|-)?\s*(?:_{2,})?\s*$", re.IGNORECASE)
_ARTICLE_BEFORE_GAP = re.compile(r"(?<![\w/(])(a|an)\s+(?:_{2,}|…)", re.IGNORECASE)
_SOUNDS_LIKE_CONSONANT = re.compile(
    r"(?:uni(?![nm][a-z]*(?:ed|tend))|use|usu|util|uk|eu|ewe|one\b|once|u[-\s]|ubiq|uran|urin)", re.IGNORECASE
)
_SOUNDS_LIKE_VOWEL = re.compile(r"(?:hour|honest|honou?r|heir|[FHLMNRSX](?=[A-Z\d-]|$|\s)|8|11(?!\d)|18(?!\d))")
_PLURAL_VERB = re.compile(
    r"\b(are|were|these|those)\s*(?:called|known as)?\s*(?:the\s*)?(?:_{2,}|…|\.{3}|:|—)?\s*\.?$", re.IGNORECASE
)
_SINGULAR_VERB = re.compile(
    r"\b(is|was|this|that)\s*(?:called|known as)?\s*(?:the\s*)?(?:_{2,}|…|\.{3}|:|—)?\s*\.?$", re.IGNORECASE
)
_WHICH_PLURAL = re.compile(
    r"^(?:which|what)\s(?:of the following\s)?(?:two\s|three\s)?[a-z]+(?<!s)(?<!i)s\s(?:are|were|have|do)\b",
    re.IGNORECASE,
)
_IRREGULAR_PLURAL_WORDS = (
    "men women children people mice teeth feet geese oxen fungi bacteria cacti larvae data police cattle"
)
_IRREGULAR_PLURAL = frozenset(_IRREGULAR_PLURAL_WORDS.split())
_ARTICLES = ("a ", "an ", "the ")


def cue(stem: str, key: str, wrong: Sequence[str]) -> str | None:
    """What the stem's grammar tells about the options, or None. Lessons of grammar offer forms of one word."""
    if _are_forms_of_one_word([key, *wrong]):
        return None
    article = _ENDS_WITH_ARTICLE.search(stem) or _ARTICLE_BEFORE_GAP.search(stem)
    if article is not None and not key.casefold().startswith(_ARTICLES):
        fits = [_begins_with_vowel(text) == (article[1].casefold() == "an") for text in (key, *wrong)]
        return None if all(fits) else "the article does not fit every option"
    return _number_cue(stem, key, wrong)


def _begins_with_vowel(text: str) -> bool:
    text = text.strip(" “\"'(")
    if _SOUNDS_LIKE_VOWEL.match(text):
        return True
    return text[:1].casefold() in {"a", "e", "i", "o", "u"} and not _SOUNDS_LIKE_CONSONANT.match(text)


def _number_cue(stem: str, key: str, wrong: Sequence[str]) -> str | None:
    if _PLURAL_VERB.search(stem) or _WHICH_PLURAL.search(stem):
        is_told = is_plural(key) and not any(map(is_plural, wrong))
    elif _SINGULAR_VERB.search(stem):
        is_told = not is_plural(key) and all(map(is_plural, wrong))
    else:
        return None
    are_words = all(re.search(r"[A-Za-z]{3}", text) and not re.search(r"\d", text) for text in (key, *wrong))
    return "only the key agrees in number" if is_told and are_words else None


def is_plural(text: str) -> bool:
    """Whether a noun phrase is plural by its last word, or joins two."""
    text = text.casefold().strip(" .")
    head = re.split(r"\s(?:of|in|on|with|from|that|which|for|at|by)\s", text)[0]
    last = head.split()[-1] if head.split() else ""
    is_joined = " and " in text and not text.startswith("both")
    return (
        is_joined
        or last in _IRREGULAR_PLURAL
        or (last.endswith("s") and not last.endswith(("ss", "us", "is", "ics", "'s")))
    )


def _are_forms_of_one_word(texts: Sequence[str]) -> bool:
    stems = {stem_english(re.sub(r"^(?:an?|the)\s+", "", text.casefold().strip(" ."))) for text in texts}
    return len(stems) < len(texts)
