"""What makes a sheet look as it does beside its content: equal sheets of one edition print to equal bytes."""

from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

_OURS = ("pdf", "questions")
_SETTERS = (
    *("weasyprint", "pydyf", "fonttools", "tinycss2", "tinyhtml5", "cssselect2"),
    *("ziamath", "ziafont", "latex2mathml"),
)
_FONTS = Path("/usr/share/fonts")


@cache
def edition() -> str:
    """A digest of our templates and code, the typesetters' versions, and the fonts. Read once per process.

    The system's libraries are those of the image: machines that answer for each other must run the same one.
    """
    digest = blake2b(digest_size=16)
    for part in (*_sources(), *map(version, _SETTERS), *_fonts()):
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()


def _sources() -> Iterator[str]:
    for package in _OURS:
        for file in sorted(files(package).iterdir(), key=lambda file: file.name):
            if file.is_file():
                yield _written(file)


def _written(file: Traversable) -> str:
    return f"{file.name}:{blake2b(file.read_bytes()).hexdigest()}"


def _fonts() -> list[str]:
    return sorted(f"{font.name}:{font.stat().st_size}" for font in _FONTS.rglob("Noto*.?t?"))
