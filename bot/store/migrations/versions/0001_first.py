"""The first tables: events taken in, threads, questions, votes, settings, cursors, deliveries, installations."""

from alembic import op
from sqlalchemy import Boolean, CheckConstraint, Column, Double, Integer, PrimaryKeyConstraint, Text, text
from sqlalchemy.sql.schema import SchemaItem

revision = "0001"
down_revision = None

_PLACE = ("platform", "workspace", "channel", "thread")
_IS_GAP = text("(outcome IN ('closest', 'none') AND resolved_at IS NULL AND NOT is_dry_run)")
_IS_OPEN = text("(state IN ('due', 'sending', 'unknown'))")


def upgrade() -> None:
    """Make the tables."""
    _chat()
    _questions()
    _deliveries()
    _installations()


def _chat() -> None:
    _create("meta", ("name",), _words("value"))
    _create("inbox", ("platform", "event_id"), _number("received_at"))
    _create("thread", _PLACE, _words("context"), _flag("is_active"), _number("updated_at"))
    _create("setting", ("platform", "workspace", "name"), _words("value"))
    _create("cursor", ("platform", "workspace"), _number("last_seen"))
    op.create_index("ix_inbox_received_at", "inbox", ["received_at"])
    op.create_index("ix_thread_updated_at", "thread", ["updated_at"])


def _questions() -> None:
    _create(
        "question",
        ("id",),
        *map(_words, (*_PLACE, "pseudonym", "text", "kind", "outcome", "nearest")),
        _number("asked_at"),
        _flag("is_dry_run"),
        Column("resolved_at", Double),
        CheckConstraint("outcome IN ('', 'answer', 'closest', 'none')", "ck_question_outcome"),
    )
    _create(
        "vote",
        ("question_id", "pseudonym"),
        _flag("is_helpful"),
        _words("reason"),
        _number("cast_at"),
        CheckConstraint("reason IN ('', 'wrong', 'not_answered', 'out_of_date', 'off_topic')", "ck_vote_reason"),
    )
    gap = ["platform", "workspace", "asked_at"]
    op.create_index("ix_question_asker", "question", ["platform", "workspace", "pseudonym", "asked_at"])
    op.create_index("ix_question_asked_at", "question", ["asked_at"])
    op.create_index("ix_question_gap", "question", gap, sqlite_where=_IS_GAP, postgresql_where=_IS_GAP)
    op.create_index("ix_vote_cast_at", "vote", ["cast_at"])


def _deliveries() -> None:
    _create(
        "delivery",
        ("id",),
        *map(_words, (*_PLACE, "payload", "event_id", "state")),
        Column("attempt", Integer, nullable=False),
        _words("owner"),
        _number("ready_at"),
        Column("first_try_at", Double),
        *map(_words, ("message_id", "error")),
        _number("created_at"),
        CheckConstraint("state IN ('due', 'sending', 'sent', 'unknown', 'failed', 'skipped')", "ck_delivery_state"),
    )
    op.create_index("ix_delivery_open", "delivery", ["ready_at"], sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN)
    op.create_index("ix_delivery_event", "delivery", ["platform", "workspace", "event_id"])
    op.create_index("ix_delivery_created_at", "delivery", ["created_at"])


def _installations() -> None:
    _create("installation", ("platform", "workspace"), _words("sealed"), _number("installed_at"))
    _create("oauth_state", ("digest",), _number("expires_at"))


def _create(name: str, keys: tuple[str, ...], *rest: SchemaItem) -> None:
    op.create_table(name, *map(_words, keys), *rest, PrimaryKeyConstraint(*keys, name=f"pk_{name}"))


def _words(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _number(name: str) -> Column[float]:
    return Column(name, Double, nullable=False)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)
