"""School notation, in LaTeX or plain text, as a tree."""

from cache.model import Language
from questions.checks.algebra.expression import Expression, Node, Relation, System
from questions.checks.algebra.grammar import parse
from questions.checks.algebra.tokens import NotMathematics, tokens


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
