"""Whether options say the same in other letters."""

import re
from collections.abc import Sequence

from questions.checks.reading import folded

_SYMBOL = re.compile(r"[A-Za-z]{1,2}\d?")
_ARTICLE = re.compile(r"^(?:an?|the)\s+(?=\w{2})")
_MARKS = re.compile(r"[.,;:!?\"'«»“”„‘’()…।]+")
_DASHES = re.compile(r"\s*[-‐‑–—]\s*(?=\w)|\s+")
_A, _AN = re.compile(r"^a\s"), re.compile(r"^an\s")


def repeats(texts: Sequence[str]) -> bool:
    """Whether two of the texts say the same: case, `ё`, marks, spaces and articles make no difference.

    Where all differ in nothing else, spelling is what is asked. Symbols are compared by case: CO is not Co.
    """
    exact = [" ".join(text.split()) for text in texts]
    if len(set(exact)) < len(exact):
        return True
    alike = [_alike(text) for text in exact]
    is_spelling = len(alike) > 2 and len(set(alike)) == 1
    if is_spelling or len(set(alike)) == len(alike):
        return False
    return not _asks_for_article(exact)


def _alike(text: str) -> str:
    if _SYMBOL.fullmatch(text):
        return text
    said = folded(text)
    if "\\(" in text or any(character.isdigit() for character in text):
        return said
    bare = _DASHES.sub(" ", _MARKS.sub("", said)).strip()
    return _ARTICLE.sub("", bare) or said


def _asks_for_article(texts: Sequence[str]) -> bool:
    """Whether *a* and *an* stand before the same word: a lesson of English."""
    said = [folded(text) for text in texts]
    return bool(
        {_A.sub("", text) for text in said if _A.match(text)} & {_AN.sub("", text) for text in said if _AN.match(text)}
    )
