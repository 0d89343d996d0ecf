"""The end of a process under load: what is under way is finished, nothing is lost or doubled."""

import asyncio
import time

from tests.slack.conftest import Running
from tests.slack.fake.faults import Fault
from tests.slack.fake.server import Slack
from tests.slack.faulty import COUNTRIES, QUICK, answered, beneath

TOPICS = ("cainiao", "alipay", "taobao", "lazada", "alibaba cloud", "tmall", "jack ma", "1688.com")


async def test_a_stop_under_load_loses_and_doubles_nothing(slack: Slack, running: Running) -> None:
    """Questions asked while one process goes and the next comes are each answered once."""
    generous = {"DOSSIER_LIMITS_PER_MINUTE": "1000"}
    people = [slack.workspace.add_user(f"user{number}") for number in range(5)]
    slack.general.members.update(person.id for person in people)
    async with running(pace=QUICK, **generous):
        await slack.connected()
        await slack.ask(slack.asker, slack.general, slack.mention("what is alipay?"))
        asked = [
            await slack.say(person, slack.general, slack.mention(f"what is {topic}?"))
            for person in people
            for topic in TOPICS
        ]
        commands = [slack.send_command(slack.asker, slack.general, "/alibaba", topic) for topic in TOPICS]
        began = time.monotonic()
    seconds = time.monotonic() - began
    asked += [await slack.say(person, slack.general, slack.mention(COUNTRIES)) for person in people]
    async with running(pace=QUICK, **generous):
        for message in asked:
            await answered(slack, message, 20)
        await slack.until(lambda: all(delivery.shown for delivery in commands))
        await slack.idle()

    assert seconds < 10
    assert len(slack.called("chat.postMessage")) == 1 + len(asked)
    assert [len(delivery.shown) for delivery in commands] == [1] * len(commands)


async def test_a_stop_does_not_wait_for_a_slack_that_does_not_answer(slack: Slack, running: Running) -> None:
    """A post that hangs is cut; the next process finds out what became of it."""
    gate = asyncio.Event()
    async with running(pace=QUICK):
        await slack.connected()
        slack.faults.add("chat.postMessage", Fault(gate=gate))
        asked = await slack.say(slack.asker, slack.general, slack.mention(COUNTRIES))
        await slack.until(lambda: slack.called("chat.postMessage"))
        began = time.monotonic()
    seconds = time.monotonic() - began
    gate.set()
    await slack.answer(asked)
    async with running(pace=QUICK):
        await slack.connected()
        await slack.ask(slack.asker, slack.general, slack.mention("what is alipay?"))

    assert seconds < 10
    assert len(beneath(slack, asked)) == 1


async def test_nothing_is_left_behind_by_a_bot_that_has_stopped(slack: Slack, running: Running) -> None:
    """No task goes on, and no connection stays."""
    before = asyncio.all_tasks()
    async with running(None, pace=QUICK):
        await slack.connected()
        await slack.ask(slack.asker, slack.general, slack.mention(COUNTRIES))
        slack.sockets.drop()
        await slack.until(lambda: slack.sockets.hellos > 1)
        await slack.sockets.refresh()
        await slack.until(lambda: slack.sockets.hellos > 2)
    await slack.until(lambda: not slack.sockets.connections)
    left = [task for task in asyncio.all_tasks() - before if "tests/slack/fake" not in repr(task)]
    _, late = await asyncio.wait(left, timeout=2) if left else (set(), set())

    assert [task for task in late if "aiohttp/web" not in repr(task)] == []
