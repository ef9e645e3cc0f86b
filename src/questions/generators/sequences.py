"""Arithmetic and geometric sequences: the next term, the n-th term, the sum of the first n terms."""

from collections.abc import Callable

from questions import numbers
from questions.generators import values
from questions.generators.expressions_text import bracketed
from questions.generators.model import Draw, Fact, Parameters, SkillKind, Slip
from questions.model import Difficulty

Wrong = tuple[tuple[int, str], ...]

_LONGEST = 10**7


def _terms(first: int, following: Callable[[int], int], count: int) -> list[int]:
    terms = [first]
    while len(terms) < count:
        terms.append(following(terms[-1]))
    return terms


def _shown(terms: list[int], draw: Draw) -> str:
    separator = draw.say("separator")
    return rf"\({separator.join(numbers.latex(term, draw.language) for term in terms)}{separator}\ldots\)"


def _slips(draw: Draw, right: int, step: int, wrong: Wrong) -> tuple[Slip, ...]:
    near = ((right + 1, "arithmetic"), (right - 1, "arithmetic"), (right + 10, "arithmetic"))
    candidates = (*wrong, (right - step, "one_term_less"), *near)
    return tuple(Slip(values.whole(number, draw.language), mistake) for number, mistake in candidates)


def _fact(draw: Draw, key: str, terms: list[int], n: int, right: int, steps: str, wrong: Wrong, step: int) -> Fact:
    shown = _shown(terms, draw)
    return Fact(
        identity=f"{key} {terms} {n}",
        statement=draw.say(f"{key}_is", terms=shown, n=n),
        value=values.whole(right, draw.language),
        solution=steps,
        slips=_slips(draw, right, step, wrong),
        task=draw.say(f"find_{key}", terms=shown, n=n),
        subject=draw.say(f"{key}_of", terms=shown, n=n),
    )


def _difference(draw: Draw) -> int:
    difference = draw.between(2, draw.by_difficulty(9, 15, 30))
    falls = draw.difficulty is not Difficulty.EASY and draw.grade >= 7 and draw.random.random() < 0.4
    return -difference if falls else difference


def _ratio(draw: Draw) -> int:
    ratio = draw.between(2, draw.by_difficulty(3, 5, 6))
    alternates = draw.difficulty is Difficulty.HARD and draw.random.random() < 0.4
    return -ratio if alternates else ratio


def _first(draw: Draw) -> int:
    return draw.between(1, draw.by_difficulty(20, 40, 90))


def draw_arithmetic_next(draw: Draw) -> Fact:
    first, difference = _first(draw), _difference(draw)
    terms = _terms(first, lambda term: term + difference, 5)
    shown, right = terms[:4], terms[4]
    steps = draw.say(
        "solve_arithmetic_next",
        d=numbers.latex(difference, draw.language),
        line=f"{terms[3]} + {bracketed(difference, draw.language)} = {right}",
    )
    wrong: Wrong = ((right + difference, "one_term_more"), (terms[3] - difference, "wrong_direction"))
    return _fact(draw, "next", shown, 5, right, steps, wrong, difference)


def _position(draw: Draw) -> int:
    """Not 21, 31, …: Russian would need another ending after them."""
    n = draw.between(8, draw.by_difficulty(14, 25, 60))
    return n + 1 if n % 10 == 1 and n > 11 else n


def draw_arithmetic_term(draw: Draw) -> Fact:
    first, difference, n = _first(draw), _difference(draw), _position(draw)
    right = first + (n - 1) * difference
    times = draw.say("times")
    line = f"{first} + {n - 1} {times} {bracketed(difference, draw.language)} = {numbers.latex(right, draw.language)}"
    steps = draw.say("solve_arithmetic_term", d=numbers.latex(difference, draw.language), n=n, line=line)
    wrong: Wrong = (
        (first + n * difference, "n_for_n_minus_1"),
        (n * difference, "first_left_out"),
        (first - (n - 1) * difference, "wrong_direction"),
    )
    return _fact(draw, "term", _terms(first, lambda term: term + difference, 4), n, right, steps, wrong, difference)


