"""The SVG of a formula as PDF operators, worked out once and then drawn by copying bytes.

ziamath draws with paths of straight lines and quadratic curves, and with rectangles, filled or stroked in black.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

_ARGUMENTS = {"M": 2, "L": 2, "Q": 4, "Z": 0}

Point = tuple[float, float]


def operators(svg: Element) -> bytes:
    """What a content stream needs to paint the drawing in its own coordinates, y downwards (ISO 32000-2, 8.5)."""
    return b"0 g 0 G\n" + b"".join(
        f"{_shape(element)}{_paint(element)}\n".encode() for element in svg.iter() if element.tag in {"path", "rect"}
    )


def _shape(element: Element) -> str:
    if element.tag == "rect":
        return f"{element.attrib['x']} {element.attrib['y']} {element.attrib['width']} {element.attrib['height']} re "
    return "".join(_path(element.attrib["d"].split()))


def _path(words: list[str]) -> Iterator[str]:
    pen: Point = (0.0, 0.0)
    position = 0
    while position < len(words):
        command = words[position]
        end = position + 1 + _ARGUMENTS[command]
        numbers = [float(word) for word in words[position + 1 : end]]
        position = end
        match command, numbers:
            case "Q", [cx, cy, x, y]:
                yield _curve(pen, (cx, cy), (x, y))
                pen = (x, y)
            case _, [x, y]:
                yield f"{x:g} {y:g} {'m' if command == 'M' else 'l'} "
                pen = (x, y)
            case _:
                yield "h "


def _curve(start: Point, control: Point, end: Point) -> str:
    """The cubic curve equal to a quadratic one."""
    first, second = (
        (point[0] + 2 / 3 * (control[0] - point[0]), point[1] + 2 / 3 * (control[1] - point[1]))
        for point in (start, end)
    )
    return " ".join(f"{number:.1f}" for point in (first, second, end) for number in point) + " c "


def _paint(element: Element) -> str:
    if element.attrib.get("stroke", "none") == "none":
        return "f"
    return f"{element.attrib.get('stroke-width', '1')} w S"
