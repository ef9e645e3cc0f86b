"""Derivatives by the rules of school, of typed expressions."""

from questions.checks.algebra.expression import (
    Expression,
    Function,
    Power,
    Product,
    Quotient,
    Root,
    Sum,
    Symbol,
    negated,
    number,
    symbols,
)

_ONE, _ZERO, _TWO = number(1), number(0), number(2)


def derivative(expression: Expression, letter: str) -> Expression | None:
    """The derivative by the letter, not simplified; other letters are constants. None where no rule is known."""
    if letter not in symbols(expression):
        return _ZERO
    match expression:
        case Symbol():
            return _ONE
        case Sum(terms):
            parts = [derivative(term, letter) for term in terms]
            known = tuple(part for part in parts if part is not None)
            return Sum(known) if len(known) == len(parts) else None
        case Product(factors):
            return _of_product(factors, letter)
        case Quotient(top, bottom):
            return _of_quotient(top, bottom, letter)
        case Power(base, exponent):
            return _of_power(base, exponent, letter)
        case Root(radicand, index):
            return _of_power(radicand, Quotient(_ONE, index), letter)
        case Function(name, argument, base):
            inner = derivative(argument, letter)
            outer = _of_function(name, argument, base)
            return None if inner is None or outer is None else Product((outer, inner))
        case _:
            return None


def _of_product(factors: tuple[Expression, ...], letter: str) -> Expression | None:
    if len(factors) == 1:
        return derivative(factors[0], letter)
    first, rest = factors[0], Product(factors[1:])
    one, two = derivative(first, letter), _of_product(factors[1:], letter)
    return None if one is None or two is None else Sum((Product((one, rest)), Product((first, two))))


def _of_quotient(top: Expression, bottom: Expression, letter: str) -> Expression | None:
    one, two = derivative(top, letter), derivative(bottom, letter)
    if one is None or two is None:
        return None
    return Quotient(Sum((Product((one, bottom)), negated(Product((top, two))))), Power(bottom, _TWO))


def _of_power(base: Expression, exponent: Expression, letter: str) -> Expression | None:
    inner = derivative(base, letter)
    if inner is None:
        return None
    if letter not in symbols(exponent):
        lower = Power(base, Sum((exponent, number(-1))))
        return Product((exponent, lower, inner))
    outer = derivative(exponent, letter)
    if outer is None or letter in symbols(base):
        return None
    return Product((Power(base, exponent), Function("ln", base), outer))


def _of_function(name: str, argument: Expression, base: Expression | None) -> Expression | None:
    match name:
        case "sin":
            return Function("cos", argument)
        case "cos":
            return negated(Function("sin", argument))
        case "tan":
            return Quotient(_ONE, Power(Function("cos", argument), _TWO))
        case "cot":
            return negated(Quotient(_ONE, Power(Function("sin", argument), _TWO)))
        case "ln":
            return Quotient(_ONE, argument)
        case "exp":
            return Function("exp", argument)
        case "log" if base is not None:  # without a base, Indian schools mean e, others 10
            return Quotient(_ONE, Product((argument, Function("ln", base))))
        case _:
            return None
