r"""Mathematics as tokens with one spelling for every sign, from LaTeX and from plain text alike.

A token is a number (`12.5`), a letter with its index (`x_1`), a function (`sin`), a command (`\frac`), a gap (`□`)
or one sign.
"""

import re

from cache.model import Language

MAX_LENGTH = 400
MAX_TOKENS = 200
GAP = "□"
FUNCTIONS = {
    name: name for name in ("sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "ln", "lg", "log")
} | {"tg": "tan", "ctg": "cot", "arctg": "arctan", "cosec": "csc", "exp": "exp", "sqrt": r"\sqrt"}  # fmt: skip

_COMMANDS = (
    dict.fromkeys(("times", "cdot", "ast", "bullet"), "*")
    | {"div": ":", "colon": ":", "frac": r"\frac", "dfrac": r"\frac", "tfrac": r"\frac", "sqrt": r"\sqrt"}
    | dict.fromkeys(("le", "leq", "leqslant"), "≤")
    | dict.fromkeys(("ge", "geq", "geqslant"), "≥")
    | dict.fromkeys(("ne", "neq"), "≠")
    | {"lt": "<", "gt": ">", "approx": "≈", "pm": "±", "pi": "π", "infty": "∞", "to": "→", "rightarrow": "→"}
    | dict.fromkeys(("circ", "degree"), "°")
    | dict.fromkeys(("left", "right", "displaystyle", "limits", "quad", "qquad", "bigl", "bigr", "big", "Big"), "")
    | dict.fromkeys(("lvert", "rvert", "vert"), "|")
    | {"prime": "'", "int": r"\int", "lim": r"\lim", "binom": r"\binom"}
    | dict.fromkeys(("ldots", "dots", "cdots"), "…")
    | dict.fromkeys(("square", "Box"), GAP)
    | {"begin": r"\begin", "end": r"\end", "cases": "cases", "{": "{", "}": "}", "%": "%", "lbrace": "{", "rbrace": "}"}
    | {"%": "%", ",": "", ";": "", ":": "", "!": "", " ": "", "|": "|", "\\": r"\\"}
    | dict.fromkeys(("alpha", "beta", "gamma", "theta", "varphi", "phi", "omega", "lambda", "mu", "rho"), "letter")
    | {name: name for name in FUNCTIONS if name != "sqrt"}
)
_SIGNS = (
    dict.fromkeys("×·⋅∙•∗", "*")
    | {"÷": ":", "−": "-", "–": "-", "‒": "-", "′": "'", "’": "'", "º": "°", "⩽": "≤", "⩾": "≥"}
    | dict.fromkeys("⁄∕", "/")
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
# Russian texts take these for Latin letters.
_LOOK_ALIKES = str.maketrans("хХуУаАсСеЕрРкКмМтТоОвВнН", "xXyYaAcCeEpPkKmMtToObBhH")
_COMMA = r"(?:,|\{,\})"
_THIN = r"(?:\\,|\u00a0|\u202f|\u2009)"
# English is written in India, too: 1,25,000.
_WITH_POINT = rf"\d{{1,3}}(?:{_COMMA}\d{{2,3}})*(?:{_COMMA}|{_THIN})\d{{3}}(?!\d)(?:\.\d+)?|\d+(?:\.\d+|\{{,\}}\d+)?"
NUMBER = {
    Language.ENGLISH: _WITH_POINT,
    Language.RUSSIAN: rf"\d{{1,3}}(?:(?:[ ]|{_THIN})\d{{3}})+(?!\d)(?:{_COMMA}\d+)?|\d+(?:(?:{_COMMA}|\.)\d+)?",
    Language.HINDI: _WITH_POINT,
}
_TOKEN = {
    language: re.compile(
        rf"(?P<number>{number})|\\(?P<command>[A-Za-z]+|.)|(?P<gap>_{{2,}}|\?|□|☐)|(?P<name>[A-Za-z]+|[хуавсХУ](?!\w))"
        r"|(?P<super>[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)|(?P<sub>[₀-₉]+)|(?P<pair><=|>=|!=)|(?P<sign>\S)|\s+",
        re.DOTALL,
    )
    for language, number in NUMBER.items()
}
_PAIRS = {"<=": "≤", ">=": "≥", "!=": "≠"}
_KNOWN_SIGNS = frozenset("+-*/:^=<>≤≥≠≈±%°!'√()[]{}|,;.π∞…_→&")


class NotMathematics(Exception):
    """The text holds something that school notation, as it is read here, does not have."""


def ascii_digits(text: str) -> str:
    """Devanagari digits as ASCII."""
    return "".join(str(int(sign)) if sign.isdecimal() and not sign.isascii() else sign for sign in text)


def tokens(text: str, language: Language) -> list[str]:
    """The tokens of a formula or of plain mathematics. Raises NotMathematics."""
    if len(text) > MAX_LENGTH:
        raise NotMathematics
    found: list[str] = []
    for match in _TOKEN[language].finditer(_prepared(text)):
        kind = match.lastgroup
        if kind is not None:
            found += _spelt(kind, match[kind], language)
    if len(found) > MAX_TOKENS:
        raise NotMathematics
    return [token for token in found if token]


def _prepared(text: str) -> str:
    text = re.sub(r"\\operatorname\s*\{([a-z]+)\}|\\mathrm\{(d)\}", lambda name: name[1] or name[2], ascii_digits(text))
    return re.sub(r"(?:\\_){2,}", "__", text).replace("...", "…")


def _spelt(kind: str, text: str, language: Language) -> list[str]:
    match kind:
        case "number":
            return [plain_number(text, language)]
        case "command":
            return _command(text)
        case "gap":
            return [GAP]
        case "name":
            return _names(text.translate(_LOOK_ALIKES))
        case "super":
            return ["^", "{", *re.findall(r"-|\d+", text.translate(_SUPERSCRIPTS)), "}"]
        case "sub":
            return ["_", text.translate(_SUBSCRIPTS)]
        case "pair":
            return [_PAIRS[text]]
        case _:
            sign = _SIGNS.get(text, text)
            if sign not in _KNOWN_SIGNS:
                raise NotMathematics
            return [sign]


def plain_number(text: str, language: Language) -> str:
    """Digits with a decimal point, no grouping."""
    text = re.sub(_THIN + "| ", "", text).replace("{,}", ",")
    if language is Language.RUSSIAN:
        return text.replace(",", ".")
    return text.replace(",", "") if re.search(r",\d{3}(?!\d)", text) else text.replace(",", ".")


def _command(name: str) -> list[str]:
    spelt = _COMMANDS.get(name)
    if spelt is None:
        raise NotMathematics
    return (
        [name[0] if name in ("alpha", "beta", "gamma") else name]
        if spelt == "letter"
        else [FUNCTIONS.get(spelt, spelt)]
    )


def _names(word: str) -> list[str]:
    """`xy` is two letters, `sinx` a function and a letter, `cases` the name of an environment."""
    if word == "cases" or word in ("pi", "infty"):
        return [{"pi": "π"}.get(word, word)]
    for name in sorted(FUNCTIONS, key=len, reverse=True):
        if word.startswith(name):
            return [FUNCTIONS[name], *(_names(word[len(name) :]) if word[len(name) :] else [])]
    if len(word) > 4:
        raise NotMathematics
    return list(word)
