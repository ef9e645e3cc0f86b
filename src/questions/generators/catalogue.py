"""Every skill that can be computed, and the recognition of a teacher's topic among them."""

from collections.abc import Iterator
from functools import cache

from cache.canonical import CanonicalTopic, read
from cache.model import Language
from questions.generators.families import FAMILIES
from questions.generators.model import Skill, SkillKind
from questions.generators.patterns import Pattern, compile_pattern, fill_title, single_words, tokens
from questions.generators.phrase_files import load

KINDS: tuple[SkillKind, ...] = tuple(kind for family in FAMILIES for kind in family)


def _parts(kind: SkillKind) -> tuple[str, str]:
    family, _, skill = kind.name.partition(".")
    return family, skill


@cache
def _patterns(language: Language) -> tuple[tuple[SkillKind, tuple[Pattern, ...]], ...]:
    return tuple((kind, tuple(_patterns_of(kind, language))) for kind in KINDS)


def _patterns_of(kind: SkillKind, language: Language) -> Iterator[Pattern]:
    family, skill = _parts(kind)
    phrases = load(family, language)
    for pattern in phrases.own.topics[skill]:
        yield compile_pattern(pattern, phrases)


@cache
def _fillers(language: Language) -> frozenset[tuple[str, ...]]:
    words = load("times_tables", language).shared.words["filler"]
    return frozenset(tokens(word, language) for word in words) - {()}


def _without_fillers(words: tuple[str, ...], language: Language) -> tuple[str, ...]:
    for filler in _fillers(language):
        if words[: len(filler)] == filler:
            return _without_fillers(words[len(filler) :], language)
        if words[-len(filler) :] == filler:
            return _without_fillers(words[: -len(filler)], language)
    return words


def find_skill(topic: CanonicalTopic, grade: int) -> Skill | None:
    """The one skill whose vocabulary explains every token of the topic, or None; None also where it would be absurd."""
    sentence = "".join(f"{token} " for token in _without_fillers(single_words(topic.tokens), topic.language))
    for kind, patterns in _patterns(topic.language):
        for pattern in patterns:
            parameters = pattern.match(sentence)
            if parameters is not None and grade in kind.grades and kind.accepts(parameters, grade):
                return Skill(kind, parameters)
    return _find_by_title(topic, grade)


def _find_by_title(topic: CanonicalTopic, grade: int) -> Skill | None:
    """The skill whose title says the same as the topic in the canonical form."""
    skills = _by_title_key(topic.language).get(topic.key, ())
    return next((s for s in skills if grade in s.kind.grades and s.kind.accepts(s.parameters, grade)), None)


@cache
def _by_title_key(language: Language) -> dict[str, tuple[Skill, ...]]:
    found: dict[str, list[Skill]] = {}
    for kind in KINDS:
        for parameters in kind.samples:
            skill = Skill(kind, parameters)
            found.setdefault(read(title(skill, language), language).key, []).append(skill)
    return {key: tuple(skills) for key, skills in found.items()}


def title(skill: Skill, language: Language) -> str:
    """What the sheet is called; typed as a topic it is recognised as the same skill."""
    family, name = _parts(skill.kind)
    phrases = load(family, language)
    return fill_title(phrases.own.titles[name], skill.parameters, phrases)


def _samples(grade: int) -> Iterator[Skill]:
    for kind in KINDS:
        for parameters in kind.samples:
            if grade in kind.grades and kind.accepts(parameters, grade):
                yield Skill(kind, parameters)


def topics(language: Language, grade: int) -> list[str]:
    """Topics a teacher of this grade can type and have computed."""
    return list(dict.fromkeys(title(skill, language) for skill in _samples(grade)))
