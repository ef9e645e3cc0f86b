"""What the bank can give to a worksheet."""

import asyncio

from database.pool import Connection
from questions.bank import store
from questions.bank.choosing import choose
from questions.bank.model import Banked, Selection

_MOST_TO_AVOID = 30  # stems; together about 2,000 tokens of a prompt


async def assemble(connection: Connection, topic_id: int, selection: Selection) -> list[Banked]:
    """Questions for a worksheet as selected, numbered from 1: all of them, or those that the bank has."""
    candidates = await store.find_fitting(connection, topic_id, selection)
    # A full sheet is compared question with question, which would be felt on the event loop.
    return await asyncio.to_thread(choose, candidates, selection) if candidates else []


async def stems_to_avoid(connection: Connection, topic_id: int) -> tuple[str, ...]:
    """What a worksheet on this topic should not ask again: the newest stems."""
    questions = await store.find_newest(connection, topic_id, _MOST_TO_AVOID)
    return tuple(question.stem for question in questions)
