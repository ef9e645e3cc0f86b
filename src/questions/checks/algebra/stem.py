"""A stem as items, or nothing when it holds a word or a sign that is not understood."""

import re
from functools import lru_cache
from unicodedata import normalize

from msgspec import Struct

from cache.model import Language
from questions.checks.algebra.expression import Expression, Node, Quotient, Relation, Symbol, System, number, symbols
from questions.checks.algebra.grammar import RELATIONS, parse
from questions.checks.algebra.items import Item, Kind, index_of, of_node, word
from questions.checks.algebra.lexicon import folded, lexicon, words
from questions.checks.algebra.listing import gathered
from questions.checks.algebra.roman import from_roman
from questions.checks.algebra.runs import run_end
from questions.checks.algebra.tokens import GAP, NUMBER, NotMathematics, ascii_digits, tokens
from questions.formulas import Formula, FormulaError, split

MAX_STEM = 600
_SIGNS_TO_CHOOSE = re.compile(
    r"(?:\\\()?[«“\"(]?[<>=](?:\\\))?[»”\"]?,\s*(?:\\\()?[«“\"]?[<>=](?:\\\))?[»”\"]?\s*(?:,|,?\s*(?:or|или|या|and|и|और))\s*(?:\\\()?[«“\"]?[<>=](?:\\\))?[»”\")]?"
)
_TEXT = re.compile(r"\\(?:text|textrm|mathrm)\s*\{([^{}]*)\}")
_UNREAD = re.compile(r"[#@~&{}$€₹₽]")
_OPERATORS = r"[+\-−–×·⋅∙*÷/:^=<>≤≥≠≈√()\[\]|%°º!'…±]|[⁻⁰¹²³⁴-⁹]+|<=|>="
_FUNCTION = r"(?:arcsin|arccos|arctan|sin|cos|tan|cot|ctg|tg|log|lg|ln)(?![а-яА-Я])[₀-₉]*"
# Letters and vowel signs; U+0964 is the full stop of Devanagari.
_ABC = r"A-Za-zА-Яа-яЁё\u0900-\u0963\u0970-\u097F"
_LETTER = rf"(?<![{_ABC}])[A-Za-zπхуαβ](?![{_ABC}\d]|['’-][{_ABC}])(?:[₀-₉]+|_\d)?"
_GAP = r"_{2,}|□|☐|\.{4,}|\?(?=\s*[=+\-−×·:÷])|(?<=[=+\-−×·:÷])\s*\?"
_ATOM = {
    language: re.compile(
        rf"(?P<gap>{_GAP})|(?P<ordinal>\d+(?:th|st|nd|rd)\b|\d+-?(?:й|го|му|м|я|е|ой)(?!\w)|\d+[- ]?(?:वाँ|वां|वें|वीं))"
        rf"|(?P<clock>(?<![\d:])\d{{1,2}}:\d\d(?![\d:]))"
        rf"|(?P<number>{number})|(?P<function>{_FUNCTION})|(?P<letter>{_LETTER})|(?P<operator>\.\.\.|{_OPERATORS})"
        rf"|(?P<word>[{_ABC}][{_ABC}\d]*(?:[-'’./][{_ABC}]+)*(?:[²³]|\^[23](?!\d))?)|(?P<money>[₹$€₽])"
        r"|(?P<comma>[,;])|(?P<space>\s+)|(?P<other>.)",
        re.DOTALL,
    )
    for language, number in NUMBER.items()
}
_JOINS = frozenset("+-*/:=<>≤≥≠≈±^")


class Mathematics(Struct):
    """Tokens that stand together, before they are parsed."""

    tokens: list[str]


class Words(Struct):
    text: str


Segment = Mathematics | Words | Item


