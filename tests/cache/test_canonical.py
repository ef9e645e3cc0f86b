"""Wordings of one worksheet share a key; the traps of one changed word, number, negation or direction do not."""

import pytest

from cache.canonical import read
from cache.model import Language

EN, RU, HI = Language.ENGLISH, Language.RUSSIAN, Language.HINDI

SAME = [
    (EN, "Greatest common factor", "HCF"),
    (EN, "Finding the LCM", "least common multiple worksheet"),
    (EN, "slope of a straight line", "Gradient of a line"),
    (EN, "World War II", "the second world war"),
    (EN, "Adding two-digit numbers", "2-digit addition"),
    (EN, "Factorise x² + bx + c", "factoring x^2+bx+c"),
    (EN, "Pythagoras' theorem", "the Pythagorean theorem"),
    (EN, "Convert grams to kilograms", "grams → kilograms conversion"),
    (EN, "from binary to decimal", "Converting binary into denary"),
    (EN, "×  and ÷ of fractions", "× and ÷ of fractions"),
    (EN, "Causes of World War I", "causes of WWI"),
    (EN, "the the water cycle", "Water cycle"),
    (EN, "Water\u200b cycle\u202e", "water cycle"),
    (EN, "Roman numerals 1–50", "Roman numerals up to 50"),
    (EN, "fractions, decimals and percentages", "Fractions, decimals or percentages"),
    (RU, "Наибольший общий делитель", "НОД"),
    (RU, "Сложение в пределах 100", "складываем числа в пределах ста"),
    (RU, "Приём «ёлочка»", "прием «елочка»"),
    (RU, "Формулы сокращённого умножения", "задания по теме «ФСУ»"),
    (RU, "перевод метров в километры", "из метров в километры"),
    (RU, "Реформы Петра I", "реформы Петра Первого"),
    (RU, "рельеф в Африке", "Рельеф Африки"),
    (RU, "Имя существительное", "существительные"),
    (RU, "ВОВ", "Великая Отечественная война"),
    (HI, "भिन्नों का जोड़", "bhinno ka jod"),
    (HI, "महत्तम समापवर्तक", "HCF"),
    (HI, "लघुत्तम समापवर्त्य", "ल.स."),
    (HI, "संज्ञा के भेद", "sangya ke prakar"),
    (HI, "१८५७ का विद्रोह", "1857 ka vidroh"),
    (HI, "दशमलव को भिन्न में बदलना", "दशमलव → भिन्न"),
    (HI, "हिन्दी वर्णमाला", "हिंदी वर्णमाला"),
    (HI, "गाँव का जीवन", "गांव का जीवन"),
    (HI, "पढ़ना और लिखना", "पढ़ना तथा लिखना"),
    (HI, "prakash sanshleshan kya hai", "प्रकाश संश्लेषण"),
    (HI, "नदियों का महत्व", "nadiyon ka mahatva"),
    (HI, "पौधे के भाग", "paudhon ke bhag"),
    (HI, "गुणनखंड विधि से द्विघात समीकरण हल करना", "द्विघात समीकरण: गुणनखंड विधि"),
    (HI, "भिन्नों का गुणा", "भिन्नों को गुणा करना"),
    (HI, "भिन्नों का दशमलव रूप में परिवर्तन", "भिन्न को दशमलव में बदलना"),
    (HI, "दशमलव में बदलो: दी गई भिन्नें", "भिन्न को दशमलव में बदलना"),
    (HI, "दो अंकों की संख्याओं का हासिल वाला जोड़", "2 digit addition with carry"),
    (HI, "चक्रवृद्धि ब्याज", "C.I. के सवाल"),
    (HI, "त्रिभुज के कोण", "triangle ke angles"),
    (HI, "प्रकाश संश्लेषण", "पौधे अपना भोजन कैसे बनाते हैं?"),
    (HI, "मृदा प्रदूषण", "mrida pradushan"),
    (HI, "रेखाएँ और कोण", "rekhayein aur kon"),
    (HI, "क्रिया", "kriya"),
    (HI, "विज्ञान", "vijnan"),
    (HI, "युद्ध के कारण", "yudh ke karan"),
    (HI, "सिद्धांत", "siddhaant"),
    (HI, "दीर्घ संधि", "दीर्घ संधी"),
    (HI, "विद्युत धारा", "विधुत धारा"),
    (HI, "वर्ब्स", "क्रिया"),
    (HI, "kalinga yudh", "kaling yuddh"),
    (HI, "मौलिक अधिकार", "भारतीय संविधान के मौलिक अधिकार"),
    (HI, "Simple Present Tense (अंग्रेज़ी)", "प्रेजेंट इंडेफिनिट टेंस"),
    (RU, "объём куба", "объёма куба"),
    (RU, "размах ряда", "размаха ряда"),
    (RU, "роман «Война и мир»", "Война и мир"),
    (RU, "сложение с переходом через десяток до 20", "Сложение в пределах 20 с переходом через десяток"),
    (RU, "Как плавятся кристаллические тела?", "Плавление кристаллических тел"),
    (RU, "как дышат растения", "Дыхание растений"),
    (RU, "как решать квадратные уравнения через дискриминант", "Формула корней квадратного уравнения"),
    (RU, "«Волк на псарне» Крылова", "басня И. А. Крылова «Волк на псарне»"),
    (RU, "характеристика Печорина", "Образ Печорина в романе М. Ю. Лермонтова «Герой нашего времени»"),
    (RU, "драма Островского «Гроза»", "А. Н. Островский. Гроза"),
    (RU, "Ледовое побоище 1242 г.", "Ледовое побоище"),
    (RU, "ВОВ 1941–1945", "Великая Отечественная война"),
    (RU, "неправильные глаголы в Past Simple", "Past Simple: неправильные глаголы"),
    (RU, "скорость, время, расстояние", "Скорость, время и расстояние"),
    (RU, "алгебра: метод интервалов", "решение неравенств методом интервалов"),
    (RU, "Причастие (русский язык)", "Причастие"),
    (RU, "тренировочные упражнения по теме «НОК»", "наименьшее общее кратное"),
    (RU, "самостоятельная работа на тему: раскрытие скобок", "как раскрывать скобки?"),
    (RU, "состав восьми", "Состав числа 8"),
    (RU, "умножение на семь, табличные случаи", "Таблица умножения на 7"),
    (RU, "найти часть от целого", "Нахождение дроби от числа"),
    (RU, "c² = a² + b²", "Теорема Пифагора"),
    (RU, "выталкивающая сила", "Архимедова сила"),
    (RU, "ф-лы приведения в тригонометрии", "Формулы приведения"),
    (RU, "з-н Ома для участка эл. цепи", "Закон Ома для участка цепи"),
    (RU, "уравниваем химические реакции", "Расстановка коэффициентов в уравнениях химических реакций"),
    (RU, "амфибии", "Класс Земноводные"),
    (RU, "запятые при деепр. обороте", "Знаки препинания при деепричастном обороте"),
    (RU, "звуко-буквенный анализ слова", "Фонетический разбор"),
    (RU, "как пишется не с глаголами", "Слитное и раздельное написание НЕ с глаголами"),
    (EN, "physical change and chemical change", "Chemical and physical changes"),
    (EN, "angles in triangles", "angles of triangles"),
    (EN, "Organising data", "organizing data"),
    (EN, "What are the types of triangles?", "Types of triangles"),
    (EN, "how do igneous rocks form", "Formation of igneous rocks"),
    (EN, "How do elements and compounds differ?", "Difference between elements and compounds"),
    (EN, "the first scene of Act 3", "Act III, Scene 1"),
    (EN, "write fractions as decimals", "Fractions to decimals"),
    (EN, "fraction -> decimal conversion", "Converting fractions to decimals"),
    (EN, "Newton's three laws", "Laws of motion"),
    (EN, "SOHCAHTOA", "Trigonometric ratios"),
    (EN, "BODMAS", "PEMDAS"),
    (EN, "Q = mcΔT", "Specific heat capacity"),
    (EN, "solving quadratics by factorising", "Quadratic equations: factorisation method"),
    (EN, "GCSE circle theorems", "Circle theorems"),
    (EN, "simultanious equations", "Simultaneous equations"),
    (EN, "layers of the erth", "Layers of the Earth"),
    (EN, "reflection of light in a plane mirror", "plane mirror reflection"),
    (EN, "what factors affect photosynthesis", "Factors affecting photosynthesis"),
    (EN, "words with silent k", "kn words"),
    (EN, "opposites", "antonyms"),
]

