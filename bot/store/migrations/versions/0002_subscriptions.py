"""Subscriptions, and the deliveries that they owe."""

from alembic import op
from sqlalchemy import Boolean, CheckConstraint, Column, Double, PrimaryKeyConstraint, Text, text

revision = "0002"
down_revision = "0001"

_IS_SCHEDULED = text("(subscription_id <> '')")
_IS_ON = text("(next_at IS NOT NULL)")
_WORDS = ("platform", "workspace", "channel", "thread", "kind", "topics", "at_local", "days", "zone")


def upgrade() -> None:
    """Make the table, and let a delivery name its subscription and the time that it is due for."""
    op.create_table(
        "subscription",
        *(Column(name, Text, nullable=False) for name in ("id", *_WORDS)),
        Column("next_at", Double),
        *(Column(name, Text, nullable=False) for name in ("paused_because", "cursor")),
        Column("created_at", Double, nullable=False),
        Column("skips_quiet", Boolean, nullable=False),
        CheckConstraint("kind IN ('fact', 'digest')", "ck_subscription_kind"),
        PrimaryKeyConstraint("id", name="pk_subscription"),
    )
    op.create_index("uq_subscription_place", "subscription", ["platform", "workspace", "channel", "kind"], unique=True)
    op.create_index("ix_subscription_next", "subscription", ["next_at"], sqlite_where=_IS_ON, postgresql_where=_IS_ON)
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