@lru_cache(512)
def read_stem(stem: str, language: Language) -> tuple[Item, ...] | None:
    """The items of a stem in reading order; None when something in it is not understood."""
    if len(stem) > MAX_STEM:
        return None
    try:
        return gathered(_items(_joined(_segments(_SIGNS_TO_CHOOSE.sub(" signs ", stem), language)), language))
    except (NotMathematics, FormulaError):
        return None


def segments_of(text: str, language: Language) -> list[Segment]:
    """Mathematics and words of a running text; formulas and signs that are not understood are left out."""
    found: list[Segment] = []
    for piece in split(ascii_digits(normalize("NFC", text))):
        latex = _TEXT.split(piece.latex) if isinstance(piece, Formula) else []
        parts = [(part, bool(place % 2)) for place, part in enumerate(latex)] if latex else [(str(piece), True)]
        for part, is_text in parts:
            try:
                found += _in_text(_UNREAD.sub(" ", part), language) if is_text else _in_formula(part, language)
            except NotMathematics:
                found.append(Words("?"))
    return _joined(found)


def _segments(stem: str, language: Language) -> list[Segment]:
    found: list[Segment] = []
    for piece in split(ascii_digits(normalize("NFC", stem))):
        if isinstance(piece, Formula):
            for place, part in enumerate(_TEXT.split(piece.latex)):
                found += _in_text(part, language) if place % 2 else _in_formula(part, language)
        else:
            found += _in_text(piece, language)
    return found


def _in_formula(latex: str, language: Language) -> list[Segment]:
    found = tokens(latex, language)
    return [Mathematics(found)] if found else []


def _in_text(text: str, language: Language) -> list[Segment]:
    atoms = [(match.lastgroup or "", match[0]) for match in _ATOM[language].finditer(text)]
    found: list[Segment] = []
    at = 0
    while at < len(atoms):
        end = run_end(atoms, at)
        if end > at:
            written = "".join(text for _, text in atoms[at:end])
            found.append(Mathematics([GAP] if atoms[at][0] == "gap" and end == at + 1 else tokens(written, language)))
            at = end
        else:
            found += _single(atoms[at])
            at += 1
    return found


def _single(atom: tuple[str, str]) -> list[Segment]:
    kind, text = atom
    match kind:
        case "ordinal":
            digits = re.sub(r"\D", "", text)
            return [Item(Kind.ORDINAL, node=number(int(digits)))]
        case "clock":
            left, _, right = text.partition(":")
            return [Item(Kind.CLOCK, node=Quotient(number(int(left)), number(int(right)), ":"))]
        case "word" | "money" | "letter" | "function":
            return [Words(text)]
        case "comma":
            return [Item(Kind.SEPARATOR)]
        case "operator":
            return _stray(text)
        case "other" if text not in ".,;:!?()[]«»“”„\"'‘’।—/\\*":
            raise NotMathematics
        case "other" if text == "—":
            return [Words("—")]
        case _:
            return []


def _stray(text: str) -> list[Segment]:
    """A sign outside of any formula."""
    if text in "=<>≤≥≠≈":
        return [Mathematics([text])]
    if text in "%-–°":
        return [Words(text.replace("–", "—").replace("-", "—"))]
    if text in ":()[]!'…" or text == "...":
        return []
    raise NotMathematics


def _joined(segments: list[Segment]) -> list[Segment]:
    """Mathematics that was cut by delimiters or by a gap, put together where a sign says so."""
    found: list[Segment] = []
    for segment in segments:
        last = found[-1] if found else None
        if isinstance(last, Mathematics) and isinstance(segment, Mathematics) and _belongs(last, segment):
            last.tokens += segment.tokens
        else:
            found.append(segment)
    return found


def _belongs(one: Mathematics, two: Mathematics) -> bool:
    is_gap = two.tokens == [GAP] or one.tokens == [GAP]
    return one.tokens[-1] in _JOINS or two.tokens[0] in _JOINS - {"-", "+"} or (is_gap and two.tokens[0] in _JOINS)


