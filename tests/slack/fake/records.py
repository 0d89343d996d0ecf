"""What a loopback Slack writes down for tests: calls, views and the addresses where an answer may still be sent."""

from dataclasses import dataclass

from tests.slack.fake.delivery import Delivery
from tests.slack.fake.world import Message, Payload, Workspace


@dataclass(frozen=True, slots=True)
class Call:
    """A call of the Web API: its arguments (JSON decoded), when it came (epoch seconds), whose token it bore."""

    method: str
    arguments: Payload
    at: float
    workspace: Workspace | None

    def text(self, name: str) -> str:
        """An argument as text; empty if it was left out."""
        value = self.arguments.get(name)
        return "" if value is None else str(value)

    def is_set(self, name: str) -> bool:
        """Whether a flag is on, however it was written."""
        return self.arguments.get(name) in (True, 1, "1", "true", "True")


@dataclass(slots=True, eq=False)
class File:
    """A file of a workspace, by the id of its team; it can be shown once it is complete."""

    id: str
    team: str
    name: str
    length: int
    data: bytes = b""
    is_complete: bool = False


@dataclass(slots=True, eq=False)
class View:
    """A modal or home tab that a user looks at; `payload` is what the bot sent with ids filled in."""

    id: str
    team: str
    user: str
    payload: Payload
    hash: str
    is_open: bool = True

    def as_payload(self) -> Payload:
        """The view as Slack sends it."""
        defaults = {"callback_id": "", "private_metadata": "", "external_id": ""}
        own = {"id": self.id, "team_id": self.team, "hash": self.hash, "root_view_id": self.id, "app_id": "A0001"}
        return {**defaults, **self.payload, **own, "state": {"values": {}}}


@dataclass(slots=True, eq=False)
class Hook:
    """A response_url: for whom and where it speaks, up to five times in 30 minutes."""

    delivery: Delivery
    channel: str
    user: str
    team: str
    made_at: float
    original: Message | None = None
    uses: int = 0
