"""A whole sheet from one skill: types and levels shared out, no question twice, the same sheet for the same seed."""

from collections import Counter
from dataclasses import dataclass, field
from random import Random

from msgspec import UNSET, Struct

from cache.model import Language
from questions.generators.catalogue import title
from questions.generators.desk import Desk, Form, Made
from questions.generators.errors import TooFewQuestions, UnsupportedLevels, UnsupportedTypes
from questions.generators.forms import SINGLE_FACT_FORMS
from questions.generators.model import Draw, Skill
from questions.generators.open_forms import OPEN_FORMS
from questions.generators.phrase_files import load
from questions.generators.set_forms import SET_FORMS
from questions.model import (
    Answer,
    BlanksAnswer,
    BloomLevel,
    Checker,
    Difficulty,
    Question,
    QuestionType,
    Specification,
    TextAnswer,
)

FORMS: tuple[Form, ...] = (*SINGLE_FACT_FORMS, *SET_FORMS, *OPEN_FORMS)

_ATTEMPTS = 12
_SHORTEST_CUE = 4  # signs besides digits; "5 km" in another stem tells nothing
_REFUSALS = 2  # a form that finds no facts has searched dozens of them each time

# Shares of a sheet whose types the teacher leaves to us; short answers stand in where no single number is asked for.
_SHARES: dict[QuestionType, int] = {
    QuestionType.NUMERIC: 6,
    QuestionType.SINGLE_CHOICE: 5,
    QuestionType.FILL_BLANK: 4,
    QuestionType.TRUE_FALSE: 3,
    QuestionType.MATCHING: 2,
    QuestionType.MULTIPLE_CHOICE: 2,
    QuestionType.ORDERING: 2,
    QuestionType.OPEN: 2,
    QuestionType.SHORT_ANSWER: 1,
}

_POINTS: dict[QuestionType, tuple[int, int, int]] = {
    QuestionType.SINGLE_CHOICE: (1, 1, 2),
    QuestionType.MULTIPLE_CHOICE: (2, 2, 3),
    QuestionType.TRUE_FALSE: (1, 1, 1),
    QuestionType.SHORT_ANSWER: (1, 1, 2),
    QuestionType.NUMERIC: (1, 1, 2),
    QuestionType.FILL_BLANK: (1, 1, 2),
    QuestionType.MATCHING: (2, 2, 3),
    QuestionType.ORDERING: (2, 2, 3),
    QuestionType.OPEN: (2, 3, 4),
}


class ComputedSheet(Struct, frozen=True):
    """A title in the sheet's language and its questions, numbered from 1."""

    title: str
    questions: tuple[Question, ...]


class Way(Struct, frozen=True):
    """A form and the Bloom level it is to stand for."""

    form: Form
    level: BloomLevel


def _levels(form: Form, skill: Skill) -> tuple[BloomLevel, ...]:
    if skill.kind.is_recall and form.levels[0] is BloomLevel.APPLY:
        return (BloomLevel.REMEMBER, *form.levels)
    return form.levels


def _ways(skill: Skill, specification: Specification, grade: int) -> list[Way]:
    """Every way of asking that the specification allows. Raises UnsupportedLevels when there is none."""
    types = specification.types or tuple(_SHARES)
    forms = [form for form in FORMS if form.type in types and (grade in form.grades or specification.bloom_levels)]
    if not specification.bloom_levels:
        return [Way(form, _levels(form, skill)[0]) for form in forms]
    wanted = specification.bloom_levels
    ways = [Way(form, level) for form in forms for level in _levels(form, skill) if level in wanted]
    if missing := [level for level in wanted if all(way.level is not level for way in ways)]:
        reachable = dict.fromkeys(level for form in forms for level in _levels(form, skill))
        raise UnsupportedLevels(missing, [level for level in BloomLevel if level in reachable])
    return ways


