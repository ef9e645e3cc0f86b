"""Whether a product is factored as far as rational numbers go."""

from fractions import Fraction

from questions.checks.algebra.equations import polynomial_roots
from questions.checks.algebra.expression import Expression, Power, Product, Sum, symbols
from questions.checks.algebra.polynomials import NoPolynomial, coefficients, content, polynomial


def is_factored(node: Expression) -> bool:
    """Whether no factor can be split again, as far as this can see: by a number taken out, or by a rational root."""
    factors = node.factors if isinstance(node, Product) else (node,)
    bases = [factor.base if isinstance(factor, Power) else factor for factor in factors]
    return all(_is_irreducible(base) for base in bases if isinstance(base, Sum))


def _is_irreducible(factor: Sum) -> bool:
    try:
        found = polynomial(factor)
        letters = symbols(factor)
        if content(found) != 1:
            return False
        if len(letters) != 1:
            return not _shares_a_letter(found)
        known = coefficients(found, next(iter(letters)))
    except NoPolynomial:
        return False
    if len(known) < 3:
        return True
    roots = polynomial_roots(known)
    return roots is not None and not any(isinstance(root, Fraction) for root in roots)


def _shares_a_letter(found: dict[tuple[tuple[str, int], ...], Fraction]) -> bool:
    """Whether every term holds the same letter, which could be taken out."""
    terms = [{letter for letter, _ in monomial} for monomial in found]
    return any(all(letter in term for term in terms) for letter in terms[0])
