"""Mathematics questions with their right keys and with wrong ones, from `algebra_questions/LANGUAGE.tsv`.

A line is: grade, type, kind, stem, options, right key, wrong key. Options stand in the order printed, with `||`
between them; keys of choices are places from 1. Pairs are written `left -> right`, ordered options in the right order;
both are shuffled here, and their wrong twins have two neighbours exchanged. Nothing here was computed by the code
that is tested: keys were written by hand.
"""

from pathlib import Path

from msgspec import Struct

from cache.model import Language
from questions.model import (
    Answer,
    BlanksAnswer,
    BloomLevel,
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

FOLDER = Path(__file__).parent.parent / "questions" / "checks" / "algebra_questions"
_BETWEEN = " || "


class Case(Struct, frozen=True):
    """One question twice: with its right key and with a wrong one. Odd numbers are held out of all tuning."""

    number: int
    language: Language
    grade: int
    kind: str
    right: Question
    wrong: Question


def cases() -> list[Case]:
    """All questions, numbered from 1 through all languages."""
    return _read("")


def cases_about_options() -> list[Case]:
    """Questions whose task is to look at the options: which is prime, which is equal, put in order, match."""
    return _read("options.")


def _read(prefix: str) -> list[Case]:
    rows = [(language, line) for language in Language for line in _lines(prefix, language)]
    return [_case(number, language, line) for number, (language, line) in enumerate(rows, 1)]


class Tricky(Struct, frozen=True):
    """A question with its right key whose stem invites a wrong reading."""

    language: Language
    question: Question


def tricky() -> list[Tricky]:
    """From `tricky.LANGUAGE.tsv`: type, stem, options, right key."""
    found: list[Tricky] = []
    for language in Language:
        for line in (FOLDER / f"tricky.{language.value}.tsv").read_text("utf-8").splitlines():
            name, stem, listed, key = line.split("\t")
            type_, parts = QuestionType(name), listed.split(_BETWEEN) if listed else []
            found.append(Tricky(language, _question(type_, stem, _options(type_, parts), _answer(type_, key))))
    return found


def _lines(prefix: str, language: Language) -> list[str]:
    return (FOLDER / f"{prefix}{language.value}.tsv").read_text("utf-8").splitlines()


def _case(number: int, language: Language, line: str) -> Case:
    grade, name, kind, stem, listed, *keys = (*line.split("\t"), "", "")[:7]
    type_ = QuestionType(name)
    parts = listed.split(_BETWEEN) if listed else []
    right, wrong = _answers(type_, parts, keys[0], keys[1])
    shown = _options(type_, parts)
    return Case(
        number, language, int(grade), kind, _question(type_, stem, shown, right), _question(type_, stem, shown, wrong)
    )


def _question(type_: QuestionType, stem: str, shown: tuple[Option, ...], answer: Answer) -> Question:
    question = Question(1, type_, stem, answer, "—", 1, BloomLevel.APPLY, Difficulty.MEDIUM, ())
    return Question(
        **{name: getattr(question, name) for name in question.__struct_fields__} | ({"options": shown} if shown else {})
    )


def _options(type_: QuestionType, parts: list[str]) -> tuple[Option, ...]:
    match type_:
        case QuestionType.MATCHING:
            pairs = [part.split(" -> ") for part in parts]
            left = [Option(f"l{place}", one, Side.LEFT) for place, (one, _) in enumerate(pairs, 1)]
            right = [Option(f"r{place}", two, Side.RIGHT) for place, (_, two) in enumerate(pairs, 1)]
            return (*left, *right[1:], right[0])
        case QuestionType.ORDERING:
            numbered = [Option(str(place), part) for place, part in enumerate(parts, 1)]
            return (*numbered[2:], *numbered[:2])
        case _:
            return tuple(Option(str(place), part) for place, part in enumerate(parts, 1))


def _answers(type_: QuestionType, parts: list[str], right: str, wrong: str) -> tuple[Answer, Answer]:
    places = [str(place) for place in range(1, len(parts) + 1)]
    match type_:
        case QuestionType.MATCHING:
            pairs = tuple((f"l{place}", f"r{place}") for place in places)
            swapped = ((pairs[0][0], pairs[1][1]), (pairs[1][0], pairs[0][1]), *pairs[2:])
            return PairsAnswer(pairs), PairsAnswer(swapped)
        case QuestionType.ORDERING:
            return OrderAnswer(tuple(places)), OrderAnswer((places[1], places[0], *places[2:]))
        case _:
            return _answer(type_, right), _answer(type_, wrong)


def _answer(type_: QuestionType, key: str) -> Answer:
    match type_:
        case QuestionType.SINGLE_CHOICE | QuestionType.MULTIPLE_CHOICE:
            return ChoiceAnswer(tuple(key.split(",")))
        case QuestionType.TRUE_FALSE:
            return TrueFalseAnswer(key == "T")
        case QuestionType.NUMERIC:
            value, _, unit = key.partition(" ")
            return NumberAnswer(value.replace("−", "-"), unit=unit or None)
        case QuestionType.FILL_BLANK:
            return BlanksAnswer(tuple((blank,) for blank in key.split(" // ")))
        case QuestionType.OPEN:
            return OpenAnswer(key)
        case _:
            return TextAnswer((key,))
