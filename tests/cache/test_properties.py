"""What holds for any two topics whatever."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cache.canonical import read
from cache.model import Language
from cache.verifier import verify

_WORDS = {
    Language.ENGLISH: [
        "adding",
        "subtracting",
        "fractions",
        "decimals",
        "without",
        "with",
        "only",
        "not",
        "to",
        "from",
        "by",
        "and",
        "of",
        "sum",
        "square",
        "7",
        "12",
        "three",
        "second",
        "table",
        "times",
        "convert",
        "grams",
        "kilograms",
        "x²+1",
        "a/b",
        "how",
        "do",
        "you",
        "worksheet",
        "on",
        "the",
        "notes",
        "phases",
        "halves",
        "HCF",
        "causes",
        "war",
        "I",
        "II",
        "nearest",
        "up",
        "within",
        "solve",
        "equations",
        "word",
        "problems",
        "additon",
        "fracton",
        "grade",
        "5",
        "questions",
        "(",
        ")",
        ":",
        "→",
        "letter",
        "ten",
        "hundred",
    ],
    Language.RUSSIAN: [
        "сложение",
        "вычитание",
        "дробей",
        "дроби",
        "без",
        "с",
        "только",
        "не",
        "в",
        "на",
        "из",
        "к",
        "от",
        "до",
        "по",
        "и",
        "сумма",
        "квадрат",
        "7",
        "12",
        "три",
        "второй",
        "таблица",
        "умножения",
        "перевод",
        "граммов",
        "килограммы",
        "задания",
        "тему",
        "как",
        "предложения",
        "н",
        "нн",
        "корень",
        "времени",
        "приставки",
        "Пётр",
        "I",
        "век",
        "решение",
        "уравнений",
        "существительных",
        "падеж",
        "слажение",
        "5",
        "класс",
        "(",
        ")",
        ":",
        "→",
        "письмо",
        "сто",
        "двадцать",
    ],
    Language.HINDI: [
        "भिन्नों",
        "का",
        "जोड़",
        "घटाव",
        "को",
        "से",
        "में",
        "बिना",
        "केवल",
        "नहीं",
        "और",
        "वर्ग",
        "योगफल",
        "7",
        "१२",
        "तीन",
        "दूसरा",
        "पहाड़ा",
        "बदलना",
        "ग्राम",
        "किलोग्राम",
        "पर",
        "अभ्यास",
        "प्रश्न",
        "कैसे",
        "bhinno",
        "ka",
        "jod",
        "ko",
        "mein",
        "badalna",
        "संज्ञा",
        "के",
        "भेद",
        "वृत्त",
        "क्षेत्रफल",
        "πr²",
        "कक्षा",
        "6",
        "(",
        ")",
        ":",
        "→",
        "पत्र",
        "सौ",
    ],
}
_topics = st.sampled_from(list(Language)).flatmap(
    lambda language: st.tuples(
        st.just(language), *(st.lists(st.sampled_from(_WORDS[language]), min_size=1, max_size=7).map(" ".join),) * 2
    )
)
_any_text = st.text(max_size=60)

settings.register_profile("shared machine", deadline=None)
settings.load_profile("shared machine")


@given(st.sampled_from(list(Language)), _any_text)
def test_any_text_can_be_read(language: Language, text: str) -> None:
    topic = read(text, language)
    assert len(topic.tokens) == len(topic.words)
    assert verify(topic, topic) is None


@given(_topics)
def test_verifying_is_symmetric_and_a_topic_equals_itself(topics: tuple[Language, str, str]) -> None:
    language, first, second = topics
    one, other = read(first, language), read(second, language)
    assert verify(one, other) == verify(other, one)
    assert verify(one, one) is None


@given(st.sampled_from(list(Language)), st.data(), st.integers(2, 9999), st.integers(2, 9999))
def test_a_changed_number_never_verifies(language: Language, data: st.DataObject, number: int, other: int) -> None:
    words = data.draw(st.lists(st.sampled_from(_WORDS[language]).filter(str.isalpha), min_size=1, max_size=5))
    place = data.draw(st.integers(0, len(words)))
    first, second = (" ".join([*words[:place], str(value), *words[place:]]) for value in (number, other))
    one, two = read(first, language), read(second, language)
    if number != other and (one.grade, one.count) == (two.grade, two.count):
        assert verify(one, two) is not None


@settings(max_examples=200)
@given(_topics)
def test_reading_what_is_left_of_a_topic_changes_nothing(topics: tuple[Language, str, str]) -> None:
    language, text, _ = topics
    topic = read(text, language)
    again = read(topic.cleaned, language)
    assume((again.grade, again.count) == (None, None))
    assert again.key == topic.key
