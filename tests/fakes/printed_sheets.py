"""Sheets to print, with every question type in three languages."""

from uuid import UUID

from msgspec import UNSET

from cache.model import Language
from pdf.model import Sheet
from questions.model import (
    Answer,
    BlanksAnswer,
    BloomLevel,
    Checker,
    ChoiceAnswer,
    Difficulty,
    NumberAnswer,
    OpenAnswer,
    Option,
    OrderAnswer,
    PairsAnswer,
    Question,
    QuestionType,
    Side,
    TextAnswer,
    TrueFalseAnswer,
)

WORDS = {
    Language.ENGLISH: ("Adding fractions", "Which month comes after September?", "Explain your answer", "October"),
    Language.RUSSIAN: ("Сложение дробей", "Какой месяц следует за сентябрём?", "Объясните свой ответ", "Октябрь"),
    Language.HINDI: ("भिन्नों का योग", "सितंबर के बाद कौन-सा महीना आता है?", "अपना उत्तर समझाइए", "अक्टूबर"),
}


def question(number: int, type_: QuestionType, stem: str, answer: Answer, *options: Option) -> Question:
    return Question(
        number,
        type_,
        stem,
        answer,
        "Solved.",
        2,
        BloomLevel.APPLY,
        Difficulty.MEDIUM,
        (Checker.COMPUTED,),
        options or UNSET,
    )


def options(*texts: str, side: Side | None = None) -> tuple[Option, ...]:
    return tuple(Option(f"{side or 'option'}-{position}", text, side) for position, text in enumerate(texts))


def every_type(language: Language) -> tuple[Question, ...]:
    """One question of each type; the choice questions have the second option as key."""
    _, stem, explain, month = WORDS[language]
    months = options("1 + 1", month, r"\(\frac{1}{2}\)", "x")
    left, right = options("2", "3", side=Side.LEFT), options("4", "9", "16", side=Side.RIGHT)
    kinds = QuestionType
    return (
        question(1, kinds.SINGLE_CHOICE, stem, ChoiceAnswer(("option-1",)), *months),
        question(2, kinds.MULTIPLE_CHOICE, stem, ChoiceAnswer(("option-1", "option-3")), *months),
        question(3, kinds.TRUE_FALSE, rf"{stem} \(x^2 < 4\)", TrueFalseAnswer(True)),
        question(4, kinds.SHORT_ANSWER, stem, TextAnswer((month, "10"))),
        question(5, kinds.NUMERIC, r"\(2\frac{1}{2} - \frac{3}{4}\)", NumberAnswer("7/4", unit="m")),
        question(6, kinds.FILL_BLANK, f"{stem} ___.", BlanksAnswer(((month,),))),
        question(7, kinds.MATCHING, stem, PairsAnswer((("left-0", "right-0"), ("left-1", "right-1"))), *left, *right),
        question(8, kinds.ORDERING, stem, OrderAnswer(("option-1", "option-0")), *options("3", "2")),
        question(9, kinds.OPEN, explain, OpenAnswer(explain, (month,))),
    )


def sheet_of(language: Language, *questions: Question) -> Sheet:
    return Sheet(UUID(int=1), WORDS[language][0], language, "mathematics", 5, questions)
