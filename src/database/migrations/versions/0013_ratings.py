"""What teachers think of worksheets and questions."""

from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.execute("""
        create table worksheet_ratings (
            id           bigint generated always as identity primary key,
            worksheet_id uuid        not null,              -- kept when the worksheet has expired
            question     smallint    not null default 0,    -- 0: the worksheet as a whole
            asker        text,                              -- a digest; null once the worksheet has expired
            stars        smallint    not null check (stars between 1 and 5),
            reasons      text[]      not null default '{}',
            comment      text        not null default '',
            language     text        not null,
            model        text,                              -- who wrote the worksheet; null when it was computed
            rated_at     timestamptz not null default now(),
            unique (worksheet_id, question, asker)
        );
    """)
