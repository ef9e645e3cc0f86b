"""A model that does not answer is left alone."""

import pytest

from cache.judging.model import Judgement, Vote, VoteOutcome
from cache.judging.rest import PATIENCE, Rest
from fakes.clock import Clock
from language_models.model import Usage


def question(*outcomes: VoteOutcome) -> Judgement:
    return Judgement(tuple(Vote(outcome, Usage(300, 8), "small") for outcome in outcomes))


ANSWERED, LATE = question(VoteOutcome.NONE, VoteOutcome.SPARED), question(VoteOutcome.CHOSEN, VoteOutcome.LATE)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def hear(rest: Rest, judgement: Judgement, times: int = PATIENCE) -> None:
    for _ in range(times):
        rest.hear(judgement)


@pytest.mark.parametrize("outcome", [VoteOutcome.LATE, VoteOutcome.FAILED])
def test_a_model_rests_after_failing_in_a_row_and_longer_each_time(clock: Clock, outcome: VoteOutcome) -> None:
    rest = Rest(clock)
    hear(rest, question(VoteOutcome.CHOSEN, outcome), PATIENCE - 1)
    assert not rest.is_on
    for seconds in (60, 120, 240):
        rest.hear(question(outcome, VoteOutcome.SPARED))
        clock.now += seconds - 1
        assert rest.is_on
        clock.now += 1
        assert not rest.is_on


def test_one_answer_in_between_ends_the_row(clock: Clock) -> None:
    rest = Rest(clock)
    hear(rest, LATE, PATIENCE - 1)
    rest.hear(ANSWERED)
    hear(rest, LATE, PATIENCE - 1)
    assert not rest.is_on


def test_a_vote_that_says_nonsense_is_an_answer(clock: Clock) -> None:
    rest = Rest(clock)
    hear(rest, question(VoteOutcome.INVALID, VoteOutcome.SPARED), 3 * PATIENCE)
    assert not rest.is_on