@dataclass
class Sheet:
    """The sheet as it grows."""

    desk: Desk
    specification: Specification
    ways: list[Way]
    questions: list[Question] = field(default_factory=list[Question])
    types: Counter[QuestionType] = field(default_factory=Counter[QuestionType])
    levels: Counter[BloomLevel] = field(default_factory=Counter[BloomLevel])
    taken: Counter[str] = field(default_factory=Counter[str])
    asked: set[object] = field(default_factory=set[object])

    def fill(self) -> None:
        while len(self.questions) < self.specification.count and self.ways:
            way = min(self.ways, key=self._share)
            made = self._make(way.form)
            if made is None:
                self.ways.remove(way)
            else:
                self._add(way, made)

    def _share(self, way: Way) -> tuple[float, int, float]:
        """How much of its due a way has had already: by type, by level when levels were asked for, by form."""
        share = 1 if self.specification.types else _SHARES[way.form.type]
        level = self.levels[way.level] if self.specification.bloom_levels else 0
        form = (self.taken[way.level + way.form.name] + 1) / way.form.weight
        return (self.types[way.form.type] + 1) / share, level, form

    def _make(self, form: Form) -> Made | None:
        refusals = 0
        for _ in range(_ATTEMPTS):
            made = form.build(self.desk)
            if made is not None and self._is_new(form, made):
                return made
            refusals += made is None
            if refusals == _REFUSALS:
                break
        return None

    def _is_new(self, form: Form, made: Made) -> bool:
        is_asked = (form.name, made.facts) in self.asked or _printed(made) in self.asked
        return not is_asked and not self._gives_away(made)

    def _gives_away(self, made: Made) -> bool:
        """One question's stem holds what another asks to recall."""
        keys, stem = _recalled(made.answer), _spaced(made.stem)
        return any(
            any(key in _spaced(question.stem) for key in keys) or any(key in stem for key in _recalled(question.answer))
            for question in self.questions
        )

    def _add(self, way: Way, made: Made) -> None:
        self.desk.used |= made.facts
        self.asked |= {(way.form.name, made.facts), _printed(made)}
        self.types[way.form.type] += 1
        self.levels[way.level] += 1
        self.taken[way.level + way.form.name] += 1
        self.questions.append(_question(len(self.questions) + 1, way, made, self.specification.difficulty))


def _spaced(text: str) -> str:
    """With plain spaces; numbers and units are printed with no-break spaces between them."""
    return " ".join(text.split())


def _recalled(answer: Answer) -> list[str]:
    """Written answers that are more than a number or a sign."""
    match answer:
        case TextAnswer(accepted):
            keys = list(accepted[:1])
        case BlanksAnswer(blanks):
            keys = [blank[0] for blank in blanks]
        case _:
            keys = []
    return [
        _spaced(key) for key in keys if sum(not (sign.isdigit() or sign.isspace()) for sign in key) >= _SHORTEST_CUE
    ]


def _printed(made: Made) -> object:
    return made.stem, frozenset(option.text for option in made.options)


def _points(kind: QuestionType, difficulty: Difficulty) -> int:
    return _POINTS[kind][tuple(Difficulty).index(difficulty)]


def _question(number: int, way: Way, made: Made, difficulty: Difficulty) -> Question:
    return Question(
        number=number,
        type=way.form.type,
        stem=made.stem,
        answer=made.answer,
        solution=made.solution,
        points=_points(way.form.type, difficulty),
        bloom_level=way.level,
        difficulty=difficulty,
        checked_by=(Checker.COMPUTED,),
        options=made.options or UNSET,
    )


def _desk(skill: Skill, specification: Specification, language: Language, grade: int, seed: int) -> Desk:
    random = Random(f"{seed} {skill.kind.name}")
    phrases = load(skill.kind.name.partition(".")[0], language)
    return Desk(skill, Draw(random, specification.difficulty, grade, phrases), title(skill, language))


def _refuse_missing_types(sheet: Sheet, grade: int) -> None:
    tried = {way.form.type for way in sheet.ways} | set(sheet.types)
    if missing := [kind for kind in sheet.specification.types if kind not in tried]:
        raise UnsupportedTypes(missing, possible_types(sheet.desk, grade))


def possible_types(desk: Desk, grade: int) -> list[QuestionType]:
    """The question types this skill can make."""
    made = {form.type for form in FORMS if grade in form.grades and form.build(desk) is not None}
    return [kind for kind in QuestionType if kind in made]


def generate(skill: Skill, specification: Specification, language: Language, grade: int, seed: int) -> ComputedSheet:
    """A sheet of exactly `specification.count` different questions; equal arguments give equal sheets.

    Raises UnsupportedTypes, UnsupportedLevels or TooFewQuestions, each naming what is possible.
    """
    desk = _desk(skill, specification, language, grade, seed)
    sheet = Sheet(desk, specification, _ways(skill, specification, grade))
    sheet.fill()
    _refuse_missing_types(sheet, grade)
    if len(sheet.questions) < specification.count:
        raise TooFewQuestions(specification.count, len(sheet.questions))
    return ComputedSheet(desk.title, tuple(sheet.questions))
