"""What is withheld from whoever is outside, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cache import canonical
from cache.model import Language
from fakes.moderated_texts import hard_but_fit, honest_topics
from fakes.personal_texts import Marked, impersonal, personal
from worksheets.personal_data import Kind, withhold, withhold_in_topic
from worksheets.personal_data.withholding import without_names

LANGUAGES = pytest.mark.parametrize("language", list(Language), ids=str)


def left(marked: Marked, language: Language) -> list[tuple[Kind, str]]:
    """The pieces of personal data that the text still tells; of a name, every word counts."""
    told = withhold(marked.text, language).text
    words = {word.strip(",.:()'") for word in told.split()}
    return [
        (kind, piece)
        for kind, piece in marked.pieces
        if piece in told or (kind is Kind.NAME and any(word in words for word in piece.split() if word != "Mr"))
    ]


@LANGUAGES
def test_forms_and_numbers_are_withheld(language: Language) -> None:
    texts = personal(language)
    wanted = [kind for text in texts for kind, _ in text.pieces if kind is not Kind.NAME]
    told = [piece for text in texts for piece in left(text, language) if piece[0] is not Kind.NAME]
    assert len(texts) >= 60
    assert len(told) <= 0.05 * len(wanted), told


@LANGUAGES
def test_names_are_withheld(language: Language) -> None:
    texts = personal(language)
    wanted = [kind for text in texts for kind, _ in text.pieces if kind is Kind.NAME]
    told = [piece for text in texts for piece in left(text, language) if piece[0] is Kind.NAME]
    assert len(told) <= 0.2 * len(wanted), told


@LANGUAGES
def test_what_is_found_is_of_its_kind(language: Language) -> None:
    found = [(text, withhold(text.text, language).kinds) for text in personal(language)]
    wrong = [(text.text, kinds) for text, kinds in found if not {kind for kind, _ in text.pieces} & kinds]
    assert len(wrong) <= 0.1 * len(found), wrong


@LANGUAGES
def test_people_of_lessons_numbers_and_generic_pupils_stay(language: Language) -> None:
    texts = impersonal(language)
    assert len(texts) >= 150
    for withheld in (withhold, withhold_in_topic):
        changed = {text: withheld(text, language).text for text in texts if withheld(text, language).kinds}
        assert len(changed) <= 0.01 * len(texts), changed


@LANGUAGES
def test_honest_topics_are_not_changed(language: Language) -> None:
    topics = [*honest_topics(language), *hard_but_fit(language)]
    changed = {
        topic: withhold_in_topic(topic, language).text for topic in topics if withhold_in_topic(topic, language).kinds
    }
    assert len(changed) <= 0.002 * len(topics), changed


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        (Language.ENGLISH, "For Emily Whitfield, emily@example.com", "For [name], [e-mail]"),
        (Language.RUSSIAN, "Иванова Мария Петровна, тел. 8 916 123-45-67", "[имя], тел. [телефон]"),
        (Language.HINDI, "छात्रा प्रिया के लिए, मोबाइल ९८७६५४३२११", "छात्रा [नाम] के लिए, मोबाइल [फ़ोन]"),
    ],
)
def test_words_of_the_language_stand_in_their_place(language: Language, text: str, told: str) -> None:
    assert withhold(text, language).text == told


def test_a_topic_keeps_a_full_name_that_no_cue_tells_private() -> None:
    assert withhold_in_topic("Clara Benz and the first long drive", Language.ENGLISH).kinds == frozenset()
    assert withhold_in_topic("Fractions for Clara Kowalski", Language.ENGLISH).text == "Fractions for [name]"


def test_data_in_the_forms_of_another_language_are_found_too() -> None:
    assert withhold("मेल ivan.petrov@mail.ru, ученик Петя Иванов", Language.HINDI).kinds == {Kind.EMAIL, Kind.NAME}


def test_an_embedder_of_somebody_else_is_told_no_name() -> None:
    topic = canonical.read("Fractions for my son Aarav", Language.ENGLISH)
    assert "aarav" in topic.cleaned
    assert "aarav" not in without_names(topic)


def test_an_honest_topic_is_embedded_as_it_is() -> None:
    topic = canonical.read("Adding fractions", Language.ENGLISH)
    assert without_names(topic) == topic.cleaned


@given(text=st.text(max_size=400), language=st.sampled_from(Language))
def test_every_text_has_an_answer_and_keeps_what_is_not_personal(text: str, language: Language) -> None:
    withheld = withhold(text, language)
    assert withheld.kinds or withheld.text == text


@given(number=st.integers(min_value=0, max_value=99_999))
def test_small_numbers_are_nobodys(number: int) -> None:
    assert withhold(f"Round {number} to the nearest ten", Language.ENGLISH).kinds == frozenset()
