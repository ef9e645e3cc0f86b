"""What a model is told of a topic: what its key covers, as it was typed, when others may get what it writes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cache import canonical
from cache.model import Language
from worksheets import admission
from worksheets.model import WorksheetRequest
from worksheets.writing.told_topic import told_topic


def told(topic: str, language: str = "en", **more: str) -> str:
    return told_topic(WorksheetRequest(topic, 5, Language(language), **more))


@pytest.mark.parametrize(
    ("language", "topic", "expected"),
    [
        ("en", "Please make a worksheet on adding fractions for grade 5, 10 questions", "adding fractions"),
        ("en", "What is photosynthesis?", "photosynthesis"),
        ("en", "Le Châtelier's principle: worksheet", "Le Châtelier's principle"),
        ("en", "Adding fractions (with unlike denominators)", "Adding fractions (with unlike denominators)"),
        ("ru", "задания на тему «Строение цветка»", "«Строение цветка»"),
        ("ru", "какие цвета называют тёплыми?", "цвета называют тёплыми"),
        ("hi", "9 के पहाड़े पर अभ्यास", "9 के पहाड़े"),
    ],
)
def test_the_model_is_told_the_topic_without_its_frame(language: str, topic: str, expected: str) -> None:
    assert told(topic, language) == expected


def test_a_private_worksheet_is_written_from_what_was_typed() -> None:
    assert told("worksheet on fractions 😀") == "worksheet on fractions 😀"
    assert told("worksheet on fractions", notes="short ones") == "worksheet on fractions"


@given(topic=st.text(min_size=1, max_size=60), language=st.sampled_from(Language))
def test_what_is_told_has_the_key_that_others_will_ask_for(topic: str, language: Language) -> None:
    request = WorksheetRequest(topic, 5, language)
    key = canonical.read(topic, language).key
    assert canonical.read(told_topic(request), language).key == key
    assert told_topic(request) in topic
    assert admission.may_be_shared(request) or told_topic(request) == topic
