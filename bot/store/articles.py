"""What the articles have said, so that it is known which of them came and which changed, and when."""

from collections.abc import Mapping

from sqlalchemy import Connection, func, select

from bot.store import insert
from bot.store.tables import article
from handlers.state import News


def note(connection: Connection, digests: Mapping[str, str], at: float) -> None:
    """Keep what the articles, by id, say now, each as a digest; those of a database's first reading are no news.

    Whatever an article once said is remembered, so that processes of two versions may start in any order and as often
    as they like: what a text says is news once.
    """
    is_first = connection.scalar(select(article.c.id).limit(1)) is None
    rows = [{"id": name, "digest": digest, "read_at": 0.0 if is_first else at} for name, digest in digests.items()]
    insert.add_all(connection, article, rows)


def news(connection: Connection, since: float, until: float) -> tuple[News, ...]:
    """The articles that came or changed after one time and until another, in seconds since 1970, the newest first."""
    first, last = func.min(article.c.read_at), func.max(article.c.read_at)
    read = select(article.c.id, first.label("first")).where(article.c.read_at <= until)
    read = read.group_by(article.c.id).having(last > since)
    return tuple(
        News(row.id, is_new=row.first > since) for row in connection.execute(read.order_by(last.desc(), article.c.id))
    )
