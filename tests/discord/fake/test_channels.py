"""Guilds, channels and threads of the loopback Discord, and who may do what in them."""

import discord
import pytest

from tests.discord.echo import Echo
from tests.discord.fake.intents import Intent
from tests.discord.fake.permissions import Permission
from tests.discord.fake.server import Discord


async def test_a_thread_is_started_on_a_message(fake: Discord, bot: Echo) -> None:
    """What the bot says there answers the message; a message has one thread."""
    question = fake.say(fake.asker, fake.general, "hello", mention=True)
    await fake.until(lambda: bot.heard)

    thread = await bot.heard[0].create_thread(name="hello")
    await thread.send("inside")

    assert question.thread is not None
    assert [message.text for message in question.thread.messages.values()] == ["inside"]
    with pytest.raises(discord.HTTPException) as refused:
        await bot.heard[0].create_thread(name="again")
    assert refused.value.code == 160004


async def test_history_is_paged(fake: Discord, bot: Echo) -> None:
    """The latest first, or from a message on."""
    fake.privileged = Intent.MESSAGE_CONTENT
    said = [fake.say(fake.asker, fake.general, str(number)) for number in range(120)]
    channel = bot.get_partial_messageable(fake.general.id)

    latest = [message.content async for message in channel.history(limit=110)]
    later = [message.id async for message in channel.history(after=discord.Object(said[117].id))]

    assert latest == [str(number) for number in range(119, 9, -1)]
    assert later == [said[118].id, said[119].id]


@pytest.mark.parametrize(("denied", "code"), [(Permission.VIEW_CHANNEL, 50001), (Permission.SEND_MESSAGES, 50013)])
async def test_a_channel_can_be_closed_to_the_bot(fake: Discord, bot: Echo, denied: Permission, code: int) -> None:
    """By an overwrite for everyone."""
    fake.permit(fake.general, fake.guild.everyone, deny=denied)

    with pytest.raises(discord.Forbidden) as refused:
        await bot.get_partial_messageable(fake.general.id).send("hello")

    assert refused.value.code == code


async def test_a_channel_can_vanish(fake: Discord, bot: Echo) -> None:
    """Nothing can be posted there any more."""
    fake.remove_channel(fake.general)

    with pytest.raises(discord.NotFound) as refused:
        await bot.get_partial_messageable(fake.general.id).send("hello")

    assert refused.value.code == 10003


async def test_what_cannot_be_seen_is_not_heard(fake: Discord, bot: Echo) -> None:
    """Nothing of a channel that is closed to the bot."""
    fake.permit(fake.general, fake.guild.everyone, deny=Permission.VIEW_CHANNEL)
    fake.permit(fake.general, fake.asker, allow=Permission.VIEW_CHANNEL)
    other = fake.add_channel(fake.guild, "other")

    fake.say(fake.asker, fake.general, "one", mention=True)
    fake.say(fake.asker, other, "two", mention=True)

    await fake.until(lambda: bot.heard)
    assert bot.heard[0].channel.id == other.id


async def test_roles_decide(fake: Discord, bot: Echo) -> None:
    """What one role denies another allows; an administrator may all."""
    fake.permit(fake.general, fake.guild.everyone, deny=Permission.SEND_MESSAGES)
    fake.permit(fake.general, fake.guild.bot_role, allow=Permission.SEND_MESSAGES)
    chief = fake.add_role(fake.guild, "chief", Permission.ADMINISTRATOR)
    fake.assign(fake.guild, fake.asker, chief)

    await bot.get_partial_messageable(fake.general.id).send("hello")

    assert Permission.SEND_MESSAGES in fake.permissions_of(fake.asker, fake.general)
    assert Permission.SEND_MESSAGES not in fake.permissions_of(fake.add_user("guest"), fake.general)


async def test_a_locked_thread_is_closed(fake: Discord, bot: Echo) -> None:
    """To those who can't manage threads."""
    thread = fake.add_thread(fake.general, "old")
    fake.archive(thread, is_locked=True)

    with pytest.raises(discord.HTTPException) as refused:
        await bot.get_partial_messageable(thread.id).send("hello")

    assert refused.value.code == 50083


async def test_the_bot_can_be_removed(fake: Discord, bot: Echo) -> None:
    """From then on it has no access."""
    fake.remove_guild(fake.guild)

    with pytest.raises(discord.Forbidden) as refused:
        await bot.get_partial_messageable(fake.general.id).send("hello")

    assert refused.value.code == 50001


async def test_the_bot_can_leave(fake: Discord, bot: Echo) -> None:
    """A guild it has been told of."""
    await bot.http.leave_guild(fake.guild.id)

    assert not fake.guild.has_bot
    assert [guild async for guild in bot.fetch_guilds()] == []


async def test_guilds_can_be_looked_up(fake: Discord, bot: Echo) -> None:
    """With their channels, members and roles."""
    guild = await bot.fetch_guild(fake.guild.id)

    assert [channel.name for channel in await guild.fetch_channels()] == ["general"]
    assert (await guild.fetch_member(fake.asker.id)).name == "mia"
    assert {role.name for role in await guild.fetch_roles()} == {"@everyone", "bot"}
    assert (await bot.fetch_channel(fake.general.id)).id == fake.general.id
    with pytest.raises(discord.NotFound):
        await guild.fetch_member(1)


async def test_history_hides_what_does_not_concern_the_bot(fake: Discord, bot: Echo) -> None:
    """Without the intent, as the gateway does; also in what a reply quotes."""
    said = fake.say(fake.asker, fake.general, "among us")
    fake.say(fake.asker, fake.general, "to you", mention=True, reply_to=said)

    latest, before = [message async for message in bot.get_partial_messageable(fake.general.id).history()]

    assert (latest.content.endswith("to you"), before.content) == (True, "")
    assert latest.reference is not None
    assert isinstance(latest.reference.resolved, discord.Message)
    assert latest.reference.resolved.content == ""


async def test_without_the_right_there_is_no_history(fake: Discord, bot: Echo) -> None:
    """Nothing is listed, and nothing can be replied to."""
    said = fake.say(fake.asker, fake.general, "hello")
    fake.permit(fake.general, fake.guild.everyone, deny=Permission.READ_MESSAGE_HISTORY)
    channel = bot.get_partial_messageable(fake.general.id)

    assert [message async for message in channel.history()] == []
    for refused, code in (
        (channel.fetch_message(said.id), 50013),
        (channel.get_partial_message(said.id).reply("hello"), 160002),
    ):
        with pytest.raises(discord.Forbidden) as error:
            await refused
        assert error.value.code == code


async def test_writing_opens_an_archived_thread(fake: Discord, bot: Echo) -> None:
    """All that is said there is heard as elsewhere."""
    thread = fake.add_thread(fake.general, "old")
    fake.archive(thread)

    await bot.get_partial_messageable(thread.id).send("hello")

    assert not thread.is_archived


async def test_the_bot_types_and_starts_threads(fake: Discord, bot: Echo) -> None:
    """A thread needs no message."""
    channel = await bot.fetch_channel(fake.general.id)
    assert isinstance(channel, discord.TextChannel)

    async with channel.typing():
        thread = await channel.create_thread(name="new", type=discord.ChannelType.public_thread)

    assert fake.typings == [channel.id]
    assert [found.id for found in fake.threads(fake.general)] == [thread.id]
