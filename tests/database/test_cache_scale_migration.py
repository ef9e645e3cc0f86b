"""Revision 0006 moves stored vectors into partitions."""

from importlib.resources import files

import psycopg
from alembic.command import upgrade
from alembic.config import Config

from database.migrate import migrate

VECTOR = "[" + ",".join(["0.05"] * 384) + "]"


def migrate_to(url: str, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(files("database") / "migrations"))
    config.attributes["url"] = url
    upgrade(config, revision)


def test_stored_vectors_are_kept_and_leave_with_their_topic(empty_database_url: str) -> None:
    migrate_to(empty_database_url, "0005")
    with psycopg.connect(empty_database_url) as connection:
        connection.execute("""
            insert into cache_topics (language, subject, grade, epoch, canonical_key, topic)
            select 'en', subject, grade, '2', 'k', 't'
            from unnest(array['mathematics', 'history', '']) as subject, generate_series(1, 12) as grade
        """)
        connection.execute(
            """
            insert into cache_vectors (topic_id, embedder, language, subject, grade, visibility, epoch, embedding)
            select id, 'e', language, subject, grade, visibility, epoch, %s::vector from cache_topics
            """,
            [VECTOR],
        )
    migrate(empty_database_url)
    with psycopg.connect(empty_database_url) as connection:
        counted = connection.execute(
            "select count(*), count(distinct tableoid), min(1 - (embedding <=> %s)) from cache_vectors", [VECTOR]
        ).fetchone()
        assert counted is not None
        assert counted[0] == 36
        assert counted[1] > 4
        assert counted[2] > 0.9999
        connection.execute("delete from cache_topics where grade > 1")
        assert connection.execute("select count(*) from cache_vectors").fetchone() == (3,)
