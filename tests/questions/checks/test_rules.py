from itertools import product

import pytest
from msgspec.structs import replace

from cache.model import Language
from fakes.flawed_questions import (
    EN,
    RU,
    TWINS,
    WORDS,
    Twins,
    blank,
    matching,
    numeric,
    options,
    question,
    short,
    single,
)
from questions.checks import key_rules, rules, wording_rules
from questions.model import (
    Checker,
    NumberAnswer,
    OpenAnswer,
    Question,
    QuestionType,
    Specification,
    TextAnswer,
    TrueFalseAnswer,
)


def broken_rules(*questions: Question, language: Language = EN, types: tuple[QuestionType, ...] = ()) -> set[str]:
    numbered = [replace(question, number=number) for number, question in enumerate(questions, 1)]
    return {flaw.rule for flaw in rules.check(numbered, Specification(len(numbered), types), language, 5)}


def name(twins: Twins) -> str:
    return f"{twins.rule}-{twins.language}"


@pytest.mark.parametrize("twins", TWINS, ids=name)
def test_the_rule_finds_the_flaw(twins: Twins) -> None:
    assert twins.rule in broken_rules(twins.flawed, language=twins.language)


@pytest.mark.parametrize("twins", TWINS, ids=name)
def test_no_rule_finds_a_flaw_in_the_clean_twin(twins: Twins) -> None:
    assert broken_rules(twins.clean, language=twins.language) == set()


def test_every_rule_about_a_question_has_twins_in_every_language() -> None:
    wanted = {rule.__name__ for rule in (*key_rules.RULES, *wording_rules.RULES)}

    assert {(twins.rule, twins.language) for twins in TWINS} == set(product(wanted, Language))


def test_a_flaw_names_its_question_and_quotes_nothing_of_it() -> None:
    words = WORDS[EN]
    bad = replace(single(words, stem=words.foreign), solution=words.foreign, number=2)

    (flaw,) = rules.check([single(words), bad], Specification(2), EN, 5)

    assert (flaw.number, flaw.rule) == (2, "is_in_its_language")
    assert "растения" not in flaw.detail


def test_a_sheet_of_another_size_or_type_is_flawed() -> None:
    sheet = [single(WORDS[EN])]

    assert {flaw.rule for flaw in rules.check(sheet, Specification(2), EN, 5)} == {"count_is_as_asked"}
    assert broken_rules(*sheet, types=(QuestionType.OPEN, QuestionType.NUMERIC)) == {"types_are_as_asked"}
    assert broken_rules(*sheet, types=(QuestionType.OPEN, QuestionType.SINGLE_CHOICE)) == set()


def test_questions_are_numbered_in_order() -> None:
    sheet = [replace(single(WORDS[EN]), number=2), replace(numeric(WORDS[EN], "2+2", "4"), number=1)]

    assert {flaw.rule for flaw in rules.check(sheet, Specification(2), EN, 5)} == {"numbers_follow"}


@pytest.mark.parametrize("language", Language)
def test_a_repeated_question_is_found_and_the_later_one_named(language: Language) -> None:
    words = WORDS[language]
    again = replace(short(words, words.blank_key, stem=words.stem.upper() + " "), number=2)

    (flaw,) = rules.check([short(words, words.blank_key), again], Specification(2), language, 5)

    assert (flaw.number, flaw.rule) == (2, "no_question_twice")


def test_the_same_task_with_other_words_is_found() -> None:
    stem = "A farmer packs 12 apples into each of 7 boxes and sends them to the big market. How many apples are sent?"
    reworded = stem.replace("big ", "")

    assert broken_rules(short(WORDS[EN], "84", stem=stem), short(WORDS[EN], "84", stem=reworded)) == {
        "no_question_twice"
    }


def test_the_same_task_with_other_numbers_is_another_question() -> None:
    stem = "A farmer packs {} apples into each of 7 boxes and sends them to the market. How many apples are sent?"

    assert broken_rules(*(short(WORDS[EN], str(7 * n), stem=stem.format(n)) for n in (12, 13, 14))) == set()


def test_the_same_instruction_with_other_options_is_another_question() -> None:
    words = WORDS[EN]
    first, second = single(words, "run", "red", "sun"), single(words, "jump", "blue", "moon")

    assert broken_rules(first, second) == set()
    assert broken_rules(matching(words, (2, 1, 4, 3)), replace(first, stem=words.stem)) == set()


@pytest.mark.parametrize(
    ("language", "key"), [(EN, "photosynthesis"), (RU, "фотосинтез"), (Language.HINDI, "प्रकाश संश्लेषण")]
)
def test_a_question_that_answers_another_is_found(language: Language, key: str) -> None:
    words = WORDS[language]
    recall = short(words, key)
    telling = replace(single(words), stem=f"{words.stem} ({key})")

    assert broken_rules(recall, telling, language=language) == {"no_question_answers_another"}


def test_a_small_word_that_grammar_asks_for_may_stand_in_other_stems() -> None:
    words = WORDS[EN]
    asked = blank(words, "We stayed at home ___ it rained.", "because")
    other = short(words, "noun", stem="Which part of speech is “rain”, and is it so because of its meaning?")

    assert broken_rules(asked, other) == set()


