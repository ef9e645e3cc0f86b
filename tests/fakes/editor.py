"""Somebody who has worksheets changed in a house, and sees what comes of it."""

from dataclasses import dataclass
from uuid import UUID

import msgspec

from cache.model import Language
from fakes.house import House
from questions.model import Question, QuestionType
from worksheets import ask
from worksheets.editing import edit
from worksheets.editing.model import Anew, EditWish, IntoLanguage, OneAnew
from worksheets.generations import starting
from worksheets.model import GenerationState, Worksheet
from worksheets.sources import Asker, Outcome, Served

EDITOR = Asker("editor")


@dataclass
class Editor:
    house: House

    async def one_anew(
        self, worksheet: Worksheet, number: int, wish: EditWish | None = None, type: QuestionType | None = None
    ) -> Worksheet:
        """The worksheet with one question made anew."""
        body = OneAnew(wish, type)
        return await self.made(await edit.regenerate_one(worksheet.id, number, body, EDITOR, self.house.sources))

    async def anew(self, worksheet: Worksheet, body: Anew) -> Worksheet:
        """The worksheet with all questions made anew that are not locked."""
        return await self.made(await edit.regenerate(worksheet.id, body, EDITOR, self.house.sources))

    async def translated(self, worksheet: Worksheet, language: Language) -> Worksheet:
        """The worksheet in another language."""
        return await self.made(await self.translation(worksheet, language))

    async def translation(self, worksheet: Worksheet, language: Language) -> Outcome:
        """What is answered at once to whoever wants it in another language."""
        return await edit.translate(worksheet.id, IntoLanguage(language), EDITOR, self.house.sources)

    async def variants(self, worksheet: Worksheet, count: int) -> list[Worksheet]:
        """Its variants, all of them there."""
        begun = await edit.vary(worksheet.id, count, EDITOR, self.house.sources)
        await self.house.work()
        states = [await starting.state(self.house.sources.pool, one.generation.id) for one in begun if one.generation]
        ids = [one.worksheet_id for one in begun if one.worksheet_id] + [state.worksheet_id for state in states]
        return [await self.read(worksheet_id) for worksheet_id in ids if worksheet_id is not None]

    async def made(self, outcome: Outcome) -> Worksheet:
        """The worksheet that comes of it in the end."""
        if isinstance(outcome, GenerationState):
            await self.house.work()
            outcome = await ask.finished_or_state(outcome.id, self.house.sources)
        assert isinstance(outcome, Served), outcome
        return msgspec.json.decode(outcome.document, type=Worksheet)

    async def read(self, worksheet_id: UUID) -> Worksheet:
        """The worksheet as anybody reads it by its id."""
        return await self.made(await ask.read(worksheet_id, self.house.sources))

    async def stored_text(self, worksheet_id: UUID) -> str:
        """The row of the worksheet, byte for byte."""
        async with self.house.sources.pool.connection() as connection:
            cursor = await connection.execute(
                "select content || created_at || expires_at from worksheets where id = %s", [worksheet_id]
            )
            (text,) = await cursor.fetchone() or ("",)
            return str(text)


def apart_from(worksheet: Worksheet, *numbers: int) -> list[Question]:
    """Its questions without those."""
    return [question for question in worksheet.questions if question.number not in numbers]
