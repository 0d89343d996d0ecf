"""Subscriptions, the deliveries that they owe, what channels were shown, and the articles as they were last read."""

from alembic import op
from sqlalchemy import Boolean, CheckConstraint, Column, Double, PrimaryKeyConstraint, Text, TextClause, text

revision = "0002"
down_revision = "0001"

_IS_SCHEDULED = text("(subscription_id <> '')")
_IS_REPLY = text("(subscription_id = '')")
_IS_OPEN = text("(state IN ('due', 'sending', 'unknown'))")
_IS_OPEN_REPLY = text("(state IN ('due', 'sending', 'unknown') AND subscription_id = '')")
_IS_OPEN_POST = text("(state IN ('due', 'sending', 'unknown') AND subscription_id <> '')")
_IS_ON = text("(next_at IS NOT NULL)")
_IS_ANSWERED = text("(outcome = 'answer' AND NOT is_dry_run)")
_PLACE = ("platform", "workspace", "channel")


def upgrade() -> None:
    """Make the tables, and let a delivery name its subscription and the time that it is due for."""
    _subscriptions()
    _deliveries()
    _told()


def _subscriptions() -> None:
    op.create_table(
        "subscription",
        *map(_words, ("id", *_PLACE, "thread", "kind", "topics", "at_local", "days", "zone")),
        Column("next_at", Double),
        *map(_words, ("paused_because", "cursor")),
        _number("created_at"),
        *(Column(name, Boolean, nullable=False) for name in ("skips_quiet", "has_picture", "is_from_config")),
        Column("ended_at", Double),
        CheckConstraint("kind IN ('fact', 'digest')", "ck_subscription_kind"),
        PrimaryKeyConstraint("id", name="pk_subscription"),
    )
    op.create_index("uq_subscription_place", "subscription", [*_PLACE, "kind"], unique=True)
    op.create_index("ix_subscription_next", "subscription", ["next_at"], sqlite_where=_IS_ON, postgresql_where=_IS_ON)


def _deliveries() -> None:
    op.add_column("delivery", Column("subscription_id", Text, nullable=False, server_default=""))
    op.add_column("delivery", Column("scheduled_for", Double))
    op.create_index(
        "uq_delivery_scheduled",
        "delivery",
        ["subscription_id", "scheduled_for"],
        unique=True,
        sqlite_where=_IS_SCHEDULED,
        postgresql_where=_IS_SCHEDULED,
    )
    ready = ["platform", "state", "ready_at", "id"]
    _index_where(_IS_OPEN_REPLY, "ix_delivery_open_reply", ready)
    _index_where(_IS_OPEN_POST, "ix_delivery_open_post", ready)
    _index_where(_IS_OPEN, "ix_delivery_open_channel", ["channel"])
    op.drop_index("ix_delivery_open", "delivery")
    op.drop_index("ix_delivery_event", "delivery")
    _index_where(_IS_REPLY, "ix_delivery_event", ["platform", "workspace", "event_id"])


def _index_where(condition: TextClause, name: str, columns: list[str]) -> None:
    """An index on the deliveries that meet a condition."""
    op.create_index(name, "delivery", columns, sqlite_where=condition, postgresql_where=condition)


def _told() -> None:
    """What digests tell of, and what was told before."""
    op.create_table(
        "shown",
        *map(_words, ("delivery_id", "passage", *_PLACE)),
        _number("shown_at"),
        PrimaryKeyConstraint("delivery_id", "passage", name="pk_shown"),
    )
    op.create_index("ix_shown_channel", "shown", list(_PLACE))
    op.create_index("ix_shown_at", "shown", ["shown_at"])
    op.create_table(
        "article",
        *map(_words, ("id", "digest")),
        _number("read_at"),
        PrimaryKeyConstraint("id", "digest", name="pk_article"),
    )
    op.create_index(
        "ix_question_answered",
        "question",
        [*_PLACE, "asked_at"],
        sqlite_where=_IS_ANSWERED,
        postgresql_where=_IS_ANSWERED,
    )


def _words(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _number(name: str) -> Column[float]:
    return Column(name, Double, nullable=False)
