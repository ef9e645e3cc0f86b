"""Adding and subtracting whole numbers: within N or by number of digits, with or without regrouping."""

from collections.abc import Callable

from questions.generators import columns, values
from questions.generators.model import Draw, Fact, Parameters, SkillKind, Slip, given

_LIMITS = {1: 20, 2: 100, 3: 1000, 4: 10_000, 5: 100_000}
_TRIES = 2000

Pair = tuple[int, int]


def _limit(parameters: Parameters, grade: int) -> int:
    return parameters.number("n", _LIMITS.get(grade, 1_000_000))


def _of_digits(draw: Draw, digits: int) -> int:
    return draw.between(10 ** (digits - 1) if digits > 1 else 1, 10**digits - 1)


def _addends(draw: Draw, parameters: Parameters) -> Pair:
    if "digits" in parameters:
        digits = parameters.number("digits")
        return _of_digits(draw, digits), _of_digits(draw, parameters.number("other", digits))
    limit = _limit(parameters, draw.grade)
    low = draw.by_difficulty(1, 1 + limit // 20, 1 + limit // 10)
    total = draw.between(2 * low, draw.by_difficulty(max(2 * low, limit * 3 // 4), limit, limit))
    first = draw.between(low, total - low)
    return first, total - first


def _minuend_and_subtrahend(draw: Draw, parameters: Parameters) -> Pair:
    if "digits" in parameters:
        digits = parameters.number("digits")
        return _of_digits(draw, digits), _of_digits(draw, parameters.number("other", digits))
    limit = _limit(parameters, draw.grade)
    low = draw.by_difficulty(1, 1 + limit // 20, 1 + limit // 10)
    first = draw.between(low + 1, draw.by_difficulty(max(low + 1, limit * 3 // 4), limit, limit))
    return first, draw.between(low, first - 1) if first > low else low


def _fits(pair: Pair, parameters: Parameters, regroups: Callable[[int, int], bool]) -> bool:
    wanted = parameters.word("regrouping")
    if not wanted:
        return True
    if parameters.number("n", 100) <= 20 and wanted == "with":
        return regroups(*pair) and max(pair[0] % 10 + pair[1] % 10, 10) != 10
    return regroups(*pair) == (wanted == "with")


def _pair(
    draw: Draw, parameters: Parameters, take: Callable[[Draw, Parameters], Pair], suits: Callable[[Pair], bool]
) -> Pair:
    for _ in range(_TRIES):
        if suits(pair := take(draw, parameters)):
            return pair
    raise ValueError(f"no numbers fit {dict(parameters.values)}")


def _sum_fits(pair: Pair, parameters: Parameters) -> bool:
    within = "n" not in parameters or sum(pair) <= parameters.number("n")
    return within and _fits(pair, parameters, columns.addition_regroups)


def _difference_fits(pair: Pair, parameters: Parameters) -> bool:
    if pair[0] <= pair[1]:
        return False
    if parameters.word("regrouping") == "with" and parameters.number("n", 100) <= 20:
        return pair[0] > 10 and pair[0] % 10 < pair[1] < 10
    return _fits(pair, parameters, columns.subtraction_regroups)


def _slips(draw: Draw, *wrong: tuple[int, str]) -> tuple[Slip, ...]:
    return tuple(Slip(values.whole(number, draw.language), mistake) for number, mistake in wrong)


def _sum_steps(draw: Draw, first: int, second: int) -> str:
    total = first + second
    if first < 10 and second < 10 and total > 10:
        larger, smaller = max(first, second), min(first, second)
        fields = {"missing": 10 - larger, "rest": total - 10, "larger": larger, "smaller": smaller, "total": total}
        return draw.say("through_ten", **fields)
    if total <= 10:
        return draw.say(
            "count_on", larger=max(first, second), smaller=min(first, second), chain=f"{first} + {second} = {total}"
        )
    return draw.say("add_by_parts", chain=_chain(draw, first, second, 1))


def _chain(draw: Draw, first: int, second: int, sign: int) -> str:
    """`47 + 38 = 47 + 30 + 8 = 77 + 8 = 85`: the second number taken place by place."""
    parts = columns.place_parts(second)
    operator = " + " if sign > 0 else " - "
    steps = [operator.join(map(draw.latex, (first, second)))]
    reached = first
    for place in range(len(parts)):
        steps.append(operator.join(map(draw.latex, (reached, *parts[place:]))))
        reached += sign * parts[place]
    return " = ".join(dict.fromkeys((*steps, draw.latex(reached))))


def _sum(draw: Draw, first: int, second: int) -> Fact:
    total = first + second
    return Fact(
        identity=f"{first}+{second}",
        statement=rf"\({draw.latex(first)} + {draw.latex(second)} = @\)",
        value=values.whole(total, draw.language),
        solution=_sum_steps(draw, first, second),
        slips=_slips(
            draw,
            (columns.without_carrying(first, second), "carry_forgotten"),
            (columns.carries_written_down(first, second), "carry_written_down"),
            (abs(first - second), "subtracted_instead"),
            (total + 10 if total > 20 else total + 1, "ten_extra" if total > 20 else "counted_on"),
        ),
    )


def _missing_addend(draw: Draw, first: int, second: int) -> Fact:
    total = first + second
    return Fact(
        identity=f"{first}+?={total}",
        statement=rf"\({draw.latex(first)} + @ = {draw.latex(total)}\)",
        value=values.whole(second, draw.language),
        solution=draw.say("missing_addend", chain=_chain(draw, total, first, -1)),
        slips=_slips(
            draw,
            (total + first, "added_known"),
            (columns.smaller_from_larger(total, first), "smaller_from_larger"),
            (columns.borrowing_forgotten(total, first), "borrowing_forgotten"),
        ),
    )


def _difference_steps(draw: Draw, first: int, second: int) -> str:
    if second < 10 < first < 20 and first - 10 < second:
        to_ten = first - 10
        return draw.say(
            "back_through_ten", first=first, second=second, part=to_ten, rest=second - to_ten, left=first - second
        )
    if first <= 10:
        return draw.say("count_back", first=first, second=second, left=first - second)
    return draw.say("subtract_by_parts", chain=_chain(draw, first, second, -1))


def _difference(draw: Draw, first: int, second: int) -> Fact:
    return Fact(
        identity=f"{first}-{second}",
        statement=rf"\({draw.latex(first)} - {draw.latex(second)} = @\)",
        value=values.whole(first - second, draw.language),
        solution=_difference_steps(draw, first, second),
        slips=_slips(
            draw,
            (columns.smaller_from_larger(first, second), "smaller_from_larger"),
            (columns.borrowing_forgotten(first, second), "borrowing_forgotten"),
            (first + second, "added_instead"),
            (first - second + 1, "counted_on"),
        ),
    )


def _missing_subtrahend(draw: Draw, first: int, second: int) -> Fact:
    left = first - second
    return Fact(
        identity=f"{first}-?={left}",
        statement=rf"\({draw.latex(first)} - @ = {draw.latex(left)}\)",
        value=values.whole(second, draw.language),
        solution=draw.say("missing_subtrahend", chain=_chain(draw, first, left, -1)),
        slips=_slips(
            draw,
            (first + left, "added_known"),
            (columns.smaller_from_larger(first, left), "smaller_from_larger"),
            (columns.borrowing_forgotten(first, left), "borrowing_forgotten"),
        ),
    )


def _asks_for_part(draw: Draw, parameters: Parameters) -> bool:
    """Missing numbers: always when the topic says so, else only in harder sheets."""
    return "missing" in parameters or draw.random.random() < draw.by_difficulty(0, 0.2, 0.45)


def draw_sum(draw: Draw, parameters: Parameters) -> Fact:
    pair = _pair(draw, parameters, _addends, lambda pair: _sum_fits(pair, parameters))
    return (_missing_addend if _asks_for_part(draw, parameters) else _sum)(draw, *pair)


def draw_difference(draw: Draw, parameters: Parameters) -> Fact:
    pair = _pair(draw, parameters, _minuend_and_subtrahend, lambda pair: _difference_fits(pair, parameters))
    return (_missing_subtrahend if _asks_for_part(draw, parameters) else _difference)(draw, *pair)


def draw_either(draw: Draw, parameters: Parameters) -> Fact:
    return draw.random.choice((draw_sum, draw_difference))(draw, parameters)


def _makes_sense(parameters: Parameters, grade: int) -> bool:
    limit, digits = parameters.number("n", 1000), parameters.number("digits")
    if not 5 <= limit <= 1_000_000 or limit > 1000 * 10**grade:
        return False
    if parameters.number("other") > digits or digits > grade + 2:
        return False
    if parameters.word("regrouping") == "with":
        return limit >= 20 and digits != 1
    return True


_SAMPLES = (
    given(n=10),
    given(n=20),
    given(n=20, regrouping="with"),
    given(n=100),
    given(digits=2, regrouping="without"),
    given(digits=2, regrouping="with"),
    given(digits=3),
    given(),
)

KINDS = (
    SkillKind("addition.add", range(1, 7), draw_sum, _SAMPLES, _makes_sense),
    SkillKind("addition.subtract", range(1, 7), draw_difference, _SAMPLES, _makes_sense),
    SkillKind("addition.both", range(1, 7), draw_either, _SAMPLES, _makes_sense),
)
