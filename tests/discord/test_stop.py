"""The end of a process under load: what is under way is finished, nothing is lost or doubled."""

import asyncio
import time

from tests.discord.conftest import Running
from tests.discord.fake.faults import Fault
from tests.discord.fake.server import Discord
from tests.discord.faulty import CALLBACK, COUNTRIES, POST, QUICK, answered, posted

TOPICS = ("cainiao", "alipay", "taobao", "lazada", "alibaba cloud", "tmall", "jack ma", "1688.com")


async def test_a_stop_under_load_loses_and_doubles_nothing_that_was_heard(discord: Discord, running: Running) -> None:
    """By mention and by command; what was still under way at the end is posted by the next process."""
    generous = {"DOSSIER_LIMITS_PER_MINUTE": "1000"}
    people = [discord.add_user(f"user{number}") for number in range(5)]
    for person in people:
        discord.join(discord.guild, person)
    async with running(pace=QUICK, **generous):
        await answered(discord, "what is alipay?")
        asked = [
            discord.say(one, discord.general, f"what is {topic}?", mention=True) for one in people for topic in TOPICS
        ]
        commands = [discord.slash(discord.asker, discord.general, "alibaba", {"topic": topic}) for topic in TOPICS]
        await discord.until(lambda: len(discord.requested(CALLBACK)) == len(TOPICS))
        began = time.monotonic()
    seconds = time.monotonic() - began
    heard = len(posted(discord))
    async with running(pace=QUICK, **generous):
        await answered(discord)

    assert seconds < 10
    assert [len(command.callbacks) for command in commands] == [1] * len(commands)
    assert max(len(discord.replies(question)) for question in asked) == 1
    assert heard == 1 + sum(len(discord.replies(question)) for question in asked)


async def test_a_stop_does_not_wait_for_a_post_that_hangs(discord: Discord, running: Running) -> None:
    """It is cut off; the next process finds out what became of it."""
    gate = asyncio.Event()
    async with running(pace=QUICK):
        discord.faults.add("POST /channels/*/messages", Fault(gate=gate))
        asked = discord.say(discord.asker, discord.general, COUNTRIES, mention=True)
        await discord.until(lambda: discord.requested(POST))
        began = time.monotonic()
    seconds = time.monotonic() - began
    gate.set()
    async with running(pace=QUICK):
        await discord.reply(asked)
        await answered(discord, "what is alipay?")

    assert seconds < 10
    assert len(discord.replies(asked)) == 1


async def test_a_stop_does_not_wait_for_a_gateway_that_says_no_good_bye(discord: Discord, running: Running) -> None:
    """A connection that is dead would hold it up for half a minute."""
    async with running(pace=QUICK):
        for connection in discord.gateway.connections:
            connection.freeze()
        began = time.monotonic()
    seconds = time.monotonic() - began

    assert seconds < 5


async def test_a_stop_while_the_connection_is_made_again_ends_in_time(discord: Discord, running: Running) -> None:
    """Nothing is heard any more, and nothing goes on trying."""
    async with running(pace=QUICK):
        discord.gateway.is_open = False
        discord.gateway.cut()
        await discord.until(lambda: not discord.gateway.connections)
        began = time.monotonic()
    seconds = time.monotonic() - began
    discord.gateway.is_open = True

    assert seconds < 5
    assert not discord.gateway.connections


async def test_nothing_is_left_behind_by_a_bot_that_has_stopped(discord: Discord, running: Running) -> None:
    """No task goes on, and no connection stays."""
    before = asyncio.all_tasks()
    async with running(pace=QUICK):
        await answered(discord)
        discord.gateway.cut()
        await discord.until(lambda: discord.gateway.resumes)
        discord.gateway.reconnect()
        await discord.until(lambda: len(discord.gateway.resumes) > 1)
    await discord.until(lambda: not discord.gateway.connections)
    left = [task for task in asyncio.all_tasks() - before if "tests/discord/fake" not in repr(task)]
    _, late = await asyncio.wait(left, timeout=2) if left else (set(), set())

    assert [task for task in late if "aiohttp/web" not in repr(task)] == []
    assert not discord.gateway.sessions
