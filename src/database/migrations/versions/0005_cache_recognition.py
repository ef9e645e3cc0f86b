"""Vectors apart from topics, learned aliases, quarantine, variants that were seen, use of items."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.execute("""
        -- Apart from their topics, so that exact lookups read narrow rows and another embedder brings rows of its own.
        create table cache_vectors (
            topic_id   bigint      not null references cache_topics on delete cascade,
            embedder   text        not null,
            language   text        not null,
            subject    text        not null,
            grade      smallint    not null,
            visibility text        not null,
            epoch      text        not null,
            embedding  vector(384) not null,
            primary key (topic_id, embedder)
        );
        alter table cache_vectors alter column embedding set storage plain;
        create index cache_vectors_scope on cache_vectors (language, subject, grade, visibility, epoch, embedder);
        insert into cache_vectors (topic_id, embedder, language, subject, grade, visibility, epoch, embedding)
        select id, split_part(epoch, '/', 2), language, subject, grade, visibility, split_part(epoch, '/', 1), embedding
        from cache_topics;
        alter table cache_topics drop column embedding;
        update cache_topics set epoch = split_part(epoch, '/', 1);

        -- Another wording of a stored topic, learned from a judge or a teacher or told by a catalogue.
        create table cache_aliases (
            id            bigint generated always as identity primary key,
            topic_id      bigint      not null references cache_topics on delete cascade,
            language      text        not null,
            subject       text        not null,
            grade         smallint    not null,
            visibility    text        not null,
            epoch         text        not null,
            canonical_key text        not null,
            alias         text        not null,             -- as it was typed
            source        text        not null check (source in ('judged', 'teacher', 'catalogue')),
            model         text,                             -- that judged
            created_at    timestamptz not null default now(),
            unique (language, subject, grade, visibility, epoch, canonical_key)
        );
        create index cache_aliases_topic on cache_aliases (topic_id);

        -- Pairs that somebody reported as different: never served again, and labelled negatives ever after. By keys and
        -- not by topic, since they outlive the topics that are evicted.
        create table cache_quarantine (
            id            bigint generated always as identity primary key,
            language      text        not null,
            subject       text        not null,
            grade         smallint    not null,
            visibility    text        not null,
            epoch         text        not null,
            requested_key text        not null,
            stored_key    text        not null,
            requested     text        not null,
            stored        text        not null,
            match         text        not null,
            reason        text        not null default '',
            created_at    timestamptz not null default now(),
            unique (language, subject, grade, visibility, epoch, requested_key, stored_key)
        );

        -- Which version of schema and prompts made an item; others are not served.
        alter table cache_items add column edition        text        not null default '';
        alter table cache_items add column hits           bigint      not null default 0;
        alter table cache_items add column last_used_at   timestamptz not null default now();
        alter table cache_items add column quarantined_at timestamptz;
        alter table cache_items alter column edition drop default;

        -- What a teacher or an API key was given already; `viewer` is a digest.
        create table cache_seen (
            viewer  text        not null,
            item_id uuid        not null,
            seen_at timestamptz not null default now(),
            primary key (viewer, item_id)
        );
        create index cache_seen_at on cache_seen (seen_at);
    """)
