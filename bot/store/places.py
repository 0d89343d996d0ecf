"""A place as columns of a row."""

from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Table, and_

from handlers.request import Place


def columns(place: Place) -> dict[str, Any]:
    """The values of the columns ``platform``, ``workspace``, ``channel`` and ``thread``."""
    return {
        "platform": place.platform,
        "workspace": place.workspace,
        "channel": place.channel,
        "thread": place.thread,
    }


def is_at(table: Table, place: Place) -> ColumnElement[bool]:
    """That a row is of a place."""
    return and_(*(table.c[name] == value for name, value in columns(place).items()))


def is_in(table: Table, platform: str, workspace: str, channel: str | None = None) -> ColumnElement[bool]:
    """That a row is of a workspace; of one of its channels when that is given."""
    here = and_(table.c.platform == platform, table.c.workspace == workspace)
    return here if channel is None else here & (table.c.channel == channel)


def place(row: RowMapping) -> Place:
    """The place of a row."""
    return Place(row["platform"], row["workspace"], row["channel"], row["thread"])
