"""Many rows, or values, as one for PostgreSQL: a statement that has each of them in it is slow to read."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import orjson
from sqlalchemy import (
    ARRAY,
    JSON,
    Column,
    ColumnElement,
    Connection,
    Table,
    TableValuedAlias,
    Text,
    any_,
    bindparam,
    cast,
    func,
    literal,
    literal_column,
)

from bot.store.tables import storable

_ROWS = "rows"


def is_among(connection: Connection, column: Column[str], values: Collection[str]) -> ColumnElement[bool]:
    """That a column has one of some values."""
    if connection.dialect.name == "postgresql":
        return column == any_(literal(list(values), ARRAY(Text)))
    return column.in_(values)


def given(table: Table) -> TableValuedAlias:
    """Rows of a table, to select from; which ones, ``values`` say when the statement is executed."""
    like: ColumnElement[object] = literal_column(f"NULL::{table.name}")
    rows = func.json_populate_recordset(like, cast(bindparam(_ROWS, type_=Text), JSON))
    return rows.table_valued(*table.columns.keys(), name="given")


def values(rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The parameters of a statement that selects from what is ``given``; a column that a row has not is NULL."""
    written = [{name: _storable(value) for name, value in row.items()} for row in rows]
    return {_ROWS: orjson.dumps(written).decode()}


def _storable(value: object) -> object:
    return storable(value) if isinstance(value, str) else value
