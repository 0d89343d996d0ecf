"""Doctor looks whether the bot may post in the channels of config.toml, and says for each what is wrong with it."""

from dataclasses import replace

import pytest

from bot.config import Config
from bot.configured import configured
from bot.doctor import Finding, Status
from tests.discord.doctor.examined import findings, of
from tests.discord.fake.permissions import Permission
from tests.discord.fake.server import Discord
from tests.discord.fake.world import Channel

CATEGORY = 4
NOWHERE = "123456789012345678"


def wanting(fake: Discord, *channels: Channel | str, server: str = "") -> Config:
    """The settings, with a fact for some channels."""
    where = {"chat": "discord", "workspace": server or str(fake.guild.id)}
    ids = [channel if isinstance(channel, str) else str(channel.id) for channel in channels]
    return replace(of(fake), subscriptions=configured([{**where, "channel": each} for each in ids], "UTC"))


async def posts(read: Config) -> dict[str, Finding]:
    """What is found of posts, by name."""
    return {name: finding for name, finding in (await findings(read)).items() if name.startswith("posts")}


async def test_channels_in_which_the_bot_may_post_are_counted(fake: Discord) -> None:
    """Of one server or several, and threads as well."""
    other = fake.add_channel(fake.guild, "other")

    found = await posts(wanting(fake, fake.general, other, fake.add_thread(other, "aside")))

    assert [(name, each.status) for name, each in found.items()] == [("posts", Status.OK)]
    assert found["posts"].found == "the bot may post in the 3 of config.toml"


async def test_without_any_in_the_configuration_no_row_is_spent_on_them(fake: Discord) -> None:
    """Channels subscribe in the chat."""
    assert await posts(of(fake)) == {}


async def test_a_server_that_the_bot_is_not_in_is_named_for_each_channel(fake: Discord) -> None:
    """It was mistyped, or has removed the bot."""
    found = await posts(wanting(fake, fake.general, "42", server=NOWHERE))

    assert list(found) == [f"posts to {fake.general.id}", "posts to 42"]
    assert {each.found for each in found.values()} == {f"the bot is in no server with the id {NOWHERE}"}
    assert all("discord invite" in each.fix for each in found.values())


async def test_a_channel_that_is_none_is_named(fake: Discord) -> None:
    """What is right with the others is not said then."""
    (wrong,) = (await posts(wanting(fake, NOWHERE, fake.general))).values()

    assert (wrong.name, wrong.status) == (f"posts to {NOWHERE}", Status.FAILING)
    assert wrong.found == "Acme has no such channel that the bot can see"
    assert "Correct 'channel'" in wrong.fix


async def test_a_channel_of_another_server_is_named(fake: Discord) -> None:
    """The bot may be in both."""
    theirs = fake.add_channel(fake.add_guild("Other"), "theirs")

    (wrong,) = (await posts(wanting(fake, theirs))).values()

    assert wrong.found == "the channel is not of Acme, as config.toml says"


@pytest.mark.parametrize(
    ("denied", "said"),
    [
        (Permission.SEND_MESSAGES, "Send Messages is missing in #general"),
        (Permission.VIEW_CHANNEL, "View Channel"),
    ],
)
async def test_a_channel_where_it_may_not_is_named_with_what_it_lacks(
    fake: Discord, denied: Permission, said: str
) -> None:
    """And where that is allowed."""
    fake.permit(fake.general, fake.guild.bot_role, deny=denied)

    (wrong,) = (await posts(wanting(fake, fake.general))).values()

    assert wrong.status is Status.FAILING
    assert said in wrong.found
    assert wrong.fix.startswith("Edit Channel > Permissions")


async def test_a_channel_that_takes_no_messages_is_named(fake: Discord) -> None:
    """A category has an id like a channel's."""
    category = fake.add_channel(fake.guild, "talk")
    category.kind = CATEGORY

    (wrong,) = (await posts(wanting(fake, category))).values()

    assert wrong.found == "#talk takes no messages"
