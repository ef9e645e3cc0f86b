"""A topic is recognised only when every word of it is understood; then its parameters are read from its words."""

import pytest

from cache import canonical
from cache.model import Language
from questions.generators.catalogue import KINDS, find_skill, title
from questions.generators.model import Skill

RECOGNISED = """
en 1 | Addition within 10 | addition.add | n=10
en 1 | Adding within 20 with regrouping | addition.add | n=20 regrouping=with
en 2 | Addition without carrying | addition.add | regrouping=without
en 3 | adding three-digit numbers | addition.add | digits=3
en 3 | Subtracting 3-digit numbers with borrowing | addition.subtract | digits=3 regrouping=with
en 1 | addition and subtraction within 20 | addition.both | n=20
en 3 | addition up to 1,000 | addition.add | n=1000
en 3 | 7 times table | times_tables.one | n=7
en 3 | 17 times table | times_tables.one | n=17
en 3 | Times table of 7 | times_tables.one | n=7
en 3 | multiplication tables | times_tables.all |
en 3 | Dividing by 4 | times_tables.divide | n=4
en 3 | division facts for 8 | times_tables.divide | n=8
en 3 | Multiplying by 6 | times_tables.multiply | n=6
en 3 | Multiplying and dividing by 5 | times_tables.both | n=5
en 3 | division facts | times_tables.all_division |
en 4 | multiplying by 10 | multiplication.powers_of_ten | way=times n=10
en 4 | long division | multiplication.divide |
en 5 | long division with remainders | multiplication.remainder |
en 3 | column addition | addition.add |
en 6 | rounding decimals to two decimal places | decimals.round | to=hundredths
en 4 | dividing by 10, 100, 1000 | multiplication.powers_of_ten | way=divide n=10 m=100 k=1000
en 4 | Division with remainders | multiplication.remainder |
en 4 | two-digit by one-digit multiplication | multiplication.multiply | digits=2 other=1
en 5 | Adding fractions with unlike denominators | fractions.add | denominators=unlike
en 5 | Subtracting fractions with the same denominator | fractions.subtract | denominators=like
en 5 | Addition of mixed numbers | fractions.add | numbers=mixed
en 5 | Multiplying fractions by whole numbers | fractions.multiply | by=whole
en 5 | Simplifying fractions | fractions.simplify |
en 4 | Equivalent fractions | fractions.equivalent |
en 5 | fraction of a number | fractions.of_number |
en 5 | Converting decimals to fractions | decimals.to_fraction |
en 5 | Converting fractions to decimals | decimals.from_fraction |
en 5 | Rounding decimals to the nearest tenth | decimals.round | to=tenths
en 5 | Comparing decimals | decimals.compare |
en 6 | Percentage of a number | percentages.of_number |
en 7 | percentage increase | percentages.change | way=up
en 6 | square numbers | powers.squares |
en 7 | Square roots | roots.square_roots |
en 8 | Laws of exponents | powers.laws |
en 6 | Ratio and proportion | ratio.ratio_and_proportion |
en 7 | Inverse proportion | ratio.inverse |
ru 1 | Сложение в пределах 10 | addition.add | n=10
ru 1 | Сложение и вычитание в пределах 20 с переходом через десяток | addition.both | n=20 regrouping=with
ru 2 | Вычитание двузначных чисел без перехода через разряд | addition.subtract | digits=2 regrouping=without
ru 3 | сложение трёхзначных чисел | addition.add | digits=3
ru 4 | сложение в пределах 10 000 | addition.add | n=10000
ru 2 | Таблица умножения на 7 | times_tables.one | n=7
ru 3 | таблица умножения | times_tables.all |
ru 2 | Деление на 4 | times_tables.divide | n=4
ru 3 | таблица деления на 3 | times_tables.divide | n=3
ru 3 | делим на 7 | times_tables.divide | n=7
ru 2 | Умножение на 2 | times_tables.multiply | n=2
ru 3 | умножение и деление на 6 | times_tables.both | n=6
ru 3 | таблица умножения и деления на 8 | times_tables.both | n=8
ru 3 | Табличное деление | times_tables.all_division |
ru 3 | Таблица умножения и деления | times_tables.all_both |
ru 4 | деление на 100 | multiplication.powers_of_ten | way=divide n=100
ru 3 | сложение столбиком | addition.add |
ru 8 | задачи на площадь трапеции | plane_figures.trapezium_area |
ru 4 | Деление с остатком | multiplication.remainder |
ru 4 | Умножение на 10, 100 и 1000 | multiplication.powers_of_ten | way=times n=10 m=100 k=1000
ru 5 | Сложение дробей с разными знаменателями | fractions.add | denominators=unlike
ru 5 | Вычитание дробей с одинаковыми знаменателями | fractions.subtract | denominators=like
ru 5 | Сложение смешанных чисел | fractions.add | numbers=mixed
ru 5 | Умножение дробей | fractions.multiply |
ru 5 | Деление обыкновенных дробей | fractions.divide |
ru 5 | Сокращение дробей | fractions.simplify |
ru 5 | Сравнение дробей | fractions.compare |
ru 5 | Нахождение дроби от числа | fractions.of_number |
ru 5 | Сложение и вычитание десятичных дробей | decimals.add_and_subtract |
ru 5 | Округление десятичных дробей до сотых | decimals.round | to=hundredths
ru 5 | Перевод обыкновенных дробей в десятичные | decimals.from_fraction |
ru 5 | Перевод десятичных дробей в обыкновенные | decimals.to_fraction |
ru 6 | Проценты | percentages.all |
ru 6 | Нахождение процента от числа | percentages.of_number |
ru 6 | Нахождение числа по его процентам | percentages.reverse |
ru 7 | Умножение степеней с одинаковыми основаниями | powers.product_law |
ru 8 | Квадратный корень | roots.square_roots |
ru 6 | Решение пропорций | ratio.proportion |
ru 6 | Масштаб карты | ratio.scale |
hi 2 | हासिल वाला जोड़ | addition.add | regrouping=with
hi 2 | बिना हासिल के जोड़ | addition.add | regrouping=without
hi 1 | 20 तक की संख्याओं का जोड़ और घटाव | addition.both | n=20
hi 2 | दो अंकों की संख्याओं का जोड़ | addition.add | digits=2
hi 3 | 7 का पहाड़ा | times_tables.one | n=7
hi 2 | 4 से भाग | times_tables.divide | n=4
hi 3 | 4 se bhag | times_tables.divide | n=4
hi 3 | 7 से भाग देना | times_tables.divide | n=7
hi 3 | 6 से गुणा | times_tables.multiply | n=6
hi 3 | 6 से गुणा और भाग | times_tables.both | n=6
hi 4 | 100 से भाग | multiplication.powers_of_ten | n=100 way=divide
hi 4 | शेषफल के साथ भाग | multiplication.remainder |
hi 4 | 10, 100 और 1000 से गुणा | multiplication.powers_of_ten | n=10 m=100 k=1000 way=times
hi 5 | भिन्नों का जोड़ | fractions.add |
hi 5 | भिन्नों का घटाव | fractions.subtract |
hi 5 | असमान हर वाली भिन्नों का जोड़ | fractions.add | denominators=unlike
hi 5 | समान हर वाली भिन्नों का घटाव | fractions.subtract | denominators=like
hi 5 | मिश्रित भिन्नों का जोड़ | fractions.add | numbers=mixed
hi 5 | भिन्नों का गुणा | fractions.multiply |
hi 5 | भिन्नों का भाग | fractions.divide |
hi 5 | भिन्नों की तुलना | fractions.compare |
hi 5 | तुल्य भिन्न | fractions.equivalent |
hi 5 | दशमलव को भिन्न में बदलना | decimals.to_fraction |
hi 5 | भिन्न को दशमलव में बदलना | decimals.from_fraction |
hi 5 | दशमलव संख्याओं का जोड़ | decimals.add |
hi 5 | दशमलव संख्याओं की तुलना | decimals.compare |
hi 6 | प्रतिशत | percentages.all |
hi 6 | किसी संख्या का प्रतिशत | percentages.of_number |
hi 7 | प्रतिशत वृद्धि | percentages.change | way=up
hi 7 | वर्गमूल | roots.square_roots |
hi 7 | संख्याओं के वर्ग | powers.squares |
hi 8 | घातांक के नियम | powers.laws |
hi 6 | अनुपात और समानुपात | ratio.ratio_and_proportion |
hi 6 | मानचित्र का पैमाना | ratio.scale |
"""

