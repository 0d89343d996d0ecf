"""Inserts that know what to do when the row is there already; each statement is built once."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, UpdateBase, select

from bot.store import recordset

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

    Insert = postgresql.Insert | sqlite.Insert


def add(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Insert a row; False when one with its primary key was there, which is left as it was."""
    return connection.scalar(_telling(connection.dialect.name, table), row) is not None


def add_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, all of the same columns; those with the primary key of one that was there are left out."""
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        connection.execute(_adding_given(table, tuple(rows[0])), recordset.values(rows))
    else:
        connection.execute(_adding(connection.dialect.name, table), rows)


def put(connection: Connection, table: Table, *rows: Mapping[str, Any], only_above: str = "") -> None:
    """Insert rows, or replace those with their primary keys; only where the column ``only_above`` grows, if named."""
    if rows:
        connection.execute(_putting(connection.dialect.name, table, only_above), rows)


@cache
def _adding(dialect: str, table: Table) -> UpdateBase:
    return _insert(dialect, table).on_conflict_do_nothing()


@cache
def _telling(dialect: str, table: Table) -> UpdateBase:
    return _adding(dialect, table).returning(table.primary_key.columns[0])


@cache
def _adding_given(table: Table, names: tuple[str, ...]) -> UpdateBase:
    given = recordset.given(table)
    rows = select(*(given.c[name] for name in names))
    return _insert("postgresql", table).from_select(names, rows).on_conflict_do_nothing()


@cache
def _putting(dialect: str, table: Table, only_above: str) -> UpdateBase:
    statement = _insert(dialect, table)
    excluded = statement.excluded
    return statement.on_conflict_do_update(
        index_elements=table.primary_key.columns.keys(),
        set_={column.name: excluded[column.name] for column in table.columns if not column.primary_key},
        where=table.c[only_above] < excluded[only_above] if only_above else None,
    )


def _insert(dialect: str, table: Table) -> "Insert":
    """An insert in a database's own words; those of the other one need not be imported."""
    insert: Insert = import_module(f"sqlalchemy.dialects.{dialect}").insert(table)
    return insert
