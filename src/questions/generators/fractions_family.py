"""The skills with fractions and when they are taught."""

from questions.generators import fractions_arithmetic as arithmetic
from questions.generators import fractions_of_one_value as one_value
from questions.generators.model import SkillKind, given

_BY_DENOMINATORS = (given(), given(denominators="like"), given(denominators="unlike"), given(numbers="mixed"))
_PRODUCTS = (given(), given(by="whole"), given(numbers="mixed"))

KINDS = (
    SkillKind("fractions.add", range(3, 9), arithmetic.draw_sum, _BY_DENOMINATORS),
    SkillKind("fractions.subtract", range(3, 9), arithmetic.draw_difference, _BY_DENOMINATORS),
    SkillKind(
        "fractions.add_and_subtract",
        range(3, 9),
        arithmetic.either(arithmetic.draw_sum, arithmetic.draw_difference),
        _BY_DENOMINATORS,
    ),
    SkillKind("fractions.multiply", range(4, 10), arithmetic.draw_product, _PRODUCTS),
    SkillKind("fractions.divide", range(5, 10), arithmetic.draw_quotient, _PRODUCTS),
    SkillKind(
        "fractions.multiply_and_divide",
        range(5, 10),
        arithmetic.either(arithmetic.draw_product, arithmetic.draw_quotient),
        _PRODUCTS[:1],
    ),
    SkillKind("fractions.equivalent", range(3, 8), one_value.draw_equivalent),
    SkillKind("fractions.simplify", range(4, 9), one_value.draw_simplified),
    SkillKind("fractions.compare", range(3, 8), one_value.draw_comparison),
    SkillKind("fractions.to_mixed", range(4, 8), one_value.draw_to_mixed),
    SkillKind("fractions.to_improper", range(4, 8), one_value.draw_to_improper),
    SkillKind(
        "fractions.mixed_and_improper",
        range(4, 8),
        arithmetic.either(one_value.draw_to_mixed, one_value.draw_to_improper),
    ),
    SkillKind("fractions.of_number", range(3, 9), one_value.draw_of_number),
)
