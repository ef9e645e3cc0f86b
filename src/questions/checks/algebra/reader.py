r"""From tokens to a tree, by recursive descent with bounds on length and depth.

formula  = relation {("," | ";") relation} | cases
relation = sum {("=" | "<" | …) sum}
sum      = ["+" | "-"] product {("+" | "-" | "±") product}
product  = power {("*" | "/" | ":") power | power directly after a factor}
power    = "-" power | atom ["^" exponent] {"%" | "°" | "!" | "'"}
atom     = number | mixed number | letter | fraction | root | function | "(" … ")" | "|" sum "|" | integral | limit
"""

from collections.abc import Callable
from fractions import Fraction

from cache.model import Language
from questions.checks.algebra.expression import (
    Call,
    Degree,
    Expression,
    Function,
    Integral,
    Limit,
    Mixed,
    Node,
    Number,
    Percent,
    PlusMinus,
    Point,
    Power,
    Product,
    Quotient,
    Relation,
    Root,
    Sum,
    Symbol,
    System,
    negated,
    number,
)
from questions.checks.algebra.tokens import FUNCTIONS, GAP, NotMathematics, tokens

MAX_DEPTH = 24
RELATIONS = frozenset("=<>≤≥≠≈")
_FUNCTIONS = frozenset(FUNCTIONS.values()) - {r"\sqrt"}
_OPEN = {"(": ")", "[": "]", "{": "}"}
# `f(2)` is a function of 2, `x(2)` is twice x.
_NAMES_OF_FUNCTIONS = frozenset("fghFGPS")
_ENDS_ATOM = frozenset(")]}|,;+-*/:±%°!") | RELATIONS


def read(text: str, language: Language) -> tuple[Node, ...] | None:
    """The relations or expressions that the formula lists, or None when it is not school notation."""
    try:
        return parse(tokens(text, language))
    except NotMathematics:
        return None


def read_one(text: str, language: Language) -> Expression | None:
    """The one expression that the formula is."""
    nodes = read(text, language)
    return nodes[0] if nodes is not None and len(nodes) == 1 and not isinstance(nodes[0], Relation | System) else None


def parse(found: list[str]) -> tuple[Node, ...]:
    """The formula that the tokens are. Raises NotMathematics."""
    reader = _Reader(found)
    nodes = reader.formula()
    if not reader.is_at_end() or not nodes:
        raise NotMathematics
    return nodes


