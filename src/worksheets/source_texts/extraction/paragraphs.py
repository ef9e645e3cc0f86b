"""Paragraphs from lines as a page was set: a page says where lines end, not where paragraphs do."""

import re
from collections.abc import Sequence
from itertools import accumulate

_FULL = 0.75  # of the typical line
_SHORT = 0.6
_WIDE = 45  # characters; shorter lines are a narrow column, or verse and slides, which stay as they are
_GOING_ON = 0.3  # of the lines in a column begin in the middle of a sentence
_LIST_MARK = re.compile(r"(?:\d{1,3}[.)]|[a-zа-яё][.)]|[•●▪◦*–—-])\s", re.IGNORECASE)
_ENDED = re.compile(r"[.!?:;…।॥][\"'»”’)\]]*$")
_BROKEN = re.compile("([^\\W_]+)[-\u00ad\u2010]$")
_HYPHENATED = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_FIRST_WORD = re.compile(r"[^\W\d_]+")


def flowing(pages: Sequence[Sequence[str]]) -> str:
    """Paragraphs with a blank line between them, and words joined that were broken at the end of a line."""
    lines = [line for page in pages for line in page if line]
    typical = _typical_length(lines)
    if typical < _WIDE and sum(line[0].islower() for line in lines) < _GOING_ON * len(lines):
        return "\n".join(lines)
    return "\n\n".join(_paragraphs(lines, typical))


def _paragraphs(lines: Sequence[str], typical: int) -> list[str]:
    hyphenated = {word.casefold() for line in lines for word in _HYPHENATED.findall(line)}
    joined = list(lines[:1])
    before = joined[0] if joined else ""
    for line in lines[1:]:
        if _goes_on(before, line, typical):
            joined[-1] = _join(joined[-1], line, hyphenated)
        else:
            joined.append(line)
        before = line
    return joined


def _typical_length(lines: Sequence[str]) -> int:
    """That of lines which were filled: half of the text stands in lines at least as long."""
    lengths = sorted(map(len, lines), reverse=True)
    halves = (length for length, held in zip(lengths, accumulate(lengths), strict=True) if 2 * held >= sum(lengths))
    return next(halves, 0)


def _goes_on(before: str, line: str, typical: int) -> bool:
    """Whether the line belongs to the paragraph of the one before."""
    if _BROKEN.search(before) and line[0].isalnum():
        return True
    if _LIST_MARK.match(line):
        return False
    if len(before) < _FULL * typical:
        return line[0].islower() and not _ENDED.search(before)
    begins_anew = _ENDED.search(before) and len(line) < _SHORT * typical and not _ENDED.search(line)
    return not begins_anew


def _join(before: str, line: str, hyphenated: set[str]) -> str:
    """One text of two lines. The hyphen stays in a compound that the text has elsewhere, and before a capital."""
    broken, begun = _BROKEN.search(before), _FIRST_WORD.match(line)
    if broken is None or not line[0].isalnum():
        return f"{before} {line}"
    is_compound = begun is None or not line[0].islower() or f"{broken[1]}-{begun[0]}".casefold() in hyphenated
    return f"{before[:-1]}-{line}" if is_compound else before[:-1] + line
