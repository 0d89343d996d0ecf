"""A payload on its way to the bot, and what the bot answered."""

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.slack.fake.world import Message, Payload

if TYPE_CHECKING:
    from tests.slack.fake.socket_mode import Connection


@dataclass(slots=True, eq=False)
class Delivery:
    """One envelope (Socket Mode) or request (HTTP).

    kind: slash_commands, events_api or interactive; acked: done once the bot answers, with the payload it sent back
    (None for none) as result; acks: every such payload with the time it came, epoch seconds; attempts: how often it
    was sent; status: of the last HTTP answer; shown: what it made visible, by its acknowledgement or response_url.
    """

    envelope_id: str
    kind: str
    payload: Payload
    acked: asyncio.Future[Any]
    acks: list[tuple[float, Any]] = field(default_factory=list)
    attempts: int = 0
    sent_at: float = 0
    status: int = 0
    connection: "Connection | None" = None
    shown: list[Message] = field(default_factory=list)

    def as_envelope(self) -> Payload:
        """What Socket Mode sends."""
        envelope: Payload = {
            "envelope_id": self.envelope_id,
            "type": self.kind,
            "accepts_response_payload": self.kind != "events_api",
            "payload": self.payload,
        }
        if self.kind == "events_api":
            envelope |= {"retry_attempt": self.attempts, "retry_reason": "timeout" if self.attempts else ""}
        return envelope

    def settle(self, answer: Any, at: float) -> None:
        """The bot has answered."""
        self.acks.append((at, answer))
        if not self.acked.done():
            self.acked.set_result(answer)
