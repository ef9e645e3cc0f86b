"""The room in which a pupil answers, fitted to the type of the question."""

from collections.abc import Callable, Sequence
from itertools import zip_longest

from pdf.elements import Html, element, join
from pdf.options import columns_of, letters, numerals, options_of
from pdf.phrases import phrases
from pdf.setting import Setting
from pdf.text import text_markup, visible_width
from questions.model import NumberAnswer, Option, Question, QuestionType

_WIDEST_OF_FOUR = 25.0
_WIDEST_OF_TWO = 66.0
"""In millimetres: the width that is left to an option's text when four or two share a line of A4."""

_EMPTY_CELLS = Html("<div></div><div></div>")

_LINES_PER_POINT = 2
_FEWEST_LINES, _MOST_LINES = 4, 10


def answer_space(question: Question, setting: Setting) -> Html:
    """What stands below the stem. Raises `questions.formulas.FormulaError`."""
    return _SPACES[question.type](question, setting)


def _choices(question: Question, setting: Setting, mark: str) -> Html:
    options = options_of(question)
    widest = _widest(options, setting)
    columns = 4 if widest <= _WIDEST_OF_FOUR else 2 if widest <= _WIDEST_OF_TWO else 1
    label = letters(options, setting.language)
    cells = [_option(mark, _letter(label[option.id]), text_markup(option.text)) for option in options]
    rows = [cells[first : first + columns] for first in range(0, len(cells), columns)]
    return _table("options", *(_filled(row, columns) for row in rows))


def _option(mark: str, *content: Html) -> Html:
    return element("div", element("span", class_=f"mark {mark}"), *content, class_="option")


def _filled(row: list[Html], columns: int) -> Html:
    """A row of the last options is as wide as the rows above it."""
    return join(*row, *[element("div", class_="option")] * (columns - len(row)))


def _table(name: str, *rows: Html) -> Html:
    return element("div", *(element("div", row, class_="row") for row in rows), class_=name)


def _letter(label: str) -> Html:
    return element("span", label, class_="letter")


def _hint(text: str) -> Html:
    return element("p", text, class_="hint")


def _single_choice(question: Question, setting: Setting) -> Html:
    return _choices(question, setting, "circle")


def _multiple_choice(question: Question, setting: Setting) -> Html:
    return join(_hint(phrases(setting.language).choose_several), _choices(question, setting, "square"))


def _true_false(_: Question, setting: Setting) -> Html:
    words = phrases(setting.language)
    marked = [
        element("div", element("span", class_="mark circle"), word, class_="option plain")
        for word in (words.true, words.false)
    ]
    return _table("options", _filled(marked, 4))


def _short_answer(_: Question, setting: Setting) -> Html:
    return element("p", phrases(setting.language).answer + ":", class_="answer-line")


def _numeric(question: Question, setting: Setting) -> Html:
    answer = question.answer
    unit = answer.unit if isinstance(answer, NumberAnswer) and answer.unit else ""
    box = element("span", class_="box")
    return join(
        element("div", class_=f"working {_working(question)}"),
        element(
            "p",
            phrases(setting.language).answer + ":",
            box,
            element("span", text_markup(unit), class_="unit"),
            class_="number-answer",
        ),
    )


def _working(question: Question) -> str:
    """How much room there is to work, by what the question is worth."""
    return "some" if question.points == 1 else "more" if question.points == 2 else "most"


def _fill_blank(_question: Question, _setting: Setting) -> Html:
    return Html("")


def _matching(question: Question, setting: Setting) -> Html:
    left, right = columns_of(question)
    number, letter = numerals(left), letters(right, setting.language)
    left_cells = [_left_cells(number[option.id], option) for option in left]
    right_cells = [_right_cells(letter[option.id], option) for option in right]
    rows = zip_longest(left_cells, right_cells, fillvalue=_EMPTY_CELLS)
    return join(_hint(phrases(setting.language).match), _table("matching", *(join(*row) for row in rows)))


def _left_cells(number: str, option: Option) -> Html:
    box = element("div", element("span", class_="small-box"), class_="to-fill")
    return join(box, element("div", _letter(number + "."), text_markup(option.text), class_="left"))


def _right_cells(letter: str, option: Option) -> Html:
    return join(element("div", letter, class_="letter"), element("div", text_markup(option.text)))


def _ordering(question: Question, setting: Setting) -> Html:
    options = options_of(question)
    label = letters(options, setting.language)
    items = [element("li", _letter(label[option.id]), text_markup(option.text)) for option in options]
    boxes = [element("span", class_="small-box") for _ in options]
    return join(
        _hint(phrases(setting.language).order),
        element("ul", *items, class_="items in-row" if _widest(options, setting) <= _WIDEST_OF_FOUR else "items"),
        element("p", Html(element("span", "→", class_="arrow").join(boxes)), class_="order"),
    )


def _widest(options: Sequence[Option], setting: Setting) -> float:
    """The width of the widest option on one line, in millimetres."""
    return max((visible_width(option.text) * setting.em for option in options), default=0)


def _open(question: Question, _: Setting) -> Html:
    wanted = _LINES_PER_POINT * question.points
    count = min(max(wanted, _FEWEST_LINES), _MOST_LINES)
    return element("div", *[element("div", class_="line") for _ in range(count)])


_SPACES: dict[QuestionType, Callable[[Question, Setting], Html]] = {
    QuestionType.SINGLE_CHOICE: _single_choice,
    QuestionType.MULTIPLE_CHOICE: _multiple_choice,
    QuestionType.TRUE_FALSE: _true_false,
    QuestionType.SHORT_ANSWER: _short_answer,
    QuestionType.NUMERIC: _numeric,
    QuestionType.FILL_BLANK: _fill_blank,
    QuestionType.MATCHING: _matching,
    QuestionType.ORDERING: _ordering,
    QuestionType.OPEN: _open,
}
