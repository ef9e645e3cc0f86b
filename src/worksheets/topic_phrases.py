"""Phrases that speak to a language model or of a private person, in any of the languages: no topic holds them.

What they miss does no harm to others, since the key of a topic covers its words. They spare the cache what nobody else
will ask for.
"""

import re
from functools import cache
from importlib.resources import files

from cache.model import Language
from cache.spelling import unify

WORD = re.compile(r"[\w\u0300-\u036f\u0900-\u097f]+")
_GAP = r"(?:\S+ ){0,4}"


def words_of(text: str) -> list[str]:
    """The words and numbers of the text in lower case; vowel signs belong to their word."""
    return WORD.findall(text.casefold())


def speaks_to_a_model(topic: str) -> bool:
    """Whether any of the phrases stands in the topic, in any language: models follow them all."""
    return any(_phrases(language).search(_spaced(topic, language)) for language in Language)


def _spaced(text: str, language: Language) -> str:
    return f" {' '.join(words_of(unify(text, language)))} "


@cache
def _phrases(language: Language) -> re.Pattern[str]:
    lines = (files("worksheets") / f"unshareable.{language}.txt").read_text("utf-8").splitlines()
    return re.compile("|".join(_pattern(line, language) for line in lines if line and not line.startswith("//")))


def _pattern(phrase: str, language: Language) -> str:
    """The phrase as it stands between the spaces of a text."""
    return "(?<= )" + "".join(_GAP if word == ".." else _word(word, language) for word in phrase.split())


def _word(word: str, language: Language) -> str:
    ending = r"\S* " if word.endswith("*") else " "
    written = words_of(unify(word.removesuffix("*"), language))
    return re.escape(" ".join(written)) + ending
