"""A message as people see it."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.discord.fake.clock import iso, made_at
from tests.discord.fake.components import children, find
from tests.discord.fake.world import Channel, Payload, User

if TYPE_CHECKING:
    from tests.discord.fake.interaction import Interaction
    from tests.discord.fake.records import Request

HAS_THREAD, EPHEMERAL, LOADING, COMPONENTS_V2 = 1 << 5, 1 << 6, 1 << 7, 1 << 15
_ROLE = re.compile(r"<@&(\d+)>")
PLAIN, REPLY, COMMAND, CONTEXT_MENU = 0, 19, 20, 23


@dataclass(slots=True)
class Content:
    """What a message says: what a bot sends, and what an edit replaces."""

    text: str = ""
    components: list[Payload] = field(default_factory=list)
    embeds: list[Payload] = field(default_factory=list)
    attachments: list[Payload] = field(default_factory=list)
    flags: int = 0


@dataclass(slots=True, eq=False)
class Message:
    """A message; `seen_by` is the only user who sees an ephemeral one, `edits` what it said before.

    interaction: what it answers; request: the one that made it; reference: what it replies to.
    """

    id: int
    channel: Channel = field(repr=False)
    author: User
    said: Content
    kind: int = PLAIN
    mentions: tuple[User, ...] = ()
    nonce: str = ""
    reference: "Message | None" = field(default=None, repr=False)
    interaction: "Interaction | None" = field(default=None, repr=False)
    seen_by: User | None = None
    thread: Channel | None = field(default=None, repr=False)
    edited_at: float = 0
    edits: list[Content] = field(default_factory=list, repr=False)
    is_deleted: bool = False
    request: "Request | None" = field(default=None, repr=False)

    @property
    def content(self) -> str:
        """The text beside components; empty in a message of components alone."""
        return self.said.text

    @property
    def components(self) -> list[Payload]:
        """Its components, with their ids filled in."""
        return self.said.components

    @property
    def flags(self) -> int:
        """Its flags, as bits."""
        return self.said.flags

    @property
    def is_ephemeral(self) -> bool:
        """Whether one person alone sees it."""
        return bool(self.flags & EPHEMERAL)

    @property
    def is_loading(self) -> bool:
        """Whether it only says that the bot is thinking."""
        return bool(self.flags & LOADING)

    @property
    def is_v2(self) -> bool:
        """Whether it is made of components alone."""
        return bool(self.flags & COMPONENTS_V2)

    @property
    def text(self) -> str:
        """All that can be read in it, buttons left out."""
        shown = (found["content"] for found in children(self.components) if found["type"] == 10)
        return "\n".join(filter(None, (self.content, *shown)))

    @property
    def labels(self) -> tuple[str, ...]:
        """What is written on its buttons."""
        return tuple(found.get("label", "") for found in children(self.components) if found["type"] == 2)

    def custom_id(self, label: str) -> str:
        """The custom_id of the button with this label.

        Raises:
            LookupError: There is none; the message lists those there are.
        """
        return str(find(self.components, "label", label)["custom_id"])

    def as_payload(self) -> Payload:
        """The message as Discord's REST API gives it."""
        payload = {
            "id": str(self.id),
            "type": self.kind,
            "channel_id": str(self.channel.id),
            "author": self.author.as_payload(),
            "content": self.content,
            "timestamp": made_at(self.id),
            "edited_timestamp": iso(self.edited_at) if self.edited_at else None,
            "mentions": [user.as_payload() for user in self.mentions],
            "mention_roles": _ROLE.findall(self.content),
            "attachments": self.said.attachments,
            "embeds": self.said.embeds,
            "flags": self.flags,
            "components": self.components,
        }
        return payload | dict.fromkeys(("tts", "mention_everyone", "pinned"), False) | self._relations()

    def _relations(self) -> Payload:
        payload: Payload = {}
        if self.nonce:
            payload["nonce"] = self.nonce
        if self.thread is not None:
            payload["thread"] = self.thread.as_payload()
        if self.interaction is not None:
            payload["application_id"] = payload["webhook_id"] = self.interaction.payload["application_id"]
            payload["interaction_metadata"] = self.interaction.metadata
        return payload | (_referring(self.reference) if self.reference else {})


def _referring(reference: Message) -> Payload:
    """What a reply says of the message it replies to, whose own reference is left out."""
    guild = {"guild_id": str(reference.channel.guild.id)} if reference.channel.guild else {}
    ids = {"type": 0, "message_id": str(reference.id), "channel_id": str(reference.channel.id), **guild}
    original = None if reference.is_deleted else reference.as_payload()
    if original:
        original.pop("referenced_message", None)
    return {"message_reference": ids, "referenced_message": original}
