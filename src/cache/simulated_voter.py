"""A model for `tetrad cache evaluate --judge`: it knows the labels, and each of its votes is right with some chance."""

from collections.abc import Iterable, Mapping, Sequence
from random import Random

import msgspec
from msgspec import Struct

from cache.judging.ballot import Asked, Listed
from cache.model import Language, Scope
from language_models.model import Completion, Prompt, estimate_usage

_ASKED = msgspec.json.Decoder(Asked)
_NONE = 0


class Place(Struct, frozen=True):
    """A requested topic where it was asked, as a ballot names it."""

    language: Language
    subject: str | None
    grade: int
    requested: str


Truth = Mapping[Place, frozenset[str]]
"""Stored topics that are the same worksheet as the requested one."""


def place(scope: Scope, requested: str) -> Place:
    return Place(scope.language, scope.subject, scope.grade, requested)


class SimulatedVoter:
    """Right with probability `accuracy`, else any other answer with the same chance: another candidate, or none."""

    name = "simulated"

    def __init__(self, accuracy: float, truth: Truth, random: Random) -> None:
        self._accuracy, self._truth, self._random = accuracy, truth, random

    async def complete(self, prompt: Prompt, *, deadline: float) -> Completion:
        """A reply to one ballot, at once."""
        del deadline
        asked = _ASKED.decode(prompt.user)
        right = self._right(asked)
        answers = [_NONE, *(listed.number for listed in asked.stored)]
        wrong = [answer for answer in answers if answer != right]
        answer = right if self._random.random() < self._accuracy else self._random.choice(wrong)
        text = f'{{"same": {answer}}}'
        return Completion(text, self.name, estimate_usage(prompt, text), 0)

    def _right(self, asked: Asked) -> int:
        same = self._truth.get(Place(asked.language, asked.subject, asked.grade, asked.requested), frozenset[str]())
        return _number_of(_first(same, asked.stored), asked.stored)


def _first(same: Iterable[str], stored: Sequence[Listed]) -> str | None:
    """One of those that fit, the same on every ballot."""
    return min((listed.topic for listed in stored if listed.topic in same), default=None)


def _number_of(topic: str | None, stored: Sequence[Listed]) -> int:
    return next((listed.number for listed in stored if listed.topic == topic), _NONE)
