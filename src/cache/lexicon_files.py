"""The lines of the lexicon files. A line that starts with `//` is a remark; `{a|b|} c` says `a c`, `b c` and `c`."""

import re
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from cache.errors import LexiconLineUnreadable
from cache.model import Language

_CHOICE = re.compile("{([^{}]*)}")


def _paths(language: Language, name: str) -> list[Traversable]:
    folder = files("cache") / "lexicons" / language.value
    if (folder / f"{name}.txt").is_file():
        return [folder / f"{name}.txt"]
    return sorted((folder / name).iterdir(), key=lambda path: path.name) if (folder / name).is_dir() else []


def lines(language: Language, name: str) -> Iterator[str]:
    """The lines of the file `name.txt`, or of every file of the folder `name`; none where a language has neither."""
    for path in _paths(language, name):
        for line in path.read_text("utf-8").splitlines():
            if line.strip() and not line.startswith("//"):
                yield line.strip()


def pair(line: str, sign: str) -> tuple[str, str]:
    """What stands on either side of the sign."""
    left, found, right = line.partition(sign)
    if not found:
        raise LexiconLineUnreadable(line, sign)
    return left.strip(), right.strip()


def choices(text: str) -> Iterator[str]:
    """Every text that a line with choices in braces stands for."""
    found = _CHOICE.search(text)
    if found is None:
        yield " ".join(text.split())
        return
    for choice in found[1].split("|"):
        yield from choices(text[: found.start()] + choice + text[found.end() :])
