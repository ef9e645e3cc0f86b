"""The one place that decides how an option is labelled, on the sheet, in the key and in every export."""

from cache.model import Language

_LETTERS: dict[Language, str] = {
    Language.ENGLISH: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    # Ё, Й, Ъ, Ы, Ь are left out, as Russian schoolbooks do.
    Language.RUSSIAN: "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ",
    # Indian examination papers in Hindi letter their options with consonants.
    Language.HINDI: "कखगघङचछजझञटठडढणतथदधनपफबभमयरल",
}


def option_label(language: Language, position: int) -> str:
    """The letter of the option at `position` (from 0). Raises IndexError beyond the alphabet."""
    return _LETTERS[language][position]
