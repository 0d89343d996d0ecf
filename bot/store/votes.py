"""Whether an answer helped: one vote a user and question, which may be changed."""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from bot.store import insert
from bot.store.places import is_in
from bot.store.questions import Asked, asked
from bot.store.tables import question, vote


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote of a user, by pseudonym; ``reason`` is "", "wrong", "not_answered", "out_of_date" or "off_topic"."""

    question_id: str
    user: str
    is_helpful: bool
    reason: str
    at: float


def cast(connection: Connection, given: Vote) -> None:
    """Store a vote in place of the user's last one for that question."""
    row = {
        "question_id": given.question_id,
        "pseudonym": given.user,
        "is_helpful": given.is_helpful,
        "reason": given.reason,
        "cast_at": given.at,
    }
    insert.put(connection, vote, row)


def judged(
    connection: Connection, platform: str, workspace: str, limit: int, channel: str | None = None
) -> tuple[tuple[Asked, Vote], ...]:
    """The last votes of a workspace, or of one of its channels, with their questions, newest first."""
    voter = vote.c.pseudonym.label("voter")
    statement = select(question, vote.c.is_helpful, vote.c.reason, vote.c.cast_at, voter).join_from(
        vote, question, vote.c.question_id == question.c.id
    )
    here = is_in(question, platform, workspace, channel)
    newest = statement.where(here).order_by(vote.c.cast_at.desc(), question.c.id, voter)
    return tuple(
        (asked(row), Vote(row["id"], row["voter"], row["is_helpful"], row["reason"], row["cast_at"]))
        for row in connection.execute(newest.limit(limit)).mappings()
    )


def prune(connection: Connection, before: float) -> None:
    """Forget the votes cast before a time."""
    connection.execute(delete(vote).where(vote.c.cast_at < before))
