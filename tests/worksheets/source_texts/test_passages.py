"""What of a long text a model is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cache.model import Language
from worksheets.source_texts.passages import LIMIT, passages
from worksheets.source_texts.pieces import LONGEST, pieces_of

FILLER = {
    Language.ENGLISH: "The village lies by a lake, and people there have kept bees and mended nets for as long as any "
    "of them can remember, whatever the weather was in a given year. ",
    Language.RUSSIAN: "Деревня стоит у озера, и люди в ней с давних пор держат пчёл и чинят сети, какой бы ни выдалась "
    "погода в том или ином году. ",
    Language.HINDI: "गाँव एक झील के पास बसा है और वहाँ के लोग बहुत समय से मधुमक्खियाँ पालते और जाल सुधारते आए हैं, मौसम "
    "चाहे जैसा रहा हो। ",
}
# Beside each topic a paragraph that holds its words in other forms.
TOLD = {
    Language.ENGLISH: ("Eruptions of volcanoes", "A volcano erupted here; each eruption left a layer of ash."),
    Language.RUSSIAN: ("Извержения вулканов", "Здесь был вулкан, и каждое извержение вулкана оставляло слой пепла."),
    Language.HINDI: ("ज्वालामुखी का विस्फोट", "यहाँ ज्वालामुखी था और हर विस्फोट राख की एक परत छोड़ता था।"),
}


def book(language: Language, *, at: dict[int, str], paragraphs: int = 120) -> str:
    """A long text of numbered paragraphs about nothing in particular, with others in their place."""
    return "\n\n".join(at.get(number, f"({number}) {FILLER[language] * 3}".strip()) for number in range(paragraphs))


@pytest.mark.parametrize("language", list(Language), ids=str)
def test_a_short_text_is_shown_whole(language: Language) -> None:
    text = book(language, at={}, paragraphs=10)
    assert passages(text, TOLD[language][0], language) == text


@pytest.mark.parametrize("language", list(Language), ids=str)
def test_the_passages_nearest_to_the_topic_are_shown_wherever_they_stand(language: Language) -> None:
    topic, told = TOLD[language]
    text = book(language, at={3: f"{told} One.", 60: f"{told} Two.", 117: f"{told} Three."})
    shown = passages(text, topic, language)
    places = [shown.index(f"{told} {number}.") for number in ("One", "Two", "Three")]
    assert places == sorted(places)
    assert len(shown) <= LIMIT
    assert shown.count("[…]") >= 3


def test_headings_stand_above_what_is_shown_of_their_section() -> None:
    topic, told = TOLD[Language.ENGLISH]
    at = {20: "Chapter 2. Bees and nets", 21: FILLER[Language.ENGLISH], 80: "Chapter 7. Fire and ash", 86: told}
    shown = passages(book(Language.ENGLISH, at=at, paragraphs=200), topic, Language.ENGLISH, limit=4_000)
    assert shown.index("Chapter 7. Fire and ash") < shown.index(told)
    assert "Chapter 2" not in shown


def test_a_section_is_found_by_its_heading() -> None:
    at = {50: "How volcanoes erupt", 51: "Molten rock rises from below. Gas in it swells, and it bursts out."}
    shown = passages(book(Language.ENGLISH, at=at), "Eruptions of volcanoes", Language.ENGLISH, limit=3_000)
    assert "Molten rock rises from below." in shown


def test_rare_words_of_the_topic_count_more_than_common_ones() -> None:
    at = {number: f"Rain fell in year {number}. {FILLER[Language.ENGLISH] * 2}" for number in range(0, 120, 2)}
    told = "The monsoon brings rain from the sea in June."
    shown = passages(book(Language.ENGLISH, at=at | {101: told}), "Monsoon rain", Language.ENGLISH, limit=2_000)
    assert told in shown


def test_a_text_that_never_names_the_topic_is_shown_from_beginning_to_end() -> None:
    shown = passages(book(Language.ENGLISH, at={}), "Final revision", Language.ENGLISH)
    numbers = [number for number in range(120) if f"({number})" in shown]
    assert numbers[0] == 0
    assert numbers[-1] > 100
    assert LIMIT * 0.6 < len(shown) <= LIMIT


def test_one_paragraph_without_end_is_cut_between_its_sentences() -> None:
    topic, told = TOLD[Language.ENGLISH]
    shown = passages(FILLER[Language.ENGLISH] * 200 + told + FILLER[Language.ENGLISH] * 200, topic, Language.ENGLISH)
    assert told in shown
    assert len(shown) <= LIMIT


def test_the_same_text_and_topic_show_the_same_passages() -> None:
    text = book(Language.ENGLISH, at={9: TOLD[Language.ENGLISH][1]})
    assert passages(text, "volcano and ash layers", Language.ENGLISH) == passages(
        text, "volcano and ash layers", Language.ENGLISH
    )


@given(
    st.text(alphabet="ab .\n—अी1", max_size=400),
    st.sampled_from(["a", "ab b", "अ", ""]),
    st.sampled_from(list(Language)),
    st.integers(60, 200),
)
def test_any_text_is_shown_within_its_limit(text: str, topic: str, language: Language, limit: int) -> None:
    assert len(passages(text, topic, language, limit)) <= limit


@given(st.text(alphabet="ab .\n—", max_size=6000))
def test_pieces_are_short_and_lose_nothing_but_spaces(text: str) -> None:
    pieces = list(pieces_of(text * 3))
    assert all(len(piece) <= LONGEST for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join((text * 3).split())
