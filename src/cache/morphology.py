"""What the dictionary of Russian knows of a word: whether it exists, its forms and cases, the noun of a verb."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple, Protocol, cast

from pymorphy3 import MorphAnalyzer  # pyright: ignore[reportMissingTypeStubs] — it ships none


class _Tag(Protocol):
    POS: str | None
    case: str | None
    gender: str | None
    number: str | None
    mood: str | None
    tense: str | None

    def __contains__(self, grammeme: str) -> bool: ...


class _Parse(Protocol):
    word: str
    normal_form: str
    is_known: bool
    tag: _Tag
    lexeme: list["_Parse"]


class _Dictionary(Protocol):
    def parse(self, word: str) -> list[_Parse]: ...


_WORD = re.compile("[а-яё]+(?:-[а-яё]+)*")
_VERBAL = frozenset({"VERB", "INFN", "GRND"})
_ENDINGS = (
    ("ировать", ("ирование", "ация")),
    ("овать", ("ование",)),
    ("ивать", ("ение", "ивание")),
    ("ывать", ("ание", "ывание")),
    ("ать", ("ание", "ение")),
    ("ять", ("ение", "яние")),
    ("еть", ("ение",)),
    ("ить", ("ение",)),
)
_SOFTENED = (("ст", "щ"), ("б", "бл"), ("п", "пл"), ("в", "вл"), ("м", "мл"), ("т", "щ"), ("т", "ч"), ("д", "жд"))
_HISSED = (("д", "ж"), ("с", "ш"), ("з", "ж"), ("ц", "к"), ("г", "ж"))


@cache
def _dictionary() -> _Dictionary:
    return cast(_Dictionary, MorphAnalyzer(lang="ru"))


@lru_cache(maxsize=20_000)
def _parses(word: str) -> tuple[_Parse, ...]:
    """Readings of a word, the likeliest first; none for what is not written in Russian letters."""
    if not _WORD.fullmatch(word):  # the dictionary asks for the names of letters, and not all have one
        return ()
    return tuple(parse for parse in _dictionary().parse(word) if parse.is_known)


class Reading(NamedTuple):
    """One grammatical reading of a word, in the grammemes of OpenCorpora; None where the word has no such category."""

    part: str | None
    gender: str | None
    number: str | None
    case: str | None
    mood: str | None
    tense: str | None


@lru_cache(maxsize=5_000)
def readings(word: str) -> tuple[Reading, ...]:
    """Every reading of a word in lower case, the likeliest first; none for what the dictionary lacks."""
    tags = [parse.tag for parse in _parses(word)]
    return tuple(Reading(tag.POS, tag.gender, tag.number, tag.case, tag.mood, tag.tense) for tag in tags)


def is_russian(word: str) -> bool:
    return bool(_parses(word))


def noun_in_dictionary_form(word: str) -> str | None:
    """`цветка` → `цветок`: nouns lose and gain vowels that no ending rule knows. None for other words."""
    best = next(iter(_parses(word)), None)
    return str(best.normal_form).replace("ё", "е") if best is not None and "NOUN" in best.tag else None


def infinitive_of(word: str) -> str | None:
    """`плавятся` → `плавить`. None for what is no verb."""
    best, *others = _parses(word) or (None,)
    if best is not None and best.tag.POS == "PRTS":  # `делим` is sooner what we do than what can be divided
        best = next((parse for parse in others if parse.tag.POS in _VERBAL), best)
    if best is None or best.tag.POS not in _VERBAL:
        return None
    return re.sub("с[яь]$", "", str(best.normal_form).replace("ё", "е"))


def is_locative_only(word: str) -> bool:
    """`плоскости` may be the case of *where*, and also of *where to*; `плоскостях` only the first."""
    parses = [parse.tag for parse in _parses(word) if parse.tag.POS in {"NOUN", "ADJF", "PRTF", "NPRO"}]
    return any(tag.case in {"loct", "loc2"} for tag in parses) and not any(tag.case == "accs" for tag in parses)


def _nouns_of(infinitive: str) -> Iterator[str]:
    for ending, replacements in _ENDINGS:
        base = infinitive.removesuffix(ending)
        if base == infinitive:
            continue
        softened = [base.removesuffix(hard) + soft for hard, soft in (*_SOFTENED, *_HISSED) if base.endswith(hard)]
        for replacement in replacements:
            changed = [] if replacement[0] in "аои" else softened
            yield from (changing + replacement for changing in (*changed, base))


@lru_cache(maxsize=5_000)
def noun_of_verb(infinitive: str) -> str | None:
    """`плавить` → `плавление`, where the dictionary has such a noun."""
    return next((noun for noun in _nouns_of(infinitive) if noun_in_dictionary_form(noun) == noun), None)


@lru_cache(maxsize=5_000)
def forms_of(word: str) -> frozenset[str]:
    """Every inflection of the likeliest reading of a word, itself included."""
    best = next(iter(_parses(word)), None)
    return frozenset({word} if best is None else (str(form.word).replace("ё", "е") for form in best.lexeme))


_NAMES = ("Name", "Patr", "Surn", "Geox")


@lru_cache(maxsize=20_000)
def name_readings(word: str) -> frozenset[tuple[str, str]]:
    """What a word is as a name, with its dictionary form: `Name`, `Patr` (patronymic), `Surn`, `Geox` (a place)."""
    return frozenset((kind, parse.normal_form) for parse in _parses(word) for kind in _NAMES if kind in parse.tag)
