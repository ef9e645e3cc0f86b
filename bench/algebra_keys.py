"""What a verdict of algebra costs: `python -m bench.algebra_keys [sheets]` over computed sheets in three languages.

Prints, a language, how many keys were confirmed and the milliseconds of processor time a question, words and patterns
already loaded.
"""

import sys
from time import process_time

from cache import canonical
from cache.model import Language
from questions.checks.computed_key import Verdict, verdict
from questions.generators.catalogue import find_skill, topics
from questions.generators.generate import generate
from questions.model import Question, Specification

GRADE = 6


def questions(language: Language, sheets: int) -> list[Question]:
    """The questions of the first so many sheets that can be computed for the grade."""
    skills = [find_skill(canonical.read(topic, language), GRADE) for topic in topics(language, GRADE)[:sheets]]
    return [
        question
        for skill in skills
        if skill is not None
        for question in generate(skill, Specification(10), language, GRADE, seed=1).questions
    ]


def main() -> None:
    sheets = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    for language in Language:
        asked = questions(language, sheets)
        verdict(asked[0], language)
        start = process_time()
        confirmed = sum(verdict(question, language) is Verdict.CONFIRMED for question in asked)
        cost = (process_time() - start) / len(asked) * 1000
        print(f"{language}: {confirmed} of {len(asked)} confirmed, {cost:.2f} ms a question")


if __name__ == "__main__":
    main()
