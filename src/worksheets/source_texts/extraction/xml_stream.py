"""XML as a stream of elements, without declarations: they can name files, addresses, and entities without end."""

from collections.abc import Iterable
from typing import NoReturn, Protocol
from xml.parsers import expat

_DEEPEST = 256  # elements within each other; a table in a table in a text box takes 30


class XmlRefused(Exception):
    """The document declares something, or is nested too deeply."""


class Listener(Protocol):
    """Told of every element as it comes. Names have their namespace before them, with a space between."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...
    def end(self, name: str) -> None: ...
    def characters(self, text: str) -> None: ...

    @property
    def has_enough(self) -> bool: ...


def read_xml(chunks: Iterable[bytes], listener: Listener) -> None:
    """Parse until the end, or until the listener has enough. Raises XmlRefused, expat.ExpatError."""
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise XmlRefused
        listener.start(name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        listener.end(name)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = listener.characters
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    for chunk in chunks:
        parser.Parse(chunk, False)
        if listener.has_enough:
            return
    parser.Parse(b"", True)


def _refuse(*_: object) -> NoReturn:
    raise XmlRefused
