"""Doctor names what the bot lacks in which channel, what that costs, and how to mend it."""

import pytest

from bot.doctor import Status
from tests.discord.doctor.examined import findings, of
from tests.discord.fake.permissions import DEFAULT, Permission
from tests.discord.fake.server import Discord

CATEGORY = 4


async def test_a_bot_in_no_server_is_told_how_to_get_into_one(fake: Discord) -> None:
    """Nobody can mention it, but it is no fault."""
    fake.lose_guild(fake.guild)

    found = await findings(of(fake))

    assert found["servers"].status is Status.OFF
    assert "python -m bot discord invite" in found["servers"].fix
    assert "permissions" not in found


async def test_a_permission_that_a_channel_denies_is_named_with_the_channel(fake: Discord) -> None:
    """What does not work, and where it is allowed."""
    fake.permit(fake.general, fake.guild.bot_role, deny=Permission.SEND_MESSAGES_IN_THREADS)
    fake.add_channel(fake.guild, "random")

    found = (await findings(of(fake)))["permissions"]

    assert found.status is Status.FAILING
    assert found.found == "Send Messages in Threads is missing in #general of Acme: mentions in threads go unanswered"
    assert found.fix.startswith("Edit Channel > Permissions")


async def test_a_permission_that_the_whole_server_lacks_is_named_once(fake: Discord) -> None:
    """With the link that asks for it again."""
    for name in ("random", "help"):
        fake.add_channel(fake.guild, name)
    fake.grant(fake.guild.everyone, DEFAULT & ~Permission.READ_MESSAGE_HISTORY)

    found = (await findings(of(fake)))["permissions"]

    assert found.found == (
        "Read Message History is missing in all of Acme: replies do not point at their question, and some may be lost "
        "when the bot was away"
    )
    assert "discord invite" in found.fix


async def test_many_channels_are_counted(fake: Discord) -> None:
    """After the first three."""
    for number in range(6):
        channel = fake.add_channel(fake.guild, f"room-{number}")
        fake.permit(channel, fake.guild.bot_role, deny=Permission.CREATE_PUBLIC_THREADS)

    found = (await findings(of(fake)))["permissions"]

    assert "in #room-0, #room-1, #room-2 and 3 more of Acme" in found.found


async def test_channels_for_reading_and_hidden_ones_are_left_as_they_are(fake: Discord) -> None:
    """Somebody wanted them so."""
    rules, secret = fake.add_channel(fake.guild, "rules"), fake.add_channel(fake.guild, "secret")
    fake.add_channel(fake.guild, "more", kind=CATEGORY)
    fake.permit(rules, fake.guild.everyone, deny=Permission.SEND_MESSAGES)
    fake.permit(secret, fake.guild.everyone, deny=Permission.VIEW_CHANNEL)

    found = (await findings(of(fake)))["permissions"]

    assert (found.status, found.found) == (Status.OK, "all that it needs, in 1 channel")


async def test_a_private_channel_that_it_was_let_into_is_looked_at(fake: Discord) -> None:
    """There it is expected to answer."""
    secret = fake.add_channel(fake.guild, "secret")
    fake.permit(secret, fake.guild.everyone, deny=Permission.VIEW_CHANNEL | Permission.SEND_MESSAGES)
    fake.permit(secret, fake.guild.bot_role, allow=Permission.VIEW_CHANNEL)

    found = (await findings(of(fake)))["permissions"]

    assert "Send Messages is missing in #secret of Acme: only commands are answered" in found.found


async def test_a_server_where_it_sees_nothing_is_named(fake: Discord) -> None:
    """It may be meant so: commands work."""
    fake.permit(fake.general, fake.guild.bot_role, deny=Permission.VIEW_CHANNEL)

    found = (await findings(of(fake)))["permissions"]

    assert found.status is Status.OFF
    assert "in Acme: only commands are answered there" in found.found


@pytest.mark.parametrize("more", [1, 12])
async def test_of_many_servers_the_first_are_looked_at(fake: Discord, more: int) -> None:
    """All are counted."""
    for number in range(more):
        fake.add_channel(fake.add_guild(f"Guild {number}"), "general")

    found = await findings(of(fake))

    looked = {1: "all that it needs, in 2 channels", 12: "all that it needs, in 10 channels of the first 10 servers"}
    assert found["servers"].found == f"in {more + 1} servers"
    assert found["permissions"].found == looked[more]
