r"""A statement and its gap: `\(3 + @ = 7\)` filled, blanked, or cut down to what stands before `= @`."""

GAP = "@"


def _gap_is_in_formula(statement: str) -> bool:
    before = statement.partition(GAP)[0]
    return before.count(r"\(") > before.count(r"\)")


def _gap_is_in_braces(statement: str) -> bool:
    before = statement.partition(GAP)[0].rpartition(r"\(")[2].replace(r"\{", "")
    return before.count("{") > before.count("}")


def _interrupted(statement: str, text: str) -> str:
    """The gap's place taken by running text: the formula closes before it and opens again after it."""
    before, _, after = statement.partition(GAP)
    left = before.rstrip() + r"\) " if not before.rstrip().endswith(r"\(") else before.rstrip()[:-2]
    right = r" \(" + after.lstrip() if not after.lstrip().startswith(r"\)") else after.lstrip()[2:]
    return left + text + right


def formula_inside(text: str) -> str | None:
    r"""What stands between `\(` and `\)` when the whole text is one formula."""
    inner = text.removeprefix(r"\(").removesuffix(r"\)")
    return inner if text == rf"\({inner}\)" and r"\(" not in inner else None


def fill(statement: str, text: str) -> str:
    """The statement with an answer in its gap."""
    if not _gap_is_in_formula(statement):
        return statement.replace(GAP, text)
    inner = formula_inside(text)
    if inner is None:
        return _interrupted(statement, text)
    before = statement.partition(GAP)[0].rstrip()
    is_operand = inner.startswith("-") and before[-1:] not in "=({<>"
    return statement.replace(GAP, f"({inner})" if is_operand else inner)


def boxed(statement: str) -> str:
    """The statement with an empty box in its gap."""
    return statement.replace(GAP, r"\square" if _gap_is_in_formula(statement) else r"\(\square\)")


def blanked(statement: str) -> str:
    """The statement with `___` in its gap, which cannot stand inside a formula."""
    if not _gap_is_in_formula(statement):
        return statement.replace(GAP, "___")
    if _gap_is_in_braces(statement):
        return boxed(statement) + r", \(\square =\) ___"
    return _interrupted(statement, "___")


def subject(statement: str) -> str | None:
    """What the answer is equal to, when the statement ends in `= @`; None for other statements."""
    if statement.endswith(r" \(= @\)"):
        return statement.removesuffix(r" \(= @\)")
    return statement.removesuffix(r" = @\)") + r"\)" if statement.endswith(r" = @\)") else None
