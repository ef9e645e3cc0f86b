"""Worksheets kept in the process: for a minute, and not too many."""

from datetime import UTC, datetime
from uuid import uuid4

from msgspec import Raw

from cache.model import Language
from fakes.clock import Clock
from questions.model import Difficulty
from worksheets.model import Source, StoredWorksheet
from worksheets.recent import RecentWorksheets


def worksheet() -> StoredWorksheet:
    return StoredWorksheet(
        id=uuid4(),
        title="7 times table",
        topic="7 times table",
        language=Language.ENGLISH,
        subject=None,
        grade=3,
        difficulty=Difficulty.EASY,
        questions=Raw(b"[]"),
        source=Source.GENERATOR,
        model=None,
        checked_by=(),
        notice=None,
        created_at=datetime.now(UTC),
    )


def test_a_worksheet_is_kept_for_a_minute() -> None:
    clock = Clock()
    recent = RecentWorksheets(clock)
    kept = worksheet()
    recent.put(kept)
    assert recent.get(kept.id) == kept
    clock.now += 60
    assert recent.get(kept.id) is None


def test_a_worksheet_that_was_never_put_is_not_there() -> None:
    assert RecentWorksheets(Clock()).get(uuid4()) is None


def test_the_one_kept_longest_makes_room() -> None:
    recent = RecentWorksheets(Clock())
    first, *others = (worksheet() for _ in range(513))
    for one in (first, *others):
        recent.put(one)
    assert recent.get(first.id) is None
    assert all(recent.get(one.id) for one in others)
