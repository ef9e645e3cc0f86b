"""Read what somebody typed: drop what cannot be seen, refuse what cannot be kept."""

import unicodedata

import msgspec

from worksheets.errors import TextUnreadable
from worksheets.model import WorksheetRequest

# A joiner behind a virama is the business of letters in Devanagari; every other invisible character hides something.
_JOINERS = "\u200c\u200d"
_VIRAMA = "\u094d"


def readable(request: WorksheetRequest) -> WorksheetRequest:
    """The request with its texts in plain form. Raises TextUnreadable for no word, or a control character."""
    topic, notes = readable_topic(request.topic), readable_text("notes", request.notes)
    if topic == request.topic and notes == request.notes:
        return request
    return msgspec.structs.replace(request, topic=topic, notes=notes)


def readable_topic(topic: str) -> str:
    """The topic in one line without what cannot be seen. Raises TextUnreadable for no word, or a control character."""
    visible = " ".join(_visible("topic", topic).split())
    if not any(character.isalnum() for character in visible):
        raise TextUnreadable("topic", f"The topic {topic!r} has no word in it. Say what the worksheet is about.")
    return visible


def readable_text(field: str, text: str) -> str:
    """The text without what cannot be seen; may be empty. Raises TextUnreadable for a control character."""
    return _visible(field, text).strip()


def _visible(field: str, text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    kept = [
        character for before, character in zip(f" {text}", text, strict=False) if not _is_invisible(character, before)
    ]
    for character in kept:
        if unicodedata.category(character) in ("Cc", "Cs") and character not in "\t\n\r":
            raise TextUnreadable(field, f"The {field} holds the control character U+{ord(character):04X}. Remove it.")
    return unicodedata.normalize("NFC", "".join(kept))


def _is_invisible(character: str, before: str) -> bool:
    if character in _JOINERS:
        return before != _VIRAMA
    return unicodedata.category(character) == "Cf"
