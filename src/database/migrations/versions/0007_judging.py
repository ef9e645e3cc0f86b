"""What the judge costs and brings in each scope, and what askers say about pairs of topics."""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.execute("""
        -- One row a scope: what was paid and gained in all, the same in the window that decides, and until when the
        -- judge is switched off there.
        create table cache_judge_scopes (
            language          text        not null,
            subject           text        not null,
            grade             smallint    not null,
            visibility        text        not null,
            questions         bigint      not null default 0,
            votes             bigint      not null default 0,
            served            bigint      not null default 0,  -- questions in which both votes named one topic
            saved             bigint      not null default 0,  -- of these, where it held the wanted worksheet
            prompt_tokens     bigint      not null default 0,
            completion_tokens bigint      not null default 0,
            window_questions  bigint      not null default 0,
            window_served     bigint      not null default 0,
            window_started_at timestamptz not null default now(),
            off_until         timestamptz,
            primary key (language, subject, grade, visibility)
        );
        create index cache_judge_scopes_off on cache_judge_scopes (off_until) where off_until is not null;

        -- What askers answered to "is this the same worksheet?". `asker` is a digest; one answer each a pair.
        create table cache_answers (
            language      text        not null,
            subject       text        not null,
            grade         smallint    not null,
            visibility    text        not null,
            epoch         text        not null,
            requested_key text        not null,
            stored_key    text        not null,
            asker         text        not null,
            is_same       boolean     not null,
            created_at    timestamptz not null default now(),
            primary key (language, subject, grade, visibility, epoch, requested_key, stored_key, asker)
        );
        create index cache_answers_at on cache_answers (created_at);
    """)
