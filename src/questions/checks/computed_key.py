r"""Answer keys that algebra can decide: `Calculate \(12 \times 7\)`, `Solve 2x + 3 = 7`, `What is 25% of 80?`

A stem is decided only when every word and sign of it is understood; estimating and the like are left alone. How the
verdict comes about stands in `questions.checks.algebra`.
"""

from cache.model import Language
from questions.checks.algebra.deciding import decide
from questions.checks.algebra.model import Verdict
from questions.model import Question

__all__ = ["Verdict", "explain", "verdict"]

_COMPUTED = {Language.ENGLISH: "computed", Language.RUSSIAN: "вычислено", Language.HINDI: "परिकलित"}


def verdict(question: Question, language: Language) -> Verdict:
    """Whether algebra confirms the key, contradicts it, or cannot say."""
    return decide(question, language).verdict


def explain(question: Question, language: Language) -> str | None:
    """What algebra found where the key is wrong, in the language of the sheet: `computed: 5/6`; None otherwise."""
    finding = decide(question, language)
    if finding.verdict is not Verdict.WRONG or finding.computed is None:
        return None
    return f"{_COMPUTED[language]}: {finding.computed}"
