"""Mean, median, mode and range of a list, each alone or all together, and mean or mode of a frequency table."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from statistics import median

from questions.generators import values
from questions.generators.model import Draw, Fact, Parameters, SkillKind, Slip
from questions.generators.quantities import Number, latex
from questions.model import Difficulty

Wrong = tuple[tuple[Number, str], ...]


def _list(numbers: Sequence[Number], draw: Draw) -> str:
    """The numbers as text; Russian separates them by semicolons, because its decimals have commas."""
    return rf"\({draw.say('separator').join(latex(number, draw.language) for number in numbers)}\)"


def _sum(numbers: Sequence[Number], draw: Draw) -> str:
    return " + ".join(
        latex(number, draw.language) if number >= 0 else f"({latex(number, draw.language)})" for number in numbers
    )


def _numbers(draw: Draw, count: int) -> list[int]:
    top = draw.by_difficulty(15, 40, 90)
    return [draw.between(1, top) for _ in range(count)]


def _slips(draw: Draw, right: Number, wrong: Wrong) -> tuple[Slip, ...]:
    near = ((right + 1, "arithmetic"), (right - 1, "arithmetic"), (right + 2, "arithmetic"))
    return tuple(
        Slip(values.decimal_of(Fraction(number), draw.language), mistake)
        for number, mistake in (*wrong, *near)
        if number >= 0 and 10 % Fraction(number).denominator == 0
    )


def _fact(draw: Draw, what: str, numbers: Sequence[Number], answer: Number, steps: str, wrong: Wrong) -> Fact:
    shown = _list(numbers, draw)
    return Fact(
        identity=f"{what} {list(map(str, numbers))}",
        statement=draw.say(f"{what}_is", data=shown),
        value=values.decimal_of(Fraction(answer), draw.language),
        solution=steps,
        slips=_slips(draw, answer, wrong),
        task=draw.say(f"find_{what}", data=shown),
        subject=draw.say(f"{what}_of", data=shown),
    )


def _data_for_mean(draw: Draw) -> list[int]:
    """A whole mean, or one decimal place when hard and decimals are known."""
    count = draw.by_difficulty(draw.between(3, 4), 5, 5 if draw.grade >= 5 else 6)
    numbers = _numbers(draw, count)
    has_decimal = draw.difficulty is Difficulty.HARD and draw.grade >= 5
    if not has_decimal:
        numbers[-1] += -sum(numbers) % count
    return numbers


def draw_mean(draw: Draw) -> Fact:
    numbers = _data_for_mean(draw)
    total, count = sum(numbers), len(numbers)
    answer, middle = Fraction(total, count), Fraction(median(numbers))
    wrong: Wrong = (
        (middle, "took_median"),
        (Fraction(total, count - 1), "divided_by_fewer"),
        (max(numbers) - min(numbers), "took_range"),
        (Fraction(min(numbers) + max(numbers), 2), "only_extremes"),
        (total, "not_divided"),
    )
    steps = draw.say(
        "solve_mean",
        sum=_sum(numbers, draw),
        total=latex(total, draw.language),
        count=count,
        answer=latex(answer, draw.language),
    )
    return _fact(draw, "mean", numbers, answer, steps, wrong)


def draw_median(draw: Draw) -> Fact:
    """An odd number of values; hard ones an even number."""
    numbers = _numbers(draw, draw.by_difficulty(5, 7, draw.random.choice((6, 8))))
    if draw.difficulty is Difficulty.HARD and draw.grade < 5:
        numbers = [2 * number for number in numbers]
    ordered = sorted(numbers)
    half = len(ordered) // 2
    if len(ordered) % 2:
        answer: Number = ordered[half]
        steps = draw.say("solve_median", data=_list(ordered, draw), answer=latex(answer, draw.language))
        unsorted: Number = numbers[half]
    else:
        low, high = ordered[half - 1], ordered[half]
        answer, unsorted = Fraction(low + high, 2), Fraction(numbers[half - 1] + numbers[half], 2)
        steps = draw.say(
            "solve_even_median", data=_list(ordered, draw), low=low, high=high, answer=latex(answer, draw.language)
        )
    wrong: Wrong = (
        (unsorted, "not_sorted"),
        (Fraction(sum(numbers), len(numbers)), "took_mean"),
        (ordered[half - 1], "next_to_middle"),
        (ordered[min(half + 1, len(ordered) - 1)], "next_to_middle"),
        (ordered[-1] - ordered[0], "took_range"),
    )
    return _fact(draw, "median", numbers, answer, steps, wrong)


def draw_mode(draw: Draw) -> Fact:
    """One value more often than all the others."""
    times = draw.by_difficulty(2, 3, 3)
    others = _numbers(draw, draw.by_difficulty(4, 5, 7))
    kept = [number for number in others if others.count(number) < times]
    answer = draw.between(1, draw.by_difficulty(15, 40, 90))
    numbers = [*(number for number in kept if number != answer), *[answer] * times]
    draw.random.shuffle(numbers)
    steps = draw.say("solve_mode", answer=answer, count=times)
    wrong: Wrong = (
        (max(numbers), "took_largest"),
        (times, "took_count"),
        (Fraction(median(numbers)), "took_median"),
        (max(numbers) - min(numbers), "took_range"),
        (min(numbers), "took_smallest"),
    )
    return _fact(draw, "mode", numbers, answer, steps, wrong)


def draw_range(draw: Draw) -> Fact:
    """Whole numbers; hard ones with one decimal place or more values."""
    numbers: list[Number] = list(_numbers(draw, draw.by_difficulty(5, 6, 8)))
    if draw.difficulty is Difficulty.HARD and draw.grade >= 5:
        numbers = [Fraction(draw.between(10, 900), 10) for _ in range(6)]
    low, high = min(numbers), max(numbers)
    language = draw.language
    steps = draw.say(
        "solve_range", high=latex(high, language), low=latex(low, language), answer=latex(high - low, language)
    )
    wrong: Wrong = (
        (high, "took_largest"),
        (high + low, "added_extremes"),
        (abs(numbers[-1] - numbers[0]), "first_and_last"),
        (len(numbers), "took_length"),
        (low, "took_smallest"),
    )
    return _fact(draw, "range", numbers, high - low, steps, wrong)


def _table(draw: Draw) -> dict[int, int]:
    first, size = draw.between(1, 8), draw.by_difficulty(3, 4, 5)
    return {first + step: draw.between(1, draw.by_difficulty(6, 9, 12)) for step in range(size)}


def _with_whole_mean(draw: Draw) -> dict[int, int]:
    """A table whose mean has at most one decimal place and whose largest frequency stands alone."""
    while True:
        table = _table(draw)
        mean = Fraction(sum(value * count for value, count in table.items()), sum(table.values()))
        allowed = 1 if draw.difficulty is Difficulty.EASY else 10
        is_unimodal = list(table.values()).count(max(table.values())) == 1
        if allowed % mean.denominator == 0 and is_unimodal:
            return table


def _shown(table: dict[int, int], draw: Draw) -> str:
    rows = [draw.say("row", value=value, count=count) for value, count in table.items()]
    return "; ".join(rows)


def draw_table_mean(draw: Draw) -> Fact:
    table = _with_whole_mean(draw)
    total, count = sum(value * times for value, times in table.items()), sum(table.values())
    answer, shown = Fraction(total, count), _shown(table, draw)
    products = " + ".join(rf"{value} {draw.say('times')} {times}" for value, times in table.items())
    steps = draw.say("solve_table_mean", sum=products, total=total, count=count, answer=latex(answer, draw.language))
    wrong: Wrong = (
        (Fraction(sum(table), len(table)), "ignored_frequencies"),
        (Fraction(total, len(table)), "divided_by_rows"),
        (max(table, key=lambda value: table[value]), "took_mode"),
        (Fraction(count, len(table)), "mean_of_frequencies"),
    )
    return _table_fact(draw, "table_mean", shown, answer, steps, wrong)


def draw_table_mode(draw: Draw) -> Fact:
    table = _with_whole_mean(draw)
    answer = max(table, key=lambda value: table[value])
    steps = draw.say("solve_table_mode", answer=answer, count=table[answer])
    wrong: Wrong = ((table[answer], "took_count"), (max(table), "took_largest"), (min(table), "took_smallest"))
    return _table_fact(draw, "table_mode", _shown(table, draw), answer, steps, wrong)


def _table_fact(draw: Draw, what: str, shown: str, answer: Number, steps: str, wrong: Wrong) -> Fact:
    return Fact(
        identity=f"{what} {shown}",
        statement=draw.say(f"{what}_is", table=shown),
        value=values.decimal_of(Fraction(answer), draw.language),
        solution=steps,
        slips=_slips(draw, answer, wrong),
        task=draw.say(f"find_{what}", table=shown),
        subject=draw.say(f"{what}_of", table=shown),
    )


def _one_of(*draws: Callable[[Draw], Fact]) -> Callable[[Draw, Parameters], Fact]:
    return lambda draw, _parameters: draw.random.choice(draws)(draw)


KINDS: tuple[SkillKind, ...] = (
    SkillKind("statistics.mean", range(4, 12), _one_of(draw_mean)),
    SkillKind("statistics.median", range(5, 12), _one_of(draw_median)),
    SkillKind("statistics.mode", range(4, 12), _one_of(draw_mode)),
    SkillKind("statistics.range", range(4, 12), _one_of(draw_range)),
    SkillKind("statistics.all", range(5, 12), _one_of(draw_mean, draw_median, draw_mode, draw_range)),
    SkillKind("statistics.three", range(5, 12), _one_of(draw_mean, draw_median, draw_mode)),
    SkillKind("statistics.table_mean", range(6, 12), _one_of(draw_table_mean)),
    SkillKind("statistics.table_mode", range(6, 12), _one_of(draw_table_mode)),
)
