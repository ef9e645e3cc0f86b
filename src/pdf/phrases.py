"""The fixed words of a sheet, in the language of the sheet."""

import tomllib
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from cache.model import Language
from questions.model import Checker, Subject
from questions.plurals import plural


class Phrases(Struct, frozen=True, forbid_unknown_fields=True):
    """One language of `phrases.toml`."""

    name: str
    class_name: str
    date: str
    score: str
    grade: str
    points: tuple[str, ...]
    answer: str
    true: str
    false: str
    choose_several: str
    match: str
    order: str
    key: str
    solutions: str
    criteria: str
    also_accepted: str
    page: str
    checked: str
    checkers: dict[Checker, str]
    subjects: dict[Subject, str]


@cache
def phrases(language: Language) -> Phrases:
    """The words of a language."""
    text = (files("pdf") / "phrases.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text)[language], Phrases)


def points(count: int, language: Language) -> str:
    """“1 point”, “5 баллов”, “2 अंक”, with a no-break space."""
    return f"{count}\N{NO-BREAK SPACE}{plural(count, phrases(language).points, language)}"


def subject_name(subject: str, language: Language) -> str:
    """The printed name of a subject; a name that is no `Subject` is its own."""
    names = phrases(language).subjects
    return next((name for known, name in names.items() if known == subject), subject)
