"""Topics of algebra, geometry, measures and data: what is recognised as which skill, and what must not be."""

import pytest

from cache import canonical
from cache.model import Language
from questions.generators import catalogue
from questions.generators.algebra_and_geometry import FAMILIES
from questions.generators.model import Skill

EN, RU, HI = Language.ENGLISH, Language.RUSSIAN, Language.HINDI

KINDS = [kind for family in FAMILIES for kind in family]
SAMPLES = [
    pytest.param(Skill(kind, parameters), id=f"{kind.name} {'-'.join(parameters.values.values())}".strip())
    for kind in KINDS
    for parameters in kind.samples
]


def _first_grade(skill: Skill) -> int:
    return next(grade for grade in skill.kind.grades if skill.kind.accepts(skill.parameters, grade))


def _recognised(topic: str, language: Language, grade: int) -> str | None:
    skill = catalogue.find_skill(canonical.read(topic, language), grade)
    return None if skill is None else " ".join((skill.kind.name, *skill.parameters.values.values()))


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("skill", SAMPLES)
def test_every_suggested_title_is_recognised_as_its_own_skill(skill: Skill, language: Language) -> None:
    title = catalogue.title(skill, language)
    assert catalogue.find_skill(canonical.read(title, language), _first_grade(skill)) == skill


ENGLISH = [
    ("One-step equations", 6, "linear_equations.one_step"),
    ("Two-step equations", 7, "linear_equations.two_step"),
    ("Solving 2 step equations", 7, "linear_equations.two_step"),
    ("How do you solve a two-step equation?", 7, "linear_equations.two_step"),
    ("Worksheet on solving two-step equations", 7, "linear_equations.two_step"),
    ("Solving linear equations in one variable", 8, "linear_equations.any"),
    ("Equations with variables on both sides", 8, "linear_equations.both_sides"),
    ("Equations with brackets", 7, "linear_equations.brackets"),
    ("Linear inequalities in one variable", 8, "inequalities.linear"),
    ("Area of rectangles", 4, "plane_figures.rectangle_area"),
    ("How do you work out the area of a rectangle?", 4, "plane_figures.rectangle_area"),
    ("rectangle perimeter", 3, "plane_figures.rectangle_perimeter"),
    ("Area and perimeter of rectangles", 4, "plane_figures.rectangle_both"),
    ("Area of a trapezoid", 7, "plane_figures.trapezium_area"),
    ("Area of triangles", 6, "plane_figures.triangle_area"),
    ("Circumference of circles", 7, "circles.circumference"),
    ("Area of a circle", 7, "circles.area"),
    ("Volume of rectangular prisms", 5, "solids.cuboid_volume"),
    ("Surface area of a cube", 6, "solids.cube_surface"),
    ("Kilometres to metres", 4, "units.conversion km m"),
    ("Converting metres into kilometres", 4, "units.conversion m km"),
    ("Convert cm to mm", 4, "units.conversion cm mm"),
    ("Converting hours to minutes", 4, "units.conversion h min"),
    ("Metric units of length", 4, "units.dimension length"),
    ("Speed, distance and time", 6, "motion.all"),
    ("Mean, median, mode and range", 7, "statistics.all"),
    ("Finding the median", 7, "statistics.median"),
    ("Mean from a frequency table", 8, "statistics.table_mean"),
    ("Midpoint of a line segment", 9, "coordinates.midpoint"),
    ("Distance between two points", 9, "coordinates.distance"),
    ("Slope of a line through two points", 9, "coordinates.gradient"),
    ("Order of operations", 5, "order_of_operations.any"),
    ("nth term of an arithmetic sequence", 10, "sequences.arithmetic_term"),
    ("Geometric sequences", 10, "sequences.geometric"),
    ("Angles in a triangle", 6, "angles.triangle"),
    ("Complementary and supplementary angles", 7, "angles.both_pairs"),
    ("Pythagorean theorem", 8, "pythagoras.any"),
    ("Pythagoras' theorem, missing hypotenuse", 8, "pythagoras.hypotenuse"),
    ("Simple probability", 7, "probability.simple"),
    ("Collecting like terms", 7, "algebraic_expressions.like_terms"),
    ("Expanding brackets", 8, "algebraic_expressions.brackets"),
    ("Quadratic equations", 9, "quadratic_equations.any"),
    ("Solving quadratic equations by factoring", 9, "quadratic_equations.factors"),
    ("Simultaneous equations", 9, "linear_systems.any"),
]

