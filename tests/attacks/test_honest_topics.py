"""What teachers type is shared: a rule that keeps attacks out may not keep them out too."""

from pathlib import Path

import pytest

from cache.model import Language
from worksheets.admission import refusal
from worksheets.model import WorksheetRequest

LEAST = 0.99
GRADE = 7


@pytest.mark.parametrize("language", list(Language), ids=str)
def test_honest_topics_are_shared(language: Language) -> None:
    topics = (Path(__file__).parent / "honest" / f"{language}.txt").read_text("utf-8").splitlines()
    refused = {
        topic: reason for topic in topics if (reason := refusal(WorksheetRequest(topic, GRADE, language))) is not None
    }
    assert len(refused) <= (1 - LEAST) * len(topics), refused