DIFFERENT = [
    (EN, "Celsius to Fahrenheit", "Fahrenheit to Celsius"),
    (EN, "hours into minutes", "minutes into hours"),
    (EN, "Act 1 Scene 2", "Act 2 Scene 1"),
    (EN, "active to passive", "passive to active"),
    (EN, "f(x + a)", "f(x) + a"),
    (EN, "Square of a sum", "Sum of squares"),
    (EN, "addition with regrouping", "addition without regrouping"),
    (EN, "addition with and without regrouping", "addition without regrouping"),
    (EN, "addition", "addition word problems"),
    (EN, "7 times table", "8 times table"),
    (EN, "7 times table", "17 times table"),
    (EN, "nearest hundred", "nearest hundredth"),
    (EN, "multiples of 4", "multiplication by 4"),
    (EN, "mean", "meaning"),
    (EN, "position", "positive"),
    (EN, "capitals", "capitalization"),
    (EN, "organs", "organic"),
    (EN, "universe", "university"),
    (EN, "numerator", "numerals"),
    (EN, "different", "difference"),
    (EN, "product", "production"),
    (EN, "animals", "animals except mammals"),
    (EN, "mammals", "only mammals"),
    (EN, "World War I", "World War II"),
    (EN, "dividing decimals by whole numbers", "dividing whole numbers by decimals"),
    (EN, "effect of light on plants", "effect of plants on light"),
    (EN, "life before the war", "life after the war"),
    (EN, "a and an", "this and that"),
    (EN, "their and there", "your and you're"),
    (EN, "x² + 2x", "x² − 2x"),
    (EN, "musical notes", "not musical"),
    (EN, "2 digit by 1 digit", "1 digit by 2 digit"),
    (EN, "Napoleon's invasion of Russia", "Russia's invasion of Napoleon"),
    (RU, "Сумма квадратов", "Квадрат суммы"),
    (RU, "Разность кубов", "Куб разности"),
    (RU, "метры в километры", "километры в метры"),
    (RU, "из двоичной в десятичную", "из десятичной в двоичную"),
    (RU, "увеличить на 3", "увеличить в 3 раза"),
    (RU, "сложение с переходом через десяток", "сложение без перехода через десяток"),
    (RU, "Причастие", "Деепричастие"),
    (RU, "Сложносочинённое предложение", "Сложноподчинённое предложение"),
    (RU, "векторы", "векторы в пространстве"),
    (RU, "Письмо Татьяны Онегину", "Письмо Онегина Татьяне"),
    (RU, "Письмо Татьяны к Онегину", "Письмо Онегина к Татьяне"),
    (RU, "не с глаголами", "ни с глаголами"),
    (RU, "предлог", "предложение"),
    (RU, "Реформы Петра I", "Реформы Петра III"),
    (RU, "уголь", "угол"),
    (RU, "цвета", "цветы"),
    (RU, "приставки пре-", "приставки при-"),
    (RU, "увеличение числа", "уменьшение числа"),
    (RU, "Россия до 1917 года", "Россия после 1917 года"),
    (RU, "дробь от числа", "число от дроби"),
    (RU, "три склонения существительных", "существительные 3-го склонения"),
    (RU, "круг в квадрате", "квадрат в круге"),
    (RU, "Пушкин и Крылов", "Крылов"),
    (RU, "гроза", "«Гроза» Островского"),
    (RU, "вопросы в Present Continuous", "Present Continuous"),
    (RU, "Алгебра логики", "Логика"),
    (RU, "Лев Толстой", "Алексей Толстой"),
    (RU, "Отечественная война 1812 года", "Великая Отечественная война 1941–1945"),
    (HI, "ग्राम को किलोग्राम में बदलना", "किलोग्राम को ग्राम में बदलना"),
    (HI, "gram ko kilogram mein badalna", "kilogram ko gram mein badalna"),
    (HI, "एकवचन से बहुवचन", "बहुवचन से एकवचन"),
    (HI, "समान हर वाली भिन्नें", "असमान हर वाली भिन्नें"),
    (HI, "प्रकाश का अपवर्तन", "प्रकाश का परावर्तन"),
    (HI, "कारण", "करण"),
    (HI, "गुण", "गुणा"),
    (HI, "विद्रोह के कारण", "विद्रोह के परिणाम"),
    (HI, "3 का पहाड़ा", "7 का पहाड़ा"),
    (HI, "वर्ण", "वर्णन"),
    (HI, "वर्ष", "वर्षा"),
    (HI, "बदल", "बादल"),
    (HI, "उच्च न्यायालय", "उच्चतम न्यायालय"),
    (HI, "kala", "kaal"),
    (HI, "star", "स्तर"),
    (HI, "table", "तबला"),
    (HI, "रावण को राम ने मारा", "राम को रावण ने मारा"),
    (HI, "बहुवचन से एकवचन", "बहुवचन बनाइए"),
    (HI, "दल", "दाल"),
    (HI, "राम ने रावण को मारा", "रावण ने राम को मारा"),
    (EN, "British rule in India", "Indian rule in Britain"),
    (HI, "बिना हासिल का जोड़", "हासिल का जोड़"),
    (HI, "कविता", "केवल कविता"),
    (HI, "kal", "काल"),
    (HI, "बने", "बदलना"),
    (HI, "कोण के प्रकार", "कौन से प्रकार"),
    (EN, "Modal verbs can and could", "Modal verbs should and must"),
    (EN, "Uses of metals", "Metals"),
    (EN, "Newton's three laws", "Newton's third law"),
    (EN, "Topic sentences", "Sentences"),
    (EN, "Short a words", "Short i words"),
    (EN, "Prefix re-", "Prefixes"),
    (EN, "Fractions as decimals", "Decimals as fractions"),
    (EN, "Circles in triangles", "Triangles in circles"),
    (EN, "History of science", "Science of history"),
    (EN, "dividing fractions by decimals", "dividing decimals by fractions"),
    (EN, "Present perfect questions", "Present perfect"),
]


