"""For every rule about a single question: a flawed question and its clean twin, in three languages."""

from collections.abc import Iterator

from msgspec import UNSET, Struct
from msgspec.structs import replace

from cache.model import Language
from questions.model import (
    Answer,
    BlanksAnswer,
    BloomLevel,
    ChoiceAnswer,
    Difficulty,
    NumberAnswer,
    OpenAnswer,
    Option,
    OrderAnswer,
    PairsAnswer,
    Question,
    QuestionType,
    Side,
    TextAnswer,
    TrueFalseAnswer,
)

EN, RU, HI = Language.ENGLISH, Language.RUSSIAN, Language.HINDI


class Words(Struct, frozen=True):
    """Plain school sentences of one language, to build questions from."""

    stem: str
    solution: str
    options: tuple[str, str, str, str]
    blank: str
    blank_key: str
    calculate: str
    all_of_the_above: tuple[str, ...]
    foreign: str


WORDS = {
    EN: Words(
        stem="Which part of a plant takes in water from the soil?",
        solution="Water enters through the fine hairs below the ground.",
        options=("the root", "the leaf", "the flower", "the seed"),
        blank="Warm-blooded animals with feathers are called ___.",
        blank_key="birds",
        calculate=r"Calculate \({}\).",
        all_of_the_above=("All of the above", "None of these answers", "Both A and B", "none of the options listed"),
        foreign="Какая часть растения берёт воду из почвы и несёт её вверх?",
    ),
    RU: Words(
        stem="Какая часть растения всасывает воду из почвы?",
        solution="Вода входит через тонкие волоски под землёй.",
        options=("корень", "лист", "цветок", "семя"),
        blank="Теплокровных животных с перьями называют словом ___.",
        blank_key="птицы",
        calculate=r"Вычислите: \({}\).",
        all_of_the_above=("Все перечисленное", "Нет верного ответа", "все ответы верны", "Ни один из вариантов"),
        foreign="Which part of a plant takes in water from the soil?",
    ),
    HI: Words(
        stem="पौधे का कौन-सा भाग मिट्टी से पानी सोखता है?",
        solution="पानी ज़मीन के नीचे के महीन रोमों से अंदर आता है।",
        options=("जड़", "पत्ती", "फूल", "बीज"),
        blank="पंखों वाले गर्म रक्त के जीव ___ कहलाते हैं।",
        blank_key="पक्षी",
        calculate=r"मान ज्ञात कीजिए: \({}\)।",
        all_of_the_above=("उपरोक्त सभी", "इनमें से कोई नहीं", "ये सभी", "उपर्युक्त में से कोई नहीं"),
        foreign="Which part of a plant takes in water from the soil?",
    ),
}


def question(kind: QuestionType, stem: str, solution: str, answer: Answer, *options: Option) -> Question:
    return Question(
        1, kind, stem, answer, solution, 1, BloomLevel.APPLY, Difficulty.MEDIUM, (), options=options or UNSET
    )


def options(*texts: str) -> tuple[Option, ...]:
    return tuple(Option(f"o{place}", text) for place, text in enumerate(texts, 1))


def single(words: Words, *texts: str, stem: str = "", key: tuple[str, ...] = ("o1",)) -> Question:
    chosen = options(*(texts or words.options))
    return question(QuestionType.SINGLE_CHOICE, stem or words.stem, words.solution, ChoiceAnswer(key), *chosen)


def several(words: Words, key: tuple[str, ...]) -> Question:
    return question(
        QuestionType.MULTIPLE_CHOICE, words.stem, words.solution, ChoiceAnswer(key), *options(*words.options)
    )


def numeric(words: Words, formula: str, value: str, tolerance: str = "0") -> Question:
    stem = words.calculate.format(formula)
    return question(QuestionType.NUMERIC, stem, words.solution, NumberAnswer(value, tolerance))


def blank(words: Words, stem: str, *keys: str) -> Question:
    return question(QuestionType.FILL_BLANK, stem, words.solution, BlanksAnswer(tuple((key,) for key in keys)))


def short(words: Words, *accepted: str, stem: str = "") -> Question:
    return question(QuestionType.SHORT_ANSWER, stem or words.stem, words.solution, TextAnswer(accepted))


def matching(words: Words, right: tuple[int, ...], pairs: tuple[tuple[str, str], ...] | None = None) -> Question:
    left = tuple(Option(f"l{place}", text, Side.LEFT) for place, text in enumerate(words.options, 1))
    shown = tuple(Option(f"r{n}", rf"\({n} \times 2\)", Side.RIGHT) for n in right)
    joined = pairs or tuple((f"l{n}", f"r{n}") for n in (1, 2, 3, 4))
    return question(QuestionType.MATCHING, words.stem, words.solution, PairsAnswer(joined), *left, *shown)


def ordering(words: Words, *order: str) -> Question:
    return question(QuestionType.ORDERING, words.stem, words.solution, OrderAnswer(order), *options("7", "3", "5", "9"))


class Twins(Struct, frozen=True):
    rule: str
    language: Language
    flawed: Question
    clean: Question