def draw_arithmetic_sum(draw: Draw) -> Fact:
    first, difference, n = _first(draw), _difference(draw), _position(draw)
    last = first + (n - 1) * difference
    right = (first + last) * n // 2
    language = draw.language
    times = draw.say("times")
    line = rf"\frac{{{first} + {bracketed(last, language)}}}{{2}} {times} {n} = {numbers.latex(right, language)}"
    steps = draw.say(
        "solve_arithmetic_sum",
        n=n,
        last=f"{first} + {n - 1} {times} {bracketed(difference, language)} = {numbers.latex(last, language)}",
        line=line,
    )
    wrong: Wrong = (
        ((first + last) * n, "not_halved"),
        (last, "took_term"),
        ((first + last + difference) * n // 2, "n_for_n_minus_1"),
    )
    return _fact(draw, "sum", _terms(first, lambda term: term + difference, 4), n, right, steps, wrong, last)


def draw_geometric_next(draw: Draw) -> Fact:
    first, ratio = draw.between(1, draw.by_difficulty(9, 12, 15)), _ratio(draw)
    terms = _terms(first, lambda term: term * ratio, 5)
    right = terms[4]
    language = draw.language
    line = f"{terms[3]} {draw.say('times')} {bracketed(ratio, language)} = {numbers.latex(right, language)}"
    steps = draw.say("solve_geometric_next", q=numbers.latex(ratio, language), line=line)
    wrong: Wrong = (
        (terms[3] + terms[3] - terms[2], "as_arithmetic"),
        (-right, "sign"),
        (right * ratio, "one_term_more"),
    )
    return _fact(draw, "next", terms[:4], 5, right, steps, wrong, right // 2)


def draw_geometric_term(draw: Draw) -> Fact:
    ratio = _ratio(draw)
    first = draw.between(1, draw.by_difficulty(9, 12, 15))
    longest = max(n for n in range(5, 13) if first * abs(ratio) ** (n - 1) < _LONGEST or n == 5)
    n = draw.between(5, min(longest, draw.by_difficulty(7, 8, 10)))
    right = first * ratio ** (n - 1)
    language = draw.language
    line = rf"{first} {draw.say('times')} {bracketed(ratio, language)}^{{{n - 1}}} = {numbers.latex(right, language)}"
    steps = draw.say("solve_geometric_term", q=numbers.latex(ratio, language), n=n, line=line)
    wrong: Wrong = (
        (right * ratio, "n_for_n_minus_1"),
        (right // ratio, "one_term_less"),
        (first * ratio * (n - 1), "product_for_power"),
    )
    return _fact(draw, "term", _terms(first, lambda term: term * ratio, 4), n, right, steps, wrong, right // 2)


def draw_geometric_sum(draw: Draw) -> Fact:
    ratio, first = _ratio(draw), draw.between(1, draw.by_difficulty(9, 12, 15))
    n = draw.between(4, draw.by_difficulty(5, 6, 8))
    terms = _terms(first, lambda term: term * ratio, n)
    right = sum(terms)
    language = draw.language
    power = rf"{bracketed(ratio, language)}^{{{n}}}"
    line = rf"\frac{{{first} {draw.say('times')} ({power} - 1)}}{{{ratio} - 1}} = {numbers.latex(right, language)}"
    steps = draw.say("solve_geometric_sum", q=numbers.latex(ratio, language), n=n, line=line)
    wrong: Wrong = (
        (right + terms[-1] * ratio, "one_term_more"),
        (terms[-1], "took_term"),
        (first * n * ratio, "as_arithmetic"),
    )
    return _fact(draw, "sum", terms[:4], n, right, steps, wrong, terms[-1])


def _one_of(*draws: Callable[[Draw], Fact]) -> Callable[[Draw, Parameters], Fact]:
    return lambda draw, _parameters: draw.random.choice(draws)(draw)


_ARITHMETIC = (draw_arithmetic_next, draw_arithmetic_term, draw_arithmetic_sum)
_GEOMETRIC = (draw_geometric_next, draw_geometric_term, draw_geometric_sum)

KINDS: tuple[SkillKind, ...] = (
    SkillKind("sequences.arithmetic", range(7, 13), _one_of(*_ARITHMETIC)),
    SkillKind("sequences.arithmetic_term", range(7, 13), _one_of(draw_arithmetic_term)),
    SkillKind("sequences.arithmetic_sum", range(8, 13), _one_of(draw_arithmetic_sum)),
    SkillKind("sequences.geometric", range(8, 13), _one_of(*_GEOMETRIC)),
    SkillKind("sequences.geometric_term", range(8, 13), _one_of(draw_geometric_term)),
    SkillKind("sequences.geometric_sum", range(8, 13), _one_of(draw_geometric_sum)),
    SkillKind("sequences.both", range(8, 13), _one_of(*_ARITHMETIC, *_GEOMETRIC)),
)
