"""The tables as the code sees them; ``migrations/`` brings a database there.

What an index is limited to stands there alone: each database has words of its own for it, and to say it here would
import them all.
"""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    Dialect,
    Double,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    literal_column,
)


class Words(TypeDecorator[str]):
    """Text without what a database refuses: NUL (PostgreSQL) and halves of surrogate pairs (both)."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The text as it can be stored."""
        del dialect
        return None if value is None else storable(value)


def storable(text: str) -> str:
    """A text without what a database refuses."""
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", "").encode("utf-8", "replace").decode()


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def _words(name: str) -> Column[str]:
    return Column(name, Words, nullable=False)


def _key(name: str) -> Column[str]:
    return Column(name, Words, primary_key=True)


def _number(name: str) -> Column[float]:
    return Column(name, Double, nullable=False)


meta = Table("meta", metadata, _key("name"), _words("value"))

inbox = Table(
    "inbox",
    metadata,
    _key("platform"),
    _key("event_id"),
    _number("received_at"),
    Index("ix_inbox_received_at", "received_at"),
)

thread = Table(
    "thread",
    metadata,
    *map(_key, ("platform", "workspace", "channel", "thread")),
    _words("context"),
    Column("is_active", Boolean, nullable=False),
    _number("updated_at"),
    Index("ix_thread_updated_at", "updated_at"),
)

# Untyped, or SQLite would be asked whether it equals 1, and uses a partial index for its very condition alone.
IS_GAP: ColumnElement[bool] = literal_column(
    "(outcome IN ('closest', 'none') AND resolved_at IS NULL AND NOT is_dry_run)"
)
IS_ANSWERED: ColumnElement[bool] = literal_column("(outcome = 'answer' AND NOT is_dry_run)")
question = Table(
    "question",
    metadata,
    _key("id"),
    *map(_words, ("platform", "workspace", "channel", "thread", "pseudonym", "text", "kind", "outcome", "nearest")),
    _number("asked_at"),
    Column("is_dry_run", Boolean, nullable=False),
    Column("resolved_at", Double),
    CheckConstraint("outcome IN ('', 'answer', 'closest', 'none')", name="outcome"),
    Index("ix_question_asker", "platform", "workspace", "pseudonym", "asked_at"),
    Index("ix_question_asked_at", "asked_at"),
    Index("ix_question_gap", "platform", "workspace", "asked_at"),  # of gaps alone
    Index("ix_question_answered", "platform", "workspace", "channel", "asked_at"),  # of what was answered alone
)

# No foreign key: a vote may be stored before its question is.
vote = Table(
    "vote",
    metadata,
    *map(_key, ("question_id", "pseudonym")),
    Column("is_helpful", Boolean, nullable=False),
    _words("reason"),
    _number("cast_at"),
    CheckConstraint("reason IN ('', 'wrong', 'not_answered', 'out_of_date', 'off_topic')", name="reason"),
    Index("ix_vote_cast_at", "cast_at"),
)

setting = Table("setting", metadata, *map(_key, ("platform", "workspace", "name")), _words("value"))

cursor = Table("cursor", metadata, *map(_key, ("platform", "workspace")), _number("last_seen"))

IS_OPEN: ColumnElement[bool] = literal_column("(state IN ('due', 'sending', 'unknown'))")
IS_SCHEDULED: ColumnElement[bool] = literal_column("(subscription_id <> '')")
IS_REPLY: ColumnElement[bool] = literal_column("(subscription_id = '')")
IS_OPEN_REPLY: ColumnElement[bool] = literal_column("(state IN ('due', 'sending', 'unknown') AND subscription_id = '')")
IS_OPEN_POST: ColumnElement[bool] = literal_column("(state IN ('due', 'sending', 'unknown') AND subscription_id <> '')")
_READY = ("platform", "state", "ready_at", "id")
delivery = Table(
    "delivery",
    metadata,
    _key("id"),
    *map(_words, ("platform", "workspace", "channel", "thread", "payload", "event_id", "state")),
    Column("attempt", Integer, nullable=False),
    _words("owner"),
    _number("ready_at"),
    Column("first_try_at", Double),
    *map(_words, ("message_id", "error")),
    _number("created_at"),
    Column("subscription_id", Words, nullable=False, server_default=""),
    Column("scheduled_for", Double),
    CheckConstraint("state IN ('due', 'sending', 'sent', 'unknown', 'failed', 'skipped')", name="state"),
    # Of those that are open alone, and replies and posts each in their own: so that a wave of posts is not searched for
    # the one reply that is urgent.
    Index("ix_delivery_open_reply", *_READY),
    Index("ix_delivery_open_post", *_READY),
    # Not by platform: as long as PostgreSQL has not counted the rows, it would look here for what is due.
    Index("ix_delivery_open_channel", "channel"),
    Index("ix_delivery_event", "platform", "workspace", "event_id"),  # of replies alone
    Index("ix_delivery_created_at", "created_at"),
    # Of posts alone: one for each time that a subscription is due, whoever plans it and however often.
    Index("uq_delivery_scheduled", "subscription_id", "scheduled_for", unique=True),
)

subscription = Table(
    "subscription",
    metadata,
    _key("id"),
    *map(_words, ("platform", "workspace", "channel", "thread", "kind", "topics", "at_local", "days", "zone")),
    Column("next_at", Double),
    *map(_words, ("paused_because", "cursor")),
    _number("created_at"),
    *(Column(name, Boolean, nullable=False) for name in ("skips_quiet", "has_picture", "is_from_config")),
    Column("ended_at", Double),
    CheckConstraint("kind IN ('fact', 'digest')", name="kind"),
    Index("uq_subscription_place", "platform", "workspace", "channel", "kind", unique=True),
    Index("ix_subscription_next", "next_at"),  # of those that are on alone
)

# No foreign key: what a channel was shown is remembered for longer than its deliveries.
shown = Table(
    "shown",
    metadata,
    *map(_key, ("delivery_id", "passage")),
    *map(_words, ("platform", "workspace", "channel")),
    _number("shown_at"),
    Index("ix_shown_channel", "platform", "workspace", "channel"),
    Index("ix_shown_at", "shown_at"),
)

article = Table("article", metadata, *map(_key, ("id", "digest")), _number("read_at"))

installation = Table(
    "installation",
    metadata,
    *map(_key, ("platform", "workspace")),
    _words("sealed"),
    _number("installed_at"),
)

oauth_state = Table("oauth_state", metadata, _key("digest"), _number("expires_at"))
