"""Where mathematics begins and ends in plain text: `Find 3x + 2 for x = 5.` holds two runs of it."""

import re

Atom = tuple[str, str]
"""What a piece of text is (`number`, `letter`, `operator`, `word`, …), and the piece."""

_MATHEMATICAL = frozenset(("number", "function", "letter", "operator", "gap"))
_STARTS = re.compile(r"[-−+(√|\[±]")
_UNIT_LETTERS = frozenset("mgltsh")


def run_end(atoms: list[Atom], at: int) -> int:
    """Where the mathematics that begins here ends; `at` when none begins."""
    kind, text = atoms[at]
    if kind not in _MATHEMATICAL or (kind == "operator" and not _STARTS.fullmatch(text)):
        return at
    end = at
    depth = 0
    while end < len(atoms) and (atoms[end][0] in (*_MATHEMATICAL, "space") or (atoms[end][0] == "comma" and depth > 0)):
        if _is_colon(atoms, end) or _is_next_number(atoms, at, end):
            break
        depth += {"(": 1, ")": -1}.get(atoms[end][1], 0)
        if atoms[end][0] == "letter" and not _is_variable(atoms, end):
            break
        end += 1
    return _trimmed(atoms, at, end)


def _is_next_number(atoms: list[Atom], start: int, at: int) -> bool:
    """`50% 45`: a number after a number and a space begins something new, unless it is the part of a mixed number."""
    if atoms[at][0] != "number" or at - 2 < start or atoms[at - 1][0] != "space":
        return False
    before = atoms[at - 2]
    is_mixed = before[0] == "number" and _beside(atoms, at, 1)[1] in "/⁄"
    return (before[0] == "number" and not is_mixed) or before[1] in ("%", "°")


def _is_colon(atoms: list[Atom], at: int) -> bool:
    """`25%: ` ends a clause, `12 : 3` and `12:3` divide."""
    if atoms[at][1] != ":" or at + 1 >= len(atoms):
        return False
    return atoms[at - 1][0] != "space" and atoms[at + 1][0] == "space"


def _trimmed(atoms: list[Atom], at: int, end: int) -> int:
    while end > at and (
        atoms[end - 1][0] == "space" or (atoms[end - 1][0] == "operator" and _hangs(atoms, at, end - 1))
    ):
        end -= 1
    kinds = {kind for kind, _ in atoms[at:end]}
    return end if kinds & {"number", "letter", "gap"} else at


def _hangs(atoms: list[Atom], at: int, last: int) -> bool:
    """Whether the sign at the end of a run belongs to the sentence."""
    sign, run = atoms[last][1], [text for _, text in atoms[at:last]]
    if sign in ")]":
        opening = {")": "(", "]": "["}[sign]
        return run.count(opening) <= run.count(sign)
    if sign == "|":
        return run.count("|") % 2 == 0
    if sign == "!":
        return atoms[last - 1][0] == "space"
    return sign not in "%°º=²³…" and not re.fullmatch(r"[⁻⁰¹²³⁴-⁹]+|\.\.\.", sign)


def _is_variable(atoms: list[Atom], at: int) -> bool:
    """Whether a single letter is a letter of a formula: it touches a number or stands beside a sign."""
    text = atoms[at][1]
    before, after = _beside(atoms, at, -1), _beside(atoms, at, 1)
    if at > 1 and atoms[at - 1][0] == "space" and before[0] == "number" and text in _UNIT_LETTERS:
        return after[0] == "operator" and after[1] in "+-−*^×·"
    touches = at > 0 and atoms[at - 1][0] in ("number", "letter", "operator", "function")
    is_beside = (before[0] == "operator" and before[1] not in ":)!%") or (
        after[0] == "operator" and after[1] not in ":)!(–-—"
    )
    is_beside = is_beside or (after[0] == "operator" and after[1] in "(-" and atoms[at + 1][0] == "operator")
    is_beside = is_beside or (
        after[1] in ("-", "–", "−") and after[0] == "operator" and _beside(atoms, at, 2)[0] in ("number", "letter")
    )
    touches = touches and not (before[0] == "operator" and before[1] in ":!%")
    return touches or is_beside or before[0] == "function" or "π" in text


def _beside(atoms: list[Atom], at: int, step: int) -> Atom:
    """The atom before or after, spaces left out; `step` 2 is the one after the next."""
    direction, left = (1 if step > 0 else -1), abs(step)
    place = at + direction
    while 0 <= place < len(atoms):
        if atoms[place][0] != "space":
            left -= 1
            if not left:
                return atoms[place]
        place += direction
    return ("", "")
