"""What is taken from the bank makes a worksheet that every rule accepts."""

from collections import Counter
from datetime import UTC, datetime
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from msgspec.structs import replace

from cache import canonical
from cache.model import Language
from questions.bank.choosing import choose
from questions.bank.model import Banked, Selection, digest
from questions.checks import rules
from questions.generators import catalogue
from questions.generators.generate import generate
from questions.generators.model import Skill
from questions.model import BloomLevel, Question, QuestionType, Specification

NUMERIC, CHOICE = QuestionType.NUMERIC, QuestionType.SINGLE_CHOICE


def skill() -> Skill:
    found = catalogue.find_skill(canonical.read("adding fractions", Language.ENGLISH), 5)
    assert found is not None
    return found


@cache
def bank(seed: int, count: int, *types: QuestionType) -> list[Banked]:
    """Questions as they came into the bank with one worksheet."""
    sheet = generate(skill(), Specification(count, types), Language.ENGLISH, 5, seed)
    return [banked(question) for question in sheet.questions]


def banked(question: Question) -> Banked:
    return Banked(question.number, question, "Fractions", "edition", None, datetime.now(UTC))


def selection(count: int, types: tuple[QuestionType, ...] = (), levels: tuple[BloomLevel, ...] = ()) -> Selection:
    return Selection(Specification(count, types, bloom_levels=levels), Language.ENGLISH, 5, ("edition",))


@settings(max_examples=20)
@given(seeds=some.lists(some.integers(0, 4), min_size=1, max_size=3), count=some.integers(1, 12))
def test_what_is_chosen_is_a_sheet_without_a_flaw(seeds: list[int], count: int) -> None:
    candidates = [one for seed in seeds for one in bank(seed, 8)]
    chosen = [one.question for one in choose(candidates, selection(count))]
    assert len(chosen) <= count
    assert rules.check(chosen, Specification(len(chosen)), Language.ENGLISH, 5) == []


def test_no_question_is_chosen_twice() -> None:
    twice = bank(1, 6) * 2
    chosen = choose(twice, selection(12))
    assert len(chosen) == len({digest(one.question) for one in chosen}) == 6


def test_types_that_were_asked_for_get_even_shares() -> None:
    chosen = choose([*bank(1, 8, NUMERIC), *bank(2, 8, CHOICE)], selection(6, (NUMERIC, CHOICE)))
    assert Counter(one.question.type for one in chosen) == {NUMERIC: 3, CHOICE: 3}


def test_a_type_that_lacks_questions_leaves_a_gap_and_not_its_place() -> None:
    chosen = choose(bank(1, 8, NUMERIC), selection(6, (NUMERIC, CHOICE)))
    assert [one.question.type for one in chosen] == [NUMERIC] * 3


def test_with_no_type_asked_for_the_sheet_is_as_mixed_as_the_bank() -> None:
    candidates = bank(1, 12)
    kinds = {one.question.type for one in candidates}
    chosen = choose(candidates, selection(len(kinds)))
    assert {one.question.type for one in chosen} == kinds


def test_earlier_candidates_are_taken_where_shares_leave_the_choice() -> None:
    candidates = bank(1, 8, NUMERIC)
    chosen = choose(candidates, selection(3, (NUMERIC,)))
    assert [one.id for one in chosen] == [one.id for one in candidates[:3]]


def test_a_level_takes_no_more_than_its_share() -> None:
    levels = (BloomLevel.APPLY, BloomLevel.ANALYZE)
    chosen = choose(bank(1, 8, NUMERIC), selection(4, (), levels))
    assert Counter(one.question.bloom_level for one in chosen)[BloomLevel.APPLY] <= 2


@pytest.mark.parametrize("change", ["Fractions", "\\(1 + 1\\)"])
def test_the_digest_is_blind_to_the_order_of_options_and_not_to_the_stem(change: str) -> None:
    question = bank(1, 1, CHOICE)[0].question
    turned = replace(question, options=tuple(reversed(question.options or ())))
    assert digest(turned) == digest(question)
    assert digest(replace(question, stem=change)) != digest(question)
