"""The whole sheet as one HTML document."""

import re
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from string import Template

from pdf.answer_key import printed_answer
from pdf.answer_space import answer_space
from pdf.elements import Html, element, join, markup
from pdf.errors import InconsistentQuestion, UnprintableFormula
from pdf.footer import how_checked
from pdf.model import Sheet
from pdf.phrases import phrases, points, subject_name
from pdf.setting import Setting, size_for
from pdf.text import text_markup
from questions.formulas import FormulaError
from questions.model import Question

_TAG = re.compile(r"<[^>]*>")
_LONGEST_IN_COLUMNS = 36


def page_html(sheet: Sheet, *, with_key: bool) -> str:
    """The document that `sheet.css` lays out. Raises a `pdf.errors.UnprintableSheet`."""
    with _blaming(0):
        heading = _heading(sheet)
    return _template().substitute(
        language=sheet.language,
        size=size_for(sheet.grade),
        title=markup(sheet.title),
        heading=heading,
        about=markup(_about(sheet)),
        pupil=_pupil_line(sheet),
        questions=join(*(_each(sheet, _question))),
        key=_key(sheet) if with_key else "",
    )


@cache
def _template() -> Template:
    return Template((files("pdf") / "sheet.html").read_text(encoding="utf-8"))


@contextmanager
def _blaming(number: int) -> Generator[None]:
    try:
        yield
    except FormulaError as error:
        raise UnprintableFormula(number, error.latex, error.reason) from error
    except LookupError as error:
        raise InconsistentQuestion(number) from error


def _each(sheet: Sheet, write: Callable[[Question, Setting], Html]) -> Iterator[Html]:
    setting = Setting(sheet.language, size_for(sheet.grade))
    for question in sheet.questions:
        with _blaming(question.number):
            yield write(question, setting)


def _about(sheet: Sheet) -> str:
    grade = phrases(sheet.language).grade.format(grade=sheet.grade)
    subject = [subject_name(sheet.subject, sheet.language)] if sheet.subject else []
    return " · ".join([*subject, grade])


def _pupil_line(sheet: Sheet) -> Html:
    words = phrases(sheet.language)
    total = sum(question.points for question in sheet.questions)
    fields = (("name", words.name, ""), ("class", words.class_name, ""), ("date", words.date, ""))
    return join(*(_field(*field) for field in (*fields, ("score", words.score, f"/ {total}"))))


def _field(kind: str, label: str, after: str) -> Html:
    return element("div", element("span", after, class_="after"), label, class_=f"field {kind}")


def _heading(sheet: Sheet) -> Html:
    """The title; the style sheet takes the text of the margins from its attributes."""
    page, _, of = phrases(sheet.language).page.partition("{page}")
    return element(
        "h1",
        text_markup(sheet.title),
        data_foot=sheet.footer or how_checked(sheet.questions, sheet.language),
        data_page=page,
        data_of=of.removesuffix("{pages}"),
    )


def _question(question: Question, setting: Setting) -> Html:
    head = element(
        "div",
        element("div", f"{question.number}.", class_="number"),
        element("div", text_markup(question.stem), class_="stem"),
        element("div", points(question.points, setting.language), class_="points"),
        class_="head",
    )
    work = element("div", answer_space(question, setting), class_="work")
    return element("section", head, work, class_="question")


def _key(sheet: Sheet) -> Html:
    words = phrases(sheet.language)
    about = element("p", text_markup(sheet.title), " · ", _about(sheet), class_="about")
    answers = list(_each(sheet, _answer))
    columns = "in-columns" if all(_is_short(answer) for answer in answers) else "in-one-column"
    solutions = element("div", *_each(sheet, _solution), class_="solutions")
    return element(
        "section",
        element("h2", words.key),
        about,
        element("div", *answers, class_=f"answers {columns}"),
        element("h2", words.solutions),
        solutions,
        class_="key",
    )


def _is_short(answer: Html) -> bool:
    return len(_TAG.sub("", answer)) <= _LONGEST_IN_COLUMNS


def _answer(question: Question, setting: Setting) -> Html:
    return element("div", _number(question), printed_answer(question, setting.language), class_="answer")


def _solution(question: Question, _: Setting) -> Html:
    return element("div", _number(question), text_markup(question.solution), class_="solution")


def _number(question: Question) -> Html:
    return element("span", f"{question.number}.", class_="number")
