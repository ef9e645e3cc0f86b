"""How long a sheet of two pages with 20 questions and 13 formulas takes to print, beside bare WeasyPrint.

    .venv/bin/python -m bench.pdf [--repeat 10]

The floor is `HTML(string=…).write_pdf()` on the same markup and style sheet, with the formulas as SVG images, in the
same run. Processor seconds, the median of the repetitions; `cold` is the wall time from nothing to a first PDF.
"""

import argparse
import asyncio
import json
import re
import statistics
import time
from base64 import b64encode, urlsafe_b64decode
from collections.abc import Callable
from importlib.resources import files
from uuid import UUID

from weasyprint import HTML

from cache.model import Language
from pdf.formulas import svg
from pdf.model import Sheet
from pdf.page import page_html
from pdf.press import Press
from pdf.renderer import Renderer
from questions.model import (
    Answer,
    BloomLevel,
    Checker,
    ChoiceAnswer,
    Difficulty,
    NumberAnswer,
    Option,
    Question,
    QuestionType,
    TrueFalseAnswer,
)

STEMS = {
    Language.ENGLISH: (
        "Which number is the greatest?",
        "The lesson begins at nine and lasts 45 minutes. When does it end?",
    ),
    Language.RUSSIAN: (
        "Какое из чисел самое большое?",
        "Урок длится с девяти часов 45 минут. Когда он кончится?",
    ),
    Language.HINDI: ("सबसे बड़ी संख्या कौन-सी है?", "कक्षा नौ बजे शुरू होती है और 45 मिनट चलती है। वह कब समाप्त होगी?"),
}
FORMULAS = 13


def question(number: int, language: Language) -> Question:
    choice, story = STEMS[language]
    formula = rf" \(\frac{{{number}}}{{7}} + \sqrt{{{number}}}\)" if number <= FORMULAS else ""
    kinds: dict[int, tuple[QuestionType, str, Answer, tuple[str, ...]]] = {
        0: (QuestionType.SINGLE_CHOICE, choice, ChoiceAnswer(("b",)), ("12", "45", "34", "23")),
        1: (QuestionType.TRUE_FALSE, story, TrueFalseAnswer(True), ()),
        2: (QuestionType.NUMERIC, story, NumberAnswer(str(number)), ()),
    }
    kind, stem, answer, texts = kinds[number % 3]
    return Question(
        number, kind, stem + formula, answer, story, 1, BloomLevel.APPLY, Difficulty.EASY, (Checker.COMPUTED,),
        tuple(Option("abcd"[n], text) for n, text in enumerate(texts)),
    )  # fmt: skip


def sheet(language: Language) -> Sheet:
    questions = tuple(question(number, language) for number in range(1, 21))
    return Sheet(UUID(int=1), STEMS[language][0], language, "mathematics", 5, questions)


def bare_html(html: str) -> str:
    """The same markup without our image cache."""

    def data(address: re.Match[str]) -> str:
        drawing = svg(urlsafe_b64decode(address[1]).decode())
        return "data:image/svg+xml;base64," + b64encode(drawing.encode()).decode()

    css = (files("pdf") / "sheet.css").read_text(encoding="utf-8")
    return re.sub(r"formula:([\w=-]+)", data, html).replace("</head>", f"<style>{css}</style></head>")


def median(work: Callable[[], object], repeat: int) -> float:
    work()
    seconds: list[float] = []
    for _ in range(repeat):
        begun = time.process_time()
        work()
        seconds.append(time.process_time() - begun)
    return statistics.median(seconds)


async def through_the_pool(repeat: int) -> dict[str, float]:
    """Wall seconds: the first sheet of a renderer that has just started, then warm ones."""
    begun = time.perf_counter()
    renderer = Renderer()
    renderer.start()
    await renderer.render(sheet(Language.ENGLISH), with_key=False)
    cold = time.perf_counter() - begun
    warm: list[float] = []
    for number in range(repeat * 3):
        begun = time.perf_counter()
        await renderer.render(sheet(list(Language)[number % 3]), with_key=False)
        warm.append(time.perf_counter() - begun)
    await renderer.stop()
    return {"cold": cold, "warm": statistics.median(warm)}


def compare(press: Press, language: Language, repeat: int) -> dict[str, float]:
    one = sheet(language)
    bare = bare_html(page_html(one, with_key=False))
    ours = median(lambda: press.pdf(page_html(one, with_key=False), one.id, 10), repeat)
    floor = median(lambda: HTML(string=bare).write_pdf(), repeat)
    return {"ours": ours, "bare": floor, "ratio": ours / floor}


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the printing of a sheet of two pages.")
    parser.add_argument("--repeat", type=int, default=10)
    repeat = parser.parse_args().repeat
    press = Press()
    figures = {language.value: compare(press, language, repeat) for language in Language}
    ratio = statistics.mean(entry["ratio"] for entry in figures.values())
    pool = asyncio.run(through_the_pool(repeat))
    print(json.dumps({"cpu_seconds": figures, "pool_wall_seconds": pool, "ratio_to_bare": ratio}, indent=1))


if __name__ == "__main__":
    main()
