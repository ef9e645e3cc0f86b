"""Load what the first worksheet of a process would otherwise wait for: lexicons, dictionaries, the readers of rules."""

from random import Random

from cache.model import Language
from questions.model import BloomLevel, Difficulty, QuestionType
from worksheets.model import QuestionsWanted, WorksheetRequest
from worksheets.writing.model import Assignment, Checkpoint, Place, Slot
from worksheets.writing.sheet import Sheet
from worksheets.writing.told import told

_TOPIC = {Language.ENGLISH: "Water for Anna Smith", Language.RUSSIAN: "Вода для Анны", Language.HINDI: "पानी"}
_SLOT = Slot(QuestionType.SINGLE_CHOICE, BloomLevel.REMEMBER, Difficulty.EASY, 1, "")
_QUESTION = """{"type": "single_choice", "stem": "%s: \\\\(2 + 3\\\\) = ?", "solution": "%s: 2 + 3 = 5", "correct": "5",
    "distractors": [{"text": "6", "misconception": "%s"}, {"text": "4", "misconception": "%s"}]}"""


def warm() -> None:
    """Prepare and check a question in every language. Takes seconds: for a thread of its own."""
    for language, topic in _TOPIC.items():
        request = WorksheetRequest(topic, 5, language, questions=QuestionsWanted(1))
        told(Assignment(request, topic))
        sheet = Sheet(request, Checkpoint(places=(Place(_SLOT),)), Random())
        sheet.take(0, _QUESTION.replace("%s", topic))
