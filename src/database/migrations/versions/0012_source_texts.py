"""Texts from which worksheets are written."""

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    pass
