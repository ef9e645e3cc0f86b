"""Worksheets that need no model: procedural mathematics, made in milliseconds with computed answers."""

import asyncio
import secrets
from difflib import SequenceMatcher

from cache.canonical import CanonicalTopic
from questions.generators import catalogue
from questions.generators.errors import GeneratorError
from questions.generators.generate import generate
from questions.generators.model import Skill
from questions.model import Specification
from worksheets import edition
from worksheets.errors import SpecificationImpossible
from worksheets.keeping import Made, finish
from worksheets.model import Source, WorksheetRequest

_SUGGESTIONS = 5


async def compute(request: WorksheetRequest, topic: CanonicalTopic, *, refuse: bool) -> Made | None:
    """The computed worksheet, or None when no generator covers topic and specification exactly.

    With `refuse`, a covered topic whose specification is impossible raises SpecificationImpossible instead.
    """
    skill = catalogue.find_skill(topic, request.grade)
    if skill is None:
        return None
    try:
        # Some skills solve equations with sympy, which takes long enough to be felt on the event loop.
        return await asyncio.to_thread(_make, request, skill)
    except GeneratorError as error:
        if refuse:
            raise SpecificationImpossible("questions", str(error)) from error
        return None


def _make(request: WorksheetRequest, skill: Skill) -> Made:
    specification = Specification(
        count=request.questions.count,
        types=request.questions.types,
        difficulty=request.difficulty,
        bloom_levels=request.bloom_levels,
    )
    sheet = generate(skill, specification, request.language, request.grade, secrets.randbits(63))
    worksheet = finish(request, sheet.title, sheet.questions, Source.GENERATOR)
    return Made(worksheet, edition.COMPUTED, fresh=sheet.questions)


def near_topics(request: WorksheetRequest, *, known: list[str]) -> list[str]:
    """Titles of computable topics that look most like the request's, at most five together with `known`."""
    wanted = request.topic.casefold()
    titles = [title for title in catalogue.topics(request.language, request.grade) if title not in known]
    titles.sort(key=lambda title: SequenceMatcher(None, wanted, title.casefold()).ratio(), reverse=True)
    return titles[: max(0, _SUGGESTIONS - len(known))]
