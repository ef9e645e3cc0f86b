"""Two votes at the same time, within one deadline."""

import asyncio
from random import Random

from cache.judging.ballot import Ballot, ballots
from cache.judging.model import Judgement, Question, Vote, VoteOutcome, Voter
from language_models.errors import DeadlineExceeded, ModelFailed, ReplyFailed
from language_models.model import estimate_usage

VOTES = 2
SECONDS = 1.5
"""What both votes may take together. A teacher waits this long for nothing when they find nothing."""


async def put_to_vote(question: Question, voter: Voter, random: Random, seconds: float = SECONDS) -> Judgement:
    """Both votes on the question. Ends with the first that names nobody: the other one can change nothing then."""
    cast = [_Cast(ballot, voter, seconds) for ballot in ballots(question, VOTES, random)]
    running = [asyncio.create_task(vote.run(), name="vote") for vote in cast]
    try:
        async with asyncio.timeout(seconds):
            for finished in asyncio.as_completed(running):
                if not await finished:
                    break
    except TimeoutError:
        _mark(cast, VoteOutcome.LATE)
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
    return Judgement(tuple(vote.result for vote in cast))


def _mark(cast: list["_Cast"], outcome: VoteOutcome) -> None:
    for vote in cast:
        if vote.result.outcome is VoteOutcome.SPARED:
            vote.end(outcome)


class _Cast:
    """A vote on its way. Until it ends it counts as spared, with the tokens of its question."""

    def __init__(self, ballot: Ballot, voter: Voter, seconds: float) -> None:
        self._ballot, self._voter, self._seconds = ballot, voter, seconds
        self.end(VoteOutcome.SPARED)

    async def run(self) -> bool:
        """Whether the vote names a candidate."""
        try:
            completion = await self._voter.complete(self._ballot.prompt, deadline=self._seconds)
            choice = self._ballot.read(completion.text)
        except ModelFailed as failure:
            self.end(_outcome_of(failure))
        except ValueError:
            self.end(VoteOutcome.INVALID)
        else:
            outcome = VoteOutcome.NONE if choice is None else VoteOutcome.CHOSEN
            self.result = Vote(outcome, completion.usage, completion.model, choice)
        return self.result.choice is not None

    def end(self, outcome: VoteOutcome) -> None:
        """Without a choice, at an estimated cost."""
        self.result = Vote(outcome, estimate_usage(self._ballot.prompt, ""), self._voter.name)


def _outcome_of(failure: ModelFailed) -> VoteOutcome:
    if isinstance(failure, DeadlineExceeded):
        return VoteOutcome.LATE
    return VoteOutcome.INVALID if isinstance(failure, ReplyFailed) else VoteOutcome.FAILED
