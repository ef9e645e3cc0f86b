"""SQL of reports."""

from uuid import UUID

from cache.quarantine.model import Effect
from database.pool import Connection
from database.statement import Command
from worksheets.reports.model import Report

INSERT_REPORT = Command("""
    insert into worksheet_reports (worksheet_id, topic, reason, text, asker, effect)
    values (%(worksheet_id)s, %(topic)s, %(reason)s, %(text)s, %(asker)s, %(effect)s)
""")

DELETE_OLD_REPORTS = Command("""
    delete from worksheet_reports
    where created_at < now() - interval '180 days'
""")


async def insert_report(connection: Connection, worksheet_id: UUID, report: Report, asker: str, effect: Effect) -> None:
    """Keep the report with what it changed, for whoever looks after the worksheets."""
    parameters = {
        "worksheet_id": worksheet_id,
        "topic": report.topic,
        "reason": report.reason,
        "text": report.text,
        "asker": asker,
        "effect": effect,
    }
    await INSERT_REPORT.execute(connection, parameters)


async def delete_old(connection: Connection) -> int:
    """Forget reports of more than half a year ago; their number."""
    return await DELETE_OLD_REPORTS.execute(connection)
