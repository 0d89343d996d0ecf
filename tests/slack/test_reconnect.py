"""The connection goes and comes back: what was asked around that time is answered once."""

import asyncio

import pytest

from tests.slack.conftest import Running
from tests.slack.fake.faults import Fault
from tests.slack.fake.server import Slack
from tests.slack.faulty import COUNTRIES, QUICK, answered


async def connected(slack: Slack, times: int) -> None:
    """Wait until the bot has connected so many times."""
    await slack.until(lambda: slack.sockets.hellos >= times)


async def test_a_refreshed_connection_loses_nothing(slack: Slack, running: Running) -> None:
    """Slack asks for a new connection every hour or so."""
    async with running(pace=QUICK):
        await slack.connected()
        for hellos in range(1, 4):
            await slack.sockets.refresh()
            asked = await slack.say(slack.asker, slack.general, slack.mention(COUNTRIES))
            await connected(slack, hellos + 1)
            await slack.answer(asked)
        await slack.idle()
        reply = await slack.command(slack.asker, slack.general, "/alibaba", "cainiao")

    assert "Cainiao" in reply.text
    assert len(slack.called("chat.postMessage")) == 3


async def test_a_cut_connection_is_made_again_and_nothing_is_lost(slack: Slack, running: Running) -> None:
    """Events that nobody acknowledged come again over the next one."""
    async with running(pace=QUICK):
        await slack.connected()
        asked = [await slack.say(slack.asker, slack.general, slack.mention(COUNTRIES)) for _ in range(5)]
        slack.sockets.drop()
        asked += [await slack.say(slack.asker, slack.general, slack.mention(COUNTRIES)) for _ in range(5)]
        for message in asked:
            await answered(slack, message)
        await slack.idle()

    assert len(slack.called("chat.postMessage")) == 10


@pytest.mark.parametrize("redelivers", [True, False])
async def test_a_command_whose_connection_is_cut_is_answered_once(
    slack: Slack, running: Running, *, redelivers: bool
) -> None:
    """Whether Slack sends it again or not, exactly one reply becomes visible."""
    if not redelivers:
        slack.redelivered = frozenset()
    gate = asyncio.Event()
    async with running(pace=QUICK):
        await slack.connected()
        slack.faults.add("users.info", Fault(gate=gate))
        delivery = slack.send_command(slack.admin, slack.general, "/alibaba", "gaps")
        await slack.until(lambda: slack.called("users.info"))
        slack.sockets.drop()
        gate.set()
        await slack.until(lambda: delivery.shown)
        await slack.until(lambda: slack.sockets.connections)
        await slack.ask(slack.asker, slack.general, slack.mention(COUNTRIES))

    assert len(delivery.shown) == 1


async def test_slack_may_refuse_new_connections_for_a_while(slack: Slack, running: Running) -> None:
    """The bot goes on trying, and then sweeps."""
    slack.sockets.is_keeping = False
    async with running(pace=QUICK):
        await slack.connected()
        await slack.ask(slack.asker, slack.general, slack.mention("what is alipay?"))
        slack.faults.add("apps.connections.open", Fault(error="internal_error"), times=4)
        slack.sockets.drop()
        await slack.until(lambda: not slack.sockets.connections)
        missed = await slack.say(slack.asker, slack.general, slack.mention(COUNTRIES))
        answer = await answered(slack, missed, 10)

    assert "224" in answer.text


async def test_a_slack_that_is_away_at_the_start_is_waited_for(slack: Slack, running: Running) -> None:
    """An outage there is no reason to give up here."""
    slack.faults.add("auth.test", Fault(error="internal_error"))
    slack.faults.add("apps.connections.open", Fault(error="service_unavailable"))
    async with running(pace=QUICK):
        answer = await slack.ask(slack.asker, slack.general, slack.mention(COUNTRIES))

    assert "224" in answer.text


async def test_an_address_that_does_not_work_is_asked_for_anew(slack: Slack, running: Running) -> None:
    """Slack hands out addresses that hold for one connection, soon."""
    async with running(pace=QUICK):
        await slack.connected()
        slack.sockets.spoilt = 1
        slack.sockets.drop()
        answer = await slack.ask(slack.asker, slack.general, slack.mention(COUNTRIES))

    assert "224" in answer.text
    assert len(slack.called("apps.connections.open")) > 2
