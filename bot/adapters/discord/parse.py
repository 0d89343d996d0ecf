"""Discord's messages and interactions to what the bot works with: messages, requests and presses."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
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
    """A message for the bot: one that mentions it, as a reply to it does, or that is said to it directly; or None.

    ``bot`` is the bot's own id. What others say has no text here, for the bot does not ask to read it; nor has a reply
    whose author chose that it should not ping the bot.
    """
    if not is_by_person(heard) or heard.type not in _ANSWERED:
        return None
    named, answered = re.sub(f"<@!?{bot}>", "", _written(heard)), _answered(heard, bot)
    is_mentioned = any(user.id == bot for user in heard.mentions)
    is_reply = answered is not None and named == heard.content
    if not _is_direct(heard) and (heard.guild is None or not is_mentioned):
        return None
    return Message(
        key(heard.channel.id, heard.id),
        _place(heard, answered),
        str(heard.author.id),
        plain(named),
        heard.created_at.timestamp(),
        is_addressed=True,
        is_in_thread=answered is not None,
        mentions_others=any(user.id != bot for user in heard.mentions),
        is_reply=is_reply and not _is_direct(heard),
    )


def names_role(heard: discord.Message, bot: int) -> bool:
    """Whether somebody mentions the role that came with the bot, and not the bot: their text is not to be read then."""
    return is_by_person(heard) and any(role.tags and role.tags.bot_id == bot for role in heard.role_mentions)


def is_by_person(heard: discord.Message) -> bool:
    """Whether somebody wrote a message who is no bot."""
    return not heard.author.bot and not heard.webhook_id


def continued(heard: discord.Message, bot: int) -> str:
    """The key of the question whose answer a message replies to, when that answer does not say its exchange; or ""."""
    answered = _answered(heard, bot)
    if answered is None or not answered.reference or _exchange(answered):
        return ""
    return key(heard.channel.id, answered.reference.message_id or 0)


def workspace(guild: int | None) -> str:
    """The workspace of a server, or of direct messages."""
    return str(guild or ELSEWHERE)


def key(channel: int, message: int) -> str:
    """The same for everything that tells of a message."""
    return f"{channel}:{message}"


def plain(text: str) -> str:
    """Discord's text as a person typed it, other people and roles as ``@…``: who they are is nobody's business.

    Channels keep their form, ``<#1>``, for the commands that take them.
    """
    return _EMOJI.sub(r"\1", _SOMEBODY.sub("@…", text)).strip()


def judged(shown: discord.Message) -> str:
    """The id of the question that a reply's buttons judge; "" when it has none."""
    return _said_by_button(shown, Verb.VOTE).partition(":")[2]


def request(interaction: discord.Interaction, text: str, today: date, settings: Settings) -> Request:
    """What is asked by an interaction; its id is the same when Discord sends it again."""
    return Request(plain(text), today, settings, place(interaction), str(interaction.user.id), str(interaction.id))


def place(interaction: discord.Interaction, exchange: str = "") -> Place:
    """Where an interaction comes from, in the exchange that a button there names, or one of its own.

    Of a server that the bot is not a member of, and of what people say among themselves, there is not even the channel.
    """
    if interaction.is_guild_integration():
        guild, channel = str(interaction.guild_id), interaction.channel
        here = _in_server(guild, str(interaction.channel_id), channel, str(interaction.id))
    elif interaction.context.dm_channel:
        here = Place(PLATFORM, ELSEWHERE, str(interaction.channel_id))
    else:
        here = Place(PLATFORM, ELSEWHERE, "", str(interaction.id))
    return _within(here, exchange)


def exchange(place: Place) -> str:
    """The exchange of a place, as a button names it."""
    return f"{place.channel}/{place.thread}"


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


def _written(heard: discord.Message) -> str:
    """What a message says, or what was said in the one that it forwards."""
    return heard.content or next((forwarded.content for forwarded in heard.message_snapshots), "")


def _is_direct(heard: discord.Message) -> bool:
    """Whether it is a direct message; one of a server that is gone meanwhile has no server either."""
    return isinstance(heard.channel, discord.DMChannel)


def _place(heard: discord.Message, answered: discord.Message | None) -> Place:
    """A direct message or thread is one exchange; elsewhere each is told by what began it."""
    channel = str(heard.channel.id)
    if heard.guild is None:
        return Place(PLATFORM, ELSEWHERE, channel)
    here = _in_server(str(heard.guild.id), channel, heard.channel, _began(answered) if answered else str(heard.id))
    return _within(here, _exchange(answered)) if answered else here


def _in_server(guild: str, channel: str, where: object, began: str) -> Place:
    """A thread belongs to its channel, as the one that an answer opens does; a private one is a place of its own.

    ``where`` is the channel as Discord describes it, ``began`` what began the exchange.
    """
    if not isinstance(where, discord.Thread):
        return Place(PLATFORM, guild, channel, began)
    return Place(PLATFORM, guild, *((channel, "") if where.is_private() else (str(where.parent_id), channel)))


def _within(here: Place, exchange: str) -> Place:
    """The exchange that a button names, where somebody is; one of another channel is not theirs to go on with."""
    channel, is_named, thread = exchange.partition("/")
    return replace(here, thread=thread) if is_named and channel == here.channel else here


def _began(answered: discord.Message) -> str:
    """What began the exchange of a reply that does not say so: the command that it answers, or itself."""
    return str(answered.interaction_metadata.id if answered.interaction_metadata else answered.id)


def _exchange(answered: discord.Message) -> str:
    """The exchange that a reply of the bot belongs to, as its button for follow-ups says; "" when it has none."""
    return _said_by_button(answered, Verb.ASK)


def _said_by_button(shown: discord.Message, verb: Verb) -> str:
    """What the first button of a kind says; "" when there is none."""
    found = (codes.read(custom_id) for custom_id in _custom_ids(shown.components))
    return next((code.text for code in found if code and code.verb is verb), "")


def _custom_ids(components: Iterable[Any]) -> Iterator[str]:
    """Those of every component, those within others too."""
    for each in components:
        if custom_id := getattr(each, "custom_id", None):
            yield custom_id
        yield from _custom_ids(getattr(each, "children", ()))
