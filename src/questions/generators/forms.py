"""Ways to ask for one computed answer: as a number, a word, a gap, a choice, a judgement."""

from questions.generators import slips, statements
from questions.generators.desk import Desk, Form, Made
from questions.generators.model import Fact, Slip
from questions.model import (
    BlanksAnswer,
    BloomLevel,
    ChoiceAnswer,
    NumberAnswer,
    Option,
    QuestionType,
    TextAnswer,
    TrueFalseAnswer,
)

_IDS = ("a", "b", "c", "d", "e", "f")


def task(desk: Desk, fact: Fact) -> str:
    """The imperative that asks for the answer."""
    if fact.task:
        return fact.task
    if (subject := statements.subject(fact.statement)) is not None:
        return desk.draw.say("calculate", subject=subject)
    return desk.draw.say("find_missing", statement=statements.boxed(fact.statement))


def true_statement(fact: Fact) -> str:
    return statements.fill(fact.statement, fact.value.text)


def wrong_slips(desk: Desk, fact: Fact) -> list[Slip]:
    return list(slips.distinct(fact, desk.draw.language))


def lettered(texts: list[str]) -> tuple[Option, ...]:
    return tuple(Option(identifier, text) for identifier, text in zip(_IDS, texts, strict=False))


def with_key(desk: Desk, key: str, others: list[str]) -> tuple[tuple[Option, ...], ChoiceAnswer]:
    """Options with the key on one of the sheet's least used places."""
    texts = desk.draw.random.sample(others, len(others))
    place = desk.least_used("key", range(len(texts) + 1))
    desk.settle("key", place)
    return lettered([*texts[:place], key, *texts[place:]]), ChoiceAnswer((_IDS[place],))


def _numeric(desk: Desk) -> Made | None:
    fact = desk.fact(lambda fact: fact.value.number is not None)
    if fact is None or fact.value.number is None:
        return None
    answer = NumberAnswer(fact.value.number, unit=fact.value.unit)
    return Made(frozenset({fact.identity}), task(desk, fact), answer, fact.solution)


def _short(desk: Desk) -> Made | None:
    fact = desk.fact(lambda fact: bool(fact.value.spellings))
    if fact is None:
        return None
    return Made(frozenset({fact.identity}), task(desk, fact), TextAnswer(fact.value.spellings), fact.solution)


def _gap(desk: Desk) -> Made | None:
    fact = desk.fact(lambda fact: bool(fact.cloze or fact.value.spellings))
    if fact is None:
        return None
    blanks = fact.cloze.blanks if fact.cloze else (fact.value,)
    answer = BlanksAnswer(tuple(value.spellings for value in blanks))
    return Made(frozenset({fact.identity}), _gap_stem(desk, fact), answer, fact.solution)


def _gap_stem(desk: Desk, fact: Fact) -> str:
    """The gap after the task's own subject where it has one, so that "in lowest terms" is not lost."""
    subject = statements.subject(fact.statement)
    if fact.cloze is None and subject is not None and subject in fact.task:
        return fact.task.replace(subject, statements.blanked(fact.statement))
    return desk.draw.say("fill_in", statement=fact.cloze.stem if fact.cloze else statements.blanked(fact.statement))


def _choice(desk: Desk) -> Made | None:
    fact = desk.fact(lambda fact: len(wrong_slips(desk, fact)) >= fact.distractors)
    if fact is None:
        return None
    options, answer = with_key(
        desk, fact.value.text, [slip.value.text for slip in wrong_slips(desk, fact)[: fact.distractors]]
    )
    return Made(frozenset({fact.identity}), task(desk, fact), answer, fact.solution, options)


def _mistakes(desk: Desk, fact: Fact) -> list[Slip]:
    """Slips of the fact's own, each with another misconception."""
    found: dict[str, Slip] = {}
    own = {slip.mistake for slip in fact.slips}
    for slip in wrong_slips(desk, fact):
        if slip.mistake in own:
            found.setdefault(slip.mistake, slip)
    return list(found.values())


def _which_mistake(desk: Desk) -> Made | None:
    fact = desk.fact(lambda fact: len(_mistakes(desk, fact)) >= 3)
    if fact is None:
        return None
    *shorter, longest = sorted(
        desk.draw.random.sample(_mistakes(desk, fact)[:4], 3), key=lambda slip: len(_sentence(desk, slip))
    )
    made, other = desk.draw.random.sample(shorter, 2)
    others = [other, longest]
    claim = statements.fill(fact.statement, made.value.text)
    options, answer = with_key(desk, _sentence(desk, made), [_sentence(desk, slip) for slip in others])
    solution = desk.draw.say("corrected", mistake=desk.draw.phrases.mistake(made.mistake), solution=fact.solution)
    return Made(frozenset({fact.identity}), desk.draw.say("what_went_wrong", claim=claim), answer, solution, options)


def _sentence(desk: Desk, slip: Slip) -> str:
    text = desk.draw.phrases.mistake(slip.mistake)
    return text[:1].upper() + text[1:] + desk.draw.say("full_stop")


def _judgement(desk: Desk) -> Made | None:
    fact = desk.fact(lambda fact: bool(wrong_slips(desk, fact)))
    if fact is None:
        return None
    is_true = desk.least_used("truth", (True, False))
    desk.settle("truth", is_true)
    wrong = desk.draw.random.choice(wrong_slips(desk, fact)[:3])
    claim = true_statement(fact) if is_true else statements.fill(fact.statement, wrong.value.text)
    if is_true:
        solution = desk.draw.say("is_true", solution=fact.solution)
    else:
        solution = desk.draw.say("is_false", solution=fact.solution, mistake=desk.draw.phrases.mistake(wrong.mistake))
    stem = desk.draw.say("true_or_false", claim=claim)
    return Made(frozenset({fact.identity}), stem, TrueFalseAnswer(is_true), solution)


SINGLE_FACT_FORMS = (
    Form("numeric", QuestionType.NUMERIC, (BloomLevel.APPLY,), _numeric),
    Form("short", QuestionType.SHORT_ANSWER, (BloomLevel.APPLY,), _short),
    Form("gap", QuestionType.FILL_BLANK, (BloomLevel.APPLY, BloomLevel.REMEMBER), _gap),
    Form("choice", QuestionType.SINGLE_CHOICE, (BloomLevel.APPLY,), _choice, 4),
    Form("mistake", QuestionType.SINGLE_CHOICE, (BloomLevel.ANALYZE,), _which_mistake, 1, range(3, 13)),
    Form("judgement", QuestionType.TRUE_FALSE, (BloomLevel.UNDERSTAND, BloomLevel.REMEMBER), _judgement),
)
