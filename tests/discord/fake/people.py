"""What people write in a loopback Discord, and what the bot answers."""

import re

from tests.discord.fake import events
from tests.discord.fake.interaction import Interaction
from tests.discord.fake.message import PLAIN, REPLY, Content, Message
from tests.discord.fake.places import Places
from tests.discord.fake.world import DIRECT, Channel, User

_MENTION = re.compile(r"<@!?(\d+)>")


class People(Places):
    """A Discord whose users write, edit and delete."""

    def say(
        self, user: User, channel: Channel, text: str, *, mention: bool = False, reply_to: Message | None = None
    ) -> Message:
        """Writes a message, with the bot's name in front if it is a mention; a reply mentions whom it answers."""
        text = f"{self.bot.mention} {text}" if mention else text
        replied = (reply_to.author,) if reply_to else ()
        message = Message(
            self.clock.snowflake(),
            channel,
            user,
            Content(text),
            REPLY if reply_to else PLAIN,
            mentions=tuple(dict.fromkeys((*self._mentioned(text), *replied))),
            reference=reply_to,
        )
        self.keep_message(message)
        self.repeat(message)
        return message

    def edit(self, message: Message, text: str) -> None:
        """Rewrites a message."""
        message.edits.append(message.said)
        message.said = Content(text)
        message.edited_at = self.clock.now()
        replied = (message.reference.author,) if message.reference else ()
        message.mentions = tuple(dict.fromkeys((*self._mentioned(text), *replied)))
        self.tell_of(message, "MESSAGE_UPDATE")

    def delete(self, message: Message) -> None:
        """Deletes a message."""
        message.is_deleted = True
        message.channel.messages.pop(message.id, None)
        if self.can_see(message.channel):
            self.tell(events.message_deleted(message))

    def repeat(self, what: Message | Interaction) -> None:
        """Sends the event of a message or interaction, or sends it again, as new."""
        if isinstance(what, Message):
            self.tell_of(what, "MESSAGE_CREATE")
        else:
            guild = what.channel.guild
            number = guild.id if guild is not None and guild.has_bot else 0
            self.tell(events.Event("INTERACTION_CREATE", what.payload, number))

    def tell_of(self, message: Message, event: str) -> None:
        """Sends an event about a message, if the bot can see it."""
        if self.can_see(message.channel) and not message.is_ephemeral:
            self.tell(events.message_event(self, event, message))

    def replies(self, to: Message | Interaction) -> tuple[Message, ...]:
        """What the bot has answered so far and not deleted.

        To a message: replies, what it says in the message's thread; in a thread or direct messages all it said since.
        """
        if isinstance(to, Interaction):
            found = dict.fromkeys(to.shown_messages)
        else:
            found = dict.fromkeys(message for message in self._around(to) if message.author is self.bot)
        return tuple(message for message in found if not message.is_deleted)

    async def reply(self, to: Message | Interaction, seconds: float = 5.0) -> Message:
        """Waits for the bot's first answer that says something and gives it.

        Raises:
            TimeoutError: There was none in so many seconds.
        """
        found = await self.until(lambda: [one for one in self.replies(to) if not one.is_loading], seconds)
        return found[0]

    def _around(self, message: Message) -> list[Message]:
        channel = message.channel
        is_close = channel.is_thread or channel.kind == DIRECT
        later = (found for found in channel.messages.values() if found.id > message.id)
        inside = message.thread.messages.values() if message.thread else ()
        return [found for found in later if found.reference is message or (is_close and not found.reference)] + [
            *inside
        ]

    def _mentioned(self, text: str) -> list[User]:
        ids = [int(number) for number in _MENTION.findall(text)]
        return [self.users[number] for number in ids if number in self.users]
