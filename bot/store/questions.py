"""What was asked, by whom under a pseudonym, and what it came to; the log of gaps."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, not_, select, update

from bot.store import insert
from bot.store.places import columns, is_in, place
from bot.store.tables import IS_ANSWERED, IS_GAP, question
from handlers.request import Place


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and its outcome: "answer", "closest", "none", or "" for what is no question.

    ``user`` is a pseudonym, ``nearest`` the ids of the passages that came closest; a dry run was not answered aloud.
    """

    id: str
    place: Place
    user: str
    text: str
    kind: str
    outcome: str
    nearest: tuple[str, ...]
    at: float
    is_dry_run: bool = False


def add(connection: Connection, *asked: Asked) -> None:
    """Log questions; those whose id is there stay as they are."""
    insert.add_all(connection, question, [_row(each) for each in asked])


def find(connection: Connection, question_id: str) -> Asked | None:
    """The question with an id; None when there is none."""
    found = connection.execute(select(question).where(question.c.id == question_id)).mappings().one_or_none()
    return asked(found) if found else None


def recent(connection: Connection, platform: str, workspace: str, user: str, limit: int) -> tuple[Asked, ...]:
    """The last questions of a user, by pseudonym, newest first; no dry runs."""
    theirs = is_in(question, platform, workspace) & (question.c.pseudonym == user) & not_(question.c.is_dry_run)
    return _newest(connection, theirs, limit)


def gaps(
    connection: Connection, platform: str, workspace: str, limit: int, channel: str | None = None
) -> tuple[Asked, ...]:
    """The open gaps of a workspace, or of one of its channels, newest first.

    A gap was not answered, is no dry run, and is not yet marked as resolved.
    """
    return _newest(connection, is_in(question, platform, workspace, channel) & IS_GAP, limit)


def answered(connection: Connection, place: Place, since: float, limit: int) -> tuple[Asked, ...]:
    """The questions that were answered in a channel, whatever the thread, since a time, newest first."""
    here = is_in(question, place.platform, place.workspace, place.channel)
    return _newest(connection, here & IS_ANSWERED & (question.c.asked_at >= since), limit)


def with_gaps(connection: Connection) -> tuple[tuple[str, str], ...]:
    """The platform and id of each workspace that has open gaps, in the order of the alphabet."""
    statement = select(question.c.platform, question.c.workspace).where(IS_GAP).distinct()
    return tuple(sorted((row.platform, row.workspace) for row in connection.execute(statement)))


def dry_runs(
    connection: Connection, platform: str, workspace: str, limit: int, channel: str | None = None
) -> tuple[Asked, ...]:
    """What a workspace, or one of its channels, would have been answered unasked, newest first."""
    return _newest(connection, is_in(question, platform, workspace, channel) & question.c.is_dry_run, limit)


def resolve(connection: Connection, platform: str, workspace: str, ids: Collection[str], at: float) -> int:
    """Mark gaps of a workspace as resolved; how many of them were open."""
    statement = update(question).where(is_in(question, platform, workspace), question.c.id.in_(ids), IS_GAP)
    return connection.execute(statement.values(resolved_at=at)).rowcount


def remove(connection: Connection, question_id: str) -> None:
    """Forget a question, because it was taken back."""
    connection.execute(delete(question).where(question.c.id == question_id))


def prune(connection: Connection, before: float) -> None:
    """Forget the questions asked before a time; open gaps stay."""
    connection.execute(delete(question).where(question.c.asked_at < before, not_(IS_GAP)))


def asked(row: RowMapping) -> Asked:
    """The question of a row."""
    nearest = tuple(json.loads(row["nearest"]))
    return Asked(
        row["id"],
        place(row),
        row["pseudonym"],
        row["text"],
        row["kind"],
        row["outcome"],
        nearest,
        row["asked_at"],
        row["is_dry_run"],
    )


def _row(asked: Asked) -> dict[str, object]:
    return columns(asked.place) | {
        "id": asked.id,
        "pseudonym": asked.user,
        "text": asked.text,
        "kind": asked.kind,
        "outcome": asked.outcome,
        "nearest": json.dumps(asked.nearest),
        "asked_at": asked.at,
        "is_dry_run": asked.is_dry_run,
    }


def _newest(connection: Connection, wanted: ColumnElement[bool], limit: int) -> tuple[Asked, ...]:
    statement = select(question).where(wanted).order_by(question.c.asked_at.desc(), question.c.id).limit(limit)
    return tuple(map(asked, connection.execute(statement).mappings()))
