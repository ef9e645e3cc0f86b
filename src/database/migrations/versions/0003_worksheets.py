"""Worksheets, generations and their events, idempotency keys."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.execute("""
        create table worksheets (
            id         uuid        primary key,
            content    text        not null,  -- JSON of worksheets.model.StoredWorksheet
            created_at timestamptz not null default now(),
            expires_at timestamptz             -- null while it is kept
        );

        create table generations (
            id           uuid        primary key,
            request      jsonb       not null,
            flight_key   text        not null,  -- equal requests share it and are written once
            asker        text        not null,  -- a digest, by which limits are counted
            status       text        not null default 'queued'
                         check (status in ('queued', 'running', 'done', 'failed', 'cancelled')),
            stage        text        not null default 'queued',
            worksheet_id uuid        references worksheets on delete set null,
            problem      jsonb,
            created_at   timestamptz not null default now(),
            finished_at  timestamptz
        );
        create unique index generations_flight on generations (flight_key) where status in ('queued', 'running');
        create index generations_asker on generations (asker) where status in ('queued', 'running');
        create index generations_finished_at on generations (finished_at);
        create index worksheets_expires_at on worksheets (expires_at);

        create table generation_events (
            generation_id uuid        not null references generations on delete cascade,
            sequence      integer     not null,
            event         text        not null,
            data          jsonb       not null,
            created_at    timestamptz not null default now(),
            primary key (generation_id, sequence)
        );

        -- Only the id travels: a notification holds 8000 bytes at most, and its listener reads the table anyway.
        create function notify_generation_event() returns trigger language plpgsql as $$
        begin
            perform pg_notify('generation_events', new.generation_id::text);
            return null;
        end $$;
        create trigger generation_events_notify after insert on generation_events
            for each row execute function notify_generation_event();

        create table idempotency_keys (
            asker          text        not null,
            key            text        not null,
            request_digest bytea       not null,
            worksheet_id   uuid        references worksheets on delete cascade,
            generation_id  uuid        references generations on delete cascade,
            created_at     timestamptz not null default now(),
            primary key (asker, key)
        );
    """)
