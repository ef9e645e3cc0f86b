"""The texts of a family in one language: `phrases/FAMILY.LANGUAGE.toml` and `phrases/shared.LANGUAGE.toml`."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from random import Random
from string import Template

import msgspec
from msgspec import Struct

from cache.model import Language

Texts = str | tuple[str, ...]


class PhraseFile(Struct, frozen=True, forbid_unknown_fields=True):
    """One TOML file; the tables are described in `model.py` and `patterns.py`.

    `extends` names a file of the same language whose phrases and mistakes are taken over.
    """

    topics: dict[str, tuple[str, ...]] = {}
    titles: dict[str, str] = {}
    words: dict[str, tuple[str, ...]] = {}
    values: dict[str, dict[str, tuple[str, ...]]] = {}
    phrases: dict[str, Texts] = {}
    mistakes: dict[str, str] = {}
    nouns: dict[str, tuple[str, ...]] = {}
    extends: str = ""


def _read(name: str, language: Language) -> PhraseFile:
    text = (files("questions.generators") / "phrases" / f"{name}.{language}.toml").read_text("utf-8")
    own = msgspec.convert(tomllib.loads(text), PhraseFile)
    return _extended(own, _read(own.extends, language)) if own.extends else own


def _extended(own: PhraseFile, inherited: PhraseFile) -> PhraseFile:
    """The file with the phrases and mistakes of the one it `extends`, its own ones winning."""
    return msgspec.structs.replace(
        own, phrases=inherited.phrases | own.phrases, mistakes=inherited.mistakes | own.mistakes
    )


class Phrases(Struct, frozen=True):
    """A family's texts in one language, the shared ones included."""

    language: Language
    own: PhraseFile
    shared: PhraseFile

    def say(self, key: str, random: Random, fields: Mapping[str, str | int]) -> str:
        """The text under `key`, one of several by chance, with its fields. Raises KeyError for a missing one."""
        texts = self.own.phrases.get(key) or self.shared.phrases[key]
        text = texts if isinstance(texts, str) else random.choice(texts)
        return Template(text).substitute(fields)

    def mistake(self, key: str) -> str:
        """The clause that says what went wrong."""
        return self.own.mistakes.get(key) or self.shared.mistakes[key]

    def noun(self, key: str) -> tuple[str, ...]:
        """The forms that `plurals.plural` chooses from."""
        return self.own.nouns.get(key) or self.shared.nouns[key]


@lru_cache(maxsize=128)
def load(family: str, language: Language) -> Phrases:
    """The texts of one family; files are read once."""
    return Phrases(language, _read(family, language), _read("shared", language))
