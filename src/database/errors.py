"""Errors of the database package.

DatabaseError
└── RowMissing    a statement that must return a row returned none
"""


class DatabaseError(Exception):
    """Any error of this package."""


class RowMissing(DatabaseError):
    """A statement that must return a row returned none. Holds the statement, never its parameters."""

    def __init__(self, sql: str) -> None:
        super().__init__(f"No row came back from: {sql}")
        self.sql = sql
