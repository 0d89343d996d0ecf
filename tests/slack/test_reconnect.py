"""The connection goes and comes back: what was asked around that time is answered once."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from slack_bolt.response import BoltResponse

from bot.adapters.slack.refusal import App
from bot.adapters.slack.socket import Socket
from bot.adapters.slack.workspaces import Authorize
from corpus.collection import Corpus
from tests.slack.commanding import Bench, commanding
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


async def test_a_command_whose_connection_is_cut_is_answered_at_its_address(slack: Slack, running: Running) -> None:
    """While there is no other connection; what Slack sends again over the next one is answered no more."""
    gate = asyncio.Event()
    async with running(pace=QUICK):
        await slack.connected()
        slack.faults.add("users.info", Fault(gate=gate))
        delivery = slack.send_command(slack.admin, slack.general, "/alibaba", "gaps")
        await slack.until(lambda: slack.called("users.info"))
        slack.faults.add("apps.connections.open", Fault(error="internal_error"), times=10_000)
        slack.sockets.drop()
        await slack.until(lambda: not slack.sockets.connections)
        gate.set()
        await slack.until(lambda: delivery.shown)
        slack.faults.clear()
        await slack.until(lambda: delivery.acks)
        await slack.ask(slack.asker, slack.general, slack.mention(COUNTRIES))

    assert [answer for _, answer in delivery.acks] == [None]
    assert [shown.source for shown in delivery.shown] == ["response_url"]


@dataclass
class Slow:
    """A listener of commands whose first acknowledgement waits for a word, and the end of the news of its loss."""

    bench: Bench
    free: asyncio.Event = field(default_factory=asyncio.Event)
    heard: asyncio.Event = field(default_factory=asyncio.Event)
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    async def command(self, body: dict[str, Any]) -> BoltResponse:
        """As that of the bot, later."""
        if not self.heard.is_set():
            self.heard.set()
            await self.free.wait()
        return await self.bench.commands.command(body)

    async def late(self, body: Mapping[str, Any], answer: Mapping[str, Any]) -> None:
        """As that of the bot."""
        await self.bench.commands.late(body, answer)
        self.ended.set()


async def test_an_acknowledgement_lost_after_slack_sent_the_command_again_is_not_made_up_for(
    slack: Slack, shipped: Corpus, tmp_path: Path
) -> None:
    """The second one, over the next connection, has carried the reply."""
    async with commanding(slack, shipped, tmp_path) as bench:
        slow = Slow(bench)
        app = App(authorize=Authorize(bench.workspaces), signing_secret="", process_before_response=True)
        app.command("/alibaba")(slow.command)
        socket = Socket(app, bench.api, slack.app_token, lambda: None, slow.late)
        await socket.start(QUICK.ping)
        typed = slack.send_command(slack.asker, slack.general, "/alibaba", COUNTRIES)
        await slow.heard.wait()
        slack.sockets.drop()
        await slack.until(lambda: typed.acks)
        slack.faults.add("apps.connections.open", Fault(error="internal_error"), times=10_000)
        slack.sockets.drop()
        await slack.until(lambda: not slack.sockets.connections)
        slow.free.set()
        await slow.ended.wait()
        await socket.close()

    assert [shown.source for shown in typed.shown] == ["ack"]


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
