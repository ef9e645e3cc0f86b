"""Running heads, feet and page numbers: what stands at the edge of page after page."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_AT_EDGE = 2  # lines
_LEAST_PAGES = 3
_SHARE = 0.4  # left and right pages have different heads
_LONGEST = 100  # characters
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)


def without_furniture(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The pages without the lines that are repeated at their edges, whatever page number stands in them.

    The first of equal lines stays when it has words: a running head is often the title.
    """
    filled = [[line for line in page if line] for page in pages]
    counts = Counter(form for page in filled for form in {_form(page[place]) for place in _edges(page)})
    least = max(_LEAST_PAGES, _SHARE * sum(map(bool, filled)))
    furniture = {form for form, count in counts.items() if count >= least}
    met = {form for form in furniture if not any(character.isalpha() for character in form)}
    return [_stripped(page, furniture, met) for page in filled]


def _edges(page: Sequence[str]) -> Iterator[int]:
    for place, line in enumerate(page):
        if (place < _AT_EDGE or place >= len(page) - _AT_EDGE) and len(line) <= _LONGEST:
            yield place


def _stripped(page: Sequence[str], furniture: set[str], met: set[str]) -> list[str]:
    forms = {place: form for place in _edges(page) if (form := _form(page[place])) in furniture}
    gone = {place for place, form in forms.items() if form in met}
    met.update(forms.values())
    return [line for place, line in enumerate(page) if place not in gone]


def _form(line: str) -> str:
    return " ".join(_NUMBER.sub("#", line.casefold()).split())
