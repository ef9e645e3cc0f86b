r"""Answer keys that arithmetic can decide: `Calculate \(12 \times 7\)`, `12 + 7 = ?`, `___ − 4 = 9`.

Only stems that ask for nothing but the value are decided; estimating, rounding, remainders and the like are left alone.
"""

import re
from enum import StrEnum
from fractions import Fraction

from cache.model import Language
from questions.checks.expressions import exact, literal, value
from questions.checks.reading import options
from questions.formulas import Formula, FormulaError, split
from questions.model import BlanksAnswer, ChoiceAnswer, NumberAnswer, Question, QuestionType, TextAnswer


class Verdict(StrEnum):
    CONFIRMED = "confirmed"
    WRONG = "wrong"
    UNDECIDED = "undecided"


_ASKS_FOR_VALUE = {
    Language.ENGLISH: r"(calculate|compute|evaluate|solve|work out|find|what is|how much is|multiply|add|subtract)"
    r"( the (value|sum|difference|product|answer)( of| to)?)?( the expression)?",
    Language.RUSSIAN: r"(вычисли(те)?|посчитай(те)?|сосчитай(те)?|найди(те)?|определи(те)?|чему равно|сколько будет"
    r"|решите пример|выполни(те)? (действи[ея]|вычислени[ея]|умножение|деление|сложение|вычитание))"
    r"( значение| сумму| разность| произведение)?( выражения)?",
    Language.HINDI: r"(गणना कीजिए|गणना करें|हल कीजिए|हल करें|मान ज्ञात कीजिए|मान निकालिए|ज्ञात कीजिए)",
}
_ENDS_IN_ASKING = {
    Language.ENGLISH: re.compile(rf"(^|[\s.:,]){_ASKS_FOR_VALUE[Language.ENGLISH]}\s*:?\s*$"),
    Language.RUSSIAN: re.compile(rf"(^|[\s.:,]){_ASKS_FOR_VALUE[Language.RUSSIAN]}\s*:?\s*$"),
    Language.HINDI: re.compile(rf"(^|[\s.:,।]){_ASKS_FOR_VALUE[Language.HINDI]}\s*:?\s*$"),
}
_BEGINS_WITH_ASKING_IN_HINDI = re.compile(rf"^\s*(का |को |के )?{_ASKS_FOR_VALUE[Language.HINDI]}[\s.।?]*$")
_ASKS_FOR_SOMETHING_ELSE = re.compile(
    r"estimat|approximat|round|nearest|remainder|reciprocal|opposite|inverse|digit|mistake|error|wrong|percent|compare"
    r"|оцен|округл|приблиз|остат|цифр|обратн|противополож|ошиб|неверн|сравн|процент"
    r"|अनुमान|लगभग|शेष|निकटतम|व्युत्क्रम|विपरीत|अंक|गलत|ग़लत|तुलना|प्रतिशत"
)
_GAP = r"\?|_{2,}|…|\\square|\\Box|\\_+(?:\\_)*"
_EQUATION = re.compile(rf"[\d\s.,+\-−–×·*/÷:()]*(?:{_GAP})?[\d\s.,+\-−–×·*/÷:()]*=[\d\s.,+\-−–×·*/÷:()]*(?:{_GAP})?")
_EQUALS_GAP = re.compile(rf"\s*=\s*({_GAP})?\s*[.?।]*\s*")
_JUST_GAP = re.compile(rf"\s*({_GAP})?\s*[.?।]*\s*")
_BARE_NUMBER = re.compile(r"[-−]?[\d.,{}\s]+")
_CLOCK = re.compile(r"\d:\d\d")


def verdict(question: Question, language: Language) -> Verdict:
    """Whether exact arithmetic confirms the key, contradicts it, or cannot say."""
    key = _key(question, language)
    if key is None or _ASKS_FOR_SOMETHING_ELSE.search(question.stem.casefold()):
        return Verdict.UNDECIDED
    number, tolerance = key
    difference = _difference(question.stem, number, language)
    if difference is None:
        return Verdict.UNDECIDED
    if abs(difference) <= tolerance:
        return Verdict.CONFIRMED
    return Verdict.UNDECIDED if _may_be_rounded(question, difference) else Verdict.WRONG


def _key(question: Question, language: Language) -> tuple[Fraction, Fraction] | None:
    """The key as a number and its tolerance, when it is one number."""
    match question.answer:
        case NumberAnswer(number, tolerance):
            key, allowed = exact(number), exact(tolerance)
            return None if key is None or allowed is None else (key, allowed)
        case TextAnswer((text, *_)):
            pass
        case BlanksAnswer(((text, *_),)):
            pass
        case ChoiceAnswer((correct,)) if question.type is QuestionType.SINGLE_CHOICE:
            text = next((option.text for option in options(question) if option.id == correct), "")
        case _:
            return None
    key = literal(text, language)
    return None if key is None else (key, Fraction(0))


def _difference(stem: str, key: Fraction, language: Language) -> Fraction | None:
    """How far the key is from what the stem's only task gives."""
    task = _task(stem, language)
    if task is None:
        return None
    left, equals, right = re.sub(_GAP, f"({key})", task).partition("=")
    right = right.strip() or f"({key})"
    sides = (value(left, language), value(right if equals else f"({key})", language))
    return None if sides[0] is None or sides[1] is None else sides[0] - sides[1]


def _task(stem: str, language: Language) -> str | None:
    """The one expression, or equation with one gap, whose value the stem asks for."""
    try:
        pieces = split(stem)
    except FormulaError:
        return None
    found = [place for place, piece in enumerate(pieces) if isinstance(piece, Formula)]
    if not found:
        return _task_in_text(stem)
    if len(found) > 1:
        return None
    formula = pieces[found[0]]
    before = " ".join(str(piece) for piece in pieces[: found[0]])
    after = " ".join(str(piece) for piece in pieces[found[0] + 1 :])
    assert isinstance(formula, Formula)
    return _task_in_formula(formula.latex, before, after, language)


def _task_in_formula(latex: str, before: str, after: str, language: Language) -> str | None:
    if (_EQUALS_GAP.fullmatch(after) or (latex.endswith("=") and _JUST_GAP.fullmatch(after))) and "=" not in latex[:-1]:
        return latex.removesuffix("=")
    if re.search(_GAP, latex):
        return latex if len(re.findall(_GAP, latex)) == 1 and latex.count("=") == 1 else None
    is_asked = _ENDS_IN_ASKING[language].search(before.casefold()) and not after.strip(" .?!।")
    is_asked = is_asked or (language is Language.HINDI and _BEGINS_WITH_ASKING_IN_HINDI.match(after))
    is_task = is_asked and not _BARE_NUMBER.fullmatch(latex) and "=" not in latex[:-1]
    return latex.removesuffix("=") if is_task else None


def _task_in_text(stem: str) -> str | None:
    equations = [match[0].strip() for match in _EQUATION.finditer(stem)]
    if len(equations) != 1 or stem.count("=") != 1 or _CLOCK.search(equations[0]):
        return None
    rest = stem.replace(equations[0], "")
    is_whole = len(re.findall(_GAP, equations[0])) == 1 and not re.search(r"[\d_√^²³%]", rest)
    return equations[0] if is_whole else None


def _may_be_rounded(question: Question, difference: Fraction) -> bool:
    """A key with decimals may stand for a rounded value: wrong only when it is off by more than its last place."""
    number = question.answer.value if isinstance(question.answer, NumberAnswer) else ""
    places = len(number.partition(".")[2])
    return places > 0 and abs(difference) < Fraction(1, 10**places)
