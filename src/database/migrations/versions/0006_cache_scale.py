"""Vectors of half the precision, in partitions with an index of neighbours each; indexes of the items' lifecycle."""

from alembic import op

revision = "0006"
down_revision = "0005"

_PARTITIONS = 16


def upgrade() -> None:
    op.execute("""
        alter table cache_vectors rename to cache_vectors_before;
        alter index cache_vectors_pkey rename to cache_vectors_before_pkey;
        alter index cache_vectors_scope rename to cache_vectors_before_scope;

        -- By hash, since a lookup names all three columns and nobody knows tomorrow's subjects; one scope lies in one
        -- partition. docs/decisions/0014 has the figures.
        create table cache_vectors (
            topic_id   bigint       not null references cache_topics on delete cascade,
            embedder   text         not null,
            language   text         not null,
            subject    text         not null,
            grade      smallint     not null,
            visibility text         not null,
            epoch      text         not null,
            embedding  halfvec(384) not null,
            created_at timestamptz  not null default now(),
            primary key (topic_id, embedder, language, subject, grade)
        ) partition by hash (language, subject, grade);
        -- kept in the row: a small scope is measured whole, and 768 bytes out of line would cost a second read each
        alter table cache_vectors alter column embedding set storage plain;
    """)
    for number in range(_PARTITIONS):
        op.execute(f"""
            create table cache_vectors_{number:02} partition of cache_vectors
                for values with (modulus {_PARTITIONS}, remainder {number})
        """)
    op.execute("""
        insert into cache_vectors (topic_id, embedder, language, subject, grade, visibility, epoch, embedding)
        select topic_id, embedder, language, subject, grade, visibility, epoch, embedding::halfvec
        from cache_vectors_before;
        drop table cache_vectors_before;
        create index cache_vectors_scope on cache_vectors (language, subject, grade, visibility, epoch, embedder);
        create index cache_vectors_neighbours on cache_vectors
            using hnsw (embedding halfvec_cosine_ops) with (m = 16, ef_construction = 64);

        create index cache_items_item on cache_items (item_id);
        create index cache_items_expires_at on cache_items (expires_at);
        -- room for the counts of use beside the row that they change
        alter table cache_items set (fillfactor = 85);
    """)
