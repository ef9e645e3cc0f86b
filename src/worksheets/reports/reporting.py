"""From what an asker says to what the cache takes back or learns."""

from uuid import UUID

from msgspec.structs import replace

from cache.model import Scope
from cache.quarantine import answering, reporting
from cache.quarantine.answering import Witness
from cache.quarantine.model import Effect
from database.pool import Connection, transaction
from worksheets import serving
from worksheets.model import StoredWorksheet
from worksheets.reading import readable_text, readable_topic
from worksheets.reports import store
from worksheets.reports.model import Answer, Reason, Report
from worksheets.sources import Asker, Sources


async def report(worksheet_id: UUID, report: Report, asker: Asker, sources: Sources) -> Effect:
    """Take the report in; what it changed at once. Raises WorksheetNotFound, TextUnreadable."""
    report = replace(report, topic=readable_topic(report.topic), text=readable_text("text", report.text))
    worksheet = await serving.stored(worksheet_id, sources)
    async with transaction(sources.pool) as connection:
        return await take_in(connection, worksheet, report, asker, sources)


async def take_in(
    connection: Connection, worksheet: StoredWorksheet, report: Report, asker: Asker, sources: Sources
) -> Effect:
    """Let a report in plain form take effect, and keep it, in the caller's transaction."""
    effect = await reporting.report(
        connection,
        sources.cache,
        report.topic,
        _scope_of(worksheet),
        worksheet.id,
        report.reason,
        of_pair=report.reason is Reason.NOT_WHAT_I_ASKED,
    )
    await store.insert_report(connection, worksheet.id, report, asker.key, effect)
    return effect


async def answer_same(worksheet_id: UUID, answer: Answer, asker: Asker, sources: Sources) -> Effect:
    """Take the answer in; what it changed at once. Raises WorksheetNotFound, TextUnreadable."""
    scope = _scope_of(await serving.stored(worksheet_id, sources))
    witness = Witness(asker.viewer or asker.key, is_known=asker.viewer is not None)
    async with transaction(sources.pool) as connection:
        return await answering.answer_same(
            connection,
            sources.cache,
            readable_topic(answer.topic),
            scope,
            worksheet_id,
            witness,
            is_same=answer.same,
        )


def _scope_of(worksheet: StoredWorksheet) -> Scope:
    """Where the worksheet is served. One that no cache serves is found there by nobody."""
    return Scope(language=worksheet.language, grade=worksheet.grade, subject=worksheet.subject)
