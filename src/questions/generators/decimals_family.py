"""The skills with decimals and when they are taught."""

from questions.generators import decimals_arithmetic as arithmetic
from questions.generators import decimals_of_one_value as one_value
from questions.generators.fractions_arithmetic import either
from questions.generators.model import Parameters, SkillKind, given


def _are_powers_of_ten(parameters: Parameters, _grade: int) -> bool:
    return all(value in ("10", "100", "1000") for name, value in parameters.values.items() if name != "way")


_SUMS = (arithmetic.draw_sum, arithmetic.draw_difference)
_PRODUCTS = (arithmetic.draw_product, arithmetic.draw_quotient)
_BY_WHOLE = (given(), given(by="whole"))

KINDS = (
    SkillKind(
        "decimals.powers_of_ten", range(4, 9), arithmetic.draw_power_of_ten, (given(way="both"),), _are_powers_of_ten
    ),
    SkillKind("decimals.add", range(4, 9), arithmetic.draw_sum),
    SkillKind("decimals.subtract", range(4, 9), arithmetic.draw_difference),
    SkillKind("decimals.add_and_subtract", range(4, 9), either(*_SUMS)),
    SkillKind("decimals.multiply", range(5, 9), arithmetic.draw_product, _BY_WHOLE),
    SkillKind("decimals.divide", range(5, 9), arithmetic.draw_quotient, _BY_WHOLE),
    SkillKind("decimals.multiply_and_divide", range(5, 9), either(*_PRODUCTS)),
    SkillKind("decimals.operations", range(5, 9), either(*_SUMS, *_PRODUCTS)),
    SkillKind("decimals.compare", range(3, 8), one_value.draw_comparison),
    SkillKind(
        "decimals.round",
        range(4, 9),
        one_value.draw_rounded,
        (given(), given(to="units"), given(to="tenths"), given(to="hundredths")),
    ),
    SkillKind("decimals.to_fraction", range(4, 9), one_value.draw_to_fraction),
    SkillKind("decimals.from_fraction", range(4, 9), one_value.draw_from_fraction),
    SkillKind(
        "decimals.fractions_both_ways", range(4, 9), either(one_value.draw_to_fraction, one_value.draw_from_fraction)
    ),
)
