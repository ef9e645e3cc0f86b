"""Where the tokens of a worksheet go, role by role, beside one naive prompt for the same ten questions.

    .venv/bin/python -m bench.writing_tokens [--questions 10] [--wrong-keys]

The pipeline runs against the fake provider; what it sends and gets is counted with OpenAI's o200k vocabulary
(bpe-openai, `pip install -e '.[bench]'`), and the schema of the reply is counted as part of the prompt, as providers
count it. The floor is one prompt of a few lines that asks for the same questions with options, answers and solutions,
and gets the questions that the pipeline wrote in the plain shape that such a prompt asks for.

A token that the provider has cached is counted as a tenth of one in the last column: the instructions of a role are the
same for every worksheet of a language. What checking costs is the solver and the corrector, by what was written.
"""

import argparse
import asyncio
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import bpe_openai
import msgspec

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from cache.model import Language
from fakes.behaviours import Behaviour
from fakes.one_model import OneModel
from fakes.openai_server import FakeOpenAI
from language_models.model import Completion, Prompt, Purpose, Role, Route
from language_models.openai_compatible import OpenAICompatible
from questions.model import Question
from worksheets.model import QuestionsWanted, WorksheetRequest
from worksheets.writing.model import Assignment, Checkpoint, Corrected, Stage
from worksheets.writing.write import write

TOPICS = {
    Language.ENGLISH: "Rivers of South America",
    Language.RUSSIAN: "Великие географические открытия",
    Language.HINDI: "भारत की नदियाँ",
}
NAIVE = {
    Language.ENGLISH: "You are a teacher. Write a worksheet as JSON: a title and {count} questions of mixed types on "
    "the topic “{topic}” for grade {grade}. Give every question its type, the text, options where there are any, the "
    "right answer and a short worked solution. Write in English.",
    Language.RUSSIAN: "Вы учитель. Составьте учебный лист в виде JSON: заголовок и {count} заданий разных типов по "
    "теме «{topic}» для {grade} класса. К каждому заданию укажите тип, текст, варианты, если они есть, верный ответ и "
    "краткое решение. Пишите по-русски.",
    Language.HINDI: "आप शिक्षक हैं। JSON के रूप में अभ्यास-पत्र लिखिए: शीर्षक और कक्षा {grade} के लिए “{topic}” विषय पर "
    "अलग-अलग प्रकार के {count} प्रश्न। हर प्रश्न का प्रकार, पाठ, विकल्प (यदि हों), सही उत्तर और छोटा हल दीजिए। "
    "हिंदी में लिखिए।",
}
GRADE = 6
CACHED_SHARE = 0.1
CHECKING = (Role.SOLVER, Role.CORRECTOR)


@dataclass
class Spent:
    """Tokens of one role. `fixed` are those of the prompt that are the same for every worksheet of the language."""

    calls: int = 0
    fixed: int = 0
    prompt: int = 0
    completion: int = 0

    @property
    def total(self) -> int:
        return self.fixed + self.prompt + self.completion

    @property
    def with_cache(self) -> float:
        return CACHED_SHARE * self.fixed + self.prompt + self.completion


class Counting(OneModel):
    """One model for all roles that counts what goes to and fro."""

    def __init__(self, model: OpenAICompatible, count: "Counter") -> None:
        super().__init__(model)
        self.spent: dict[Role, Spent] = defaultdict(Spent)
        self._count = count

    def route(self, purpose: Purpose) -> "CountingRoute":
        return CountingRoute(super().route(purpose), self.spent[purpose.role], self._count)


class Counter:
    def __init__(self) -> None:
        self._encoding = bpe_openai.get_encoding("o200k_base")

    def __call__(self, text: str) -> int:
        return len(self._encoding.encode(text))


