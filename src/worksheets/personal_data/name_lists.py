"""The lists of names: first names, surnames, and people whom lessons are about or textbooks are by."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from msgspec import Struct

from cache.lexicon_files import lines
from cache.model import Language
from cache.spelling import unify_devanagari

_ANY = "*"
_UNSURE = "?"


class FirstNames(Struct, frozen=True):
    """First names in lower case; `unsure` are those that are words as well."""

    sure: frozenset[str]
    unsure: frozenset[str]

    def __contains__(self, word: str) -> bool:
        return word in self.sure or word in self.unsure


class Known(Struct, frozen=True):
    """Known people: what goes before each surname, and first names with a patronymic or an epithet."""

    by_surname: dict[str, frozenset[str]]

    def has(self, given: str | None, surname: str) -> bool:
        """Whether somebody known has this surname and first name. An initial is enough; None fits every name."""
        names = self.by_surname.get(surname)
        if names is None:
            return False
        if given is None or _ANY in names or given in names:
            return True
        return len(given) == 1 and any(name.startswith(given) for name in names)


def listed(name: str) -> Iterator[str]:
    """The lines of a list without remarks."""
    text = (files("worksheets.personal_data.lists") / f"{name}.txt").read_text("utf-8")
    yield from (line for line in text.splitlines() if line.strip() and not line.startswith("//"))


@cache
def latin_first_names() -> FirstNames:
    """Of Europe, America and India, in Latin letters."""
    indian = (f"{latin}{_UNSURE if native.endswith(_UNSURE) else ''}" for latin, native in _pairs("given_names.indian"))
    western = (name for line in listed("given_names.latin") for name in line.split())
    return _first_names([*western, *indian])


@cache
def devanagari_first_names() -> FirstNames:
    """Of India, in Devanagari of one spelling."""
    return _first_names(unify_devanagari(native) for _, native in _pairs("given_names.indian"))


@cache
def latin_surnames() -> frozenset[str]:
    """English ones and those of India, in Latin letters."""
    western = (name for line in listed("surnames.latin") for name in line.split())
    return frozenset(name.casefold() for name in (*western, *(latin for latin, _ in _pairs("surnames.indian"))))


@cache
def indian_surnames() -> frozenset[str]:
    """In Latin letters."""
    return frozenset(latin.casefold() for latin, _ in _pairs("surnames.indian"))


@cache
def devanagari_surnames() -> frozenset[str]:
    """Of India, in Devanagari of one spelling."""
    return frozenset(unify_devanagari(native) for _, native in _pairs("surnames.indian"))


@cache
def known_in_latin() -> Known:
    """People of lessons, in Latin letters."""
    return _known([*_people("known.latin"), *_of_lexicon(Language.ENGLISH)])


@cache
def known_in_devanagari() -> Known:
    """People of lessons, in Devanagari of one spelling."""
    people = [*_people("known.devanagari"), *_of_lexicon(Language.HINDI)]
    return _known(unify_devanagari(person) for person in people)


@cache
def known_in_russian() -> Known:
    """People of lessons and authors of textbooks, every name as a stem."""
    people = [*_people("known.russian"), *_of_lexicon(Language.RUSSIAN)]
    return _known(" ".join(map(russian_stem, person.split())) for person in people)


_RUSSIAN_ENDING = re.compile(
    r"(?:ием|ий|ия|ию|ии|ие|ого|его|ому|ему|ыми|ими|ый|ой|ым|им|ая|яя|ую|юю|ою|ею|ей|ом|ем|а|я|у|ю|е|ы|и|о|ь|й)$"
)
_SHORTEST_STEM = 2
# Vowels that come and go.
_ONE_STEM = {"павел": "павл", "льв": "лев"}


def russian_stem(word: str) -> str:
    """A Russian name without the ending of its case: `Толстого` and `Толстой` → `толст`."""
    plain = word.casefold().replace("ё", "е")
    stem = _RUSSIAN_ENDING.sub("", plain)
    return _ONE_STEM.get(stem, stem) if len(stem) >= _SHORTEST_STEM else plain


@cache
def words_like_russian_names() -> frozenset[str]:
    """Forms of words that are first names as well."""
    return frozenset(word for line in listed("ambiguous.russian") for word in line.split())


def _first_names(names: Iterator[str] | list[str]) -> FirstNames:
    every = [name.casefold() for name in names]
    unsure = frozenset(name.rstrip(_UNSURE) for name in every if name.endswith(_UNSURE))
    return FirstNames(frozenset(name for name in every if not name.endswith(_UNSURE)) - unsure, unsure)


def _pairs(name: str) -> Iterator[tuple[str, str]]:
    for line in listed(name):
        for both in line.split():
            latin, _, native = both.partition("=")
            yield latin, native


def _people(name: str) -> Iterator[str]:
    for line in listed(name):
        yield from (person.strip() for person in line.split(";") if person.strip())


def _of_lexicon(language: Language) -> Iterator[str]:
    for line in lines(language, "people"):
        yield from (name.strip() for name in line.split("=") if name.strip())


def _known(people: Iterator[str] | list[str]) -> Known:
    by_surname: dict[str, set[str]] = {}
    for person in people:
        *given, surname = person.casefold().replace("ё", "е").split()
        by_surname.setdefault(surname, set()).update(given or [_ANY])
    return Known({surname: frozenset(given) for surname, given in by_surname.items()})