RUSSIAN = [
    ("Линейные уравнения с одной переменной", 7, "linear_equations.any"),
    ("Решение линейных уравнений", 7, "linear_equations.any"),
    ("Уравнения со скобками", 7, "linear_equations.brackets"),
    ("Линейные неравенства", 8, "inequalities.linear"),
    ("Решение линейных неравенств с одной переменной", 8, "inequalities.linear"),
    ("Площадь прямоугольника", 4, "plane_figures.rectangle_area"),
    ("Как найти площадь прямоугольника?", 4, "plane_figures.rectangle_area"),
    ("Задания на тему «Периметр прямоугольника»", 3, "plane_figures.rectangle_perimeter"),
    ("Периметр и площадь прямоугольника", 4, "plane_figures.rectangle_both"),
    ("Площадь трапеции", 8, "plane_figures.trapezium_area"),
    ("Площадь параллелограмма", 8, "plane_figures.parallelogram_area"),
    ("Длина окружности", 6, "circles.circumference"),
    ("Площадь круга", 6, "circles.area"),
    ("Объём куба", 5, "solids.cube_volume"),
    ("Объем прямоугольного параллелепипеда", 5, "solids.cuboid_volume"),
    ("Перевод сантиметров в миллиметры", 4, "units.conversion cm mm"),
    ("перевести километры в метры", 4, "units.conversion km m"),
    ("Перевод часов в минуты", 4, "units.conversion h min"),
    ("Единицы длины", 4, "units.dimension length"),
    ("Единицы измерения массы", 4, "units.dimension mass"),
    ("Скорость, время, расстояние", 5, "motion.all"),
    ("Среднее арифметическое", 6, "statistics.mean"),
    ("Среднее арифметическое чисел", 6, "statistics.mean"),
    ("Медиана ряда чисел", 7, "statistics.median"),
    ("Размах ряда чисел", 7, "statistics.range"),
    ("Порядок действий", 4, "order_of_operations.any"),
    ("Арифметическая прогрессия", 9, "sequences.arithmetic"),
    ("Сумма первых n членов арифметической прогрессии", 9, "sequences.arithmetic_sum"),
    ("Координаты середины отрезка", 9, "coordinates.midpoint"),
    ("Координатная плоскость", 6, "coordinates.plane"),
    ("Сумма углов треугольника", 7, "angles.triangle"),
    ("Смежные углы", 7, "angles.supplementary"),
    ("Теорема Пифагора", 8, "pythagoras.any"),
    ("Вероятность случайного события", 8, "probability.simple"),
    ("Приведение подобных слагаемых", 7, "algebraic_expressions.like_terms"),
    ("Раскрытие скобок", 7, "algebraic_expressions.brackets"),
    ("Квадратные уравнения", 8, "quadratic_equations.any"),
    ("Неполные квадратные уравнения", 8, "quadratic_equations.incomplete"),
    ("Решение систем линейных уравнений", 7, "linear_systems.any"),
]

HINDI = [
    ("एक चर वाले रैखिक समीकरण", 8, "linear_equations.any"),
    ("सरल समीकरण", 7, "linear_equations.any"),
    ("रैखिक समीकरण हल करना", 8, "linear_equations.any"),
    ("आयत का क्षेत्रफल", 5, "plane_figures.rectangle_area"),
    ("आयत का क्षेत्रफल कैसे निकालें?", 5, "plane_figures.rectangle_area"),
    ("आयत का परिमाप", 4, "plane_figures.rectangle_perimeter"),
    ("वर्ग का क्षेत्रफल ज्ञात करना", 5, "plane_figures.square_area"),
    ("त्रिभुज का क्षेत्रफल", 7, "plane_figures.triangle_area"),
    ("समांतर चतुर्भुज का क्षेत्रफल", 8, "plane_figures.parallelogram_area"),
    ("वृत्त का क्षेत्रफल", 7, "circles.area"),
    ("वृत्त की परिधि", 7, "circles.circumference"),
    ("घनाभ का आयतन", 8, "solids.cuboid_volume"),
    ("घन का आयतन ज्ञात करना", 8, "solids.cube_volume"),
    ("किलोग्राम को ग्राम में बदलना", 4, "units.conversion kg g"),
    ("किलोमीटर को मीटर में बदलना", 4, "units.conversion km m"),
    ("घंटों को मिनट में बदलना", 4, "units.conversion h min"),
    ("लंबाई की इकाइयाँ", 4, "units.dimension length"),
    ("चाल, दूरी और समय", 6, "motion.all"),
    ("माध्य, माध्यिका और बहुलक", 8, "statistics.three"),
    ("माध्यिका", 8, "statistics.median"),
    ("बहुलक ज्ञात करना", 8, "statistics.mode"),
    ("समांतर श्रेढ़ी", 10, "sequences.arithmetic"),
    ("समांतर श्रेढ़ी का n-वाँ पद", 10, "sequences.arithmetic_term"),
    ("दो बिंदुओं के बीच की दूरी", 10, "coordinates.distance"),
    ("त्रिभुज के कोणों का योग", 7, "angles.triangle"),
    ("पाइथागोरस प्रमेय", 8, "pythagoras.any"),
    ("सरल प्रायिकता", 9, "probability.simple"),
    ("बीजीय व्यंजकों का मान", 7, "algebraic_expressions.value"),
    ("द्विघात समीकरण", 10, "quadratic_equations.any"),
    ("दो चरों वाले रैखिक समीकरण युग्म", 10, "linear_systems.any"),
    ("रैखिक असमिकाएँ", 9, "inequalities.linear"),
]


