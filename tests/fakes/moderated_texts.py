"""Labelled texts of tests/worksheets/moderation, and topics of other tests, which are all fit for a school."""

import json
from pathlib import Path

from cache.model import Language
from questions.generators import catalogue
from worksheets.moderation.model import Category

_TESTS = Path(__file__).parents[1]
_LABELLED = _TESTS / "worksheets" / "moderation"


def tuned(language: Language) -> list[tuple[Category, str]]:
    """Unfit texts that the lists were made with, each with its category."""
    return _unfit("tuned", language)


def held_out(language: Language) -> list[tuple[Category, str]]:
    """Unfit texts not looked at while the lists were made; whoever tunes on one moves it to the tuned ones."""
    return _unfit("held_out", language)


def hard_but_fit(language: Language) -> list[str]:
    """Topics with words that the lists are after, as lessons have them."""
    return (_LABELLED / "fit" / f"{language}.txt").read_text("utf-8").splitlines()


def honest_topics(language: Language) -> list[str]:
    """Every topic of the cache's tests, those of the attacks' honest list, and the titles of what can be computed."""
    topics = (_TESTS / "attacks" / "honest" / f"{language}.txt").read_text("utf-8").splitlines()
    for line in (_TESTS / "cache" / "topics" / f"{language}.jsonl").read_text("utf-8").splitlines():
        cluster = json.loads(line)
        topics += [cluster["topic"], *cluster["same"], *(other["topic"] for other in cluster["different"])]
    titles = [title for grade in range(1, 13) for title in catalogue.topics(language, grade)]
    return list(dict.fromkeys([*topics, *titles]))


def _unfit(folder: str, language: Language) -> list[tuple[Category, str]]:
    lines = (_LABELLED / folder / f"{language}.txt").read_text("utf-8").splitlines()
    return [(Category(category), text) for category, _, text in (line.partition(": ") for line in lines)]
