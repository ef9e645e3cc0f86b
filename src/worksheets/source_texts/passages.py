"""What of a long text is shown to a model: the passages nearest to the topic, in their order."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from math import log

from msgspec import Struct

from cache.model import Language
from cache.spelling import unify_devanagari
from cache.stemming import stem_english, stem_hindi, stem_russian
from worksheets.source_texts.pieces import pieces_of

LIMIT = 12_000
"""Characters: about four pages of a textbook, 3,000 tokens of English."""

_LONGEST_HEADING = 80
_PARTS = 6  # places of the text that are shown when none is nearer to the topic than another
_GAP = "\n\n[…]\n\n"
_WORD = re.compile("[^\\W\\d_]+(?:[\u0900-\u0903\u093a-\u094f]+[^\\W\\d_]*)*|\\d+")
_SAME_BEGINNING = 2  # letters; words that differ in these have different stems, and need not be stemmed
_LEAST_LETTERS = 3
_MOST = 50  # letters; what is longer is no word, and dictionaries take long over it
_STEMMERS: dict[Language, Callable[[str], str]] = {
    Language.ENGLISH: stem_english,
    Language.RUSSIAN: stem_russian,
    Language.HINDI: stem_hindi,
}


class _Passage(Struct, frozen=True):
    """A piece of the text, the stems of the topic in it, and the place of the heading above it."""

    text: str
    stems: frozenset[str]
    heading: int | None


def passages(text: str, topic: str, language: Language, limit: int = LIMIT) -> str:
    """The whole text when it has at most `limit` characters, else what of it is nearest to the topic, with headings.

    Where passages are left out stands `[…]`. A text that does not mention the topic is shown in parts from its
    beginning to its end.
    """
    if len(text) <= limit:
        return text
    pieces = list(_read(pieces_of(text), _stems(topic, language), language))
    weights = _weights(pieces)
    chosen = _nearest(pieces, weights, limit) if weights else _throughout(pieces, limit)
    return _put_together(pieces, chosen)


def _stems(topic: str, language: Language) -> dict[str, str]:
    """The words of the topic that say something, by their stems."""
    words = [word for word in _words(topic, language) if len(word) >= _LEAST_LETTERS or word.isdigit()]
    return {_STEMMERS[language](word): word for word in words}


def _words(text: str, language: Language) -> list[str]:
    text = text.casefold().replace("ё", "е")
    return _WORD.findall(unify_devanagari(text) if language is Language.HINDI else text)


def _read(pieces: Iterator[str], stems: dict[str, str], language: Language) -> Iterator[_Passage]:
    beginnings = {known[:_SAME_BEGINNING] for pair in stems.items() for known in pair}
    stem = _STEMMERS[language]
    heading = None
    for place, text in enumerate(pieces):
        if _is_heading(text):
            heading = place
        words = {word for word in _words(text, language) if word[:_SAME_BEGINNING] in beginnings and len(word) < _MOST}
        yield _Passage(text, frozenset(map(stem, words)) & stems.keys(), None if heading == place else heading)


def _is_heading(text: str) -> bool:
    """One short line that is no sentence."""
    return len(text) <= _LONGEST_HEADING and "\n" not in text and " | " not in text and text[-1:] not in ".!?…।,;:"


def _weights(pieces: Sequence[_Passage]) -> dict[str, float]:
    """How much a stem of the topic tells: less, the more passages it stands in."""
    counts = Counter(stem for piece in pieces for stem in piece.stems)
    return {stem: log(1 + len(pieces) / count) for stem, count in counts.items()}


def _nearest(pieces: Sequence[_Passage], weights: dict[str, float], limit: int) -> set[int]:
    """The passages with the most of the topic, then those around them, as far as the limit goes."""
    scores = [_score(pieces, piece, weights) for piece in pieces]
    order = sorted(range(len(pieces)), key=lambda place: (-scores[place], place))
    near = [place for place in order if scores[place] > 0]
    around = [place + step for step in (1, -1, 2, -2, 3) for place in near if 0 <= place + step < len(pieces)]
    chosen: set[int] = set()
    left = limit
    for place in [*near, *around]:
        heading = pieces[place].heading
        group = {place} if heading is None else {place, heading}
        cost = sum(len(pieces[each].text) + len(_GAP) for each in group - chosen)
        if cost <= left:
            chosen |= group
            left -= cost
    return chosen


def _score(pieces: Sequence[_Passage], piece: _Passage, weights: dict[str, float]) -> float:
    """What the passage has of the topic itself, and half of what only its heading has."""
    above = frozenset[str]() if piece.heading is None else pieces[piece.heading].stems - piece.stems
    return sum(weights[stem] for stem in sorted(piece.stems)) + sum(weights[stem] / 2 for stem in sorted(above))


def _throughout(pieces: Sequence[_Passage], limit: int) -> set[int]:
    """The beginnings of equal parts of the text."""
    chosen: set[int] = set()
    for part in range(_PARTS):
        left = limit // _PARTS
        for place in range(len(pieces) * part // _PARTS, len(pieces) * (part + 1) // _PARTS):
            left -= len(pieces[place].text) + len(_GAP)
            if left < 0:
                break
            chosen.add(place)
    return chosen


def _put_together(pieces: Sequence[_Passage], chosen: set[int]) -> str:
    shown = ""
    before = -1
    for place in sorted(chosen):
        gap = "" if place == 0 else (_GAP if place > before + 1 else "\n\n")
        shown += gap + pieces[place].text
        before = place
    return (shown + (_GAP if before < len(pieces) - 1 else "")).strip()