def _items(segments: list[Segment], language: Language) -> list[Item]:
    found: list[Item] = []
    at = 0
    while at < len(segments):
        segment = segments[at]
        if isinstance(segment, Words):
            end = at
            while end < len(segments) and isinstance(segments[end], Words):
                end += 1
            texts = [one.text for one in segments[at:end] if isinstance(one, Words)]
            found += _meanings(texts, language)
            at = end
        else:
            found += _parsed(segment.tokens) if isinstance(segment, Mathematics) else [segment]
            at += 1
    return found


def _meanings(texts: list[str], language: Language) -> list[Item]:
    listed = [found[0] if (found := words(text)) else folded(text) for text in texts]
    items: list[Item] = []
    at = 0
    while at < len(listed):
        size, concepts = lexicon(language).longest(listed, at)
        if not size and (index := index_of(texts[at])) is not None:
            items.append(Item(Kind.ORDINAL, node=number(index)))
            at += 1
            continue
        if not size and (numeral := from_roman(texts[at])):
            items.append(Item(Kind.NUMBER, node=number(numeral)))
            at += 1
            continue
        if not size and (re.fullmatch(r"[a-zπ]", listed[at]) or re.fullmatch(r"[A-Z]{2,4}", texts[at])):
            size, concepts = 1, frozenset(("letter",))
        if not size:
            raise NotMathematics
        items.append(word(concepts))
        at += size
    return items


def _parsed(found: list[str]) -> list[Item]:
    found = _bare(found)
    if found and found[0] in ("=", "≈"):
        return [word(frozenset(("is",))), *(_parsed(found[1:]) if found[1:] else [])]
    if found[-1] == "=" and GAP not in found and len(found) > 1:
        return [*_parsed(found[:-1]), word(frozenset(("is",)))]
    try:
        nodes = parse(found) if GAP not in found[1:-1] or not RELATIONS.isdisjoint(found) else ()
        if not nodes:
            return [_compared(found)]
    except NotMathematics:
        return [_compared(found)]
    if len(nodes) == 1 and (side := _before_gap(nodes[0])) is not None:
        return [of_node(side), word(frozenset(("is",))), Item(Kind.GAP)]
    items = tuple(of_node(node) for node in nodes)
    is_open = "…" in found
    if len(items) == 1 and not is_open:
        return list(items)
    if all(
        item.kind in (Kind.NUMBER, Kind.ARITHMETIC, Kind.POINT, Kind.QUANTITY, Kind.PERCENT, Kind.GAP) for item in items
    ):
        return [Item(Kind.LIST, many=items, is_open=is_open)]
    return [one for item in items for one in (item, Item(Kind.SEPARATOR))][:-1]


def _before_gap(node: Node) -> Expression | None:
    """The left side of `3 + 4 = □`: its value is asked for."""
    if not isinstance(node, Relation) or node.signs != ("=",) or node.sides[1] != Symbol(GAP):
        return None
    return node.sides[0] if GAP not in symbols(node.sides[0]) else None


def _bare(found: list[str]) -> list[str]:
    """`(π = 3.14)` without its parentheses."""
    is_enclosed = found[:1] == ["("] and found[-1] == ")" and not RELATIONS.isdisjoint(found)
    return found[1:-1] if is_enclosed and "(" not in found[1:-1] else found


def _compared(found: list[str]) -> Item:
    """`1/9 □ 3/7`: two expressions with a place for the sign between them."""
    if found.count(GAP) != 1:
        raise NotMathematics
    at = found.index(GAP)
    left, right = parse(found[:at]), parse(found[at + 1 :])
    if len(left) != 1 or len(right) != 1:
        raise NotMathematics
    return Item(Kind.COMPARISON, node=Relation((_side(left[0]), _side(right[0])), ("?",)))


def _side(node: Node) -> Expression:
    if isinstance(node, Relation | System):
        raise NotMathematics
    return node
