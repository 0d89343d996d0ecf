"""The memory of each thread the bot answered in, and whether it still listens there."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, delete, select, update

from bot.store import insert
from bot.store.places import columns, is_at, is_in, place
from bot.store.tables import thread
from handlers.card import Context
from handlers.request import Place


@dataclass(frozen=True, slots=True)
class Thread:
    """What the next turn may lean on; an active thread is answered without a mention."""

    context: Context
    is_active: bool
    updated_at: float


@dataclass(frozen=True, slots=True)
class Turn:
    """What is known after a turn, said at a time."""

    place: Place
    context: Context
    at: float


def load(connection: Connection, place: Place, since: float) -> Thread | None:
    """The memory of a thread; none when nothing was said there since a time."""
    found = connection.execute(select(thread).where(is_at(thread, place), thread.c.updated_at >= since)).one_or_none()
    return Thread(context(json.loads(found.context)), found.is_active, found.updated_at) if found else None


def save(connection: Connection, place: Place, known: Context, at: float) -> None:
    """Remember a turn, and what is known after it; the thread is active from then on."""
    insert.put(connection, thread, _row(Turn(place, known, at)))


def save_late(connection: Connection, turns: Iterable[Turn]) -> None:
    """Remember turns of a moment ago, in their order; where something was said since, that holds."""
    insert.put(connection, thread, *map(_row, turns), only_above="updated_at")


def stop(connection: Connection, place: Place) -> None:
    """Listen no more in a thread until it is saved again; its memory stays."""
    connection.execute(update(thread).where(is_at(thread, place)).values(is_active=False))


def active(connection: Connection, platform: str, workspace: str, since: float) -> tuple[Place, ...]:
    """The threads of a workspace that are listened to and where something was said since a time."""
    wanted = thread.c.is_active & (thread.c.updated_at >= since) & (thread.c.thread != "")
    found = connection.execute(select(thread).where(is_in(thread, platform, workspace), wanted)).mappings()
    return tuple(place(row) for row in found)


def prune(connection: Connection, before: float) -> None:
    """Forget the threads where nothing was said since a time."""
    connection.execute(delete(thread).where(thread.c.updated_at < before))


def _row(turn: Turn) -> dict[str, Any]:
    known = {"context": json.dumps(asdict(turn.context)), "is_active": True, "updated_at": turn.at}
    return columns(turn.place) | known


def context(values: Mapping[str, Any]) -> Context:
    """A context from the JSON it was saved as, perhaps by another version: what is not known is left out."""
    return Context(tuple(values.get("topics", ())), values.get("question", ""), tuple(values.get("facts", ())))