NOT_RECOGNISED = """
en 5 | History of fractions
en 5 | Fraction word problems
en 5 | Fractions
en 5 | Decimals
en 5 | Adding vulgar fractions in Roman music
en 3 | Numbers
en 3 | Roman addition
en 3 | Adding colours
en 3 | Addition of vectors
en 3 | Times newspaper
en 3 | Periodic table
en 3 | Table manners
en 3 | Cell division
en 3 | Division of labour
en 7 | Division of Germany after the war
en 3 | Multiplication of bacteria
en 6 | Powers of the president
en 6 | World powers
en 6 | Separation of powers
en 6 | Square dancing
en 6 | Roots of plants
en 6 | Root words
en 6 | Ice cubes
en 6 | Sugar cubes
en 6 | Percent composition of compounds
en 5 | Fractional distillation
en 5 | Decimal classification
en 6 | Map of Europe
en 6 | Scale in music
en 5 | Adding prefixes
en 5 | Subtracting integers on a calculator
en 1 | Addition within 3
en 5 | Adding fractions without common denominators in Excel
en 3 | 7 times tables song
en 3 | 45 times table
en 1 | Adding fractions
en 3 | Dividing by 0
en 4 | Dividing by 25
en 5 | Dividing fractions by 4
en 5 | Cubes
en 6 | Equivalent ratios
en 9 | Linear equations in two variables
en 12 | Addition within 10
ru 5 | История дробей
ru 1 | Решение задач на сложение
ru 3 | Задачи на деление
ru 6 | Задачи на проценты
ru 3 | Деление на ноль
ru 3 | Часы
ru 7 | Квадрат
ru 8 | Стандартный вид многочлена
ru 5 | Дроби
ru 5 | Задачи с дробями на движение
ru 5 | Сложение сил
ru 3 | Сложение слов
ru 5 | Деление клетки
ru 5 | Деление слов на слоги
ru 7 | Степени сравнения прилагательных
ru 7 | Степени окисления
ru 5 | Корень слова
ru 5 | Корень и побег
ru 5 | Таблица Менделеева
ru 5 | Умножение векторов
ru 6 | Масштаб личности
ru 7 | Отношения между людьми
ru 7 | Проценты по вкладам
ru 5 | Квадраты и ромбы
ru 5 | Разряды прилагательных
ru 3 | Числа
ru 5 | Сложение дробей в древнем Риме
hi 5 | भिन्न
hi 5 | भिन्नों का इतिहास
hi 8 | वर्ग
hi 10 | मानक रूप
hi 3 | शून्य से भाग
hi 5 | दशमलव
hi 5 | कोशिका विभाजन
hi 7 | जड़
hi 7 | भारत का विभाजन
hi 3 | संख्या
hi 5 | शब्दों का योग
hi 5 | भिन्नों पर कविता
hi 6 | जनसंख्या वृद्धि
hi 3 | गुणा करने वाले जीवाणु
hi 3 | घात
"""


def read(topic: str, language: str, grade: str) -> Skill | None:
    return find_skill(canonical.read(topic, Language(language)), int(grade))


def lines(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


@pytest.mark.parametrize(("where", "topic", "name", "parameters"), lines(RECOGNISED))
def test_a_topic_is_read_with_its_parameters(where, topic, name, parameters):
    skill = read(topic, *where.split())
    assert skill is not None, topic
    assert skill.kind.name == name
    assert dict(skill.parameters.values) == dict(pair.split("=") for pair in parameters.split())


@pytest.mark.parametrize(("where", "topic"), lines(NOT_RECOGNISED))
def test_a_topic_with_a_word_left_over_is_not_recognised(where, topic):
    assert read(topic, *where.split()) is None


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_title_typed_as_a_topic_finds_its_own_skill(kind, language):
    for parameters in kind.samples:
        grade = next(grade for grade in kind.grades if kind.accepts(parameters, grade))
        named = title(Skill(kind, parameters), language)
        found = read(named, language, str(grade))
        assert found is not None, named
        assert found.kind.name == kind.name, named
