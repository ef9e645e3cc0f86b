r"""Formulas in text: LaTeX between `\(` and `\)`, kept to the subset that every page, screen and export can hold.

The checks refuse a question whose formula `validate` refuses; the printer and the exports set what `mathml` gives.
"""

import html
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from latex2mathml.converter import Converter
from msgspec import Struct

from questions.formula_subset import CHARACTERS, COMMANDS, ENVIRONMENTS, TEXT_COMMANDS

MAX_LENGTH = 400
MAX_DEPTH = 12

_DELIMITED = re.compile(r"\\\((.*?)\\\)", re.DOTALL)
_COMMAND = re.compile(r"\\([A-Za-z]+|.)", re.DOTALL)
_WORDS = re.compile(rf"\\({'|'.join(sorted(TEXT_COMMANDS, key=len, reverse=True))})(?![A-Za-z])\s*(\{{([^{{}}]*)\}})?")
_ENVIRONMENT = re.compile(r"\\(begin|end)(?![A-Za-z])\s*(?:\{([^{}]*)\})?(?:\{[rlc| ]*\})?")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)

_CHILDREN = {"mfrac": 2, "msup": 2, "msub": 2, "msubsup": 3, "mroot": 2, "munder": 2, "mover": 2, "munderover": 3}
"""Elements of MathML that need exactly so many children; a command without its arguments leaves fewer."""

_SIGNS = frozenset("-−+±")
_AFTER_WHICH_MINUS_SUBTRACTS = frozenset(")]}|!%′°")


class FormulaError(ValueError):
    """A formula outside of the subset. `latex` is the formula as written, `reason` says what to change in it."""

    def __init__(self, latex: str, reason: str) -> None:
        super().__init__(latex, reason)
        self.latex = latex
        self.reason = reason

    def __str__(self) -> str:
        return f"the formula {self.latex!r} cannot be printed: {self.reason}"


class Formula(Struct, frozen=True):
    r"""A formula inside a text, without its delimiters."""

    latex: str


def split(text: str) -> tuple[str | Formula, ...]:
    r"""The text as plain pieces and formulas in reading order; empty pieces are left out.

    Raises FormulaError when `\(` and `\)` do not pair.
    """
    return tuple(_pieces(text))


def validate_text(text: str) -> None:
    """Raise FormulaError for the first formula of a text that is outside of the subset."""
    for piece in split(text):
        if isinstance(piece, Formula):
            validate(piece.latex)


def validate(latex: str) -> None:
    """Raise FormulaError when the formula is outside of the subset."""
    mathml(latex)


def mathml(latex: str) -> Element:
    """The formula as a `math` element without a namespace. Raises FormulaError when it is outside of the subset."""
    _check_size(latex)
    _check_words(latex)
    _check_commands(latex)
    _check_characters(latex)
    element = _converted(latex)
    _check_arguments(latex, element)
    return element


def _pieces(text: str) -> Iterator[str | Formula]:
    position = 0
    for match in _DELIMITED.finditer(text):
        yield from _plain(text[position : match.start()])
        yield Formula(match[1])
        position = match.end()
    yield from _plain(text[position:])


def _plain(piece: str) -> Iterator[str]:
    if r"\(" in piece or r"\)" in piece:
        raise FormulaError(piece[:60], r"every \( needs its \)")
    if piece:
        yield piece


def _check_size(latex: str) -> None:
    if not latex.strip():
        raise FormulaError(latex, "it is empty")
    if len(latex) > MAX_LENGTH:
        raise FormulaError(latex, f"it is longer than {MAX_LENGTH} characters; split it")
    depth = 0
    for match in _BRACE.finditer(latex):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth < 0:
            raise FormulaError(latex, "a } has no {")
        if depth > MAX_DEPTH:
            raise FormulaError(latex, f"braces are nested deeper than {MAX_DEPTH}")
    if depth:
        raise FormulaError(latex, "a { has no }")


def _check_words(latex: str) -> None:
    for match in _WORDS.finditer(latex):
        words: str = match[3] or ""
        if not words.strip():
            raise FormulaError(latex, rf"\{match[1]} needs words in braces, without braces inside")
        if any(sign in words for sign in r"\^_&"):
            raise FormulaError(latex, rf"\{match[1]} may hold words only")


def _check_commands(latex: str) -> None:
    for match in _COMMAND.finditer(latex):
        if match[1] not in COMMANDS:
            raise FormulaError(latex, f"the command {match[0]} is not supported")
    open_environments: list[str] = []
    for match in _ENVIRONMENT.finditer(latex):
        _enter_or_leave(latex, match[1], match[2] or "", open_environments)
    if open_environments:
        raise FormulaError(latex, rf"\begin{{{open_environments[-1]}}} has no \end")
    if ("&" in latex.replace(r"\&", "") or r"\\" in latex) and r"\begin" not in latex:
        raise FormulaError(latex, r"& and \\ stand only between \begin and \end")


def _enter_or_leave(latex: str, command: str, name: str, open_environments: list[str]) -> None:
    if name not in ENVIRONMENTS:
        raise FormulaError(latex, f"the environment {name!r} is not supported")
    if command == "begin":
        open_environments.append(name)
    elif not open_environments or open_environments.pop() != name:
        raise FormulaError(latex, rf"\end{{{name}}} has no \begin")


def _check_characters(latex: str) -> None:
    for character in _COMMAND.sub("", latex):
        if character not in CHARACTERS:
            raise FormulaError(latex, rf"the character {character!r} does not belong in a formula; write it outside")


def _converted(latex: str) -> Element:
    source = latex.replace("{aligned}", "{align*}").replace(r"\operatorname", r"\mathrm")
    try:
        element = Converter(display="block").convert_to_element(source)
    except Exception as error:  # the converter raises whatever its parser stumbles over
        raise FormulaError(latex, f"LaTeX cannot be read ({type(error).__name__})") from error
    element.attrib.pop("xmlns", None)
    for node in element.iter():
        node.text = html.unescape(node.text) if node.text else node.text
        _mark_signs(node)
    return element


def _mark_signs(row: Element) -> None:
    """Tell a sign (x = -3) from an operation (x - 3): a sign has no space after it."""
    before: Element | None = None
    for node in row:
        follows_operator = before is None or (before.tag == "mo" and before.text not in _AFTER_WHICH_MINUS_SUBTRACTS)
        if node.tag == "mo" and node.text in _SIGNS and follows_operator:
            node.attrib["form"] = "prefix"
        before = node


def _check_arguments(latex: str, element: Element) -> None:
    for node in element.iter():
        if _CHILDREN.get(node.tag, len(node)) != len(node):
            raise FormulaError(latex, "a command lacks an argument")
        if "\\" in (node.text or ""):
            raise FormulaError(latex, f"the command {node.text} is not supported")
