"""Topics that are easily taken for each other: sibling concepts, near homographs, swapped roles, wider and narrower.

Each line of `different/LANGUAGE.txt` holds wordings no two of which ask for the same worksheet.
"""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from cache.canonical import read
from cache.model import Language
from cache.verifier import verify

_FOLDER = Path(__file__).parent / "different"


def _lines(language: Language) -> Iterator[list[str]]:
    for line in (_FOLDER / f"{language.value}.txt").read_text("utf-8").splitlines():
        yield [topic.strip() for topic in line.split("|")]


@pytest.mark.parametrize(
    ("language", "topics"),
    [(language, topics) for language in Language for topics in _lines(language)],
    ids=lambda value: value.value if isinstance(value, Language) else value[0],
)
def test_no_two_of_these_are_one_worksheet(language: Language, topics: list[str]) -> None:
    read_topics = [read(topic, language) for topic in topics]
    taken_for_each_other = [
        (first.text, second.text) for first, second in combinations(read_topics, 2) if verify(first, second) is None
    ]
    assert not taken_for_each_other
