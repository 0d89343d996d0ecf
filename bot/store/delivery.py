"""Something owed to a chat, and where it stands."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.request import Place


class DeliveryState(StrEnum):
    """Where a delivery stands; the first three are open."""

    DUE = "due"
    SENDING = "sending"
    UNKNOWN = "unknown"
    SENT = "sent"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Delivery:
    """Something owed to a place; ``payload`` is JSON, ``event_id`` what it answers, ``message_id`` the chat's own.

    The payload may be rewritten at any time; "" takes back what was owed, also when it stands in the chat already.

    ``ready_at`` is when a due one may be sent, when the lease of a sending one ends, and from when an unknown one can
    be looked for in the chat's history. What a subscription owes names it, and the time that it is due for.
    """

    id: str
    place: Place
    payload: str
    event_id: str = ""
    state: DeliveryState = DeliveryState.DUE
    attempt: int = 0
    owner: str = ""
    ready_at: float = 0.0
    first_try_at: float | None = None
    message_id: str = ""
    error: str = ""
    created_at: float = 0.0
    subscription_id: str = ""
    scheduled_for: float | None = None


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to act on a delivery until a time; ``owner`` is a token made for this one claim."""

    owner: str
    now: float
    until: float


@dataclass(frozen=True, slots=True)
class Ending:
    """What came of a delivery: sent as a message, or failed or skipped for a reason."""

    state: DeliveryState
    message_id: str = ""
    error: str = ""
