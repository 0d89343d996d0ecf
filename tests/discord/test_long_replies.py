"""Replies that no message has room for and no button can ask for again: nothing of them is lost."""

from collections.abc import Iterable

import pytest

from tests.discord.conftest import Running
from tests.discord.fake.faults import Fault
from tests.discord.fake.message import Message
from tests.discord.fake.server import Discord
from tests.discord.fake.world import Channel
from tests.discord.faulty import QUICK
from tests.discord.test_private_replies import said_by_bot

COUNT = 45


def channels(discord: Discord) -> list[Channel]:
    """Channels whose names alone are more than a message holds."""
    return [discord.add_channel(discord.guild, f"{number:02}-{'long-' * 18}") for number in range(COUNT)]


def choice(found: Iterable[Channel]) -> str:
    """All of them as the value of a setting."""
    return " ".join(f"<#{channel.id}>" for channel in found)


def brought(discord: Discord) -> list[str]:
    """The texts of the files that the bot sent."""
    return [data.decode() for request in discord.requests for _, data in request.files.values()]


async def shown(discord: Discord, value: str = "") -> Message:
    """The reply to the command, with a value or without."""
    named = {"name": "threads", "value": value} if value else {}
    return await discord.shown(discord.slash(discord.admin, discord.general, "briefing settings", named))


def is_brought(message: Message) -> bool:
    """Whether a message shows its file."""
    return [one["filename"] for one in message.said.attachments] == ["whole-reply.txt"]


@pytest.mark.parametrize("patience", [1.0, 0.0], ids=["at once", "promised"])
async def test_a_long_reply_to_an_admin_brings_all_of_it_as_a_file(
    discord: Discord, running: Running, monkeypatch: pytest.MonkeyPatch, patience: float
) -> None:
    """Also to a command that changes something, which no button may repeat."""
    monkeypatch.setattr("bot.adapters.discord.respond._PATIENCE", patience)
    async with running(pace=QUICK):
        await discord.connected()
        found = channels(discord)
        short = await shown(discord)
        await shown(discord, choice(found))
        long = await shown(discord)

    whole = brought(discord)[-1]
    assert not short.said.attachments
    assert is_brought(long)
    assert long.is_ephemeral
    assert not all(channel.name in long.text for channel in found)
    assert [channel.name for channel in found if f"#{channel.name}" not in whole] == []
    assert "Settings" in whole


async def test_where_discord_refuses_the_file_there_is_what_a_message_holds(discord: Discord, running: Running) -> None:
    """A server may keep the bot from attaching any."""
    async with running(pace=QUICK):
        await discord.connected()
        await shown(discord, choice(channels(discord)))
        discord.faults.add("POST /interactions/*", Fault(status=403, code=50013))
        reply = await shown(discord)

    assert reply.text.startswith("## Settings")
    assert not reply.said.attachments


async def test_what_is_told_an_admin_directly_brings_its_file(discord: Discord, running: Running) -> None:
    """Who mentions the bot gets it all as well."""
    direct = discord.direct(discord.admin)
    async with running(pace=QUICK):
        await discord.connected()
        found = channels(discord)
        await shown(discord, choice(found))
        discord.say(discord.admin, discord.general, "settings", mention=True)
        await discord.until(lambda: said_by_bot(discord, direct))

    assert is_brought(said_by_bot(discord, direct)[0])
    assert found[-1].name in brought(discord)[-1]
