"""The states of installations under way, by digest: each is good once, for a while."""

from sqlalchemy import Connection, delete, insert

from bot.store.tables import oauth_state


def issue(connection: Connection, digest: str, expires_at: float, now: float) -> None:
    """Remember a state, and forget those that expired."""
    prune(connection, now)
    connection.execute(insert(oauth_state).values(digest=digest, expires_at=expires_at))


def consume(connection: Connection, digest: str, now: float) -> bool:
    """Use a state up; False when it was never issued, was used before, or has expired."""
    statement = delete(oauth_state).where(oauth_state.c.digest == digest).returning(oauth_state.c.expires_at)
    expires_at = connection.scalar(statement)
    return expires_at is not None and expires_at > now


def prune(connection: Connection, now: float) -> None:
    """Forget the states that expired."""
    connection.execute(delete(oauth_state).where(oauth_state.c.expires_at <= now))
