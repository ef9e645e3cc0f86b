"""What askers report about worksheets."""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.execute("""
        create table worksheet_reports (
            id           bigint generated always as identity primary key,
            worksheet_id uuid        not null,              -- kept when the worksheet has expired
            topic        text        not null,              -- what was asked
            reason       text        not null,
            text         text        not null default '',
            asker        text        not null,              -- a digest
            effect       text        not null,              -- what the report changed at once
            created_at   timestamptz not null default now()
        );
        create index worksheet_reports_worksheet on worksheet_reports (worksheet_id);
        create index worksheet_reports_at on worksheet_reports (created_at);
    """)
