"""The author's prompt: our instructions as the system message, the request as one JSON object of data.

The system message is the same for every request of a language, so that providers can cache it.
"""

from functools import cache
from importlib import resources

import msgspec
from msgspec import Struct

from cache.model import Language
from language_models.model import Prompt
from questions.model import BloomLevel, Difficulty, QuestionType, Subject
from worksheets.model import WorksheetRequest
from worksheets.writing.reply_schema import NAME, reply_schema
from worksheets.writing.told_topic import told_topic

# Bounds of a runaway reply, not targets; reasoning models think within them. Cyrillic and Devanagari take more tokens.
TOKENS_BEFORE_FIRST_QUESTION = 4000
TOKENS_OF_A_QUESTION = {Language.ENGLISH: 500, Language.RUSSIAN: 800, Language.HINDI: 1300}
LONGEST_STEM_TO_AVOID = 200


class Instructions(Struct, frozen=True):
    version: str
    text: str


class Data(Struct, frozen=True):
    """The user message. Nothing in it is an instruction."""

    topic: str
    notes: str
    subject: Subject | None
    grade: int
    language: Language
    count: int
    types: tuple[QuestionType, ...]
    difficulty: Difficulty
    bloom_levels: tuple[BloomLevel, ...]
    avoid: tuple[str, ...]


@cache
def instructions(language: Language) -> Instructions:
    """The author's instructions in that language."""
    text = (resources.files("worksheets.writing.prompts") / f"author.{language}.txt").read_text("utf-8")
    first, _, rest = text.partition("\n")
    return Instructions(f"{first.removeprefix('version: ')}.{language}", rest)


def author_prompt(request: WorksheetRequest, count: int, avoid: tuple[str, ...]) -> Prompt:
    """Ask for `count` questions of the request, other than those with the stems in `avoid`."""
    types = request.questions.types
    data = Data(
        topic=told_topic(request),
        notes=request.notes,
        subject=request.subject,
        grade=request.grade,
        language=request.language,
        count=count,
        types=types,
        difficulty=request.difficulty,
        bloom_levels=request.bloom_levels,
        avoid=tuple(stem[:LONGEST_STEM_TO_AVOID] for stem in avoid),
    )
    return Prompt(
        system=instructions(request.language).text,
        user=_as_data(data),
        schema_name=NAME,
        schema=reply_schema(types, count),
        max_tokens=TOKENS_BEFORE_FIRST_QUESTION + count * TOKENS_OF_A_QUESTION[request.language],
    )


def _as_data(data: Data) -> str:
    """One line of JSON. `<` is escaped too: some servers read `<|…|>` in text as their own control signs."""
    return msgspec.json.encode(data).decode().replace("<", r"\u003c")
