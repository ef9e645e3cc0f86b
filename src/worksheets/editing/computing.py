"""What is changed of a computed worksheet without a model: its topic's generator makes other questions."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import suppress
from random import Random

from msgspec import Struct
from msgspec.structs import replace

from cache import canonical
from questions.checks.reading import formulas
from questions.generators import catalogue
from questions.generators.errors import GeneratorError, TooFewQuestions
from questions.generators.generate import generate
from questions.generators.model import Skill
from questions.model import BloomLevel, Question, QuestionType, Specification, Subject
from worksheets.editing import variants
from worksheets.editing.beginning import beginning
from worksheets.editing.model import EditWish, Rewriting, Varying
from worksheets.editing.original import is_computed, questions_of, request_like
from worksheets.errors import SpecificationImpossible
from worksheets.model import StoredWorksheet
from worksheets.writing.model import Slot
from worksheets.writing.sheet import Sheet

_SPARE = 8  # more candidates than there are questions, some of which ask the same
# The numbers of these stand in their options; the stem is the same for all.
_ASKED_IN_OPTIONS = {QuestionType.MATCHING, QuestionType.ORDERING, QuestionType.MULTIPLE_CHOICE}


class _Maker(Struct, frozen=True):
    """Who makes questions for one sheet. `old` are all questions of the worksheet that is changed."""

    skill: Skill
    stored: StoredWorksheet
    old: tuple[Question, ...]
    random: Random


def skill_of(stored: StoredWorksheet) -> Skill | None:
    """The skill that made the worksheet; None when it was written, or its topic is not recognised any more."""
    if not is_computed(stored) or stored.notes or stored.subject not in (None, Subject.MATHEMATICS):
        return None
    return catalogue.find_skill(canonical.read(stored.topic, stored.language), stored.grade)


def compute(edit: Rewriting | Varying, stored: StoredWorksheet, skill: Skill) -> tuple[Question, ...]:
    """All questions of the new worksheet. Raises SpecificationImpossible when the skill has none of that kind left."""
    random = Random(secrets.randbits(63))
    if isinstance(edit, Varying):
        random = variants.randomness(edit.worksheet_id, edit.variant)
    begun, maker = beginning(edit, stored), _Maker(skill, stored, questions_of(stored), random)
    sheet, questions = Sheet(request_like(stored), begun, random), list[Question]()
    for at, place in enumerate(begun.places):
        if place.question is not None:
            questions.append(place.question)
        elif place.slot is not None and place.instead is not None:
            questions.append(_replacement(sheet, at, _slots(place.slot, place.instead.type, edit), maker))
    return tuple(questions)


def _slots(slot: Slot, replaced: QuestionType, edit: Rewriting | Varying) -> list[Slot]:
    """What may stand in the place: when any other type will do, the one thought of first."""
    if isinstance(edit, Varying) or edit.wish is not EditWish.OTHER_TYPE or edit.type is not None:
        return [slot]
    return [slot, *(replace(slot, type=kind) for kind in QuestionType if kind not in (slot.type, replaced))]


def _replacement(sheet: Sheet, at: int, slots: Sequence[Slot], maker: _Maker) -> Question:
    refusal = "This topic has no more questions of that kind. Ask for another wish or another type."
    field = "questions"
    for slot in slots:
        try:
            for made in _candidates(slot, maker):
                question = replace(made, number=at + 1, points=slot.points)
                is_new = not any(_asks_the_same(question, other) for other in (*maker.old, *sheet.questions))
                if is_new and sheet.put(at, question) is not None:
                    return question
        except GeneratorError as error:
            refusal, field = str(error), "type"
    raise SpecificationImpossible(field, refusal)


def _asks_the_same(one: Question, two: Question) -> bool:
    if one.type in _ASKED_IN_OPTIONS:
        return one.stem == two.stem and one.options == two.options
    task = formulas(one.stem)
    return one.stem == two.stem or (task != () and task == formulas(two.stem))


def _candidates(slot: Slot, maker: _Maker) -> Iterator[Question]:
    """Questions of that type and difficulty, those of the very level first. Raises GeneratorError."""
    usual = _made(slot, maker, ())
    yield from (question for question in usual if question.bloom_level is slot.bloom_level)
    with suppress(GeneratorError):
        yield from _made(slot, maker, (slot.bloom_level,))
    yield from (question for question in usual if question.bloom_level is not slot.bloom_level)


def _made(slot: Slot, maker: _Maker, levels: tuple[BloomLevel, ...]) -> Sequence[Question]:
    stored, seed = maker.stored, maker.random.getrandbits(63)
    wanted = Specification(len(maker.old) + _SPARE, (slot.type,), slot.difficulty, levels)
    try:
        return generate(maker.skill, wanted, stored.language, stored.grade, seed).questions
    except TooFewQuestions as few:
        if few.possible == 0:
            raise
        return generate(maker.skill, replace(wanted, count=few.possible), stored.language, stored.grade, seed).questions
