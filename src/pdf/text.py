"""Text of a question as HTML: words escaped, formulas drawn, blanks ruled."""

import re

from pdf import formulas
from pdf.elements import Html, element, image, join
from questions.formulas import Formula, split

_PLACE = re.compile(r"(\x00\d+\x00|_{3,})")
_UNBROKEN = re.compile(r"([^\s\w\x00]{0,3}(?:\x00\d+\x00|_{3,})(?:[^\s\w\x00]{1,3}(?!\x00))?)")
_EM_PER_CHARACTER = 0.56


def text_markup(text: str) -> Html:
    """The text with its formulas and blanks. Raises `questions.formulas.FormulaError`."""
    drawn: list[Html] = []
    marked = ""
    for part in split(text.replace("\x00", "\N{REPLACEMENT CHARACTER}")):
        if isinstance(part, Formula):
            marked += f"\x00{len(drawn)}\x00"
            drawn.append(formula_markup(part.latex))
        else:
            marked += part
    return join(*(_run(run, drawn) for run in _UNBROKEN.split(marked)))


def _run(run: str, drawn: list[Html]) -> str:
    """Words as they are; a formula or a blank together with the punctuation that touches it, never broken between."""
    if not _PLACE.search(run):
        return run
    return element("span", *(_piece(piece, drawn) for piece in _PLACE.split(run)), class_="unbroken")


def _piece(piece: str, drawn: list[Html]) -> str:
    if piece.startswith("\x00"):
        return drawn[int(piece.strip("\x00"))]
    return element("span", class_="blank") if piece.startswith("___") else piece


def formula_markup(latex: str) -> Html:
    """The formula as an image on the baseline of its line. Raises `questions.formulas.FormulaError`."""
    drawing = formulas.draw(latex)
    style = f"width:{drawing.width:.3f}em;height:{drawing.height:.3f}em;vertical-align:{-drawing.depth:.3f}em"
    return image(alt=latex, source=formulas.address(latex), style=style)


def visible_width(text: str) -> float:
    """About how wide the text is on one line, in em. Raises `questions.formulas.FormulaError`."""
    return sum(
        formulas.draw(part.latex).width if isinstance(part, Formula) else _EM_PER_CHARACTER * len(part)
        for part in split(text)
    )
