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


def _product(draw: Draw, first: int, second: int) -> Fact:
    product = first * second
    return Fact(
        identity=f"{first}*{second}",
        statement=rf"\({first} {draw.say('times')} {second} = @\)",
        value=values.whole(product, draw.language),
        solution=draw.say("product_steps", first=first, second=second, product=product, before=first * (second - 1)),
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


def draw_all_tables(draw: Draw, _parameters: Parameters) -> Fact:
    """Multiplication facts: up to 5 × 10, then up to 10 × 10, then with missing factors."""
    low, high = draw.by_difficulty((2, 5), (2, 10), (4, 10))
    first, second = draw.between(low, high), draw.between(2, 10)
    kinds = draw.by_difficulty(
        (_product,), (_product, _product, _missing_factor), (_product, _missing_factor, _quotient)
    )
    return draw.random.choice(kinds)(draw, first, second)


def _is_a_table(parameters: Parameters, grade: int) -> bool:
    number = parameters.number("n")
    return 1 <= number <= (10 if grade <= 2 else 20)


KINDS = (
    SkillKind(
        "times_tables.one",
        range(2, 8),
        draw_one_table,
        tuple(given(n=number) for number in (2, 3, 5, 7, 9)),
        _is_a_table,
        is_recall=True,
    ),
    SkillKind("times_tables.all", range(2, 8), draw_all_tables, is_recall=True),
)