class CountingRoute:
    """A route whose prompts and replies are counted."""

    def __init__(self, route: Route, spent: Spent, count: Counter) -> None:
        self._route, self._spent, self._count = route, spent, count
        self.name = route.name

    def distrust(self) -> bool:
        return self._route.distrust()

    async def complete(self, prompt: Prompt, *, deadline: float) -> Completion:
        completion = await self._route.complete(prompt, deadline=deadline)
        self._book(prompt, completion.text)
        return completion

    async def stream(self, prompt: Prompt, *, deadline: float):
        text = ""
        try:
            async for piece in self._route.stream(prompt, deadline=deadline):
                text += piece if isinstance(piece, str) else ""
                yield piece
        finally:
            self._book(prompt, text)

    def _book(self, prompt: Prompt, text: str) -> None:
        self._spent.calls += 1
        self._spent.fixed += self._count(prompt.system) + self._count(json.dumps(prompt.schema))
        self._spent.prompt += self._count(prompt.user)
        self._spent.completion += self._count(text)


async def unheard(news: Stage | Question | Corrected, checkpoint: Checkpoint | None = None, /) -> None:
    pass


async def measure(
    language: Language, questions: int, behaviours: Sequence[Behaviour]
) -> tuple[dict[Role, Spent], Spent]:
    """What one worksheet cost, by role, and what the naive prompt would."""
    request = WorksheetRequest(TOPICS[language], GRADE, language, questions=QuestionsWanted(questions))
    count = Counter()
    with FakeOpenAI() as fake:
        fake.script(*behaviours)
        model = OpenAICompatible("key", fake.base_url, fake.model)
        counting = Counting(model, count)
        draft = await write(Assignment(request), counting, unheard, deadline=120.0)
        await model.close()
    naive = NAIVE[language].format(count=questions, topic=request.topic, grade=GRADE)
    plain = {"title": draft.title, "questions": [_plain(question) for question in draft.questions]}
    return counting.spent, Spent(1, 0, count(naive), count(json.dumps(plain, ensure_ascii=False)))


def _plain(question: Question) -> dict[str, object]:
    """A question as a naive prompt gets it."""
    answer = msgspec.to_builtins(question.answer)
    answer.pop("kind")
    options = {} if not question.options else {"options": [option.text for option in question.options]}
    return {
        "type": question.type.value,
        "question": question.stem,
        **options,
        "answer": answer,
        "solution": question.solution,
    }


def report(language: Language, spent: dict[Role, Spent], naive: Spent) -> None:
    """A table, and the ratios to the floor."""
    print(f"{language.name.lower():<15}{'calls':>6}{'instructions':>14}{'data':>7}{'reply':>7}{'all':>7}{'cached':>9}")
    for role, one in spent.items():
        sums = f"{one.fixed:>14}{one.prompt:>7}{one.completion:>7}{one.total:>7}{one.with_cache:>9.0f}"
        print(f"  {role:<13}{one.calls:>6}{sums}")
    print(f"  {'naive prompt':<13}{1:>6}{0:>14}{naive.prompt:>7}{naive.completion:>7}{naive.total:>7}{naive.total:>9}")
    writing = [one for role, one in spent.items() if role not in CHECKING]
    checking = [one for role, one in spent.items() if role in CHECKING]
    for name, parts in (("all", [*writing, *checking]), ("writing", writing), ("checking", checking)):
        ratios = _total(parts) / naive.total, _cached(parts) / naive.total
        print(f"  {name} / naive: {ratios[0]:.2f}, with cached instructions {ratios[1]:.2f}")
    overhead = _total(checking) / _total(writing), _cached(checking) / _cached(writing)
    print(f"  checking / writing: {overhead[0]:.0%}, with cached instructions {overhead[1]:.0%}\n")


def _total(parts: Iterable[Spent]) -> int:
    return sum(one.total for one in parts)


def _cached(parts: Iterable[Spent]) -> float:
    return sum(one.with_cache for one in parts)


def main() -> None:
    parser = argparse.ArgumentParser(description="Tokens of a worksheet by role, beside one naive prompt.")
    parser.add_argument("--questions", type=int, default=10)
    parser.add_argument("--wrong-keys", action="store_true", help="the author gets three keys of ten wrong")
    arguments = parser.parse_args()
    behaviours = [Behaviour.WRONG_KEYS] if arguments.wrong_keys else []
    for language in Language:
        report(language, *asyncio.run(measure(language, arguments.questions, behaviours)))


if __name__ == "__main__":
    main()
