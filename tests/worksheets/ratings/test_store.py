"""What is kept of ratings, and for how long."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from msgspec import Raw

from cache.model import Language
from database.pool import Connection, Pool
from questions.model import Difficulty
from worksheets import store as worksheets
from worksheets.model import Source, StoredWorksheet
from worksheets.ratings import store
from worksheets.ratings.model import Rating, Reason


async def kept_for(days: int, connection: Connection) -> StoredWorksheet:
    worksheet = StoredWorksheet(
        id=uuid4(),
        title="Rivers",
        topic="Rivers",
        language=Language.ENGLISH,
        subject=None,
        grade=5,
        difficulty=Difficulty.EASY,
        questions=Raw(b"[]"),
        source=Source.MODEL,
        model="m-1",
        checked_by=(),
        notice=None,
        created_at=datetime.now(UTC),
    )
    await worksheets.insert_worksheet(connection, worksheet, datetime.now(UTC) + timedelta(days=days))
    return worksheet


async def test_of_an_expired_worksheet_the_stars_stay_and_nobody_who_gave_them(pool: Pool) -> None:
    rating = Rating(stars=4, reasons=(Reason.UNCLEAR,), comment="hm")
    async with pool.connection() as connection:
        gone, there = await kept_for(-1, connection), await kept_for(1, connection)
        for worksheet in (gone, there):
            for asker in ("a", "b"):
                await store.put_rating(connection, worksheet, rating, asker)
        assert await worksheets.delete_expired(connection) == 1
        (of_gone,) = await store.summarize(connection, gone.id, "a")
        (of_there,) = await store.summarize(connection, there.id, "a")
        cursor = await connection.execute("select distinct comment from worksheet_ratings where asker is null")
        assert await cursor.fetchall() == [("",)]
    assert (of_gone.count, of_gone.four, of_gone.my_stars) == (2, 2, None)
    assert (of_there.count, of_there.my_stars, of_there.my_comment) == (2, 4, "hm")


async def test_a_worksheet_that_is_gone_cannot_be_held(pool: Pool) -> None:
    async with pool.connection() as connection, connection.transaction():
        assert not await store.hold_worksheet(connection, uuid4())
        assert await store.hold_worksheet(connection, (await kept_for(1, connection)).id)
