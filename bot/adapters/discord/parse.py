"""Discord's messages and interactions to what the bot works with: messages, requests and presses."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import discord

from bot.adapters.discord import codes
from bot.adapters.discord.codes import Code, Verb
from bot.conversation.message import Message
from handlers.request import Place, Request, Settings

PLATFORM: Final = "discord"
ELSEWHERE: Final = "@me"
"""The workspace of direct messages, and of servers that the bot is not a member of."""
_ANSWERED = {discord.MessageType.default, discord.MessageType.reply}
_SOMEBODY = re.compile(r"<@[!&]?[0-9]+>")
_EMOJI = re.compile(r"<a?(:\w+:)[0-9]+>")


def message(heard: discord.Message, bot: int) -> Message | None:
    """A message for the bot: one that mentions it, replies to it, or is said to it directly; None for all others.

    ``bot`` is the bot's own id. What others say has no text here, for the bot does not ask to read it.
    """
    if heard.author.bot or heard.webhook_id or heard.type not in _ANSWERED:
        return None
    answered, others = _answered(heard, bot), any(user.id != bot for user in heard.mentions)
    is_mentioned = any(user.id == bot for user in heard.mentions)
    if heard.guild and not is_mentioned and not (answered and heard.content):
        return None
    return Message(
        key(heard.channel.id, heard.id),
        _place(heard, answered),
        str(heard.author.id),
        plain(re.sub(f"<@!?{bot}>", "", heard.content)),
        heard.created_at.timestamp(),
        is_addressed=True,
        is_in_thread=answered is not None,
        mentions_others=others,
    )


def key(channel: int, message: int) -> str:
    """The same for everything that tells of a message."""
    return f"{channel}:{message}"


def plain(text: str) -> str:
    """Discord's text as a person typed it, other people and roles as ``@…``: who they are is nobody's business.

    Channels keep their form, ``<#1>``, for the commands that take them.
    """
    return _EMOJI.sub(r"\1", _SOMEBODY.sub("@…", text)).strip()


def request(interaction: discord.Interaction, text: str, today: date, settings: Settings) -> Request:
    """What is asked by an interaction; its id is the same when Discord sends it again."""
    return Request(plain(text), today, settings, place(interaction), str(interaction.user.id), str(interaction.id))


def place(interaction: discord.Interaction, thread: str = "") -> Place:
    """Where an interaction comes from; of a server that the bot is not a member of, not which."""
    guild = interaction.guild_id if interaction.is_guild_integration() else None
    return Place(PLATFORM, str(guild or ELSEWHERE), str(interaction.channel_id or ""), thread)


@dataclass(frozen=True, slots=True)
class Press:
    """A button that was pressed, an option that was chosen, or a modal that was sent off.

    ``text`` is what its code says; ``value`` what was typed or chosen; ``is_private`` says that only its user sees the
    message it belongs to.
    """

    verb: Verb
    text: str
    page: int
    value: str
    is_private: bool


def press(interaction: discord.Interaction, value: str) -> Press | None:
    """What an interaction with a component or a modal means; None for what is none of ours."""
    data: Mapping[str, Any] = interaction.data or {}
    code = codes.read(str(data.get("custom_id", "")))
    if code is None:
        return None
    shown = interaction.message
    return Press(
        code.verb,
        _said(code, shown),
        code.page,
        value,
        is_private=shown is not None and shown.flags.ephemeral,
    )


def _said(code: Code, shown: discord.Message | None) -> str:
    """A text that is too long for an id stands in the message itself."""
    components: Any = [each.to_dict() for each in shown.components] if code.line and shown else []
    return codes.said(code, components)


def _answered(heard: discord.Message, bot: int) -> discord.Message | None:
    """The message of the bot that another one replies to."""
    replied = heard.reference.resolved if heard.reference else None
    return replied if isinstance(replied, discord.Message) and replied.author.id == bot else None


def _place(heard: discord.Message, answered: discord.Message | None) -> Place:
    """A direct message or thread is one exchange; elsewhere each is told by what began it."""
    channel = str(heard.channel.id)
    if heard.guild is None:
        return Place(PLATFORM, ELSEWHERE, channel)
    if isinstance(heard.channel, discord.Thread):
        return Place(PLATFORM, str(heard.guild.id), channel)
    began = (_exchange(answered) or str(answered.id)) if answered else str(heard.id)
    return Place(PLATFORM, str(heard.guild.id), channel, began)


def _exchange(answered: discord.Message) -> str:
    """The exchange that a reply of the bot belongs to, as its button for follow-ups says; "" when it has none."""
    found = (codes.read(custom_id) for custom_id in _custom_ids(answered.components))
    return next((code.text for code in found if code and code.verb is Verb.ASK), "")


def _custom_ids(components: Iterable[Any]) -> Iterator[str]:
    """Those of every component, those within others too."""
    for each in components:
        if custom_id := getattr(each, "custom_id", None):
            yield custom_id
        yield from _custom_ids(getattr(each, "children", ()))
