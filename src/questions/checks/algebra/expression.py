"""School mathematics as a typed tree. Nothing here is ever evaluated by Python's or sympy's own parser."""

from fractions import Fraction

from msgspec import Struct


class Number(Struct, frozen=True):
    value: Fraction


class Symbol(Struct, frozen=True):
    """A letter, possibly with an index (`x_1`); the gap of an equation is the symbol `□`."""

    name: str


class Sum(Struct, frozen=True):
    terms: tuple["Expression", ...]


class Product(Struct, frozen=True):
    factors: tuple["Expression", ...]


class Quotient(Struct, frozen=True):
    r"""`sign` is how it was written: `f` for `\frac`, `/` or `:`."""

    top: "Expression"
    bottom: "Expression"
    sign: str = "f"


class Mixed(Struct, frozen=True):
    """A mixed number, `2 1/3`."""

    whole: "Expression"
    part: "Expression"


class Power(Struct, frozen=True):
    base: "Expression"
    exponent: "Expression"


class Root(Struct, frozen=True):
    radicand: "Expression"
    index: "Expression"


class Function(Struct, frozen=True):
    """`sin`, `log` (with its base), `abs`, `factorial` and the like; names are international (`tan`, not `tg`)."""

    name: str
    argument: "Expression"
    base: "Expression | None" = None


class Call(Struct, frozen=True):
    """`f(2)`, or `f'(2)` with one prime: a function that the stem defines."""

    name: str
    argument: "Expression"
    primes: int = 0


class Percent(Struct, frozen=True):
    inner: "Expression"


class Degree(Struct, frozen=True):
    """An angle in degrees."""

    inner: "Expression"


class PlusMinus(Struct, frozen=True):
    """`±inner`: two numbers at once, as roots are written."""

    inner: "Expression"


class Integral(Struct, frozen=True):
    """Definite when both bounds are there."""

    body: "Expression"
    variable: str
    low: "Expression | None" = None
    high: "Expression | None" = None


class Limit(Struct, frozen=True):
    body: "Expression"
    variable: str
    to: "Expression"


class Point(Struct, frozen=True):
    """Coordinates in parentheses, with the letter of the point when there is one."""

    entries: tuple["Expression", ...]
    name: str = ""


Expression = (
    Number | Symbol | Sum | Product | Quotient | Mixed | Power | Root | Function | Call | Percent | Degree | PlusMinus
    | Integral | Limit | Point
)  # fmt: skip


class Relation(Struct, frozen=True):
    """`a < b = c`: one sign fewer than sides."""

    sides: tuple[Expression, ...]
    signs: tuple[str, ...]


class System(Struct, frozen=True):
    relations: tuple[Relation, ...]


Node = Expression | Relation | System


def symbols(node: Node) -> frozenset[str]:
    """The names of the letters in it, `π`, `e` and `∞` excepted."""
    if isinstance(node, Symbol):
        return frozenset() if node.name in ("π", "∞", "e") else frozenset((node.name,))
    bound = frozenset((node.variable,)) if isinstance(node, Integral | Limit) else frozenset[str]()
    return frozenset[str]().union(*(symbols(part) for part in parts(node))) - bound


def parts(node: Node) -> tuple[Node, ...]:
    """What stands directly below a node."""
    match node:
        case Number() | Symbol():
            return ()
        case Sum(many) | Product(many) | Point(many):
            return many
        case Quotient(one, two) | Mixed(one, two) | Power(one, two) | Root(one, two):
            return (one, two)
        case Function(_, argument, base):
            return (argument,) if base is None else (argument, base)
        case Call(_, argument):
            return (argument,)
        case Percent(inner) | Degree(inner) | PlusMinus(inner):
            return (inner,)
        case Integral(body, _, low, high):
            return tuple(part for part in (body, low, high) if part is not None)
        case Limit(body, _, to):
            return (body, to)
        case Relation(sides):
            return sides
        case System(relations):
            return relations


def negated(expression: Expression) -> Expression:
    """The expression with the opposite sign."""
    if isinstance(expression, Number):
        return Number(-expression.value)
    return Product((Number(Fraction(-1)), expression))


def times(one: Expression, two: Expression) -> Expression:
    """The product; factors of the first stay side by side with the second."""
    factors = one.factors if isinstance(one, Product) and one.factors[0] != Number(Fraction(-1)) else (one,)
    return Product((*factors, two))


def number(value: int | Fraction) -> Number:
    return Number(Fraction(value))


def substituted(node: Expression, given: dict[str, Expression]) -> Expression:
    """The expression with expressions in the place of letters."""
    match node:
        case Symbol(name):
            return given.get(name, node)
        case Number() | Integral() | Limit():
            return node
        case Sum(terms):
            return Sum(tuple(substituted(term, given) for term in terms))
        case Product(factors):
            return Product(tuple(substituted(factor, given) for factor in factors))
        case Quotient(top, bottom, sign):
            return Quotient(substituted(top, given), substituted(bottom, given), sign)
        case Mixed(one, two):
            return Mixed(substituted(one, given), substituted(two, given))
        case Power(one, two):
            return Power(substituted(one, given), substituted(two, given))
        case Root(one, two):
            return Root(substituted(one, given), substituted(two, given))
        case Function(name, argument, base):
            return Function(name, substituted(argument, given), None if base is None else substituted(base, given))
        case Call(name, argument, primes):
            return Call(name, substituted(argument, given), primes)
        case Percent(inner):
            return Percent(substituted(inner, given))
        case Degree(inner):
            return Degree(substituted(inner, given))
        case PlusMinus(inner):
            return PlusMinus(substituted(inner, given))
        case Point(entries, name):
            return Point(tuple(substituted(entry, given) for entry in entries), name)
