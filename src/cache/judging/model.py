"""Shapes of the judge: what it is asked, what it says, what that cost."""

from enum import StrEnum
from typing import Protocol
from uuid import UUID

from msgspec import Struct

from cache.model import Scope
from language_models.model import Completion, Prompt, Usage


class Voter(Protocol):
    """What the judge needs of a language model; any `LanguageModel` will do."""

    @property
    def name(self) -> str: ...

    async def complete(self, prompt: Prompt, *, deadline: float) -> Completion:
        """The whole reply within `deadline` seconds. Raises ModelFailed."""
        ...


class Candidate(Struct, frozen=True):
    """A stored topic that may be the requested one. `similarity` is their cosine in [-1, 1]."""

    topic_id: int
    topic: str
    similarity: float
    item_id: UUID | None


class Question(Struct, frozen=True):
    """Which of `candidates`, if any, is the same worksheet as `requested`? All of one scope."""

    requested: str
    candidates: tuple[Candidate, ...]
    scope: Scope


class VoteOutcome(StrEnum):
    """What became of a vote. Only `chosen` names a candidate; `spared` was stopped since it could change nothing."""

    CHOSEN = "chosen"
    NONE = "none"
    INVALID = "invalid"
    FAILED = "failed"
    LATE = "late"
    SPARED = "spared"


class Vote(Struct, frozen=True):
    outcome: VoteOutcome
    usage: Usage
    model: str
    choice: Candidate | None = None


class Judgement(Struct, frozen=True):
    """The votes on one question."""

    votes: tuple[Vote, ...]

    @property
    def agreed(self) -> Candidate | None:
        """The candidate that every vote names."""
        choices = {None if vote.choice is None else vote.choice.topic_id for vote in self.votes}
        return self.votes[0].choice if len(choices) == 1 else None

    @property
    def model(self) -> str:
        return self.votes[0].model

    @property
    def prompt_tokens(self) -> int:
        return sum(vote.usage.prompt_tokens for vote in self.votes)

    @property
    def completion_tokens(self) -> int:
        return sum(vote.usage.completion_tokens for vote in self.votes)
