"""The methodologist and the solver of the fake provider: plans and answers for worksheets by numbers."""

import json
from collections.abc import Iterator
from itertools import count, cycle, islice
from typing import Any

from msgspec import Struct
from msgspec.json import decode as json_decode

from fakes.worksheets_by_numbers import ALL_TYPES, TRUTHS, Asked, Json, identity

LEVELS = ("remember", "understand", "apply", "analyze")


class Unsolved(Struct):
    number: int
    type: str
    stem: str
    options: list[str] = []
    left: list[str] = []
    right: list[str] = []

    @property
    def texts(self) -> list[str]:
        return [*self.options, *self.left, *self.right]


class ToSolve(Struct):
    questions: list[Unsolved]


def blueprint_pieces(asked: Asked, endless: bool = False) -> Iterator[str]:
    """A plan with as many slots as asked for."""
    yield json.dumps({"objectives": [asked.topic[:100]]}, ensure_ascii=False)[:-1] + ', "slots": ['
    kinds, levels = cycle(asked.types or ALL_TYPES), cycle(asked.bloom_levels or LEVELS)
    for index in count() if endless else range(asked.count):
        slot: dict[str, Json] = {
            "tests": f"{asked.topic[:60]} {index + 1 + asked.behind}",
            "type": next(kinds),
            "bloom_level": next(levels),
            "difficulty": asked.difficulty,
            "points": 1,
        }
        yield (", " if index else "") + json.dumps(slot, ensure_ascii=False)
    yield "]}"


def answers(content: str, wrong_about: int = 0) -> str:
    """What an expert answers who knows every question that was written in this process, and is silent about others.

    Of the first `wrong_about` it is mistaken.
    """
    told = json_decode(content, type=ToSolve).questions
    known = [(one, TRUTHS[key]) for one in told if (key := identity(one.stem, one.texts)) in TRUTHS]
    given = [
        {
            "number": one.number,
            "working": "",
            "answer": ["0"] if place < wrong_about else right_answer(one, truth),
            "problem": "",
        }
        for place, (one, truth) in enumerate(known)
    ]
    return json.dumps({"answers": given}, ensure_ascii=False)


def right_answer(one: Unsolved, truth: dict[str, Any]) -> list[str]:
    """The right answer in the solver's shape."""
    match one.type:
        case "single_choice":
            return [str(one.options.index(truth["correct"]) + 1)]
        case "multiple_choice" | "ordering":
            texts = truth["correct"] if one.type == "multiple_choice" else truth["items"]
            return [str(one.options.index(text) + 1) for text in texts]
        case "matching":
            partners = {pair["left"]: pair["right"] for pair in truth["pairs"]}
            return [str(one.right.index(partners[left]) + 1) for left in one.left]
        case "true_false":
            return ["true" if truth["value"] else "false"]
        case "short_answer":
            return [truth["accepted"][0]]
        case "numeric":
            return [truth["value"]]
        case _:
            return [blank[0] for blank in islice(truth.get("blanks", []), 10)]
