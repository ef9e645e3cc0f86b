"""The lexicon files keep their own rules."""

from importlib.resources import files
from string import ascii_lowercase

import pytest

from cache.canonical import read
from cache.lexicon import AND, lexicon_of, reader_of
from cache.lexicon_files import choices, lines
from cache.model import Language


@pytest.mark.parametrize("language", list(Language))
def test_no_filler_or_function_word_denies_limits_or_directs(language: Language) -> None:
    lexicon = lexicon_of(language)
    kept = lexicon.polarity | lexicon.direction
    assert not kept & lexicon.function_words
    assert not {pattern for pattern in lexicon.fillers.anywhere if kept & set(pattern)}


@pytest.mark.parametrize("language", list(Language))
def test_no_number_alone_is_a_filler(language: Language) -> None:
    fillers = lexicon_of(language).fillers
    numbers = {
        pattern
        for pattern in fillers.leading | fillers.trailing | fillers.anywhere
        if all(token[:1].isdigit() for token in pattern)
    }
    assert not numbers


@pytest.mark.parametrize("language", list(Language))
def test_no_word_is_redundant_beside_itself(language: Language) -> None:
    for word, companions in lexicon_of(language).redundant.items():
        assert word not in companions


@pytest.mark.parametrize("language", list(Language))
def test_a_variant_stands_for_one_head_only(language: Language) -> None:
    reader = reader_of(language)
    heads: dict[tuple[str, ...], str] = {}
    clashes: list[str] = []
    for path in sorted((files("cache") / "lexicons" / language.value / "synonyms").iterdir(), key=str):
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("//"):
                continue
            head, _, variants = line.replace(" ~ ", " = ", 1).partition(" = ")
            for variant in (said for part in variants.split(" | ") for said in choices(part)):
                pattern = reader.pattern(variant)
                if heads.setdefault(pattern, head) != head:
                    clashes.append(f"{variant!r}: {heads[pattern]!r} and {head!r}")
    assert not clashes


def test_a_line_with_choices_stands_for_each_of_them() -> None:
    assert list(choices("{a|b|} c {d|e}")) == ["a c d", "a c e", "b c d", "b c e", "c d", "c e"]


def _wordings(line: str) -> list[str]:
    head, _, variants = line.replace(" ~ ", " = ", 1).replace("#", "7").partition(" = ")
    return [head, *(said for part in variants.split(" | ") for said in choices(part))]


def test_every_hindi_variant_comes_out_as_its_head() -> None:
    stray = [
        f"{head}: {variant}"
        for head, *variants in map(_wordings, lines(Language.HINDI, "synonyms"))
        for variant in variants
        if read(variant, Language.HINDI).key != read(head, Language.HINDI).key
    ]
    assert not stray


@pytest.mark.parametrize("language", list(Language))
def test_no_head_or_variant_is_read_as_nothing_or_as_one_small_word(language: Language) -> None:
    lexicon = lexicon_of(language)
    small = lexicon.function_words | set(ascii_lowercase)
    merging = {
        pattern: concept
        for pattern, concept in lexicon.synonyms.rules.items()
        if pattern == () or (len(pattern) == 1 and pattern[0] in small) or concept in {(), ("",)}
    }
    assert not merging


@pytest.mark.parametrize("language", list(Language))
def test_no_phrase_of_small_words_is_read_as_connectives_alone(language: Language) -> None:
    rules = lexicon_of(language).synonyms.rules
    assert not [pattern for pattern in rules if len(pattern) > 1 and set(pattern) == {AND}]


@pytest.mark.parametrize("topic", ["|x|", "n!", "°C", "√"])
def test_a_sign_beside_a_letter_does_not_make_the_letter_a_topic(topic: str) -> None:
    letter = next(filter(str.isalpha, topic), "x").lower()
    assert (letter,) not in lexicon_of(Language.ENGLISH).synonyms.rules


def _lines_without_substance(language: Language) -> list[str]:
    """Lines with a wording of which the reader keeps nothing, or one function word that is not the head itself."""
    reader, small = reader_of(language), lexicon_of(language).function_words
    stray: list[str] = []
    for line in lines(language, "synonyms"):
        head, *variants = (reader.pattern(said) for said in _wordings(line))
        stray += [
            line for said in (head, *variants) if not said or (len(said) == 1 and said[0] in small and said != head)
        ]
    return stray


@pytest.mark.parametrize("language", list(Language))
def test_every_wording_has_substance(language: Language) -> None:
    assert not _lines_without_substance(language)
