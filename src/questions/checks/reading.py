"""Text as the rules compare it: words apart from formulas, folded so that case, `ё` and spacing make no difference."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from msgspec import UNSET

from questions.formulas import Formula, FormulaError, split
from questions.model import BlanksAnswer, OpenAnswer, Option, Question, TextAnswer

# Every question is compared with all before it: its text is read once, not once a comparison.
REMEMBERED = 2048

# Python's \w leaves out the vowel signs of Devanagari.
_WORD = re.compile(r"[\w\u0900-\u097F]+")
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|„[^“]*“|\"[^\"]*\"|‘[^’]*’|\([^()]*\)")


def options(question: Question) -> tuple[Option, ...]:
    """The options, none when the type has none."""
    return () if question.options is UNSET else question.options


@lru_cache(REMEMBERED)
def plain(text: str) -> str:
    """The text without its formulas."""
    try:
        return " ".join(piece for piece in split(text) if isinstance(piece, str))
    except FormulaError:
        return text


@lru_cache(REMEMBERED)
def formulas(text: str) -> tuple[str, ...]:
    """The LaTeX of its formulas, without spaces."""
    try:
        return tuple(re.sub(r"\s+", "", piece.latex) for piece in split(text) if isinstance(piece, Formula))
    except FormulaError:
        return ()


@lru_cache(REMEMBERED)
def words(text: str) -> tuple[str, ...]:
    """Folded words and numbers of the plain text, in order."""
    folded = unicodedata.normalize("NFKC", plain(text)).casefold().replace("ё", "е")
    return tuple(_WORD.findall(folded))


def letters(text: str) -> int:
    """How many letters and vowel signs the plain text has."""
    return sum(unicodedata.category(character)[0] in "LM" for character in plain(text))


def unquoted(text: str) -> str:
    """The text without what stands in quotation marks or parentheses, or after a colon: the material to work with."""
    return _QUOTED.sub(" ", text).partition(":")[0]


@lru_cache(REMEMBERED)
def folded(text: str) -> str:
    """The text for comparison of options: case and spacing count inside formulas only."""
    try:
        pieces = split(text)
    except FormulaError:
        pieces = (text,)
    return "".join(_folded_piece(piece) for piece in pieces).strip(" .;,।")


def _folded_piece(piece: str | Formula) -> str:
    if isinstance(piece, Formula):
        return "\\(" + re.sub(r"\s+", "", piece.latex) + "\\)"
    normal = unicodedata.normalize("NFKC", piece).casefold().replace("ё", "е")
    return re.sub(r"\s+", " ", normal)


def texts(question: Question) -> Iterator[str]:
    """Every text of the question that is printed: on the sheet or in its key."""
    yield question.stem
    yield question.solution
    yield from (option.text for option in options(question))
    match question.answer:
        case TextAnswer(accepted):
            yield from accepted
        case BlanksAnswer(blanks):
            yield from (spelling for blank in blanks for spelling in blank)
        case OpenAnswer(model_answer, criteria):
            yield model_answer
            yield from criteria
        case _:
            pass


def printed(question: Question) -> Iterator[str]:
    """Its texts without spellings that are accepted beside the one that is printed."""
    match question.answer:
        case TextAnswer(accepted):
            unprinted = accepted[1:]
        case BlanksAnswer(blanks):
            unprinted = tuple(spelling for blank in blanks for spelling in blank[1:])
        case _:
            unprinted = ()
    yield from (text for text in texts(question) if text not in unprinted)
