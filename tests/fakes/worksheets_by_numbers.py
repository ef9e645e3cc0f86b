"""Worksheets for any topic, as a model would write them: numbers make every question its own and its key right."""

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from msgspec import Struct

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


class Asked(Struct):
    """The worksheet data in the prompt's last user message."""

    topic: str
    language: str = "en"
    count: int = 10
    types: list[str] = []
    bloom_levels: list[str] = []
    difficulty: str = "medium"
    avoid: list[str] = []


def question(asked: Asked, index: int, flawed: bool = False) -> dict[str, Json]:
    """Question `index` (from 0) of the worksheet asked for, in the writer's shape; a flawed one breaks a rule."""
    kind = (asked.types or list(ALL_TYPES))[index % len(asked.types or ALL_TYPES)]
    seed = index + len(asked.avoid)
    a, b = 5 + seed % 8, 11 + 6 * (seed % 8) + seed // 8
    values = {"topic": asked.topic, "a": a, "b": b, "product": a * b, "double": 2 * a * b, "few": 2, "sixty": 60 * a}
    values["claimed"] = a * b if is_true(seed) else a * b + a
    phrases = PHRASES[asked.language]
    solution = {"short_answer": "solution_minutes", "ordering": "solution_plain", "open": "solution_plain"}
    return {
        "type": kind,
        "bloom_level": asked.bloom_levels[index % len(asked.bloom_levels)] if asked.bloom_levels else "apply",
        "difficulty": asked.difficulty,
        "points": 3 if kind == "open" else 1,
        "stem": phrases[kind].format(**values) + LINK * (flawed and kind not in WRONG_IN_ANSWER),
        "solution": phrases[solution.get(kind, "solution")].format(**values),
        **answer(kind, a, b, asked.language, flawed, is_true(seed)),
    }


def is_true(seed: int) -> bool:
    """Whether the statement of a true/false question is true: two in three are."""
    return seed % 3 != 1


def answer(kind: str, a: int, b: int, language: str, flawed: bool, is_claim_true: bool) -> dict[str, Json]:
    """The right answer's own fields for a question of type `kind` with the numbers `a` and `b`."""
    product, phrases = a * b, PHRASES[language]
    fields: dict[str, dict[str, Json]] = {
        "single_choice": {
            "correct": str(product),
            "distractors": [str(product + a), phrases["flawed_option"] if flawed else str(product - b), str(a + b)],
        },
        "multiple_choice": {
            "correct": [rf"\({a} \times {2 * b}\)", rf"\({2 * a} \times {b}\)"],
            "distractors": [rf"\({a} \times {b}\)", rf"\({a} + {2 * b}\)"],
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


def worksheet_pieces(asked: Asked, flawed_every: int = 0, endless: bool = False) -> Iterator[str]:
    """The worksheet as JSON text in pieces. With `flawed_every` n, every n-th question breaks a rule."""
    yield json.dumps({"title": asked.topic}, ensure_ascii=False)[:-1] + ', "questions": ['
    for index in count() if endless else range(asked.count):
        flawed = flawed_every > 0 and (index + 1) % flawed_every == 0
        yield (", " if index else "") + json.dumps(question(asked, index, flawed), ensure_ascii=False)
    yield "]}"
