"""Generations that equivalent requests share, and the bank of questions."""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.execute("""
        -- Equal for requests that only their topics tell apart; among those of a group the verifier decides.
        alter table generations add column flight_group text   not null default '';
        alter table generations add column viewers      text[] not null default '{}';  -- digests, to mark as seen
        -- The topic that the cache recognised, by its id and its words: what it has in the bank is used.
        alter table generations add column topic_id     bigint;
        alter table generations add column topic        text;
        create index generations_flight_group on generations (flight_group);

        -- Questions that stand in worksheets for everybody. They leave with their topic or at the end of their time.
        create table bank_questions (
            id          bigint generated always as identity primary key,
            topic_id    bigint      not null references cache_topics on delete cascade,
            digest      bytea       not null,  -- of what makes two questions one
            type        text        not null,
            bloom_level text        not null,
            difficulty  text        not null,
            points      smallint    not null,
            content     text        not null,  -- JSON of questions.model.Question
            title       text        not null,  -- of the worksheet that it came with
            edition     text        not null,
            model       text,                  -- that wrote it
            times_used  integer     not null,
            created_at  timestamptz not null default now(),
            expires_at  timestamptz not null,
            unique (topic_id, digest)
        );
        create index bank_questions_expires_at on bank_questions (expires_at);

        -- Where each question stands: whoever was given the worksheet knows it, and a report of the worksheet bars it.
        create table bank_uses (
            question_id  bigint not null references bank_questions on delete cascade,
            worksheet_id uuid   not null,
            primary key (question_id, worksheet_id)
        );
        create index bank_uses_worksheet on bank_uses (worksheet_id);
        create index cache_items_quarantined on cache_items (item_id) where quarantined_at is not null;
    """)
