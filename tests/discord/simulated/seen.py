"""What people see in a simulated Discord, and how they write to the bot."""

from typing import Any

import discord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.results import InteractionResult, ResponseMessage

from bot.adapters.discord.blocks.elements import Json
from tests.discord.reading import BUTTON, MENU, all_of, written


def told(result: InteractionResult) -> str:
    """What an interaction's user reads: the reply, or what came beside it."""
    shown = [each for each in (result.response, *result.followups) if each]
    return "\n".join(text(each) for each in shown)


def text(message: ResponseMessage | discord.Message) -> str:
    """All that a message says."""
    return "\n".join(written(components(message)))


def components(message: ResponseMessage | discord.Message) -> list[Json]:
    """The components of a message, as JSON."""
    found: list[Any] = message.components
    return [each if isinstance(each, dict) else each.to_dict() for each in found]


def labels(message: ResponseMessage | discord.Message) -> list[str]:
    """What its buttons are called."""
    return [each["label"] for each in all_of(components(message), BUTTON)]


def menu(message: ResponseMessage | discord.Message) -> Json:
    """The menu of a message."""
    return all_of(components(message), MENU)[0]


def reply(result: InteractionResult) -> ResponseMessage:
    """The message that answers an interaction."""
    assert result.response
    return result.response


async def mention(member: MemberActor, channel: ChannelHandle, question: str) -> discord.Message:
    """What the bot replies to a message that mentions it."""
    said = await member.send(channel, f"<@{member.guild.me.id if member.guild.me else 0}> {question}")
    last = channel.last_message
    assert last
    assert last.id != said.id
    return last