class _Reader:
    def __init__(self, found: list[str]) -> None:
        self._tokens, self._at, self._depth, self._in_bars = found, 0, 0, 0

    def is_at_end(self) -> bool:
        return self._at >= len(self._tokens)

    def formula(self) -> tuple[Node, ...]:
        nodes: list[Node] = [self._whole()]
        while self._take(",", ";"):
            if self._take("…") or self.is_at_end():
                break
            nodes.append(self._whole())
        self._take("…")
        self._take(".")
        return tuple(nodes)

    def _whole(self) -> Node:
        return self._cases() if self._next() in (r"\begin",) else self._relation()

    def _cases(self) -> System:
        for wanted in (r"\begin", "{", "cases", "}"):
            self._expect(wanted)
        relations = [self._sided()]
        while self._take(r"\\", ",", ";"):
            if self._next() == r"\end":
                break
            if self._next() not in (r"\\", ",", ";"):
                relations.append(self._sided())
        for wanted in (r"\end", "{", "cases", "}"):
            self._expect(wanted)
        return System(tuple(relations))

    def _sided(self) -> Relation:
        relation = self._relation()
        if not isinstance(relation, Relation):
            raise NotMathematics
        return relation

    def _relation(self) -> Expression | Relation:
        sides, signs = [self._sum()], list[str]()
        while (sign := self._take(*RELATIONS)) is not None:
            signs.append(sign)
            sides.append(Symbol(GAP) if self.is_at_end() else self._sum())
        return Relation(tuple(sides), tuple(signs)) if signs else sides[0]

    def _sum(self) -> Expression:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise NotMathematics
        self._take("+")
        terms = [PlusMinus(self._product()) if self._take("±") else self._product()]
        while (sign := self._take("+", "-", "±")) is not None:
            term = self._product()
            terms.append({"+": term, "-": negated(term), "±": PlusMinus(term)}[sign])
        self._depth -= 1
        return terms[0] if len(terms) == 1 else Sum(tuple(terms))

    def _product(self) -> Expression:
        result, has_divided = self._power(), False
        while not self.is_at_end():
            if (sign := self._take("*", "/", ":")) is not None:
                factor, has_divided = self._factor_after(sign), sign != "*"
                result = _times(result, factor) if sign == "*" else Quotient(result, factor, sign)
            elif self._juxtaposes():
                if has_divided:  # 6 : 2(1 + 2) means different things in different schools
                    raise NotMathematics
                result = _times(result, self._power())
            else:
                break
        return result

    def _factor_after(self, sign: str) -> Expression:
        """In `3/4 : 1/2` the slashes bind tighter."""
        factor = self._power()
        if sign == ":" and isinstance(factor, Number) and self._ahead_is(0, "/") and self._is_number(1):
            self._at += 1
            return Quotient(factor, self._power(), "/")
        return factor

    def _juxtaposes(self) -> bool:
        token = self._next()
        if token == "|":
            return not self._in_bars
        if token[0].isdigit():
            return False
        return (token not in _ENDS_ATOM and token not in (r"\\", r"\end", "…", ".", "→", "_", "^", "'", "&", "=")) and (
            token not in _OPEN or token == "("
        )

    def _power(self) -> Expression:
        if self._take("-"):
            return negated(self._power())
        base = self._atom()
        while not self.is_at_end():
            if self._take("^"):
                base = self._raised(base)
            elif self._take("%"):
                base = Percent(base)
            elif self._take("°"):
                base = Degree(base)
            elif self._take("!"):
                base = Function("factorial", base)
            else:
                break
        return base

    def _raised(self, base: Expression) -> Expression:
        if self._next() == "°" or self._ahead("{", "°", "}"):
            self._at += 1 if self._next() == "°" else 3
            return Degree(base)
        return Power(base, self._argument())

    def _argument(self) -> Expression:
        if self._next() in _OPEN:
            return self._bracketed()
        if self._take("-"):
            return negated(self._atom())
        return self._atom()

    def _atom(self) -> Expression:
        token = self._next()
        self._at += 1
        if token[0].isdigit():
            return self._number(token)
        if token in _OPEN:
            self._at -= 1
            return self._bracketed()
        if token in _FUNCTIONS:
            return self._function(token)
        if (special := self._specials().get(token)) is not None:
            return special()
        if len(token) == 1 and (token.isalpha() or token in (GAP, "∞")) or token.isalpha():
            return self._letter(token)
        raise NotMathematics

    def _specials(self) -> dict[str, Callable[[], Expression]]:
        return {
            r"\frac": lambda: Quotient(self._argument(), self._argument()),
            r"\sqrt": self._root,
            "√": self._root,
            "|": self._bars,
            r"\int": self._integral,
            r"\lim": self._limit,
        }

    def _number(self, token: str) -> Expression:
        whole = Number(Fraction(token))
        if "." in token or self.is_at_end():
            return whole
        if self._next() == r"\frac" and self._ahead(r"\frac", "{") and self._is_number(2):
            return Mixed(whole, self._atom())
        if self._is_number(0) and self._ahead_is(1, "/") and self._is_number(2):
            top, bottom = self._tokens[self._at], self._tokens[self._at + 2]
            self._at += 3
            return Mixed(whole, Quotient(number(Fraction(top)), number(Fraction(bottom)), "/"))
        return whole

    def _letter(self, token: str) -> Expression:
        if self._take("_"):
            index = self._next()
            self._at += 1
            if index == "{":
                index = self._next()
                self._at += 1
                self._expect("}")
            if not index.isalnum():
                raise NotMathematics
            token = f"{token}_{index}"
        primes = 0
        while self._take("'"):
            primes += 1
        if token in _NAMES_OF_FUNCTIONS or primes:
            if not self.is_at_end() and self._next() == "(":
                return Call(token, self._bracketed(), primes)
            if primes:
                return Call(token, Symbol("x"), primes)
        if token.isupper() and not self.is_at_end() and self._next() == "(":
            inside = self._bracketed()
            return Point(inside.entries, token) if isinstance(inside, Point) else _times(Symbol(token), inside)
        return Symbol(token)

    def _function(self, name: str) -> Expression:
        base = self._argument() if self._take("_") else None
        exponent = self._argument() if self._take("^") else None
        argument = self._bracketed() if self._next() in ("(", "{") else self._bare_argument()
        if name == "lg":
            name, base = "log", number(10)
        result = Function(name, argument, base)
        return result if exponent is None else Power(result, exponent)

    def _bare_argument(self) -> Expression:
        """`sin 2x + 1` is the sine of 2x, plus one."""
        result = self._power()
        while not self.is_at_end() and self._juxtaposes() and self._next() not in (*_FUNCTIONS, "("):
            result = _times(result, self._power())
        return result

    def _root(self) -> Expression:
        index: Expression = number(2)
        if self._take("["):
            index = self._sum()
            self._expect("]")
        return Root(self._argument(), index)

    def _bars(self) -> Expression:
        self._in_bars += 1
        inside = self._sum()
        self._expect("|")
        self._in_bars -= 1
        return Function("abs", inside)

    def _bracketed(self) -> Expression:
        opening = self._next()
        self._at += 1
        bars, self._in_bars = self._in_bars, 0
        entries = [self._sum()]
        while opening == "(" and self._take(",", ";"):
            entries.append(self._sum())
        self._in_bars = bars
        if opening not in _OPEN:
            raise NotMathematics
        self._expect(_OPEN[opening])
        return entries[0] if len(entries) == 1 else Point(tuple(entries))

    def _integral(self) -> Expression:
        low = self._argument() if self._take("_") else None
        high = self._argument() if self._take("^") else None
        if self._tokens[-2:-1] != ["d"]:
            raise NotMathematics
        variable = self._tokens[-1]
        body = parse(self._tokens[self._at : -2])
        self._at = len(self._tokens)
        if len(body) != 1 or isinstance(body[0], Relation | System):
            raise NotMathematics
        return Integral(body[0], variable, low, high)

    def _limit(self) -> Expression:
        for wanted in ("_", "{"):
            self._expect(wanted)
        variable = self._next()
        self._at += 1
        self._expect("→")
        to = self._sum()
        self._expect("}")
        return Limit(self._product(), variable, to)

    def _is_number(self, ahead: int) -> bool:
        at = self._at + ahead
        return at < len(self._tokens) and self._tokens[at].isdecimal()

    def _ahead_is(self, ahead: int, token: str) -> bool:
        return self._tokens[self._at + ahead : self._at + ahead + 1] == [token]

    def _ahead(self, *wanted: str) -> bool:
        return tuple(self._tokens[self._at : self._at + len(wanted)]) == wanted

    def _next(self) -> str:
        if self.is_at_end():
            raise NotMathematics
        return self._tokens[self._at]

    def _take(self, *wanted: str) -> str | None:
        if self.is_at_end() or self._tokens[self._at] not in wanted:
            return None
        self._at += 1
        return self._tokens[self._at - 1]

    def _expect(self, wanted: str) -> None:
        if not self._take(wanted):
            raise NotMathematics


def _times(one: Expression, two: Expression) -> Expression:
    factors = one.factors if isinstance(one, Product) and one.factors[0] != Number(Fraction(-1)) else (one,)
    return Product((*factors, two))
