"""One vote's question as a prompt, and what its answer says.

Topics travel as JSON data in the user message. Every ballot numbers the candidates anew out of 1 to 99 and lists them
in another order, so that neither a model's habit nor a text that says "answer 1" can make two votes agree.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from random import Random
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct

from cache.judging.model import Candidate, Question
from cache.model import Language
from language_models.model import Json, Prompt

_LARGEST = 99
_MOST_TOKENS = 60

# The same for every ballot: a provider compiles a schema that it has not seen, which takes longer than a vote may.
_SCHEMA: Final[dict[str, Json]] = {
    "type": "object",
    "properties": {"same": {"type": "integer", "minimum": 0, "maximum": _LARGEST}},
    "required": ["same"],
    "additionalProperties": False,
}


class Instructions(Struct, frozen=True):
    version: str
    text: str


class Listed(Struct, frozen=True):
    number: int
    topic: str


class Asked(Struct, frozen=True):
    """The user message. Nothing in it is an instruction."""

    language: Language
    subject: str | None
    grade: int
    requested: str
    stored: tuple[Listed, ...]


class _Answer(Struct, frozen=True, forbid_unknown_fields=True):
    same: Annotated[int, Meta(ge=0, le=_LARGEST)]


@dataclass(frozen=True, slots=True)
class Ballot:
    """A prompt, and the candidates by the numbers that it gives them."""

    prompt: Prompt
    numbered: dict[int, Candidate]

    def read(self, text: str) -> Candidate | None:
        """The candidate that the reply names, None for none. Raises ValueError for anything else."""
        number = msgspec.json.decode(text, type=_Answer).same
        if number == 0:
            return None
        if number not in self.numbered:
            raise ValueError(f"number {number} was not on the ballot")
        return self.numbered[number]


@cache
def instructions() -> Instructions:
    """What the judge is told; the version stands in the first line."""
    text = (resources.files("cache.judging.prompts") / "judge.txt").read_text("utf-8")
    first, _, rest = text.partition("\n")
    return Instructions(first.removeprefix("version: "), rest)


def ballots(question: Question, count: int, random: Random) -> list[Ballot]:
    """`count` ballots, in each of which every candidate stands at another place under another number."""
    candidates = list(question.candidates)
    random.shuffle(candidates)
    numbers = random.sample(range(1, _LARGEST + 1), len(candidates) * count)
    step = max(1, len(candidates) // count)
    return [
        _ballot(
            question, _rotated(candidates, position * step), numbers[position * len(candidates) :][: len(candidates)]
        )
        for position in range(count)
    ]


def _rotated(candidates: Sequence[Candidate], by: int) -> list[Candidate]:
    by %= len(candidates)
    return [*candidates[by:], *candidates[:by]]


def _ballot(question: Question, candidates: Sequence[Candidate], numbers: Sequence[int]) -> Ballot:
    listed = tuple(
        Listed(number, candidate.topic) for number, candidate in zip(sorted(numbers), candidates, strict=True)
    )
    scope = question.scope
    asked = Asked(scope.language, scope.subject, scope.grade, question.requested, listed)
    prompt = Prompt(
        system=instructions().text,
        # Some servers read `<|…|>` in text as their own control signs.
        user=msgspec.json.encode(asked).decode().replace("<", r"\u003c"),
        schema_name="judgement",
        schema=_SCHEMA,
        max_tokens=_MOST_TOKENS,
    )
    return Ballot(prompt, dict(zip(sorted(numbers), candidates, strict=True)))
