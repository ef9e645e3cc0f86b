"""Words beside a name that tell whose it is: a pupil's, or that of somebody whom lessons are about."""

import re
from collections.abc import Sequence

from worksheets.personal_data.words import Word

_REACH = 3
_FAR = 8
_SENTENCE_END = re.compile(r"[.!?;\n]")


def has_cue(words: Sequence[Word], place: int, cue: re.Pattern[str], *, reach: int = _REACH) -> bool:
    """Whether a word of the cue stands before the word at `place`, in its sentence and at most `reach` words away."""
    for back in range(1, min(reach, place) + 1):
        if _SENTENCE_END.search(words[place - back + 1].before):
            return False
        if cue.fullmatch(words[place - back].lower):
            return True
    return False


def is_about(words: Sequence[Word], place: int, public: re.Pattern[str], *, is_topic: bool) -> bool:
    """Whether a word of the public stands before the name; in a topic, which is one thought, anywhere."""
    if is_topic:
        return any(public.fullmatch(word.lower) for word in words)
    return has_cue(words, place, public, reach=_FAR)
