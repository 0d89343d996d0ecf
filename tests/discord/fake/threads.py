"""Threads, opened by a person or by the bot."""

from typing import TYPE_CHECKING

from tests.discord.fake.message import HAS_THREAD, Message
from tests.discord.fake.world import THREAD, Channel, User

if TYPE_CHECKING:
    from tests.discord.fake.state import State


def open_thread(discord: "State", parent: Channel, name: str, message: Message | None, owner: User) -> Channel:
    """A new thread in a channel; one on a message has the message's id."""
    number = message.id if message else discord.clock.snowflake()
    thread = Channel(number, name, THREAD, parent.guild, parent, owner.id)
    if message is not None:
        message.thread = thread
        message.said.flags |= HAS_THREAD
    return discord.open_channel(thread, "THREAD_CREATE")
