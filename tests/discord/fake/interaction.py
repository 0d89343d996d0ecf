"""An interaction on its way to the bot, and what the bot made of it."""

import asyncio
from dataclasses import dataclass, field

from tests.discord.fake.message import Message
from tests.discord.fake.world import Channel, Payload, User

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5
SECONDS, TOKEN_SECONDS = 3.0, 15 * 60.0


@dataclass(slots=True, eq=False)
class Interaction:
    """What somebody did, and the answers to it.

    payload: what INTERACTION_CREATE carries; metadata: what messages in answer say of it; acked: done with the body of
    the first callback; callbacks: all accepted ones with their time, epoch seconds; message: the one whose component
    was used; original: what @original is; shown_messages: what it made readable, in order; is_doubtful: the answer to
    a callback was lost, so that the bot may well try again.
    """

    id: int
    kind: int
    user: User
    channel: Channel
    made_at: float
    payload: Payload = field(repr=False)
    metadata: Payload = field(repr=False)
    acked: asyncio.Future[Payload]
    message: Message | None = None
    callbacks: list[tuple[float, Payload]] = field(default_factory=list)
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)
    shown_messages: list[Message] = field(default_factory=list)
    modal: Payload | None = None
    choices: list[Payload] | None = None
    is_expired: bool = False
    is_doubtful: bool = False

    @property
    def token(self) -> str:
        """What the bot answers it with."""
        return str(self.payload["token"])

    @property
    def installed(self) -> Payload:
        """Who installed the app that it reaches, by the kind of installation."""
        found: Payload = self.payload["authorizing_integration_owners"]
        return found

    @property
    def shown(self) -> Message | None:
        """The message it last made readable."""
        return self.shown_messages[-1] if self.shown_messages else None

    @property
    def acked_after(self) -> float:
        """Seconds until the first callback.

        Raises:
            LookupError: There was none.
        """
        return self.callbacks[0][0] - self.made_at

    @property
    def is_by_user_install(self) -> bool:
        """Whether it reaches the app only because the user installed it."""
        return "0" not in self.installed

    def expire(self) -> None:
        """Its three seconds and its fifteen minutes are over."""
        self.is_expired = True