def _twins(language: Language) -> Iterator[tuple[str, Question, Question]]:
    words = WORDS[language]
    good, true = single(words), TrueFalseAnswer(True)
    half = "0,5" if language is RU else "0.5"
    root, leaf, flower, seed = words.options
    yield "answer_fits_type", replace(good, answer=true), good
    yield "options_fit_type", replace(good, options=UNSET), good
    yield (
        "options_fit_type",
        replace(numeric(words, "2 + 3", "5"), options=options("5", "6")),
        numeric(words, "2+3", "5"),
    )
    yield "option_ids_are_unique", replace(good, options=(*options(root, leaf), Option("o1", seed))), good
    yield "options_are_unique", single(words, root, leaf, leaf.upper() + " ", seed), good
    yield "options_are_unique", single(words, half, "1/2", "7", "9"), single(words, half, "1/3", "7", "9")
    yield "options_are_unique", single(words, "3", half, half + "0", "9"), single(words, r"\(m\)", r"\(M\)", "7", "9")
    yield "options_are_unique", single(words, r"\(\frac{1}{2}\)", half, "7"), single(words, "1/2", "2/4", "1:2", "9")
    yield "key_is_among_options", single(words, key=("o9",)), good
    yield "key_is_among_options", ordering(words, "o2", "o3", "o1", "o8"), ordering(words, "o2", "o3", "o1", "o4")
    yield "key_is_among_options", several(words, ("o1", "o1")), several(words, ("o1", "o2"))
    yield "key_is_complete", single(words, key=("o1", "o2")), good
    yield "key_is_complete", several(words, ("o1", "o2", "o3", "o4")), several(words, ("o1", "o2", "o3"))
    yield "key_is_complete", several(words, ()), several(words, ("o3",))
    yield "key_is_complete", ordering(words, "o2", "o3", "o1"), ordering(words, "o2", "o3", "o1", "o4")
    yield "key_is_complete", short(words, root, " "), short(words, root)
    yield (
        "blanks_have_answers",
        blank(words, words.blank, words.blank_key, leaf),
        blank(words, words.blank, words.blank_key),
    )
    yield "blanks_have_answers", blank(words, words.stem, root), blank(words, "______ " + words.stem, root)
    yield "blanks_have_answers", blank(words, words.blank, ""), blank(words, words.blank, words.blank_key)
    yield "sides_match", matching(words, (2, 1, 4)), matching(words, (2, 1, 4, 3))
    yield (
        "sides_match",
        matching(words, (2, 1, 4, 3), (("l1", "r1"), ("l2", "r2"), ("l3", "r3"))),
        matching(words, (4, 3, 2, 1)),
    )
    yield "is_shuffled", matching(words, (1, 2, 3, 4)), matching(words, (1, 3, 2, 4))
    yield "is_shuffled", ordering(words, "o1", "o2", "o3", "o4"), ordering(words, "o2", "o3", "o1", "o4")
    yield "number_is_exact", numeric(words, "x", "1e3"), numeric(words, "x", "1000")
    yield "number_is_exact", numeric(words, "x", "12", "-1"), numeric(words, "x", "-12", "0.5")
    yield "number_is_exact", numeric(words, "x", "3/0"), numeric(words, "x", "3/4")
    yield "arithmetic_agrees", numeric(words, r"12 \times 7", "85"), numeric(words, r"12 \times 7", "84")
    yield (
        "arithmetic_agrees",
        numeric(words, r"\frac{1}{2} + \frac{1}{3}", "2/5"),
        numeric(words, r"\frac{1}{2}+\frac{1}{3}", "5/6"),
    )
    yield "arithmetic_agrees", numeric(words, r"8 - 3 \cdot 2", "10"), numeric(words, r"8 - 3 \cdot 2", "2")
    yield "arithmetic_agrees", numeric(words, r"2 : 3", "0.5"), numeric(words, r"2 : 3", "0.67")
    yield "arithmetic_agrees", blank(words, "12 + ___ = 19", "8"), blank(words, "12 + ___ = 19", "7")
    yield "arithmetic_agrees", short(words, "18", stem="12 + 7 = ?"), short(words, "19", stem="12 + 7 = ?")
    yield (
        "arithmetic_agrees",
        single(words, "35", "36", "30", stem=words.calculate.format(r"6 \cdot 6")),
        single(words, "36", "35", "30", stem=words.calculate.format(r"6 \cdot 6")),
    )
    yield "has_stem_and_solution", replace(good, solution=" "), good
    yield "has_stem_and_solution", replace(good, stem=""), good
    yield "options_say_something", single(words, root, " ", flower), good
    for option in words.all_of_the_above:
        yield "no_all_or_none_of_the_above", single(words, root, leaf, flower, option), good
    yield (
        "key_is_not_longest_by_far",
        single(words, f"{root}, {leaf}, {flower}, {seed}, {words.solution}", leaf, flower, seed),
        single(words, f"{root} {leaf}", f"{leaf} {seed}", f"{flower} {leaf}"),
    )
    told = f"{words.blank_key} … {words.stem}"
    yield "stem_does_not_give_the_answer", short(words, words.blank_key, stem=told), short(words, words.blank_key)
    yield (
        "stem_does_not_give_the_answer",
        blank(words, f"{words.blank_key}: {words.blank}", words.blank_key),
        blank(words, words.blank, words.blank_key),
    )
    yield "is_in_its_language", replace(good, stem=words.foreign, solution=words.foreign), good
    yield "formulas_can_be_printed", numeric(words, r"\frac{1}{2", "1"), numeric(words, r"\frac{1}{2}", "1/2")
    yield "formulas_can_be_printed", single(words, r"\(x", "1", "2"), single(words, r"\(x\)", "1", "2")
    for private in ("teacher@school.org", "https://a.example/b", "www.a.example", "+7 912 345-67-89"):
        yield "no_addresses_or_personal_data", replace(good, stem=f"{words.stem} {private}"), good
    answer = OpenAnswer(words.solution, (words.options[0],))
    essay = question(QuestionType.OPEN, words.stem, words.solution, answer)
    yield "key_is_complete", replace(essay, answer=OpenAnswer("")), essay


TWINS = [Twins(rule, language, bad, good) for language in (EN, RU, HI) for rule, bad, good in _twins(language)]
