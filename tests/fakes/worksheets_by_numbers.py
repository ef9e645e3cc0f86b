"""Worksheets for any topic, as a model would write them: numbers make every question its own and its key right."""

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from msgspec import Raw, Struct
from msgspec.json import decode as json_decode

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
PHRASES: dict[str, dict[str, str]] = json.loads(Path(__file__).with_name("worksheet_phrases.json").read_text("utf-8"))
ALL_TYPES = (
    "single_choice",
    "multiple_choice",
    "true_false",
    "short_answer",
    "numeric",
    "fill_blank",
    "matching",
    "ordering",
    "open",
)
WRONG_IN_ANSWER = {"single_choice", "numeric"}
LINK = " https://example.com/task"
WRONG_OF_TEN = (0, 4, 7)

# What is right for every question that was written in this process, whatever its key says: solvers know it.
TRUTHS: dict[tuple[str, ...], dict[str, Json]] = {}


class About(Struct):
    topic: str
    language: str = "en"
    difficulty: str = "medium"


class WantedSlot(Struct):
    type: str
    bloom_level: str = "apply"


class Wanted(Struct):
    """What the fake reads of an author's, a corrector's or a methodologist's user message."""

    about: About
    slots: list[WantedSlot] = []
    avoid: list[str] = []
    flawed: list[Raw] = []
    count: int = 0
    types: list[str] = []
    bloom_levels: list[str] = []


class Asked(Struct):
    """A worksheet to be written."""

    topic: str
    language: str = "en"
    count: int = 10
    types: list[str] = []
    bloom_levels: list[str] = []
    difficulty: str = "medium"
    behind: int = 0  # how many questions there are already: numbers go on from there


def asked_of(content: str) -> Asked:
    """What the user message asks for. Raises msgspec.DecodeError."""
    wanted = json_decode(content, type=Wanted)
    return Asked(
        wanted.about.topic,
        wanted.about.language,
        len(wanted.slots) or wanted.count,
        [slot.type for slot in wanted.slots] or wanted.types,
        [slot.bloom_level for slot in wanted.slots] or wanted.bloom_levels,
        wanted.about.difficulty,
        len(wanted.avoid) + len(wanted.flawed),
    )


def question(asked: Asked, index: int, flawed: bool = False, wrong_key: bool = False) -> dict[str, Json]:
    """Question `index` (from 0) of the worksheet asked for, in the writer's shape; a flawed one breaks a rule."""
    kind = (asked.types or list(ALL_TYPES))[index % len(asked.types or ALL_TYPES)]
    seed = index + asked.behind
    a, b = 5 + seed % 8, 11 + 6 * (seed % 8) + seed // 8
    values = {"topic": asked.topic, "a": a, "b": b, "product": a * b, "double": 2 * a * b, "few": 2, "sixty": 60 * a}
    values["claimed"] = a * b if is_true(seed) else a * b + a
    phrases = PHRASES[asked.language]
    solution = {"short_answer": "solution_minutes", "ordering": "solution_plain", "open": "solution_plain"}
    stem = phrases[kind].format(**values) + LINK * (flawed and kind not in WRONG_IN_ANSWER)
    right = answer(kind, a, b, asked.language, flawed, is_true(seed))
    truth = answer(kind, a, b, asked.language, False, is_true(seed))
    TRUTHS[identity(stem, offered(right))] = truth
    return {
        "type": kind,
        "stem": stem,
        "solution": phrases[solution.get(kind, "solution")].format(**values),
        **(wrong(kind, right) if wrong_key else right),
    }


def identity(stem: str, texts: list[str]) -> tuple[str, ...]:
    """What tells a question from all others: its stem, and what it offers in whatever order."""
    return (stem, *sorted(texts))


