"""The workspaces that installed the bot, with what must stay secret sealed."""

from collections.abc import Collection
from dataclasses import asdict, dataclass

from sqlalchemy import ColumnElement, Connection

from bot.store import insert
from bot.store.tables import installation


@dataclass(frozen=True, slots=True)
class Sealed:
    """An installation in a workspace, or in a whole organisation, by the platform's own id."""

    platform: str
    workspace: str
    sealed: str
    installed_at: float


def save(connection: Connection, installed: Sealed) -> None:
    """Keep an installation in place of the last one of that workspace."""
    insert.put(connection, installation, asdict(installed))


def find(connection: Connection, platform: str, workspaces: Collection[str]) -> tuple[Sealed, ...]:
    """The installations in any of some workspaces, newest first."""
    return _newest(connection, (installation.c.platform == platform) & installation.c.workspace.in_(workspaces))


def all_of(connection: Connection, platform: str) -> tuple[Sealed, ...]:
    """Every installation on a platform, newest first."""
    return _newest(connection, installation.c.platform == platform)


def delete(connection: Connection, platform: str, workspace: str, at: float) -> bool:
    """Forget the installation that a workspace had at a time; False when there is none, or only a later one."""
    theirs = (installation.c.platform == platform) & (installation.c.workspace == workspace)
    return connection.execute(installation.delete().where(theirs, installation.c.installed_at <= at)).rowcount == 1


def _newest(connection: Connection, wanted: ColumnElement[bool]) -> tuple[Sealed, ...]:
    order = (installation.c.installed_at.desc(), installation.c.workspace)
    rows = connection.execute(installation.select().where(wanted).order_by(*order)).mappings()
    return tuple(Sealed(**row) for row in rows)
