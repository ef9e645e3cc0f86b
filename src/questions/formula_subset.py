r"""The LaTeX that may stand in a question: what KaTeX shows, ziamath prints and MathML exports alike.

Commands that define, colour, link, load or hide something are left out on purpose.
"""

from typing import Final

_WORDS = r"""
    frac dfrac tfrac binom sqrt sum prod int iint oint lim sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh
    tg ctg arctg arcctg log ln lg exp min max gcd det
    cdot times div pm mp ast circ bullet oplus otimes setminus cap cup wedge vee land lor neg lnot
    le leq leqslant ge geq geqslant ne neq lt gt ll gg approx sim simeq cong equiv propto parallel perp mid nmid
    in notin ni subset subseteq supset supseteq emptyset varnothing forall exists nexists
    to rightarrow leftarrow leftrightarrow Rightarrow Leftarrow Leftrightarrow longrightarrow implies iff mapsto
    uparrow downarrow rightleftharpoons xrightarrow xleftarrow
    infty partial nabla angle measuredangle triangle square degree prime therefore because
    ldots cdots dots vdots ddots colon
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma tau
    upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell hbar Re Im aleph
    lfloor rfloor lceil rceil langle rangle lvert rvert lVert rVert lbrace rbrace
    left right big Big bigl bigr Bigl Bigr bmod pmod not limits
    overline underline vec overrightarrow overleftarrow hat widehat bar dot ddot tilde widetilde
    overbrace underbrace overset underset stackrel cancel boxed frown smile star bigcirc
    text textbf textit textrm mathrm mathbf mathit mathbb mathcal mathsf operatorname
    displaystyle textstyle quad qquad begin end hline
"""
_SINGLE_SIGNS = "\\%&_{}$#,;:!| "

COMMANDS: Final = frozenset(_WORDS.split()) | frozenset(_SINGLE_SIGNS)
"""What may follow a backslash."""

ENVIRONMENTS: Final = frozenset({"matrix", "pmatrix", "bmatrix", "vmatrix", "cases", "array", "aligned", "gathered"})

TEXT_COMMANDS: Final = frozenset({"text", "textbf", "textit", "textrm", "operatorname"})
"""Commands whose braces hold words."""

_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_CYRILLIC = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_SIGNS = "+-*/=<>()[]|!?.,:;'\"@ \n~^_&{}"
_UNICODE_SIGNS = "−±×÷·∙≤≥≠≈≡∞√∠△⊥∥∈∉⊂∪∩∅→←↔⇒⇔⇌°′″№₹€£–—«»…ℕℤℚℝπαβγδθλμρσφωΔΩ\N{NO-BREAK SPACE}"

CHARACTERS: Final = frozenset(_LATIN + _CYRILLIC + _SIGNS + _UNICODE_SIGNS)
"""Characters the mathematics font has; Devanagari has none there and stands outside of the formula."""