@pytest.mark.parametrize(("topic", "grade", "skill"), ENGLISH)
def test_an_english_topic_is_recognised(topic: str, grade: int, skill: str) -> None:
    assert _recognised(topic, EN, grade) == skill


@pytest.mark.parametrize(("topic", "grade", "skill"), RUSSIAN)
def test_a_russian_topic_is_recognised(topic: str, grade: int, skill: str) -> None:
    assert _recognised(topic, RU, grade) == skill


@pytest.mark.parametrize(("topic", "grade", "skill"), HINDI)
def test_a_hindi_topic_is_recognised(topic: str, grade: int, skill: str) -> None:
    assert _recognised(topic, HI, grade) == skill


FOREIGN = [
    (EN, "Solving quadratic inequalities", 9),
    (EN, "Solving multi-step equations with variables on both sides and fractions in nature", 8),
    (EN, "Two-step equations without a calculator game", 7),
    (EN, "Solving two-step inequalities", 7),
    (EN, "Systems of three linear equations", 9),
    (EN, "Graphing linear equations", 8),
    (EN, "Chemical equations", 8),
    (EN, "Perimeter word problems on islands", 4),
    (EN, "Finding a missing side of a rectangle from its perimeter", 4),
    (EN, "Finding a missing side of a rectangle from its area", 5),
    (EN, "Area of composite figures made of rectangles", 5),
    (EN, "Diameter from the circumference of a circle", 8),
    (EN, "Diagonals of a rectangle", 7),
    (EN, "Area of a triangle using ½ab sin C", 10),
    (EN, "Volume of triangular prisms", 8),
    (EN, "Volume of sound", 8),
    (EN, "Finding a missing edge of a rectangular prism from its volume", 6),
    (EN, "Kilometres to miles", 6),
    (EN, "Kilometres to litres", 6),
    (EN, "Comparing lengths in centimetres and millimetres", 4),
    (EN, "Units of a textbook", 5),
    (EN, "Units of force", 8),
    (EN, "Speed of light", 8),
    (EN, "Average speed", 7),
    (EN, "mean, as in rude", 6),
    (EN, "Mean, median, mode and range word problems in cricket", 7),
    (EN, "Mean absolute deviation", 7),
    (EN, "Range of a function", 9),
    (EN, "Mountain range", 5),
    (EN, "Median of a triangle", 8),
    (EN, "Geography coordinates (latitude and longitude)", 6),
    (EN, "Polar coordinates", 11),
    (EN, "Coordinates of places on a map", 5),
    (EN, "Slope of a line from its graph", 9),
    (EN, "nth term of a quadratic sequence", 10),
    (EN, "Sum of an infinite geometric sequence", 11),
    (EN, "Converse of the Pythagorean theorem", 8),
    (EN, "Proof of the Pythagorean theorem", 8),
    (EN, "Pythagorean triples", 8),
    (EN, "Conditional probability", 10),
    (EN, "Probability of two independent events", 8),
    (EN, "Measuring angles with a protractor", 5),
    (EN, "Exterior angles of polygons", 8),
    (EN, "Angles in parallel lines", 8),
    (EN, "Order of planets", 5),
    (EN, "Expanding (x + a)(x + b)(x + c)", 10),
    (EN, "Factorising expressions", 8),
    (EN, "Graphs of quadratic functions", 9),
    (EN, "Quadratic equations with complex roots", 11),
    (EN, "Word problems on quadratic equations", 9),
    (RU, "Площадь круга и длина окружности", 6),
    (RU, "Площадь сектора", 9),
    (RU, "Нахождение стороны прямоугольника по периметру", 4),
    (RU, "Диагонали прямоугольника", 8),
    (RU, "Площадь Красной площади", 4),
    (RU, "Перевод метров в часы", 4),
    (RU, "Перевод текста в стихи", 5),
    (RU, "Единицы языка", 6),
    (RU, "Сравнение единиц длины", 3),
    (RU, "Среднее геометрическое", 8),
    (RU, "Средняя линия треугольника", 8),
    (RU, "Медиана треугольника", 7),
    (RU, "Скорость света", 8),
    (RU, "Задачи на встречное движение", 4),
    (RU, "Квадратные неравенства", 9),
    (RU, "Линейные неравенства с двумя переменными", 9),
    (RU, "Линейные уравнения с двумя переменными", 7),
    (RU, "Линейные уравнения с модулем", 8),
    (RU, "Системы неравенств", 8),
    (RU, "Теорема Виета", 8),
    (RU, "Порядок слов в предложении", 5),
    (RU, "Географические координаты", 6),
    (RU, "Вертикальные углы", 7),
    (RU, "Сумма внешних углов треугольника", 7),
    (RU, "Бесконечно убывающая геометрическая прогрессия", 9),
    (RU, "Условная вероятность", 10),
    (RU, "Нахождение времени по Гринвичу", 5),
    (HI, "वृत्त का क्षेत्रफल और परिधि", 7),
    (HI, "त्रिज्यखंड का क्षेत्रफल", 10),
    (HI, "क्षेत्रफल से वृत्त की त्रिज्या ज्ञात करना", 8),
    (HI, "आयत के विकर्ण", 8),
    (HI, "गोले का आयतन", 9),
    (HI, "बेलन का आयतन", 9),
    (HI, "किलोग्राम और ग्राम का जोड़", 4),
    (HI, "किलोग्राम और ग्राम में भारों की तुलना", 4),
    (HI, "भारत की इकाइयाँ", 5),
    (HI, "द्विघात समीकरण के मूलों की प्रकृति", 10),
    (HI, "पूर्ण वर्ग बनाकर द्विघात समीकरण हल करना", 10),
    (HI, "समांतर रेखाएँ और तिर्यक रेखा", 7),
    (HI, "समांतर माध्य और गुणोत्तर माध्य", 11),
    (HI, "पाइथागोरस प्रमेय का विलोम", 9),
    (HI, "प्रकाश की चाल", 9),
    (HI, "सप्रतिबंध प्रायिकता", 12),
]


