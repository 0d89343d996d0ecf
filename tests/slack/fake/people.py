"""What a person does in a workspace by words: commands, messages, opening and closing channels, removing the app."""

import asyncio

from tests.slack.fake.delivery import Delivery
from tests.slack.fake.messages import message_changed, message_deleted, message_posted
from tests.slack.fake.state import State
from tests.slack.fake.world import Channel, Message, User, Workspace

_NAMES = {"im": "directmessage", "group": "privategroup"}


class People(State):
    """A Slack whose users type."""

    async def command(
        self, user: User, channel: Channel, command: str, text: str = "", seconds: float = 5.0
    ) -> Message:
        """Types a slash command and waits for what becomes visible first, by acknowledgement or response_url.

        Raises:
            TimeoutError: Nothing became visible in so many seconds.
        """
        delivery = self.send_command(user, channel, command, text)
        async with asyncio.timeout(seconds):
            await asyncio.shield(delivery.acked)
        if not delivery.shown:
            await self.until(lambda: delivery.shown, seconds)
        return delivery.shown[0]

    def send_command(self, user: User, channel: Channel, command: str, text: str = "") -> Delivery:
        """Types a slash command without waiting."""
        workspace = self.home_of(user)
        delivery = self.prepare("slash_commands")
        delivery.payload = {
            "token": "loopback",
            "team_id": workspace.id,
            "team_domain": workspace.name.lower(),
            "channel_id": channel.id,
            "channel_name": _NAMES.get(channel.kind, channel.name),
            "user_id": user.id,
            "user_name": user.name,
            "command": command,
            "text": text,
            "api_app_id": self.app_id,
            "is_enterprise_install": "false",
            "response_url": self.hook(delivery, user, channel.id),
            "trigger_id": self.trigger(user),
        }
        self.send(delivery)
        return delivery

    async def say(self, user: User, channel: Channel, text: str, thread: Message | None = None) -> Message:
        """Posts a user's (or another bot's) message, in the thread of a message; `text` is as Slack escapes it."""
        bot_id = f"B{user.id[1:]}" if user.is_bot else ""
        thread_ts = thread.root if thread else ""
        message = Message(self.timestamp(), channel.id, user.id, text, thread_ts=thread_ts, bot_id=bot_id)
        self.keep_message(channel, message)
        message_posted(self, self.home_of(user), channel, message)
        return message

    async def ask(self, user: User, channel: Channel, text: str, thread: Message | None = None) -> Message:
        """Says something and gives the bot's first reply."""
        return await self.answer(await self.say(user, channel, text, thread))

    def mention(self, text: str, workspace: Workspace | None = None) -> str:
        """The text with a mention of the bot before it."""
        return f"<@{(workspace or self.workspace).bot.id}> {text}"

    async def edit(self, message: Message, text: str) -> None:
        """A user edits their message."""
        message.updates.append({"text": message.text})
        message.text, message.edited = text, self.timestamp()
        message_changed(self, self.home_of(message), self.channel_of(message), message)

    async def delete(self, message: Message) -> None:
        """A user deletes their message."""
        message.is_deleted = True
        message_deleted(self, self.home_of(message), self.channel_of(message), message)

    async def open_home(self, user: User, tab: str = "home") -> Delivery:
        """Opens the app's home (or "messages") tab."""
        workspace, channel = self.home_of(user), self.home_of(user).direct(user)
        event = {"type": "app_home_opened", "user": user.id, "channel": channel.id, "tab": tab}
        view = self.home(user)
        shown = {"view": view.as_payload()} if view and tab == "home" else {}
        return self.emit(workspace, {**event, **shown, "event_ts": self.timestamp()})

    async def join(self, user: User, channel: Channel) -> Delivery:
        """A user comes into a channel by themselves; the bot at the invitation of whoever created the channel."""
        channel.members.add(user.id)
        kind = {"channel": "C", "group": "G"}.get(channel.kind, "D")
        fields = {"user": user.id, "channel": channel.id, "channel_type": kind, "team": channel.team}
        invited = {"inviter": channel.creator} if user == self.home_of(channel).bot else {}
        event = {"type": "member_joined_channel", **fields, **invited, "event_ts": self.timestamp()}
        return self.emit(self.home_of(channel), event)

    async def remove_bot(self, channel: Channel) -> Delivery:
        """Someone removes the bot from a channel."""
        workspace = self.home_of(channel)
        channel.members.discard(workspace.bot.id)
        kind = "group_left" if channel.kind == "group" else "channel_left"
        return self.emit(workspace, {"type": kind, "channel": channel.id, "event_ts": self.timestamp()})

    async def archive(self, channel: Channel, user: User) -> Delivery:
        """Someone archives a channel."""
        channel.is_archived = True
        kind = "group_archive" if channel.kind == "group" else "channel_archive"
        event = {"type": kind, "channel": channel.id, "user": user.id, "event_ts": self.timestamp()}
        return self.emit(self.home_of(channel), event)

    async def uninstall(self, workspace: Workspace) -> tuple[Delivery, Delivery]:
        """Someone removes the app: its token stops working and both events are sent."""
        workspace.revoked.add(workspace.bot_token)
        workspace.bot_token = ""
        revoked = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [workspace.bot.id]}}
        gone = {"type": "app_uninstalled"}
        ts = {"event_ts": self.timestamp()}
        return self.emit(workspace, {**revoked, **ts}), self.emit(workspace, {**gone, **ts})

    def consent(self, user: User) -> str:
        """A user agrees to install the app: the code that Slack gives to the redirect address."""
        code = self.number("code.")
        self.codes[code] = (user.team, user.id)
        return code

    def redeliver(self, delivery: Delivery) -> None:
        """Sends a payload again, the same id and all."""
        self.send(delivery)
