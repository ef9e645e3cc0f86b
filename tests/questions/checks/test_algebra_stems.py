"""What keeps a stem from being decided: a word that is not understood, a second question, more than one reading."""

import pytest

from cache.model import Language
from questions.checks.algebra.asking import answer_of
from questions.checks.algebra.lexicon import lexicon
from questions.checks.algebra.showing import shown

EN, RU, HI = Language.ENGLISH, Language.RUSSIAN, Language.HINDI


@pytest.mark.parametrize(
    ("language", "stem", "answer"),
    [
        (EN, "What is 25% of 80?", "20"),
        (RU, "Найдите 25% от числа 80.", "20"),
        (HI, "80 का 25% ज्ञात कीजिए।", "20"),
        (EN, "A triangle has a base of 8 cm and a height of 5 cm. What is its area?", "20"),
        (RU, "Площадь прямоугольника равна 48 см², а его длина 8 см. Найдите ширину прямоугольника.", "6"),
        (HI, "8 सेमी लंबाई और 5 सेमी चौड़ाई वाले आयत का क्षेत्रफल ज्ञात कीजिए।", "40"),
        (EN, "Solve \\(\\log_3 x = 4\\).", "x = 81"),
        (RU, "Решите неравенство: 2x − 5 > 9.", "(7; +∞)"),
        (HI, "समीकरण x² − 5x + 6 = 0 के मूल ज्ञात कीजिए।", "x = 2, 3"),
        (EN, "Find the area of a circle with radius 5 cm. Use π = 3.14.", "78.5"),
        (RU, "Найдите НОД(24; 36).", "12"),
        (HI, "XXIV को हिंदू-अरबी संख्यांक में लिखिए।", "24"),
    ],
)
def test_a_stem_that_is_understood_has_its_answer(language: Language, stem: str, answer: str) -> None:
    found = answer_of(stem, language)

    assert found is not None
    assert shown(found, language) == answer


@pytest.mark.parametrize(
    ("language", "stem"),
    [
        (EN, "Estimate 48 × 52."),
        (EN, "About how much is 48 × 52?"),
        (EN, "Which number is not 25% of 80?"),
        (EN, "A number increased by 20% is 60. What is the number?"),
        (EN, "Three times a number is 27. Find the number."),
        (EN, "What is 12 + 7 and what is 3 + 4?"),
        (EN, "Find the area of a rectangle with length 8 cm."),
        (EN, "A box holds 12 rows of 7 eggs. Find 12 × 7 for two boxes."),
        (RU, "Найдите приближённо 48 · 52."),
        (RU, "Какое число не равно 12 + 7?"),
        (RU, "Утроенное неизвестное число задумали, получили 27."),
        (HI, "लगभग कितना है: 48 × 52"),
        (HI, "एक संख्या का तिगुना 27 है। वह संख्या ज्ञात कीजिए।"),
        (HI, "कौन सी संख्या 12 + 7 के बराबर नहीं है?"),
    ],
)
def test_a_stem_that_holds_something_else_has_none(language: Language, stem: str) -> None:
    assert answer_of(stem, language) is None


@pytest.mark.parametrize("language", Language)
def test_every_line_of_the_words_names_a_concept_and_words_for_it(language: Language) -> None:
    known = lexicon(language)

    concepts = frozenset[str]().union(*known.phrases.values())
    assert {"ask", "is", "sum", "area", "unit.cm", "percent", "ascending"} <= concepts
