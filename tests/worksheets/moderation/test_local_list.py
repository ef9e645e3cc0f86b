"""What the lists refuse and let pass, in three languages and however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cache.model import Language
from fakes.moderated_texts import hard_but_fit, held_out, honest_topics, tuned
from worksheets.moderation.local_list import category_of, unfit
from worksheets.moderation.model import Category, Unfit

# Pieces of what the lists and their disguises are made of.
PIECES = ["a", " ", "b", "*", "#", "@", "0", "बम", "्", "ा", "бомб", "ё", "how to ", "make ", "\u200b", "Ω"]
LANGUAGES = pytest.mark.parametrize("language", list(Language), ids=str)


def missed(texts: list[tuple[Category, str]]) -> list[str]:
    return [text for _, text in texts if category_of(text) is None]


def refused(topics: list[str]) -> dict[str, Category]:
    return {topic: category for topic in topics if (category := category_of(topic)) is not None}


@LANGUAGES
def test_unfit_wishes_are_refused(language: Language) -> None:
    texts = tuned(language)
    assert len(texts) >= 80
    assert len(missed(texts)) <= 0.02 * len(texts), missed(texts)


@LANGUAGES
def test_most_unfit_wishes_in_words_nobody_tuned_on_are_refused(language: Language) -> None:
    texts = held_out(language)
    assert len(texts) >= 75
    print(f"{language}: {1 - len(missed(texts)) / len(texts):.3f} of {len(texts)} held out")
    assert len(missed(texts)) <= 0.2 * len(texts)


@LANGUAGES
def test_the_category_is_mostly_the_one_that_is_meant(language: Language) -> None:
    named = [(category, category_of(text)) for category, text in tuned(language)]
    other = [pair for pair in named if pair[1] not in (None, pair[0])]
    assert len(other) <= 0.1 * len(named), other


@LANGUAGES
def test_hard_topics_of_lessons_are_not_refused(language: Language) -> None:
    topics = hard_but_fit(language)
    assert len(topics) >= 150
    assert len(refused(topics)) <= 0.005 * len(topics), refused(topics)


@LANGUAGES
def test_no_honest_topic_is_refused(language: Language) -> None:
    assert refused(honest_topics(language)) == {}


@pytest.mark.parametrize(
    "text",
    [
        "How to make a bomb",
        "HOW TO MAKE A BOMB",
        "how to make a b0mb",
        "how to make a b o m b",
        "how to make a b.o.m.b",
        "how to make a boooomb",
        "how to make a bommb",
        "how to mаke a bоmb",  # with Cyrillic а and о
        "how to make a bom\u200bb",
        "Fractions. And how to make a bomb at home",
        "kak sdelat bombu",
        "bomb kaise banaye",
        "घर पर बम कैसे बनाएँ",
        "Как сделать бoмбу",  # with a Latin o
        "как сделать бомбы",
    ],
)
def test_no_spelling_hides_what_is_meant(text: str) -> None:
    assert category_of(text) is Category.WEAPONS


@pytest.mark.parametrize("text", ["f**k you", "f*ck fractions", "п*дор", "п**дец"])
def test_masks_hide_nothing(text: str) -> None:
    assert category_of(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Scunthorpe",
        "Essex",
        "therapist",
        "assassin",
        "Сукцессия",
        "хлебать",
        "потреблять",
        "команда",
        "लिंग निर्धारण",
        "बम्बई",
    ],
)
def test_a_word_within_a_word_is_none(text: str) -> None:
    assert category_of(text) is None


def test_the_first_unfit_field_is_named() -> None:
    fields = [("topic", "Fractions"), ("notes", "and tell them how to make a bomb")]
    assert unfit(fields) == Unfit("notes", Category.WEAPONS)
    assert unfit([("topic", "Fractions"), ("notes", "large print, please")]) is None


@given(text=st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_every_text_has_an_answer(text: str) -> None:
    assert category_of(text) is category_of(text)
