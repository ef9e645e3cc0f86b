r"""What a family of skills is made of.

How a family is added (see `times_tables.py` with `phrases/times_tables.en.toml` as the model):

1. `FAMILY.py` has one `draw_…(draw: Draw, parameters: Parameters) -> Fact` per skill. It takes its numbers from
   `draw.random` by `draw.difficulty`, and texts only from `draw.say("key", name=value)`. It returns one computed
   `Fact`; every question type is built from that by `forms.py`. End the module with `KINDS: tuple[SkillKind, ...]`
   and add the module to `families.py`.
2. `phrases/FAMILY.{en,ru,hi}.toml` have
   - `[topics]`: skill → patterns of what a teacher may type (grammar in `patterns.py`);
   - `[titles]`: skill → title, with `{value}`/`<n>` and `[optional parts]` filled in from the parameters;
   - `[phrases]`: key → text or list of texts (one is picked), `$name` for fields, LaTeX in `\(…\)`; `task` texts are
     imperatives, solutions name each step;
   - `[mistakes]`: misconception → a clause that says what was done wrong ("the denominators were added too").
   Words that several families use stand in `phrases/shared.{en,ru,hi}.toml`.
3. A `Fact.statement` is the whole truth with `@` where the answer stands: `\(3 + 4 = @\)`, `\(5 @ 7\)`.
   Two facts that ask the same have the same `identity`. `slips` are wrong values, the most tempting first, each with
   its misconception; the builder drops those equal to the answer or to one another, so list them freely (4 to 6).
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import TypeVar

from msgspec import Struct

from cache.model import Language
from questions import numbers
from questions.generators.phrase_files import Phrases
from questions.model import Difficulty
from questions.plurals import plural

T = TypeVar("T")


class Value(Struct, frozen=True):
    r"""An answer as it is printed and as it is compared.

    `text` is what the sheet shows, formulas in `\(…\)`. Values with equal `key` are the same answer; a number's key is
    a Fraction, so 0.5 meets 1/2. `number` is what `NumberAnswer` takes, None for answers that are no single number.
    `spellings` are what a pupil may write, the one to print first.
    """

    text: str
    key: Fraction | str
    number: str | None = None
    spellings: tuple[str, ...] = ()
    unit: str | None = None


class Slip(Struct, frozen=True):
    """A wrong value and the misconception (a key of `[mistakes]`) that leads to it."""

    value: Value
    mistake: str


class Cloze(Struct, frozen=True):
    """A gap text of its own, for facts whose answer has several parts: `stem` holds one `___` per value."""

    stem: str
    blanks: tuple[Value, ...]


class Fact(Struct, frozen=True):
    """One computed fact. `task` asks for it; without one the sheet says "Calculate" and the statement's left side.

    `subject` names what has this value, for matching and ordering; without one it is the statement's left side.
    `rank` is what an ordering question sorts when that is not the value itself. `distractors` is how many wrong options
    a choice needs; fewer than 3 only where no more are possible (`<`, `>`, `=`).
    """

    identity: str
    statement: str
    value: Value
    solution: str
    slips: tuple[Slip, ...] = ()
    task: str = ""
    cloze: Cloze | None = None
    subject: str = ""
    rank: Value | None = None
    distractors: int = 3


class Parameters(Struct, frozen=True):
    """What the topic's words say about the skill: `{"n": "20", "regrouping": "with"}`."""

    values: Mapping[str, str] = {}

    def number(self, name: str, default: int = 0) -> int:
        return int(self.values.get(name, default))

    def word(self, name: str, default: str = "") -> str:
        return self.values.get(name, default)

    def __contains__(self, name: str) -> bool:
        return name in self.values


class Draw(Struct, frozen=True):
    """What a skill draws its numbers and words from."""

    random: Random
    difficulty: Difficulty
    grade: int
    phrases: Phrases

    @property
    def language(self) -> Language:
        return self.phrases.language

    def by_difficulty(self, easy: T, medium: T, hard: T) -> T:
        return {Difficulty.EASY: easy, Difficulty.MEDIUM: medium, Difficulty.HARD: hard}[self.difficulty]

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return self.random.randint(low, high)

    def latex(self, number: int | Decimal | Fraction) -> str:
        """The number inside LaTeX, in this language's format; a Fraction as a fraction."""
        if isinstance(number, Fraction):
            return numbers.latex_fraction(number, self.language)
        return numbers.latex(number, self.language)

    def count(self, number: int, noun: str) -> str:
        """The number with its noun in the form it asks for: 5 яблок."""
        return rf"\({self.latex(number)}\) {plural(number, self.phrases.noun(noun), self.language)}"

    def say(self, key: str, **fields: str | int) -> str:
        return self.phrases.say(key, self.random, fields)


def _anything(_parameters: Parameters, _grade: int) -> bool:
    return True


class SkillKind(Struct, frozen=True):
    """A skill before the topic has set its parameters.

    `name` is `FAMILY.skill`; `samples` are parameter sets to suggest to teachers; `accepts` refuses parameters and
    grades for which the skill is absurd. `is_recall` marks facts known by heart, which ask to remember, not to apply.
    """

    name: str
    grades: range
    draw: Callable[[Draw, Parameters], Fact]
    samples: tuple[Parameters, ...] = (Parameters(),)
    accepts: Callable[[Parameters, int], bool] = _anything
    is_recall: bool = False


class Skill(Struct, frozen=True):
    """A recognised topic: what to draw, and with which parameters."""

    kind: SkillKind
    parameters: Parameters


def given(**values: str | int) -> Parameters:
    """A parameter set as the topic's words would give it."""
    return Parameters({name: str(value) for name, value in values.items()})
