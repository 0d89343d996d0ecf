"""The states of installations that were used, by digest, for as long as they would be good."""

from sqlalchemy import Connection, delete, select

from bot.store import insert
from bot.store.tables import oauth_state


def is_used(connection: Connection, digest: str) -> bool:
    """Whether a state was used up."""
    return connection.scalar(select(oauth_state.c.digest).where(oauth_state.c.digest == digest)) is not None


def use(connection: Connection, digest: str, expires_at: float, now: float) -> bool:
    """Use a state up, and forget those that expired; False when it was used before."""
    prune(connection, now)
    return insert.add(connection, oauth_state, {"digest": digest, "expires_at": expires_at})


def prune(connection: Connection, now: float) -> None:
    """Forget the states that expired."""
    connection.execute(delete(oauth_state).where(oauth_state.c.expires_at <= now))
