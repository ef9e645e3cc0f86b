"""The labelled texts beside this module, and the topics of the cache's tests, which are all fit for a school.

Of the unfit texts, every second line was not looked at while the lists were tuned; neither were those of `unseen`.
"""

import json
from pathlib import Path

from cache.model import Language
from questions.generators import catalogue
from worksheets.moderation.model import Category

_HERE = Path(__file__).parent
_TESTS = _HERE.parents[1]


def unfit_texts(folder: str, language: Language) -> list[tuple[Category, str]]:
    """Texts with the category of each."""
    lines = (_HERE / folder / f"{language}.txt").read_text("utf-8").splitlines()
    return [(Category(category), text) for category, _, text in (line.partition(": ") for line in lines)]


def tuned_and_held_out(language: Language) -> tuple[list[tuple[Category, str]], list[tuple[Category, str]]]:
    """The unfit texts that the lists were tuned on, and the others."""
    texts = unfit_texts("unfit", language)
    return texts[0::2], texts[1::2]


def hard_but_fit(language: Language) -> list[str]:
    """Topics and notes with words that the lists are after, as lessons have them."""
    return (_HERE / "fit" / f"{language}.txt").read_text("utf-8").splitlines()


def honest_topics(language: Language) -> list[str]:
    """Every topic of the cache's tests, those of the attacks' honest list, and the titles of what can be computed."""
    topics = (_TESTS / "attacks" / "honest" / f"{language}.txt").read_text("utf-8").splitlines()
    for line in (_TESTS / "cache" / "topics" / f"{language}.jsonl").read_text("utf-8").splitlines():
        cluster = json.loads(line)
        topics += [cluster["topic"], *cluster["same"], *(other["topic"] for other in cluster["different"])]
    titles = [title for grade in range(1, 13) for title in catalogue.topics(language, grade)]
    return list(dict.fromkeys([*topics, *titles]))
