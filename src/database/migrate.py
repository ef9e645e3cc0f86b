"""Bring a database to the newest schema."""

from importlib.resources import files

from alembic.command import upgrade
from alembic.config import Config

_MIGRATIONS = str(files("database") / "migrations")


def _config(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", _MIGRATIONS)
    config.attributes["url"] = url
    return config


def migrate(url: str) -> None:
    """Apply every revision that `url` lacks. Blocking; safe to run from several machines at once."""
    upgrade(_config(url), "head")
