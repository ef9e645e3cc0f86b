"""Hindi words of either script in one comparable Latin form.

Romanised Hindi as people type it shows neither vowel length nor dropped schwas (`samsthanik`, `bhinno`), so the common
form leaves out every `a`, keeps the other vowels without length, and ends before the case ending. In short words a long
`aa` stays, or वर्ष (year) and वर्षा (rain), बदल (change) and बादल (cloud) would be one.
"""

import re

_CONSONANTS = dict(
    zip(
        "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसहळ",
        [
            "k",
            "kh",
            "g",
            "gh",
            "n",
            "ch",
            "ch",
            "j",
            "jh",
            "n",
            "t",
            "th",
            "d",
            "dh",
            "n",
            "t",
            "th",
            "d",
            "dh",
            "n",
            "p",
            "f",
            "b",
            "bh",
            "m",
            "y",
            "r",
            "l",
            "v",
            "sh",
            "sh",
            "s",
            "h",
            "l",
        ],
        strict=True,
    )
)
_VOWELS = dict(zip("अआइईउऊऋएऐओऔ", ["a", "A", "i", "i", "u", "u", "ri", "e", "e", "o", "o"], strict=True))
_MARKS = dict(zip("ािीुूृेैोौ", ["A", "i", "i", "u", "u", "ri", "e", "e", "o", "o"], strict=True))
_SHORT = 4
_VIRAMA = "्"
_REST = {"ं": "n", "ः": "", "ऽ": ""}

_ROMAN = (
    (re.compile("aa|ā"), "A"),
    (re.compile("ph"), "f"),
    (re.compile("w"), "v"),
    (re.compile("z"), "j"),
    (re.compile("x"), "ksh"),
    (re.compile("q"), "k"),
    (re.compile("chh"), "ch"),
    (re.compile("c(?!h)"), "k"),
    (re.compile("ee"), "i"),
    (re.compile("oo"), "u"),
    (re.compile("ai|ei"), "e"),
    (re.compile("au|ou"), "o"),
    (re.compile("jn(?=[aeiouA])|gn(?=y)"), "gy"),
    (re.compile("m(?=[bp])"), "n"),
)
_GEMINATE = re.compile(r"([b-df-hj-np-tv-z]h?)\1+")
_ASPIRATED_GEMINATE = re.compile(r"([bcdgjkpt])\1h")
_ENDINGS = re.compile("(?<=..)(?:iyon|iyA?n|iy|on|en|o|e|i|u)$")


def _spell(word: str) -> str:
    """Latin spelling of a Devanagari word with every inherent vowel written."""
    spelled: list[str] = []
    for position, letter in enumerate(word):
        following = word[position + 1 : position + 2]
        if letter in _CONSONANTS:
            inherent = "" if following in _MARKS or following == _VIRAMA else "a"
            spelled.append(_CONSONANTS[letter] + inherent)
        else:
            spelled.append(_VOWELS.get(letter) or _MARKS.get(letter) or _REST.get(letter, ""))
    return "".join(spelled).replace("jny", "gy").replace("jn", "gy")


def _romanised(word: str) -> str:
    for pattern, spelling in _ROMAN:
        word = pattern.sub(spelling, word)
    return word


def is_devanagari(word: str) -> bool:
    return any("\u0900" <= letter <= "\u097f" for letter in word)


def skeleton(word: str) -> str:
    """`भिन्नों`, `bhinno` and `bhinnon` all give `bhin`. Latin words are read as romanised Hindi."""
    spelled = _romanised(_spell(word) if is_devanagari(word) else word)
    spelled = _ASPIRATED_GEMINATE.sub(r"\1h", _GEMINATE.sub(r"\1", spelled))
    with_long = spelled[:1].lower() + spelled[1:].replace("a", "")
    bare = _ENDINGS.sub("", with_long.replace("A", ""))
    if len(bare) <= _SHORT:
        bare = _ENDINGS.sub("", with_long).replace("A", "aa")
    return bare or spelled.lower()
