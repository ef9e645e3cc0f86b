"""How many flaws the rules find and how often they doubt a good question, measured on labelled questions."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from cache.model import Language
from questions.checks import rules
from questions.model import Question, Specification


class Case(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A good sheet of one or more questions, and the same sheet with one flaw.

    `rule` names the rule that is to find the flaw, or the flaw when no rule is called so; sheets that
    are only good have neither. Without a `specification` nothing was asked but this many questions.
    """

    id: str
    language: Language
    grade: int
    subject: str
    clean: tuple[Question, ...]
    flawed: tuple[Question, ...] = ()
    rule: str = ""
    specification: Specification | None = None


class Figures(Struct, frozen=True):
    """Of `flawed` sheets with this flaw the rule told `found`, any rule `noticed`; of all `clean` ones `alarms`."""

    rule: str
    flawed: int
    found: int
    noticed: int
    clean: int
    alarms: int

    @property
    def recall(self) -> float:
        return self.found / self.flawed if self.flawed else 1.0

    @property
    def false_alarms(self) -> float:
        return self.alarms / self.clean if self.clean else 0.0


class Report(Struct, frozen=True):
    """One language, or all of them: every rule by itself, and all rules together. `doubted` and `missed` name cases."""

    languages: tuple[Language, ...]
    rules: tuple[Figures, ...]
    total: Figures
    missed: tuple[str, ...]
    doubted: tuple[str, ...]


def read_cases(paths: Iterable[Path]) -> list[Case]:
    """The cases of the files, one JSON object a line. Raises msgspec.DecodeError and OSError."""
    return [case for path in paths for case in msgspec.json.Decoder(Case).decode_lines(path.read_bytes())]


def evaluate(cases: Sequence[Case]) -> Report:
    """The figures of the cases. A clean sheet that stands in several cases is counted once."""
    told = [(case, _told(case, case.flawed)) for case in cases if case.flawed]
    doubts = [(case, _told(case, case.clean)) for case in _once(cases)]
    alarms = Counter(name for _, names in doubts for name in names)
    names = [rule.__name__ for rule in (*rules.QUESTION_RULES, *rules.SHEET_RULES)]
    others = sorted({case.rule for case, _ in told} - set(names))
    figures = [
        _figures(name, [one for one in told if one[0].rule == name], len(doubts), alarms) for name in [*names, *others]
    ]
    doubted = tuple(case.id for case, found in doubts if found)
    missed = tuple(case.id for case, found in told if case.rule not in found)
    noticed = sum(bool(found) for _, found in told)
    total = Figures("all", len(told), len(told) - len(missed), noticed, len(doubts), len(doubted))
    return Report(tuple(sorted({case.language for case in cases})), tuple(figures), total, missed, doubted)


def _figures(name: str, told: Sequence[tuple[Case, set[str]]], clean: int, alarms: Counter[str]) -> Figures:
    found = sum(name in names for _, names in told)
    return Figures(name, len(told), found, sum(bool(names) for _, names in told), clean, alarms[name])


def _told(case: Case, questions: tuple[Question, ...]) -> set[str]:
    """Names of the rules that doubt the sheet."""
    specification = case.specification or Specification(len(questions))
    return {flaw.rule for flaw in rules.check(questions, specification, case.language, case.grade)}


def _once(cases: Sequence[Case]) -> Iterator[Case]:
    seen = set[bytes]()
    for case in cases:
        key = msgspec.json.encode((case.language, case.grade, case.clean, case.specification))
        if case.clean and key not in seen:
            seen.add(key)
            yield case
