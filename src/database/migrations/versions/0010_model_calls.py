"""Calls of language models and what they cost."""

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.execute("""
        -- One row an attempt, whatever came of it. `asker` is a digest.
        create table model_calls (
            id                 uuid        primary key,
            at                 timestamptz not null,
            role               text        not null,
            provider           text        not null,
            model              text        not null,
            asker              text,
            generation_id      uuid,
            worksheet_id       uuid,
            language           text,
            outcome            text        not null,  -- ok, left, or the word of language_models.errors
            prompt_tokens      integer     not null,  -- those cached among them
            cached_tokens      integer     not null,
            completion_tokens  integer     not null,  -- those of reasoning among them
            reasoning_tokens   integer     not null,
            is_estimate        boolean     not null,
            milliseconds       integer     not null,
            cost               bigint,                -- in millionths of the currency; null without a price
            currency           text        not null,
            input_price        numeric,               -- prices are per million tokens
            cached_input_price numeric,
            output_price       numeric,
            price_date         date
        );
        create index model_calls_at on model_calls (at);
        create index model_calls_generation on model_calls (generation_id) where generation_id is not null;

        -- Their sums by day in UTC, kept for good.
        create table model_days (
            day               date    not null,
            role              text    not null,
            provider          text    not null,
            model             text    not null,
            currency          text    not null,
            calls             bigint  not null,
            failed            bigint  not null,
            unpriced          bigint  not null,
            prompt_tokens     bigint  not null,
            cached_tokens     bigint  not null,
            completion_tokens bigint  not null,
            reasoning_tokens  bigint  not null,
            cost              bigint  not null,
            primary key (day, role, provider, model, currency)
        );
    """)
