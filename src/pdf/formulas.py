"""Formulas as images that WeasyPrint places on the baseline of a line, in units of the text's size."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache
from typing import Protocol
from xml.etree.ElementTree import tostring

from msgspec import Struct
from ziamath.config import config
from ziamath.zmath import Math

from pdf.drawing import operators
from questions.formulas import mathml

config.precision = 1
config.svg2 = False  # one path a glyph, which `pdf.drawing` understands

_UNITS_PER_EM = 100.0
_SCALE = 1.08
"""Digits of STIX Two Math are 0.66 em high, those of Noto Sans 0.714."""

_KEPT = 4096
_SCHEME = "formula:"


class Canvas(Protocol):
    """The part of WeasyPrint's content stream that a drawing needs."""

    stream: list[bytes]


class Drawing(Struct, frozen=True):
    """A formula drawn; `width`, `height` and `depth` below the baseline are in em of the text around it.

    Has the methods that WeasyPrint asks of an image.
    """

    width: float
    height: float
    depth: float
    left: float
    top: float
    operators: bytes

    def get_intrinsic_size(self, _resolution: float, font_size: float) -> tuple[float, float, float]:
        """Width and height in px, and their ratio."""
        return self.width * font_size, self.height * font_size, self.width / self.height

    def draw(self, stream: Canvas, width: float, height: float, _style: object) -> None:
        """Paint into a box of `width` by `height` px whose upper left corner is the origin."""
        across = width * _SCALE / (self.width * _UNITS_PER_EM)
        down = height * _SCALE / (self.height * _UNITS_PER_EM)
        matrix = f"{across:.5f} 0 0 {down:.5f} {-self.left * across:.3f} {-self.top * down:.3f} cm\n"
        stream.stream.append(matrix.encode() + self.operators)


class FormulaImages(dict[str, object]):
    """The image cache of one rendering: it holds every formula there is under its address."""

    def __contains__(self, address: object) -> bool:
        return isinstance(address, str) and (address.startswith(_SCHEME) or super().__contains__(address))

    def __getitem__(self, address: str) -> object:
        return draw(_latex(address)) if address.startswith(_SCHEME) else super().__getitem__(address)


def address(latex: str) -> str:
    """The address under which `FormulaImages` holds the formula."""
    return _SCHEME + urlsafe_b64encode(latex.encode()).decode()


def svg(latex: str) -> str:
    """The formula as a document of its own. Raises `questions.formulas.FormulaError`."""
    return tostring(_math(latex).svgxml(), encoding="unicode")


@lru_cache(maxsize=_KEPT)
def draw(latex: str) -> Drawing:
    """The formula in display style, so that fractions stay legible. Raises `questions.formulas.FormulaError`."""
    element = _math(latex).svgxml()
    left, top, width, height = (float(part) for part in element.attrib["viewBox"].split())
    em = _UNITS_PER_EM / _SCALE
    depth = (top + height) / em
    return Drawing(max(width, 1) / em, max(height, 1) / em, depth, left, top, operators(element))


def _math(latex: str) -> Math:
    return Math(mathml(latex), size=_UNITS_PER_EM, margin=0)


def _latex(address: str) -> str:
    return urlsafe_b64decode(address.removeprefix(_SCHEME)).decode()
