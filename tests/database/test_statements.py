"""Every statement of every store, prepared on the migrated database and compared with the Struct its rows fill."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import psycopg
import pytest
from msgspec import Struct, inspect
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGresult

import database
from database.statement import Command, Statement

SOURCES = Path(database.__file__).parents[1]
KINDS: dict[str, tuple[type[inspect.Type], ...]] = {
    "bool": (inspect.BoolType,),
    "bytea": (inspect.BytesType,),
    "date": (inspect.DateType,),
    "float4": (inspect.FloatType,),
    "float8": (inspect.FloatType,),
    "int2": (inspect.IntType,),
    "int4": (inspect.IntType,),
    "int8": (inspect.IntType,),
    "interval": (inspect.TimeDeltaType,),
    "json": (inspect.Type,),
    "jsonb": (inspect.Type,),
    "numeric": (inspect.DecimalType,),
    "text": (inspect.StrType, inspect.EnumType, inspect.LiteralType),
    "timestamptz": (inspect.DateTimeType,),
    "uuid": (inspect.UUIDType,),
    "varchar": (inspect.StrType, inspect.EnumType, inspect.LiteralType),
    "vector": (inspect.StrType,),
}
Connection = psycopg.Connection[tuple[object, ...]]


def find_statements() -> Iterator[tuple[str, Statement[Struct] | Command]]:
    """Statements and commands by name, such as `cache.store.FIND_TOPIC`."""
    for path in sorted(SOURCES.glob("**/store.py")):
        module = ".".join(path.relative_to(SOURCES).with_suffix("").parts)
        for name, value in vars(import_module(module)).items():
            if isinstance(value, Statement | Command):
                yield f"{module}.{name}", value


STATEMENTS = dict(find_statements())


@pytest.fixture(scope="module")
def connection(template_url: str) -> Iterator[Connection]:
    with psycopg.connect(template_url, autocommit=True) as opened:
        yield opened


def number_parameters(sql: str) -> bytes:
    """Named parameters as the server counts them: `%(key)s` becomes `$1` wherever it stands."""
    names: list[str] = []

    def number(match: re.Match[str]) -> str:
        if match[0] == "%%":
            return "%"
        if match[1] not in names:
            names.append(match[1])
        return f"${names.index(match[1]) + 1}"

    return re.sub(r"%\((\w+)\)[sbt]|%%", number, sql).encode()


def describe(connection: Connection, sql: str) -> PGresult:
    prepared = connection.pgconn.prepare(b"", number_parameters(sql))
    assert prepared.status == ExecStatus.COMMAND_OK, prepared.error_message.decode()
    return connection.pgconn.describe_prepared(b"")


def columns(result: PGresult) -> list[str]:
    return [(result.fname(column) or b"").decode() for column in range(result.nfields)]


def type_name(connection: Connection, oid: int) -> str:
    row = connection.execute("select typname from pg_type where oid = %s", [oid]).fetchone()
    assert row is not None
    return str(row[0])


def is_nullable(connection: Connection, table: int, column: int) -> bool:
    """Whether a column that comes straight from a table may be null. Of expressions nothing is known."""
    query = "select not attnotnull from pg_attribute where attrelid = %s and attnum = %s"
    row = connection.execute(query, [table, column]).fetchone()
    return row is not None and bool(row[0])


def alternatives(field: inspect.Field) -> tuple[inspect.Type, ...]:
    return field.type.types if isinstance(field.type, inspect.UnionType) else (field.type,)


def fits(kind: str, types: tuple[inspect.Type, ...]) -> bool:
    wanted = (inspect.ListType, inspect.VarTupleType) if kind.startswith("_") else KINDS[kind]
    return all(isinstance(each, (*wanted, inspect.NoneType, inspect.AnyType)) for each in types)


def complaints(connection: Connection, statement: Statement[Struct]) -> list[str]:
    """What is wrong between a statement and its Struct, in words."""
    result = describe(connection, statement.sql)
    info = inspect.type_info(statement.row)
    assert isinstance(info, inspect.StructType)
    if columns(result) != [field.name for field in info.fields]:
        return [f"columns {columns(result)} for fields {[field.name for field in info.fields]}"]
    found: list[str] = []
    for number, field in enumerate(info.fields):
        kind = type_name(connection, result.ftype(number))
        types = alternatives(field)
        if not fits(kind, types):
            found.append(f"{field.name} is {kind}, its field {field.type}")
        takes_null = any(isinstance(each, inspect.NoneType | inspect.AnyType) for each in types)
        if not takes_null and is_nullable(connection, result.ftable(number), result.ftablecol(number)):
            found.append(f"{field.name} may be null, its field may not")
    return found


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_statement_fits_the_schema_and_its_struct(connection: Connection, name: str) -> None:
    statement = STATEMENTS[name]
    if isinstance(statement, Command):
        assert columns(describe(connection, statement.sql)) == []
    else:
        assert complaints(connection, statement) == []


@pytest.mark.parametrize("path", sorted(SOURCES.glob("**/store.py")), ids=lambda path: path.parent.name)
def test_a_store_runs_nothing_but_statements_that_are_checked_here(path: Path) -> None:
    assert re.findall(r"\.execute(?:many)?\(\s*f?[\"']", path.read_text()) == []


class TopicRow(Struct, frozen=True, forbid_unknown_fields=True):
    id: int
    topic: str


class WrongRow(Struct, frozen=True, forbid_unknown_fields=True):
    expires_at: int


WRONG = [
    (Statement("select topic, id from cache_topics", TopicRow), "columns"),
    (Statement("select id, topic, grade from cache_topics", TopicRow), "columns"),
    (Statement("select expires_at from worksheets", WrongRow), "is timestamptz"),
    (Statement("select expires_at from worksheets", WrongRow), "may be null"),
]


@pytest.mark.parametrize(("statement", "complaint"), WRONG)
def test_a_statement_that_does_not_fit_is_seen(
    connection: Connection, statement: Statement[Struct], complaint: str
) -> None:
    assert complaint in " ".join(complaints(connection, statement))


def test_a_column_that_does_not_exist_is_seen(connection: Connection) -> None:
    with pytest.raises(AssertionError, match='column "nowhere" does not exist'):
        describe(connection, "select nowhere from worksheets where id = %(id)s")
