"""Texts from which worksheets are written."""

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.execute("""
        create table source_texts (
            id         uuid        primary key,
            owner      text        not null,              -- a digest; nobody else may use the text
            digest     bytea       not null,              -- SHA-256 of the text, kept once for its owner
            text       text        not null,
            pages      integer,                           -- of the PDF it came from
            is_cut     boolean     not null default false,
            created_at timestamptz not null default now(),
            expires_at timestamptz not null,
            unique (owner, digest)
        );
        create index source_texts_owner on source_texts (owner, created_at desc);
        create index source_texts_end on source_texts (expires_at);
    """)