@pytest.mark.parametrize(("language", "topic", "grade"), FOREIGN)
def test_a_neighbouring_topic_is_left_to_others(language: Language, topic: str, grade: int) -> None:
    assert _recognised(topic, language, grade) is None


DIRECTIONS = [
    (EN, "metres to kilometres", "units.conversion m km"),
    (EN, "kilometres to metres", "units.conversion km m"),
    (RU, "миллиметры → сантиметры", "units.conversion mm cm"),
    (RU, "Перевод граммов в килограммы", "units.conversion g kg"),
    (RU, "Перевод килограммов в граммы", "units.conversion kg g"),
    (HI, "ग्राम को किलोग्राम में बदलना", "units.conversion g kg"),
    (HI, "मीटर को किलोमीटर में बदलना", "units.conversion m km"),
]


@pytest.mark.parametrize(("language", "topic", "skill"), DIRECTIONS)
def test_the_direction_of_a_conversion_is_that_of_the_words(language: Language, topic: str, skill: str) -> None:
    assert _recognised(topic, language, 5) == skill


@pytest.mark.parametrize(
    ("topic", "grade"), [("Quadratic equations", 3), ("Area of a circle", 2), ("Pythagorean theorem", 4)]
)
def test_a_topic_far_above_the_grade_is_not_computed(topic: str, grade: int) -> None:
    assert _recognised(topic, EN, grade) is None
