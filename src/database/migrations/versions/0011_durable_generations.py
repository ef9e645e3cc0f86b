"""Generations that can be taken over and cancelled."""

from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.execute("""
        -- Every worker that takes a generation up has an attempt of its own; only the newest may save anything.
        alter table generations add column attempt    integer     not null default 0;
        alter table generations add column claimed_at timestamptz;  -- for the first time; the deadline counts from here
        alter table generations add column checkpoint text;         -- JSON of worksheets.writing.model.Checkpoint
        alter table generations add column edit       jsonb;        -- what is to be changed of a stored worksheet

        -- Who waits for a generation. It is cancelled when the last of them has left.
        create table generation_riders (
            generation_id uuid        not null references generations on delete cascade,
            asker         text        not null,  -- a digest
            left_at       timestamptz,
            primary key (generation_id, asker)
        );
        insert into generation_riders (generation_id, asker) select id, asker from generations;
    """)
