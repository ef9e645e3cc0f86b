"""Names of private people in Latin letters, English ones and those of India."""

import re
from collections.abc import Iterator, Sequence

from cache.model import Language
from cache.vocabulary import exists
from worksheets.personal_data.cues import has_cue, is_about
from worksheets.personal_data.model import Finding, Kind
from worksheets.personal_data.name_lists import indian_surnames, known_in_latin, latin_first_names, latin_surnames
from worksheets.personal_data.words import Word

_PUPIL = re.compile(
    r"pupils?|students?|learners?|son|daughter|child|kid|nephew|niece|grandson|granddaughter|brother|"
    r"sister|tutee|classmates?|"
    r"parents?|mother|father|mum|mom|dad|teacher|tutor|friend|named|called|beta|beti|bacche|bachche|"
    r"chhatra|bhai|behan"
)
_TITLE = re.compile(r"mr|mrs|ms|miss|smt|shri|shrimati")
_FOR = re.compile(r"for|with|by|to|from|help|helps|helping|teach|tell|about|of")
_FOR_TOPIC = re.compile(r"for")
_ABOUT = re.compile(
    r"poems?|poets?|poetry|novels?|novelist|play|plays|playwright|story|stories|book|books|author|"
    r"authors|writer|biography|life|lives|"
    r"president|king|queen|emperor|scientist|inventor|inventions?|artist|painter|painting|composer|"
    r"explorer|speech|theory|theorem|law|laws|"
    r"textbook|edition|history|character|chapter|film|song|captain|saint|works|discovery|discoveries|"
    r"leader|prime|minister|sir|lord|lady"
)
_STRUGGLES = re.compile(
    r"\s(?:is (?:dyslexic|autistic|weak|struggling|behind|\d|in (?:grade|class|year|my))|has (?:adhd|"
    r"autism|dyslexia|trouble|difficult\w+|failed|been)|"
    r"struggles|struggled|needs|scored|failed|got \d|cannot|can'?t|doesn'?t|keeps|forgets|confuses|ke liye|ko)\b",
    re.IGNORECASE,
)
_SCHOOLED = re.compile(
    r"[\s,(]+(?:(?:from |in )?(?:class|grade|year|std|roll)\b|\d{1,2}[a-d]\b|age[ds]? \d|\d{1,2} years|"
    r"ka\b|ki\b|ke\b)",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"[’']s (?:homework|report|test|parents|mother|father|class|progress|iep|birthday|marks|mum|mom|dad)", re.IGNORECASE
)
_KE_LIYE = re.compile(r"\s(?:ke liye|ko padh\w+|naam|ka naam)\b", re.IGNORECASE)
_SHORTEST = 2
_MOST_WORDS = 3
_BEFORE_NAME = frozenset({"", ":", "-"})
_REACH_OF_PUPIL = 2


def latin_names(words: Sequence[Word], is_topic: bool) -> Iterator[Finding]:
    """Full names, and single ones that a cue says are a pupil's or a parent's."""
    place = 0
    while place < len(words):
        taken = _name_at(words, place, is_topic) if words[place].typed.isascii() else 0
        if taken > 0:
            yield Finding(words[place].start, words[place + taken - 1].end, Kind.NAME)
        place += abs(taken) or 1


def _name_at(words: Sequence[Word], place: int, is_topic: bool) -> int:
    """How many words from `place` on are a name; less than none when it is that of somebody known."""
    if place and _TITLE.fullmatch(words[place - 1].lower) and words[place].follows:
        return _titled(words, place)
    if words[place].lower not in latin_first_names():
        return _cued_surname(words, place)
    length = _length(words, place)
    if length > 1 and known_in_latin().has(words[place].lower, words[place + length - 1].lower):
        return -length
    return length if _is_private(words, place, length, is_topic) else 0


def _length(words: Sequence[Word], place: int) -> int:
    """How many words a full name has: a first name, an initial or another, a surname; 1 where no surname follows."""
    end = place + 1
    while end < len(words) and end - place < 3 and words[end].follows and _is_second_name(words[end]):
        end += 1
    if end < len(words) and words[end].follows and "." not in words[end].before[:1] and _is_surname(words[end]):
        return end - place + 1
    if end - place > 1 and words[end - 1].lower in latin_surnames():
        return end - place
    return 1


def _is_second_name(word: Word) -> bool:
    return word.is_initial or word.lower in latin_first_names()


def _is_surname(word: Word) -> bool:
    if word.lower in indian_surnames():
        return True
    if len(word.typed) <= _SHORTEST or not word.is_capitalised or word.typed.isupper():
        return word.lower in latin_surnames() and not exists(word.lower, Language.ENGLISH)
    return word.lower in latin_surnames() or not exists(word.lower.replace("’", "'"), Language.ENGLISH)


def _is_private(words: Sequence[Word], place: int, length: int, is_topic: bool) -> bool:
    first, last = words[place], words[place + length - 1]
    is_sure = first.lower in latin_first_names().sure
    if has_cue(words, place, _PUPIL, reach=1 if is_topic else _REACH_OF_PUPIL):
        return first.is_capitalised or is_sure
    if is_about(words, place, _ABOUT, is_topic=is_topic):
        return False
    if _follows_private(words, place + length - 1, first, is_sure):
        return True
    if length > 1:
        return not is_topic or has_cue(words, place, _FOR_TOPIC, reach=1)
    cue = _FOR_TOPIC if is_topic else _FOR
    before_name = place + 1 < len(words) and words[place + 1].is_capitalised and words[place + 1].follows
    is_meant = has_cue(words, place, cue, reach=1) and is_sure and not last.is_possessive and not before_name
    return is_meant and (first.is_capitalised or cue is _FOR_TOPIC)


def _follows_private(words: Sequence[Word], last: int, first: Word, is_sure: bool) -> bool:
    after = (
        "".join(word for part in words[last + 1 : last + 4] for word in (part.before, part.typed)) or words[last].after
    )
    after += words[min(last + 3, len(words) - 1)].after[:8]
    if _KE_LIYE.match(after):
        return is_sure or first.is_capitalised
    if not first.is_capitalised:
        return False
    if _OWN.match(after) or _SCHOOLED.match(after):
        return True
    return _STRUGGLES.match(after) is not None


def _titled(words: Sequence[Word], place: int) -> int:
    """Mr and Mrs So-and-so, unless a book has them."""
    word = words[place]
    if not word.is_capitalised or known_in_latin().has(None, word.lower):
        return 0
    length = _length(words, place) if word.lower in latin_first_names() else 1
    is_name = word.lower in latin_first_names() or _is_surname(word)
    return length if is_name and len(word.typed) > _SHORTEST and not _TITLE.fullmatch(word.lower) else 0


def _cued_surname(words: Sequence[Word], place: int) -> int:
    """A name that no list has, right behind the word for a pupil."""
    word = words[place]
    if not word.is_capitalised or not place or not _PUPIL.fullmatch(words[place - 1].lower):
        return 0
    if word.before.strip() not in _BEFORE_NAME or word.typed.isupper() or known_in_latin().has(None, word.lower):
        return 0
    if exists(word.lower, Language.ENGLISH):
        return 0
    end = place + 1
    while (
        end < len(words) and end - place < _MOST_WORDS and words[end].is_capitalised and not words[end].before.strip()
    ):
        end += 1
    return end - place
