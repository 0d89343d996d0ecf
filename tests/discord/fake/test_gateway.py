"""The gateway of the loopback Discord: identified with, resumed, lost."""

import aiohttp
import discord
import pytest

from tests.discord.echo import Echo, connecting
from tests.discord.fake.intents import Intent
from tests.discord.fake.server import Discord
from tests.discord.fake.world import Payload


async def test_a_disallowed_intent_is_refused(fake: Discord) -> None:
    """The gateway closes the connection with 4014."""
    bot = Echo(fake.changed, Intent.MESSAGE_CONTENT)

    with pytest.raises(discord.PrivilegedIntentsRequired):
        await bot.start(fake.token)


async def test_a_wrong_token_is_refused(fake: Discord) -> None:
    """Already at login."""
    bot = Echo(fake.changed)

    with pytest.raises(discord.LoginFailure):
        await bot.start("wrong")
    await bot.close()


async def test_what_was_missed_is_replayed(fake: Discord, bot: Echo) -> None:
    """A cut connection resumes."""
    await fake.reply(fake.say(fake.asker, fake.general, "one", mention=True))
    fake.gateway.cut()
    await fake.until(lambda: not fake.gateway.connections)

    missed = fake.say(fake.asker, fake.general, "two", mention=True)

    assert (await fake.reply(missed)).text == "two"
    await fake.until(lambda: bot.resumed)
    assert len(fake.gateway.identifies) == 1


async def test_a_resume_can_replay_what_was_delivered(fake: Discord, bot: Echo) -> None:
    """So a bot must remember what it has heard."""
    await fake.reply(fake.say(fake.asker, fake.general, "one", mention=True))
    await fake.until(lambda: len(bot.heard) == 2)
    fake.gateway.overlap = 2

    fake.gateway.reconnect()

    await fake.until(lambda: len(bot.heard) >= 4)
    assert bot.heard[0].id == bot.heard[2].id


@pytest.mark.usefixtures("bot")
async def test_an_invalid_session_is_identified_anew(fake: Discord) -> None:
    """All guilds are told again."""
    fake.gateway.invalidate()

    await fake.until(lambda: len(fake.gateway.identifies) == 2)


async def test_a_resumable_session_is_resumed(fake: Discord, bot: Echo) -> None:
    """Where op 9 says it is."""
    fake.gateway.invalidate(is_resumable=True)

    await fake.until(lambda: bot.resumed)


@pytest.mark.usefixtures("bot")
async def test_a_closed_connection_is_opened_again(fake: Discord) -> None:
    """Most close codes allow it."""
    fake.gateway.close(4000)

    await fake.until(lambda: fake.gateway.resumes)


async def test_a_dead_connection_is_noticed(fake: Discord) -> None:
    """By the heartbeats that nobody acknowledges."""
    fake.gateway.heartbeat_interval = 20
    async with connecting(fake, Echo(fake.changed, heartbeat_timeout=0.2)):
        await fake.until(lambda: fake.gateway.heartbeats > 1)

        fake.gateway.silence()

        await fake.until(lambda: fake.gateway.resumes)


async def test_guilds_are_spread_over_shards(fake: Discord) -> None:
    """Each shard hears of its own."""
    other = fake.add_guild("Other")
    channel = fake.add_channel(other, "lobby")
    fake.shards = 2
    async with connecting(fake, Echo(fake.changed), 2):
        first = fake.say(fake.asker, fake.general, "one", mention=True)
        second = fake.say(fake.admin, channel, "two", mention=True)

        assert [(await fake.reply(message)).text for message in (first, second)] == ["one", "two"]
        assert {session.shard for session in fake.gateway.sessions.values()} == {(0, 2), (1, 2)}


@pytest.mark.parametrize("compression", ["zlib-stream", "zstd-stream", ""])
async def test_the_gateway_compresses_as_asked(fake: Discord, compression: str) -> None:
    """Text without, bytes with."""
    url = f"{fake.gateway_url}?v=10&encoding=json&compress={compression}"
    async with aiohttp.ClientSession() as session, session.ws_connect(url) as socket:
        message = await socket.receive(timeout=5)

    assert message.type is (aiohttp.WSMsgType.BINARY if compression else aiohttp.WSMsgType.TEXT)


async def test_a_plain_client_connects(fake: Discord) -> None:
    """One that keeps no caches, as a bot in many guilds would be."""
    bot = discord.Client(
        intents=discord.Intents(guilds=True),
        max_messages=None,
        member_cache_flags=discord.MemberCacheFlags.none(),
        chunk_guilds_at_startup=False,
        guild_ready_timeout=0,
    )
    async with connecting(fake, bot):
        await bot.wait_until_ready()

        assert [guild.name for guild in bot.guilds] == ["Acme"]
        assert [channel.name for channel in bot.guilds[0].channels] == ["general"]


async def test_a_bot_hears_of_changes(fake: Discord, bot: Echo) -> None:
    """New guilds, channels and threads, and those that are gone."""
    other = fake.add_guild("Other")
    channel = fake.add_channel(other, "lobby")
    fake.add_thread(channel, "talk")
    fake.add_channel(other, "gone")
    fake.remove_channel(next(found for found in fake.channels.values() if found.name == "gone"))
    fake.remove_guild(fake.guild)
    fake.say(fake.admin, channel, "now", mention=True)

    await fake.until(lambda: bot.heard)

    assert [guild.name for guild in bot.guilds] == ["Other"]
    assert [found.name for found in bot.guilds[0].channels] == ["lobby"]
    assert [found.name for found in bot.guilds[0].threads] == ["talk"]


async def test_a_token_can_be_reset(fake: Discord, bot: Echo) -> None:
    """The bot can neither stay nor come back."""
    fake.signature = "0" * 38

    with pytest.raises(discord.HTTPException) as refused:
        await bot.get_partial_messageable(fake.general.id).send("hello")

    assert refused.value.status == 401


async def test_the_gateway_refuses_strangers(fake: Discord) -> None:
    """A wrong token, a shard that can't be, a session unknown, a second identification."""
    wrong = {"token": "wrong", "intents": 0}
    beyond = {"token": fake.token, "intents": 0, "shard": [2, 2]}
    known = {"token": fake.token, "intents": 0}

    assert await _closed(fake, {"op": 2, "d": wrong}) == 4004
    assert await _closed(fake, {"op": 2, "d": beyond}) == 4010
    assert await _closed(fake, {"op": 6, "d": wrong | {"session_id": "1", "seq": 1}}) == 4004
    assert await _closed(fake, {"op": 2, "d": known}, {"op": 2, "d": known}) == 4005
    assert await _closed(fake, {"op": 3, "d": {}}) == 4003


async def _closed(fake: Discord, *payloads: Payload) -> int | None:
    """The code with which the gateway closes a connection that sends these."""
    async with aiohttp.ClientSession() as session, session.ws_connect(fake.gateway_url) as socket:
        for payload in payloads:
            await socket.send_json(payload)
        async for _ in socket:
            pass
        return socket.close_code
