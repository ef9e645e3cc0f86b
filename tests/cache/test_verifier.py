"""What the verifier refuses, with its reason, and which slips it forgives."""

import pytest

from cache.canonical import read
from cache.model import Language, RefusalReason
from cache.verifier import verify

EN, RU, HI = Language.ENGLISH, Language.RUSSIAN, Language.HINDI


@pytest.mark.parametrize(
    ("language", "requested", "stored", "reason"),
    [
        (EN, "Addition within 10", "Addition within 20", RefusalReason.NUMBERS),
        (EN, "Graph of y = 2x", "Graph of y = 3x", RefusalReason.FORMULA),
        (EN, "addition without regrouping", "addition with regrouping", RefusalReason.POLARITY),
        (EN, "Celsius to Fahrenheit", "Fahrenheit to Celsius", RefusalReason.DIRECTION),
        (EN, "Act 1 Scene 2", "Act 2 Scene 1", RefusalReason.ORDER),
        (EN, "Rivers of Europe", "Rivers of Asia", RefusalReason.RESIDUAL),
        (EN, "Fractions grade 5", "Fractions grade 6", RefusalReason.SCOPE),
        (RU, "Сложение в пределах 10", "Сложение в пределах 20", RefusalReason.NUMBERS),
        (RU, "из метров в километры", "из километров в метры", RefusalReason.DIRECTION),
        (RU, "Сумма квадратов", "Квадрат суммы", RefusalReason.RESIDUAL),
        (RU, "деление без остатка", "деление с остатком", RefusalReason.POLARITY),
        (HI, "7 का पहाड़ा", "8 का पहाड़ा", RefusalReason.NUMBERS),
        (HI, "gram ko kilogram mein badalna", "kilogram ko gram mein badalna", RefusalReason.DIRECTION),
        (HI, "बिना हासिल का जोड़", "हासिल का जोड़", RefusalReason.POLARITY),
    ],
)
def test_a_refusal_names_its_reason(language: Language, requested: str, stored: str, reason: RefusalReason) -> None:
    refusal = verify(read(requested, language), read(stored, language))
    assert refusal is not None
    assert refusal.reason is reason


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        (EN, "additon of fractons", "Addition of fractions"),
        (EN, "the batttle of hastings", "The Battle of Hastings"),
        (EN, "photosynthsis in plants", "Photosynthesis in plants"),
        (EN, "multipliction table", "multiplication table"),
        (RU, "логорифмические неравенства", "Логарифмические неравенства"),
        (RU, "класификация оксидов", "Классификация оксидов"),
        (RU, "сталинградцкая битва", "Сталинградская битва"),
    ],
)
def test_a_slip_of_the_keyboard_is_forgiven(language: Language, typed: str, meant: str) -> None:
    assert verify(read(typed, language), read(meant, language)) is None


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        (EN, "meiosis", "mitosis"),
        (EN, "sodium sulfite", "sodium sulfate"),
        (EN, "ethane", "ethene"),
        (EN, "microeconomics", "macroeconomics"),
        (EN, "latitude", "altitude"),
        (EN, "exothermic reactions", "ectothermic reactions"),
        (EN, "immigration", "emigration"),
        (EN, "prefix dis", "prefix mis"),
        (EN, "the letter b", "the letter d"),
        (EN, "homophones", "homophobes"),
        (RU, "фазы мейоза", "фазы митоза"),
        (RU, "сульфаты", "сульфиты"),
        (RU, "этан", "этен"),
        (RU, "однодольные", "однодомные"),
        (RU, "увеличение дробей", "увеличения дроби без сокращения"),
        (RU, "протон", "фотон"),
        (HI, "परावर्तन", "परिवर्तन"),
        (HI, "संयोजन", "वियोजन"),
    ],
)
def test_a_neighbouring_word_is_not_taken_for_a_slip(language: Language, first: str, second: str) -> None:
    assert verify(read(first, language), read(second, language)) is not None


@pytest.mark.parametrize(
    ("requested", "stored"),
    [("kali mitti", "काली मिट्टी"), ("kal ke bhed", "काल के भेद"), ("प्रकाश संशलेषण", "प्रकाश संश्लेषण")],
)
def test_a_hindi_word_is_read_by_the_topic_beside_it(requested: str, stored: str) -> None:
    assert verify(read(requested, HI), read(stored, HI)) is None


@pytest.mark.parametrize(("requested", "stored"), [("kal", "काल"), ("jal ke prakar", "ज्वाला के प्रकार")])
def test_a_romanised_word_alone_is_no_guess(requested: str, stored: str) -> None:
    assert verify(read(requested, HI), read(stored, HI)) is not None
