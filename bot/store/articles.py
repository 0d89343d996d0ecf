"""The articles as they were last read, so that it is known which of them came and which changed."""

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, select, update

from bot.store import insert
from bot.store.tables import article
from handlers.state import News


def note(connection: Connection, digests: Mapping[str, str], at: float) -> None:
    """Keep what the articles, by id, say now, each as a digest; those of a database's first reading are no news."""
    if not digests:
        return
    is_first = connection.scalar(select(article.c.id).limit(1)) is None
    since = 0.0 if is_first else at
    read = sorted(digests.items())  # so that two processes at once wait for each other, not both
    rows = [{"id": name, "digest": digest, "added_at": since, "changed_at": since} for name, digest in read]
    insert.add_all(connection, article, rows)
    other = update(article).where(article.c.id == bindparam("which"), article.c.digest != bindparam("now"))
    changed = other.values(digest=bindparam("now"), changed_at=at)
    connection.execute(changed, [{"which": name, "now": digest} for name, digest in read])


def news(connection: Connection, since: float) -> tuple[News, ...]:
    """The articles that came or changed after a time, in seconds since 1970, the newest first."""
    newest = select(article).where(article.c.changed_at > since).order_by(article.c.changed_at.desc(), article.c.id)
    return tuple(News(row.id, is_new=row.added_at > since) for row in connection.execute(newest))
