"""Topics of the semantic cache and the items that hang on them."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute("""
        create table cache_topics (
            id            bigint generated always as identity primary key,
            language      text        not null,
            subject       text        not null default '',  -- '' when the asker named none
            grade         smallint    not null,
            visibility    text        not null default 'public',
            epoch         text        not null,             -- canonical form and embedder that made the row
            canonical_key text        not null,
            topic         text        not null,
            embedding     vector(384) not null,
            created_at    timestamptz not null default now(),
            unique (language, subject, grade, visibility, epoch, canonical_key)
        );
        -- kept in the row: a scope is measured whole, and 1.5 KB out of line would cost a second read each
        alter table cache_topics alter column embedding set storage plain;

        create table cache_items (
            topic_id      bigint      not null references cache_topics on delete cascade,
            specification text        not null,
            item_id       uuid        not null,
            created_at    timestamptz not null default now(),
            expires_at    timestamptz not null,
            primary key (topic_id, specification, item_id)
        );
    """)
