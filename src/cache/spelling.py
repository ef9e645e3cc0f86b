"""One spelling for one text: Unicode forms, invisible characters, signs and letters that are typed in several ways."""

import re
import unicodedata
from collections.abc import Callable

from cache.model import Language

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "0123456789+-n")
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉₊₋ₙₐᵢₓ", "0123456789+-naix")
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ]+")
_LOWERED = re.compile("[₀₁₂₃₄₅₆₇₈₉₊₋ₙₐᵢₓ]+")
_ARROW = re.compile("(?<=\\s)[-=]+>|[-=]+>(?=\\s)")
_VULGAR = re.compile("(?<=[0-9])(?=[¼½¾⅓⅔⅛])")

_DEGREES_CELSIUS = re.compile("°\\s?[CС](?!\\w)")
_DEGREES_FAHRENHEIT = re.compile("°\\s?F(?!\\w)")

_SIGNS = str.maketrans(
    {
        "−": "-", "‐": "-", "‑": "-", "–": "–", "—": "–", "―": "–",
        "×": "×", "✕": "×", "✖": "×", "⋅": "·", "∙": "·", "•": "·", "÷": "÷", "∶": ":", "⁄": "/", "∕": "/",
        "⟶": "→", "➔": "→", "⇒": "→", "➜": "→", "⟹": "→",
        "’": "'", "‘": "'", "ʼ": "'", "′": "'", "`": "'", "´": "'",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‟": '"',
        "₹": " rupee ", "№": " no ", "°": "°",
    }
)  # fmt: skip

_NUKTA = "\u093c"
_DEVANAGARI_VARIANTS = str.maketrans(
    {_NUKTA: None, "ँ": "ं", "ऑ": "ओ", "ॉ": "ो", "ॠ": "ऋ", "।": " ", "॥": " ", "ॲ": "अ", "ॅ": "े"}
)  # fmt: skip
_HOMORGANIC_NASAL = re.compile("(?:ङ्(?=[क-घ])|ञ्(?=[च-झ])|ण्(?=[ट-ढ])|न्(?=[त-ध])|म्(?=[प-भ]))")


def unify_devanagari(text: str) -> str:
    """Nasals, nukta and borrowed vowels of Hindi in one spelling."""
    return _HOMORGANIC_NASAL.sub("ं", unicodedata.normalize("NFKD", text).translate(_DEVANAGARI_VARIANTS))


_SAME_SOUND = str.maketrans(
    {"ी": "ि", "ू": "ु", "ई": "इ", "ऊ": "उ", "श": "स", "ष": "स", "ण": "न", "ः": None, "्": None, "ृ": "रि", "ऋ": "रि"}
)  # fmt: skip
_NASAL = re.compile("[नम]्(?=[क-ह])")
_DOUBLED_LETTER = re.compile("(.)्\\1")


def sound_of(word: str) -> str:
    """A Hindi word without the differences in writing that are not heard: vowel length, sibilants, nasals, doubling."""
    plainer = _NASAL.sub("ं", _DOUBLED_LETTER.sub(r"\1", word))
    return plainer.replace("ध्द", "द्ध").replace("ये", "ए").replace("यी", "ई").translate(_SAME_SOUND)


def _russian(text: str) -> str:
    return text.replace("ё", "е").replace("Ё", "Е")


def _english(text: str) -> str:
    kept = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", kept)


_BY_LANGUAGE: dict[Language, Callable[[str], str]] = {
    Language.ENGLISH: _english,
    Language.RUSSIAN: _russian,
    Language.HINDI: unify_devanagari,
}


def _is_visible(letter: str) -> bool:
    return unicodedata.category(letter) not in {"Cf", "Cc", "Cs", "Co", "Cn", "Zl", "Zp"} or letter.isspace()


def _digits(text: str) -> str:
    return "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() and not letter.isascii() else letter for letter in text
    )


def unify(text: str, language: Language) -> str:
    """The text with one spelling per character, letter case kept. Powers come out as `x^2`, indices as `a_n`."""
    text = "".join(letter for letter in text if _is_visible(letter))
    text = _ARROW.sub("→", text)
    text = _RAISED.sub(lambda found: "^" + found[0].translate(_SUPERSCRIPTS), text)
    text = _LOWERED.sub(lambda found: "_" + found[0].translate(_SUBSCRIPTS), text)
    text = unicodedata.normalize("NFKC", _VULGAR.sub(" ", text.translate(_SIGNS)))
    text = _DEGREES_CELSIUS.sub(" celsius ", _DEGREES_FAHRENHEIT.sub(" fahrenheit ", text))
    return _digits(_BY_LANGUAGE[language](text.translate(_SIGNS)))
