"""Names of private people in Devanagari."""

import re
from collections.abc import Iterator, Sequence

from cache.spelling import unify_devanagari
from worksheets.personal_data.cues import has_cue, is_about
from worksheets.personal_data.model import Finding, Kind
from worksheets.personal_data.name_lists import devanagari_first_names, devanagari_surnames, known_in_devanagari
from worksheets.personal_data.words import Word


def _words(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(unify_devanagari(word) for word in " ".join(words).split()))


_PUPIL = _words(
    "छात्र छात्रा छात्रों विद्यार्थी शिष्य शिष्या बेटा बेटे बेटी पुत्र पुत्री बच्चे बच्चा बच्ची भाई बहन "
    "भतीजा भतीजे भतीजी भांजा भांजी पोता पोती नाम",
    "शिक्षक शिक्षिका अध्यापक अध्यापिका माँ पिता अभिभावक दोस्त सहपाठी श्रीमती कुमारी मास्टर",
)
_MIDDLE = _words("चंद्र नारायण नाथ प्रताप बहादुर दत्त शरण भूषण रंजन")
_MOST_WORDS = 4
_FIRST_AND_LAST = 2  # words
_BETWEEN = _words("का नाम के की जी")
_ABOUT = _words(
    "कवि कवयित्री लेखक लेखिका रचना रचनाएँ कविता कहानी उपन्यास जीवन जीवनी परिचय वैज्ञानिक राजा रानी "
    "सम्राट खिलाड़ी नेता प्रधानमंत्री राष्ट्रपति",
    "क्रांतिकारी सेनानी स्वतंत्रता पाठ पुस्तक किताब नाटक निबंध आविष्कार खोज संत चित्रकार गायक अंतरिक्ष "
    "साहित्य काव्य इतिहास भूमिका योगदान",
)
_SCHOOLED = re.compile(
    unify_devanagari(
        r"\s*(?:जी\s)?(?:(?:के लिए|नाम (?:का|की|के)|कक्षा|रोल|को (?:गणित|हिंदी|विज्ञान|अंग्रेज|समझ|पढ़|"
        r"दिक्कत|परेशानी)|का गृहकार्य|की कक्षा|की रिपोर्ट)(?!\w)|[,(]\s*(?:कक्षा|\d))"
    )
)


def devanagari_names(words: Sequence[Word], is_topic: bool) -> Iterator[Finding]:
    """Full names, and single ones that a cue says are a pupil's; in this script nothing shows a name."""
    plain = [unify_devanagari(word.typed) for word in words]
    unified = [
        Word(typed, word.start, word.end, word.before, unify_devanagari(word.after))
        for typed, word in zip(plain, words, strict=True)
    ]
    place = 0
    while place < len(unified):
        if plain[place] in devanagari_first_names():
            taken = _name_at(unified, place, is_topic)
        else:
            taken = _FIRST_AND_LAST if _is_rare_name(unified, place) else 0
        if taken > 0:
            yield Finding(words[place].start, words[place + taken - 1].end, Kind.NAME)
        place += abs(taken) or 1


def _name_at(words: Sequence[Word], place: int, is_topic: bool) -> int:
    length = _length(words, place)
    first, last = words[place], words[place + length - 1]
    if length > 1 and known_in_devanagari().has(first.typed, last.typed):
        return -length
    is_sure = first.typed in devanagari_first_names().sure
    if _is_pupils(words, place):
        return length if length > 1 or is_sure or not is_topic else 0
    if is_about(words, place, _ABOUT, is_topic=is_topic):
        return -length
    if (is_sure or length > 1) and _SCHOOLED.match(_after(words, place + length - 1)):
        return length
    return length if length > 1 and not is_topic else 0


def _is_rare_name(words: Sequence[Word], place: int) -> bool:
    """Whether a first name that the lists do not have stands before a surname and behind the word for a pupil."""
    if place + 1 >= len(words) or words[place + 1].typed not in devanagari_surnames() or not words[place + 1].follows:
        return False
    return not _BETWEEN.fullmatch(words[place].typed) and _is_pupils(words, place)


def _length(words: Sequence[Word], place: int) -> int:
    """Words of a full name: a first name, others between, a surname; 1 where no surname follows."""
    length = 1
    for end in range(place + 1, min(place + _MOST_WORDS, len(words))):
        if not words[end].follows:
            break
        if words[end].typed in devanagari_surnames():
            length = end - place + 1
        elif words[end].typed not in devanagari_first_names() and not _MIDDLE.fullmatch(words[end].typed):
            break
    return length


def _is_pupils(words: Sequence[Word], place: int) -> bool:
    if has_cue(words, place, _PUPIL, reach=1):
        return True
    return (
        place > 1
        and _BETWEEN.fullmatch(words[place - 1].typed) is not None
        and has_cue(words, place - 1, _PUPIL, reach=1)
    )


def _after(words: Sequence[Word], place: int) -> str:
    following = words[place + 1 : place + 4]
    return "".join(part.before + part.typed for part in following) or words[place].after