@pytest.mark.parametrize(
    ("language", "stem"),
    [
        (EN, r"What is \({}\)?"),
        (EN, r"Solve: \({}\)."),
        (EN, r"Find the value of the expression \({}\)."),
        (EN, r"\({} = ?\)"),
        (EN, r"Complete the equation: \({}\) = ___"),
        (RU, r"Чему равно \({}\)?"),
        (RU, r"Найдите значение выражения \({}\)."),
        (RU, r"Выполните действия: \({}\)."),
        (Language.HINDI, r"\({}\) का मान ज्ञात कीजिए।"),
        (Language.HINDI, r"हल कीजिए: \({}\)"),
    ],
)
def test_every_usual_way_to_ask_for_a_value_is_decided(language: Language, stem: str) -> None:
    asked = replace(numeric(WORDS[language], "0", "23"), stem=stem.format(r"5 + 3 \times 6"))
    wrong = replace(asked, answer=NumberAnswer("48"))

    assert rules.checked_by(asked, language) == (Checker.RULES, Checker.ALGEBRA)
    assert broken_rules(wrong, language=language) == {"arithmetic_agrees"}


def test_ten_keys_in_one_place_are_found_and_mixed_ones_are_not() -> None:
    words = WORDS[EN]
    stems = [f"{words.stem} ({number})" for number in range(10)]
    always_first = [single(words, stem=stem) for stem in stems]
    mixed = [single(words, stem=stem, key=(f"o{1 + place % 4}",)) for place, stem in enumerate(stems)]

    assert broken_rules(*always_first) == {"keys_are_balanced"}
    assert broken_rules(*mixed) == set()


def test_twelve_true_statements_are_found() -> None:
    stems = [f"The number {number} has a successor." for number in range(12)]
    statements = [
        question(QuestionType.TRUE_FALSE, stem, "Add one to it to get there.", TrueFalseAnswer(True)) for stem in stems
    ]

    assert broken_rules(*statements) == {"keys_are_balanced"}


def test_the_answer_may_stand_in_the_material_to_work_with() -> None:
    words = WORDS[EN]
    quoted = short(words, "runs", stem="Write down the verb of the sentence “The horse runs home”.")
    listed = short(words, "green", stem="Write down the colour: table, green, quickly")
    offered = single(words, "whale", "mouse", stem="Which one is heavier, a whale or a mouse?")

    assert broken_rules(quoted, listed, offered) == set()


def test_a_foreign_language_lesson_may_quote_the_language() -> None:
    stem = "Выберите верную форму глагола: She usually ___ to school by bus."
    lesson = question(
        QuestionType.FILL_BLANK, stem, "Третье лицо требует окончания.", blank(WORDS[EN], stem, "goes").answer
    )

    assert broken_rules(lesson, language=RU) == set()


@pytest.mark.parametrize(
    ("formula", "value", "checkers"),
    [
        (r"12 \times 7", "84", (Checker.RULES, Checker.ALGEBRA)),
        (r"2\frac{1}{3} - \frac{1}{3}", "2", (Checker.RULES, Checker.ALGEBRA)),
        (r"0{,}5 + 0{,}25", "0.75", (Checker.RULES, Checker.ALGEBRA)),
        (r"x + 7", "84", (Checker.RULES,)),
        ("84", "84", (Checker.RULES,)),
    ],
)
@pytest.mark.parametrize("language", Language)
def test_algebra_is_named_only_where_it_confirmed_the_key(
    language: Language, formula: str, value: str, checkers: tuple[Checker, ...]
) -> None:
    assert rules.checked_by(numeric(WORDS[language], formula, value), language) == checkers


@pytest.mark.parametrize(
    "stem",
    [
        r"Estimate by rounding to tens: \(48 \times 52\).",
        r"Calculate \(17 : 5\) and write down the whole part.",
        r"How many digits has \(99 + 1\)?",
        r"Which sign do you see in \(3 + 4\)?",
        "The lesson lasts from 10:15 - 9:30 = ?",
        "12 + 7 = ? and 3 + 4 = ?",
        "There are 5 boxes and 12 + 7 = ? more.",
    ],
)
def test_what_is_not_plain_computing_is_left_undecided(stem: str) -> None:
    asked = replace(numeric(WORDS[EN], "0", "2500"), stem=stem)

    assert "arithmetic_agrees" not in broken_rules(asked)
    assert rules.checked_by(asked, EN) == (Checker.RULES,)


def test_a_number_is_read_as_its_language_writes_it() -> None:
    assert broken_rules(numeric(WORDS[EN], "1,234 + 1", "1235")) == set()
    assert broken_rules(numeric(WORDS[RU], "1,234 + 1", "2.234"), language=RU) == set()
    assert broken_rules(numeric(WORDS[Language.HINDI], "1,00,000 + 1", "100001"), language=Language.HINDI) == set()


@pytest.mark.parametrize("formula", ["9^{9^{9^{9}}}", "(" * 150, "1 / (1 - 1)", "9^{20}" * 20, r"\frac{1}{" * 12])
def test_hostile_arithmetic_is_left_undecided_at_once(formula: str) -> None:
    assert rules.checked_by(numeric(WORDS[EN], formula, "1"), EN) == (Checker.RULES,)


def test_an_open_question_needs_no_options_and_passes() -> None:
    essay = question(
        QuestionType.OPEN, "Explain why it rains.", "Look at the clouds.", OpenAnswer("Water falls.", ("a",))
    )
    listed = replace(essay, options=options("a", "b"), answer=TextAnswer(("a",)))

    assert broken_rules(essay) == set()
    assert broken_rules(listed) == {"answer_fits_type", "options_fit_type"}
