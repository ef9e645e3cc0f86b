"""Long texts, such as a chapter that questions are to be about.

A novel may hold a curse and a chapter of history a cruel sentence; a text is refused for what it is full of.
"""

import re

from worksheets.moderation.local_list import category_in
from worksheets.moderation.model import Category

_SENTENCE = re.compile(r"[.!?…।\n]+")
_LONGEST_SENTENCE = 400
_FEWEST = 3
_SHARE = 0.1


def category_of_long(text: str) -> Category | None:
    """What three sentences of the text wish for, or a tenth of a short one. Some 1 ms for 1,000 characters."""
    sentences = [sentence[:_LONGEST_SENTENCE] for sentence in _SENTENCE.split(text) if sentence.strip()]
    found = [category for sentence in sentences if (category := category_in(sentence)) is not None]
    if not found or (len(found) < _FEWEST and len(found) < _SHARE * len(sentences)):
        return None
    return max(set(found), key=lambda category: (found.count(category), category))