def offered(fields: dict[str, Any]) -> list[str]:
    """Every text that the answer's fields put on the sheet."""
    correct = fields.get("correct", [])
    return [
        *([correct] if isinstance(correct, str) else correct),
        *(distractor["text"] for distractor in fields.get("distractors", [])),
        *(text for pair in fields.get("pairs", []) for text in pair.values()),
        *fields.get("items", []),
    ]


def wrong(kind: str, right: dict[str, Any]) -> dict[str, Json]:
    """The same answer's fields with another key, as a model that is mistaken would write them."""
    fields: dict[str, Any] = json.loads(json.dumps(right))
    match kind:
        case "single_choice":
            first = fields["distractors"][0]
            fields["correct"], first["text"] = first["text"], fields["correct"]
        case "multiple_choice":
            first = fields["distractors"][0]
            fields["correct"][0], first["text"] = first["text"], fields["correct"][0]
        case "true_false":
            fields["value"] = not fields["value"]
        case "short_answer":
            fields["accepted"] = [str(int(fields["accepted"][0]) + 10)]
        case "numeric":
            fields["value"] = str(int(fields["value"]) + 10)
        case "fill_blank":
            fields["blanks"] = [[str(int(fields["blanks"][0][0]) + 10)]]
        case "matching":
            one, two = fields["pairs"][:2]
            one["right"], two["right"] = two["right"], one["right"]
        case "ordering":
            fields["items"][0], fields["items"][1] = fields["items"][1], fields["items"][0]
    return fields


def is_true(seed: int) -> bool:
    """Whether the statement of a true/false question is true: two in three are."""
    return seed % 3 != 1


def answer(kind: str, a: int, b: int, language: str, flawed: bool, is_claim_true: bool) -> dict[str, Json]:
    """The right answer's own fields for a question of type `kind` with the numbers `a` and `b`."""
    product, phrases = a * b, PHRASES[language]
    fields: dict[str, dict[str, Json]] = {
        "single_choice": {
            "correct": str(product),
            "distractors": [
                distractor(str(product + a), phrases),
                distractor(phrases["flawed_option"] if flawed else str(product - b), phrases),
                distractor(str(a + b), phrases),
            ],
        },
        "multiple_choice": {
            "correct": [rf"\({a} \times {2 * b}\)", rf"\({2 * a} \times {b}\)"],
            "distractors": [
                distractor(rf"\({a} \times {b}\)", phrases),
                distractor(rf"\({a} + {2 * b}\)", phrases),
            ],
        },
        "true_false": {"value": is_claim_true},
        "short_answer": {"accepted": [str(60 * a + b)]},
        "numeric": {"value": str(product + flawed), "tolerance": "0", "unit": None},
        "fill_blank": {"blanks": [[str(product)]]},
        "matching": {
            "pairs": [{"left": rf"\({n} \times {b}\)", "right": str(n * b)} for n in range(a, a + 4)],
        },
        "ordering": {"items": [str(a), str(a + b), str(product), str(product + a)]},
        "open": {"model_answer": phrases["model_answer"], "criteria": [phrases["criterion"]]},
    }
    return fields[kind]


def distractor(text: str, phrases: dict[str, str]) -> dict[str, Json]:
    """A wrong option with what leads to it."""
    return {"text": text, "misconception": phrases["misconception"]}


def worksheet_pieces(
    asked: Asked, flawed_every: int = 0, endless: bool = False, wrong_keys: bool = False
) -> Iterator[str]:
    """The worksheet as JSON text in pieces. With `flawed_every` n, every n-th question breaks a rule.

    With `wrong_keys`, three of ten have a wrong key.
    """
    yield json.dumps({"title": asked.topic}, ensure_ascii=False)[:-1] + ', "questions": ['
    for index in count() if endless else range(asked.count):
        flawed = flawed_every > 0 and (index + 1) % flawed_every == 0
        mistaken = wrong_keys and index % 10 in WRONG_OF_TEN
        yield (", " if index else "") + json.dumps(question(asked, index, flawed, mistaken), ensure_ascii=False)
    yield "]}"
