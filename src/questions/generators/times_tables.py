"""Times tables: products, missing factors and quotients of one table, or of all tables up to 10."""

from questions.generators import values
from questions.generators.model import Draw, Fact, Parameters, SkillKind, Slip, given


def _slips(draw: Draw, first: int, second: int) -> tuple[Slip, ...]:
    wrong = (
        (first * (second + 1), "next_row"),
        (first * (second - 1), "previous_row"),
        (first + second, "added_factors"),
        ((first + 1) * second, "other_table"),
    )
    return tuple(Slip(values.whole(number, draw.language), mistake) for number, mistake in wrong)


def _row_before(first: int, second: int) -> dict[str, int]:
    return {"less": second - 1, "before": first * (second - 1)}


def _product(draw: Draw, first: int, second: int) -> Fact:
    product = first * second
    return Fact(
        identity=f"{first}*{second}",
        statement=rf"\({first} {draw.say('times')} {second} = @\)",
        value=values.whole(product, draw.language),
        solution=draw.say("product_steps", first=first, second=second, product=product, **_row_before(first, second)),
        slips=_slips(draw, first, second),
    )


def _missing_factor(draw: Draw, first: int, second: int) -> Fact:
    product = first * second
    return Fact(
        identity=f"{first}*?={product}",
        statement=rf"\({first} {draw.say('times')} @ = {product}\)",
        value=values.whole(second, draw.language),
        solution=draw.say("factor_steps", first=first, second=second, product=product),
        slips=(
            Slip(values.whole(second + 1, draw.language), "next_row"),
            Slip(values.whole(second - 1, draw.language), "previous_row"),
            Slip(values.whole(product - first, draw.language), "subtracted_factor"),
        ),
    )


def _quotient(draw: Draw, first: int, second: int) -> Fact:
    product = first * second
    return Fact(
        identity=f"{product}/{first}",
        statement=rf"\({product} {draw.say('divided_by')} {first} = @\)",
        value=values.whole(second, draw.language),
        solution=draw.say("quotient_steps", first=first, second=second, product=product),
        slips=(
            Slip(values.whole(second + 1, draw.language), "next_row"),
            Slip(values.whole(second - 1, draw.language), "previous_row"),
            Slip(values.whole(product - first, draw.language), "subtracted_factor"),
        ),
    )


def _row(draw: Draw) -> int:
    return draw.by_difficulty(draw.between(1, 10), draw.between(2, 10), draw.between(3, 12))


def draw_one_table(draw: Draw, parameters: Parameters) -> Fact:
    """Only multiples of `n`: products both ways round, then missing factors and quotients as it gets harder."""
    table, row = parameters.number("n"), _row(draw)
    kinds = draw.by_difficulty(
        (_product,), (_product, _product, _missing_factor), (_product, _missing_factor, _quotient)
    )
    kind = draw.random.choice(kinds)
    turned = kind is _product and draw.random.random() < 0.4
    return kind(draw, row, table) if turned else kind(draw, table, row)


def _missing_divisor(draw: Draw, first: int, second: int) -> Fact:
    product = first * second
    return Fact(
        identity=f"{product}/?={second}",
        statement=rf"\({product} {draw.say('divided_by')} @ = {second}\)",
        value=values.whole(first, draw.language),
        solution=draw.say("divisor_steps", first=first, second=second, product=product),
        slips=(
            Slip(values.whole(first + 1, draw.language), "next_row"),
            Slip(values.whole(first - 1, draw.language), "previous_row"),
            Slip(values.whole(product - second, draw.language), "subtracted_factor"),
        ),
    )


def _missing_dividend(draw: Draw, first: int, second: int) -> Fact:
    product = first * second
    return Fact(
        identity=f"?/{first}={second}",
        statement=rf"\(@ {draw.say('divided_by')} {first} = {second}\)",
        value=values.whole(product, draw.language),
        solution=draw.say("dividend_steps", first=first, second=second, product=product),
        slips=_slips(draw, first, second),
    )


def draw_division(draw: Draw, parameters: Parameters) -> Fact:
    """Multiples of `n` divided by `n`, then missing dividends."""
    kinds = draw.by_difficulty((_quotient,), (_quotient, _quotient, _missing_dividend), (_quotient, _missing_dividend))
    return draw.random.choice(kinds)(draw, parameters.number("n"), _row(draw))


def draw_both(draw: Draw, parameters: Parameters) -> Fact:
    """Products and quotients of one table, about as many of each."""
    return draw.random.choice((draw_one_table, draw_division))(draw, parameters)


def _factors(draw: Draw) -> tuple[int, int]:
    low, high = draw.by_difficulty((2, 5), (2, 10), (4, 10))
    return draw.between(low, high), draw.between(2, 10)


def draw_all_division(draw: Draw, _parameters: Parameters) -> Fact:
    """Division facts of all tables, then with missing divisors and dividends."""
    first, second = _factors(draw)
    kinds = draw.by_difficulty(
        (_quotient,), (_quotient, _quotient, _missing_divisor), (_quotient, _missing_divisor, _missing_dividend)
    )
    return draw.random.choice(kinds)(draw, first, second)


def draw_all_both(draw: Draw, parameters: Parameters) -> Fact:
    """Facts of all tables, products and quotients."""
    return draw.random.choice((draw_all_tables, draw_all_division))(draw, parameters)


def draw_all_tables(draw: Draw, _parameters: Parameters) -> Fact:
    """Multiplication facts: up to 5 × 10, then up to 10 × 10, then with missing factors."""
    first, second = _factors(draw)
    kinds = draw.by_difficulty(
        (_product,), (_product, _product, _missing_factor), (_product, _missing_factor, _quotient)
    )
    return draw.random.choice(kinds)(draw, first, second)


def _is_a_table(parameters: Parameters, grade: int) -> bool:
    number = parameters.number("n")
    return 1 <= number <= (10 if grade <= 2 else 20)


def _is_a_row(parameters: Parameters, grade: int) -> bool:
    """Larger numbers are not divided by heart; from grade 4 on, 10 is a matter of place value."""
    number = parameters.number("n")
    return 2 <= number <= (10 if grade <= 2 else 12) and (number != 10 or grade <= 3)


_ROWS = tuple(given(n=number) for number in (2, 4, 7))

KINDS = (
    SkillKind(
        "times_tables.one",
        range(2, 8),
        draw_one_table,
        tuple(given(n=number) for number in (2, 3, 5, 7, 9)),
        _is_a_table,
        is_recall=True,
    ),
    SkillKind("times_tables.multiply", range(2, 6), draw_one_table, _ROWS, _is_a_row, is_recall=True),
    SkillKind("times_tables.divide", range(2, 6), draw_division, _ROWS, _is_a_row, is_recall=True),
    SkillKind("times_tables.both", range(2, 6), draw_both, _ROWS, _is_a_row, is_recall=True),
    SkillKind("times_tables.all_division", range(2, 7), draw_all_division, is_recall=True),
    SkillKind("times_tables.all_both", range(2, 7), draw_all_both, is_recall=True),
    SkillKind("times_tables.all", range(2, 8), draw_all_tables, is_recall=True),
)
