"""What may stand in a formula, and that all of it can be printed."""

from pathlib import Path

import pytest
import ziamath
from fontTools.ttLib import TTFont

from questions.formula_subset import CHARACTERS
from questions.formulas import Formula, FormulaError, mathml, split, validate, validate_text

SCHOOL_FORMULAS = [
    r"\frac{1}{2}+\frac{3}{4}",
    r"2\frac{1}{3}",
    r"\sqrt[3]{x^2+1}",
    r"\begin{cases}x+y=1\\x-y=2\end{cases}",
    r"\begin{aligned}a&=b\\c&=d\end{aligned}",
    r"\begin{array}{r}12\\+3\\\hline 15\end{array}",
    r"\left\{x\right.",
    r"x<5",
    r"S_{бок}=\text{км/ч}",
    r"\mathrm{H_2O}",
    r"1{,}234\,567",
    r"10\%",
    r"\operatorname{НОД}(12,18)",
    r"\angle ABC=45^{\circ}",
    r"\sum\limits_{i=1}^{n} i",
    r"\overrightarrow{AB}\cdot\vec{c}",
]


@pytest.mark.parametrize("latex", SCHOOL_FORMULAS)
def test_formulas_of_the_subset_can_be_drawn(latex: str) -> None:
    assert "<path" in ziamath.Math(mathml(latex)).svg()


@pytest.mark.parametrize(
    ("latex", "reason"),
    [
        (r"\ce{H2O}", r"\ce"),
        (r"\longdiv{3}", r"\longdiv"),
        (r"\def\a{1}\a", r"\def"),
        (r"\href{https://example.org}{x}", r"\href"),
        (r"\frac{1}", "lacks an argument"),
        (r"\frac{1}{2", "has no }"),
        (r"x}", "has no {"),
        (r"\text{किमी}", "'क'"),
        ("x=५", "'५'"),
        (r"\text{}", "needs words"),
        ("a & b", "stand only between"),
        (r"\begin{cases}x", r"has no \end"),
        (r"\begin{tikzpicture}x\end{tikzpicture}", "tikzpicture"),
        (r"\left(x", "cannot be read"),
        ("x_1_2", "cannot be read"),
        ("", "empty"),
        ("a\\", "'\\\\'"),
        ("x" * 401, "longer than"),
        ("{" * 13 + "x" + "}" * 13, "nested deeper"),
    ],
)
def test_a_formula_outside_of_the_subset_is_refused_with_the_reason(latex: str, reason: str) -> None:
    with pytest.raises(FormulaError) as caught:
        validate(latex)
    assert reason in caught.value.reason
    assert caught.value.latex == latex


def test_the_mathematics_font_has_every_character_that_is_let_through() -> None:
    font = TTFont(Path(ziamath.__file__).parent / "fonts" / "STIXTwoMath-Regular.ttf")
    missing = {character for character in CHARACTERS if ord(character) not in font.getBestCmap()}
    assert missing == {"\n"}


def test_a_text_is_split_into_words_and_formulas_in_reading_order() -> None:
    assert split(r"Add \(\frac12\) and \(x\).") == ("Add ", Formula(r"\frac12"), " and ", Formula("x"), ".")
    assert split("No formula") == ("No formula",)
    assert split("") == ()


@pytest.mark.parametrize("text", [r"Add \(x", r"Add x\)", r"\(a\) and \(b"])
def test_delimiters_that_do_not_pair_are_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        validate_text(text)
