"""Paragraphs from lines as a page was set: a page says where lines end, not where paragraphs do."""

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

_FULL = 0.75  # of the typical line
_SHORT = 0.6
_WIDE = 45  # characters; shorter lines are a narrow column, or verse and slides, which stay as they are
_GOING_ON = 0.3  # of the lines in a column begin in the middle of a sentence
_LIST_MARK = re.compile(r"(?:\d{1,3}[.)]|[a-zа-яё][.)]|[•●▪◦*–—-])\s", re.IGNORECASE)
_ENDED = re.compile(r"[.!?:;…।॥][\"'»”’)\]]{0,3}$")
_HYPHENS = ("-", "\u00ad", "\u2010")
# Words in these patterns are bounded, or one without end would be read from each of its letters.
_HYPHENATED = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,40}-[^\W\d_]{1,40}")
_LAST_WORD, _FIRST_WORD = re.compile(r"[^\W_]{1,40}(?=.$)"), re.compile(r"[^\W_]{1,40}")
_LONGEST_END = 45  # characters of a line that tell how it ends


def flowing(pages: Sequence[Sequence[str]]) -> str:
    """Paragraphs with a blank line between them, and words joined that were broken at the end of a line."""
    lines = [line for page in pages for line in page if line]
    typical = _typical_length(lines)
    if typical < _WIDE and sum(line[0].islower() for line in lines) < _GOING_ON * len(lines):
        return "\n".join(lines)
    hyphenated = {word.casefold() for line in lines for word in _HYPHENATED.findall(line)}
    return "\n\n".join(_joined(paragraph, hyphenated) for paragraph in _paragraphs(lines, typical))


def _typical_length(lines: Sequence[str]) -> int:
    """That of lines which were filled: half of the text stands in lines at least as long."""
    lengths = sorted(map(len, lines), reverse=True)
    half = sum(lengths) / 2
    return next((length for length, held in zip(lengths, accumulate(lengths), strict=True) if held >= half), 0)


def _paragraphs(lines: Sequence[str], typical: int) -> Iterable[list[str]]:
    """The lines of each paragraph."""
    paragraph = list(lines[:1])
    for before, line in pairwise(lines):
        if not _goes_on(before, line, typical):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _goes_on(before: str, line: str, typical: int) -> bool:
    """Whether the line belongs to the paragraph of the one before."""
    if _is_broken(before) and line[0].isalnum():
        return True
    if _LIST_MARK.match(line):
        return False
    if len(before) < _FULL * typical:
        return line[0].islower() and not _is_ended(before)
    begins_anew = _is_ended(before) and len(line) < _SHORT * typical and not _is_ended(line)
    return not begins_anew


def _is_ended(line: str) -> bool:
    return _ENDED.search(line[-_LONGEST_END:]) is not None


def _is_broken(line: str) -> bool:
    """Whether the line ends in the middle of a word."""
    return line.endswith(_HYPHENS) and line[-2:-1].isalnum()


def _joined(paragraph: Sequence[str], hyphenated: set[str]) -> str:
    """One text of the lines."""
    ends = [_end(before, line, hyphenated) for before, line in pairwise(paragraph)]
    return "".join([*ends, paragraph[-1]])


def _end(before: str, line: str, hyphenated: set[str]) -> str:
    """The line before another one. Its hyphen stays in a compound that the text has elsewhere, and before a capital."""
    if not (_is_broken(before) and line[0].isalnum()):
        return f"{before} "
    head, tail = _LAST_WORD.search(before[-_LONGEST_END:]), _FIRST_WORD.match(line)
    compound = f"{head[0]}-{tail[0]}".casefold() if head and tail else ""
    return f"{before[:-1]}-" if not line[0].islower() or compound in hyphenated else before[:-1]
