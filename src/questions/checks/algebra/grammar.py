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

from questions.checks.algebra.cursor import Cursor
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
    Quotient,
    Relation,
    Root,
    Sum,
    Symbol,
    System,
    negated,
    number,
    times,
)
from questions.checks.algebra.tokens import FUNCTIONS, GAP, NotMathematics

MAX_DEPTH = 24
RELATIONS = frozenset("=<>≤≥≠≈")
_FUNCTIONS = frozenset(FUNCTIONS.values()) - {r"\sqrt"}
_OPEN = {"(": ")", "[": "]", "{": "}"}
# `f(2)` is a function of 2, `x(2)` is twice x.
_NAMES_OF_FUNCTIONS = frozenset("fghFGPS")
_STANDS_APART = frozenset((r"\\", r"\end", "…", ".", "→", "_", "^", "'", "&"))
_ENDS_ATOM = frozenset(")]}|,;+-*/:±%°!") | RELATIONS


def parse(found: list[str]) -> tuple[Node, ...]:
    """The formula that the tokens are. Raises NotMathematics."""
    reader = _Reader(found)
    nodes = reader.formula()
    if not reader.is_at_end() or not nodes:
        raise NotMathematics
    return nodes


class _Reader(Cursor):
    def __init__(self, found: list[str]) -> None:
        super().__init__(found)
        self._depth, self._in_bars = 0, 0

    def formula(self) -> tuple[Node, ...]:
        nodes: list[Node] = [self._whole()]
        while self.take(",", ";"):
            if self.take("…") or self.is_at_end():
                break
            nodes.append(self._whole())
        self.take("…")
        self.take(".")
        return tuple(nodes)

    def _whole(self) -> Node:
        return self._cases() if self.next() == r"\begin" else self._relation()

    def _cases(self) -> System:
        for wanted in (r"\begin", "{", "cases", "}"):
            self.expect(wanted)
        relations = [self._sided()]
        while self.take(r"\\", ",", ";"):
            if self.next() == r"\end":
                break
            if self.next() not in (r"\\", ",", ";"):
                relations.append(self._sided())
        for wanted in (r"\end", "{", "cases", "}"):
            self.expect(wanted)
        return System(tuple(relations))

    def _sided(self) -> Relation:
        relation = self._relation()
        if not isinstance(relation, Relation):
            raise NotMathematics
        return relation

    def _relation(self) -> Expression | Relation:
        sides, signs = [self._sum()], list[str]()
        while (sign := self.take(*RELATIONS)) is not None:
            signs.append(sign)
            sides.append(Symbol(GAP) if self.is_at_end() else self._sum())
        return Relation(tuple(sides), tuple(signs)) if signs else sides[0]

    def _sum(self) -> Expression:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise NotMathematics
        self.take("+")
        terms = [PlusMinus(self._product()) if self.take("±") else self._product()]
        while (sign := self.take("+", "-", "±")) is not None:
            term = self._product()
            terms.append({"+": term, "-": negated(term), "±": PlusMinus(term)}[sign])
        self._depth -= 1
        return terms[0] if len(terms) == 1 else Sum(tuple(terms))

    def _product(self) -> Expression:
        result, has_divided = self._power(), False
        while not self.is_at_end():
            if (sign := self.take("*", "/", ":")) is not None:
                factor, has_divided = self._factor_after(sign), sign != "*"
                result = times(result, factor) if sign == "*" else Quotient(result, factor, sign)
            elif self._juxtaposes():
                if has_divided:  # 6 : 2(1 + 2) means different things in different schools
                    raise NotMathematics
                result = times(result, self._power())
            else:
                break
        return result

    def _factor_after(self, sign: str) -> Expression:
        """In `3/4 : 1/2` the slashes bind tighter."""
        factor = self._power()
        if sign == ":" and isinstance(factor, Number) and self.ahead_is(0, "/") and self.is_number(1):
            self.at += 1
            return Quotient(factor, self._power(), "/")
        return factor

    def _juxtaposes(self) -> bool:
        """Whether the next token is a factor that needs no sign of multiplication before it."""
        following = self.next()
        if following == "|":
            return not self._in_bars
        is_ending = following in _ENDS_ATOM or following in _STANDS_APART or following[0].isdigit()
        return not is_ending and (following not in _OPEN or following == "(")

    def _power(self) -> Expression:
        if self.take("-"):
            return negated(self._power())
        base = self._atom()
        while not self.is_at_end():
            if self.take("^"):
                base = self._raised(base)
            elif self.take("%"):
                base = Percent(base)
            elif self.take("°"):
                base = Degree(base)
            elif self.take("!"):
                base = Function("factorial", base)
            else:
                break
        return base

    def _raised(self, base: Expression) -> Expression:
        if self.next() == "°" or self.ahead("{", "°", "}"):
            self.at += 1 if self.next() == "°" else 3
            return Degree(base)
        return Power(base, self._argument())

    def _argument(self) -> Expression:
        if self.next() in _OPEN:
            return self._bracketed()
        if self.take("-"):
            return negated(self._atom())
        return self._atom()

    def _atom(self) -> Expression:
        token = self.next()
        self.at += 1
        if token[0].isdigit():
            return self._number(token)
        if token in _OPEN:
            self.at -= 1
            return self._bracketed()
        if token in _FUNCTIONS:
            return self._function(token)
        if (special := self._specials().get(token)) is not None:
            return special()
        if (len(token) == 1 and (token.isalpha() or token in (GAP, "∞"))) or token.isalpha():
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
        if self.next() == r"\frac" and self.ahead(r"\frac", "{") and self.is_number(2):
            return Mixed(whole, self._atom())
        if self.is_number(0) and self.ahead_is(1, "/") and self.is_number(2):
            top, bottom = self.tokens[self.at], self.tokens[self.at + 2]
            self.at += 3
            return Mixed(whole, Quotient(number(Fraction(top)), number(Fraction(bottom)), "/"))
        return whole

    def _letter(self, token: str) -> Expression:
        if self.take("_"):
            index = self.next()
            self.at += 1
            if index == "{":
                index = self.next()
                self.at += 1
                self.expect("}")
            if not index.isalnum():
                raise NotMathematics
            token = f"{token}_{index}"
        primes = 0
        while self.take("'"):
            primes += 1
        if token in _NAMES_OF_FUNCTIONS or primes:
            if not self.is_at_end() and self.next() == "(":
                return Call(token, self._bracketed(), primes)
            if primes:
                return Call(token, Symbol("x"), primes)
        if token.isupper() and not self.is_at_end() and self.next() == "(":
            inside = self._bracketed()
            return Point(inside.entries, token) if isinstance(inside, Point) else times(Symbol(token), inside)
        return Symbol(token)

    def _function(self, name: str) -> Expression:
        base = self._argument() if self.take("_") else None
        exponent = self._argument() if self.take("^") else None
        argument = self._bracketed() if self.next() in ("(", "{") else self._bare_argument()
        if name == "lg":
            name, base = "log", number(10)
        result = Function(name, argument, base)
        return result if exponent is None else Power(result, exponent)

    def _bare_argument(self) -> Expression:
        """`sin 2x + 1` is the sine of 2x, plus one."""
        result = self._power()
        while not self.is_at_end() and self._juxtaposes() and self.next() not in (*_FUNCTIONS, "("):
            result = times(result, self._power())
        return result

    def _root(self) -> Expression:
        index: Expression = number(2)
        if self.take("["):
            index = self._sum()
            self.expect("]")
        return Root(self._argument(), index)

    def _bars(self) -> Expression:
        self._in_bars += 1
        inside = self._sum()
        self.expect("|")
        self._in_bars -= 1
        return Function("abs", inside)

    def _bracketed(self) -> Expression:
        opening = self.next()
        self.at += 1
        bars, self._in_bars = self._in_bars, 0
        entries = [self._sum()]
        while opening == "(" and self.take(",", ";"):
            entries.append(self._sum())
        self._in_bars = bars
        self.expect(_OPEN[opening])
        return entries[0] if len(entries) == 1 else Point(tuple(entries))

    def _integral(self) -> Expression:
        low = self._argument() if self.take("_") else None
        high = self._argument() if self.take("^") else None
        if self.tokens[-2:-1] != ["d"]:
            raise NotMathematics
        variable = self.tokens[-1]
        body = parse(self.tokens[self.at : -2])
        self.at = len(self.tokens)
        if len(body) != 1 or isinstance(body[0], Relation | System):
            raise NotMathematics
        return Integral(body[0], variable, low, high)

    def _limit(self) -> Expression:
        for wanted in ("_", "{"):
            self.expect(wanted)
        variable = self.next()
        self.at += 1
        self.expect("→")
        to = self._sum()
        self.expect("}")
        return Limit(self._product(), variable, to)
