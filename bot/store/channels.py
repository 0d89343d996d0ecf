"""The channels of a workspace in which the bot has spoken."""

from sqlalchemy import Connection, func, select, union_all

from bot.store.places import is_in
from bot.store.tables import delivery, thread


def spoken_in(connection: Connection, platform: str, workspace: str, most: int) -> tuple[str, ...]:
    """So many channels at most, those first in which it spoke last, as far as that is remembered."""
    turns = select(thread.c.channel, thread.c.updated_at.label("at")).where(is_in(thread, platform, workspace))
    replies = select(delivery.c.channel, delivery.c.created_at).where(is_in(delivery, platform, workspace))
    spoken = union_all(turns, replies).subquery()
    latest = func.max(spoken.c.at).desc(), spoken.c.channel
    named = select(spoken.c.channel).where(spoken.c.channel != "").group_by(spoken.c.channel)
    return tuple(connection.scalars(named.order_by(*latest).limit(most)))