@pytest.mark.parametrize(("language", "first", "second"), SAME)
def test_wordings_of_one_worksheet_share_a_key(language: Language, first: str, second: str) -> None:
    assert read(first, language).key == read(second, language).key


@pytest.mark.parametrize(("language", "first", "second"), DIFFERENT)
def test_a_trap_has_a_key_of_its_own(language: Language, first: str, second: str) -> None:
    assert read(first, language).key != read(second, language).key


@pytest.mark.parametrize(
    ("language", "text", "grade", "count"),
    [
        (EN, "Fractions, grade 5, 10 questions", 5, 10),
        (EN, "5th grade fractions", 5, None),
        (EN, "Fractions for year 6 pupils", 6, None),
        (EN, "Fractions class VI", 6, None),
        (EN, "fifth grade fractions", 5, None),
        (RU, "Дроби, пятый класс", 5, None),
        (HI, "कक्षा छह भिन्न", 6, None),
        (RU, "Дроби, 5 класс", 5, None),
        (RU, "Дроби для 7-го класса, 10 заданий", 7, 10),
        (HI, "कक्षा ६ भिन्न", 6, None),
        (HI, "कक्षा 6 के लिए भिन्न", 6, None),
        (HI, "भिन्न पर 10 प्रश्न", None, 10),
        (HI, "kaksha 6 bhinn", 6, None),
    ],
)
def test_grade_and_count_are_lifted_out_of_the_text(
    language: Language, text: str, grade: int | None, count: int | None
) -> None:
    topic = read(text, language)
    plain = {EN: "Fractions", RU: "Дроби", HI: "भिन्न"}[language]
    assert (topic.grade, topic.count, topic.key) == (grade, count, read(plain, language).key)


def test_a_topic_of_nothing_but_fillers_keeps_its_words() -> None:
    assert read("worksheet", EN).key
    assert read("how do you", EN).key


@pytest.mark.parametrize("text", ["", "   ", "?!…", "\u200b"])
def test_a_text_without_words_has_an_empty_key(text: str) -> None:
    assert read(text, EN).key == ""


@pytest.mark.parametrize("language", list(Language))
def test_a_huge_topic_still_has_a_key_that_an_index_holds(language: Language) -> None:
    assert len(read("﷽ " * 300, language).key.encode()) < 2000
    assert read("слово " * 5 + "я" * 9000, language).key != read("слово " * 5 + "я" * 9001, language).key


def test_both_scripts_of_devanagari_spelling_are_one() -> None:
    assert read("क\u093cलम", HI).key == read("\u0958लम", HI).key


def test_a_letter_without_a_name_is_kept_as_it_is() -> None:
    assert read("Сложение 00𗀀", Language.RUSSIAN).tokens != read("Сложение", Language.RUSSIAN).tokens
