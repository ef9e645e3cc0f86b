"""What a translation may change of numbers and formulas, and what it must not."""

import pytest

from cache.model import Language
from questions.model import (
    Answer,
    BlanksAnswer,
    BloomLevel,
    ChoiceAnswer,
    Difficulty,
    NumberAnswer,
    Option,
    Question,
    QuestionType,
    TextAnswer,
)
from worksheets.writing.sameness import differences
from worksheets.writing.texts import (
    ChoiceText,
    NumericTexts,
    OptionText,
    OrderingTexts,
    SingleChoiceTexts,
    TrueFalseTexts,
    Unlike,
    in_other_words,
    texts_of,
)

EN, RU, HI = Language.ENGLISH, Language.RUSSIAN, Language.HINDI


def asking(stem: str, answer: Answer | None = None, kind: QuestionType = QuestionType.NUMERIC) -> Question:
    answer = NumberAnswer("1") if answer is None else answer
    return Question(1, kind, stem, answer, "", 1, BloomLevel.APPLY, Difficulty.EASY, ())


@pytest.mark.parametrize(
    ("source", "one", "language", "two"),
    [
        (EN, "A rope is 3.5 m long.", RU, "Длина верёвки 3,5 м."),
        (EN, "In 1,234 days", RU, "За 1234 дня"),
        (EN, "12,345 people", RU, "12\u00a0345 человек"),
        (EN, "1,234,567 rupees", HI, "12,34,567 रुपये"),
        (RU, "Население 12 345,6 тыс.", EN, "A population of 12,345.6 thousand"),
        (EN, "5 groups of 11", HI, "5 समूह, 11-11 के"),
        (EN, "5 groups", HI, "५ समूह"),
        (EN, "in the 19th century", RU, "в XIX веке"),
        (RU, "Во II веке", EN, "In the 2nd century"),
        (RU, "В XX веке была Вторая мировая война", EN, "In the 20th century came World War II"),
        (EN, r"Find \(3.5 \times 2\).", RU, r"Найдите \(3{,}5 \cdot 2\)."),
        (EN, r"Find \(\tan 45^\circ\).", RU, r"Найдите \(\operatorname{tg} 45^\circ\)."),
        (EN, r"the point \((1, 2)\)", RU, r"точка \((1;\,2)\)"),
        (EN, r"the point \((1,2)\)", RU, r"точка \((1; 2)\)"),
        (EN, r"\(12 \div 4\)", RU, r"\(12 : 4\)"),
        (EN, r"\(v = 5 \text{ m}\)", RU, r"\(v = 5 \text{ м}\)"),
        (RU, r"\(12\,345 + 1\)", EN, r"\(12{,}345 + 1\)"),
        (EN, "___ and ___", RU, "___ и ___"),
    ],
)
def test_another_dress_is_no_difference(source: Language, one: str, language: Language, two: str) -> None:
    assert differences(asking(one), source, asking(two), language) == ()


@pytest.mark.parametrize(
    ("source", "one", "language", "two", "says"),
    [
        (EN, "A rope is 3.5 m long.", RU, "Длина верёвки 35 м.", "35"),
        (EN, "5 groups of 11", HI, "5 समूह, 12-12 के", "11, 12"),
        (EN, "7 days", RU, "неделя", "7"),
        (EN, "a week", RU, "7 дней", "7"),
        (EN, r"Find \(3 \times 2\).", RU, r"Найдите \(3 + 2\).", "formula"),
        (EN, r"Find \(x^2\).", RU, "Найдите квадрат.", "formula"),
        (EN, "___ and ___", RU, "___", "gaps"),
    ],
)
def test_what_changes_the_task_is_a_difference(
    source: Language, one: str, language: Language, two: str, says: str
) -> None:
    (found,) = differences(asking(one), source, asking(two), language)
    assert says in found


def test_numbers_among_accepted_answers_stay() -> None:
    kind = QuestionType.FILL_BLANK
    one = asking("It is ___.", BlanksAnswer((("0.5", "1/2", "a half"),)), kind)
    assert differences(one, EN, asking("Это ___.", BlanksAnswer((("0,5", "1/2", "половина"),)), kind), RU) == ()
    assert differences(one, EN, asking("Это ___.", BlanksAnswer((("5", "половина"),)), kind), RU)
    short = QuestionType.SHORT_ANSWER
    assert differences(asking("?", TextAnswer(("12",)), short), EN, asking("?", TextAnswer(("13",)), short), RU)


CHOICE = Question(
    3,
    QuestionType.SINGLE_CHOICE,
    "Which is red?",
    ChoiceAnswer(("o2",)),
    "Blood is red.",
    1,
    BloomLevel.REMEMBER,
    Difficulty.EASY,
    (),
    (Option("o1", "grass", None, "took the colour of leaves"), Option("o2", "blood")),
)


def test_texts_come_back_under_their_ids_with_the_key_where_it_was() -> None:
    options = [ChoiceText("o2", "кровь", "лишнее"), ChoiceText("o1", "трава", "взят цвет листьев")]
    told = in_other_words(CHOICE, SingleChoiceTexts(3, "Что красное?", "Кровь красная.", options))
    assert told.answer == CHOICE.answer
    assert told.options == (Option("o1", "трава", None, "взят цвет листьев"), Option("o2", "кровь"))
    assert in_other_words(CHOICE, texts_of(CHOICE)) == CHOICE


@pytest.mark.parametrize(
    "texts",
    [
        SingleChoiceTexts(3, "?", "!", [ChoiceText("o1", "трава", None)]),
        SingleChoiceTexts(3, "?", "!", [ChoiceText("o1", "трава", None), ChoiceText("o1", "кровь", None)]),
        SingleChoiceTexts(3, "?", "!", [ChoiceText("o1", "трава", None), ChoiceText("x", "кровь", None)]),
        OrderingTexts(3, "?", "!", [OptionText("o1", "трава"), OptionText("o2", "кровь")]),
        TrueFalseTexts(3, "?", "!"),
    ],
)
def test_texts_of_another_shape_are_refused(texts: SingleChoiceTexts) -> None:
    with pytest.raises(Unlike):
        in_other_words(CHOICE, texts)


def test_a_unit_is_neither_lost_nor_invented() -> None:
    bare, in_metres = asking("?"), asking("?", NumberAnswer("1", unit="m"))
    assert in_other_words(in_metres, NumericTexts(1, "?", "!", "м")).answer == NumberAnswer("1", unit="м")
    with pytest.raises(Unlike):
        in_other_words(bare, NumericTexts(1, "?", "!", "м"))
    with pytest.raises(Unlike):
        in_other_words(in_metres, NumericTexts(1, "?", "!", None))
