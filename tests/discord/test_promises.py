"""Replies that were promised: whatever fails then, nobody is left looking at "is thinking"."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import aiohttp
import pytest
from discord import Interaction as Asked

from bot.adapters.discord.calls import Patience
from bot.adapters.discord.desk import Desk
from bot.adapters.discord.respond import Respond
from handlers.card import Reply
from handlers.request import Request
from tests.discord.conftest import Running
from tests.discord.fake.faults import Fault
from tests.discord.fake.interaction import Interaction
from tests.discord.fake.message import EPHEMERAL
from tests.discord.fake.server import Discord
from tests.discord.faulty import CALLBACK, COUNTRIES, QUICK, answered
from tests.discord.test_faults_answers import ANSWER, EDIT, typed

_RESPOND = "bot.adapters.discord.respond."
_EDITED = "PATCH /webhooks/{application}/{token}/messages/{message}"
LOST = (Fault(status=503, is_done=True), Fault(is_cut=True, is_done=True))


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bot that promises a reply at once."""
    monkeypatch.setattr(f"{_RESPOND}_PATIENCE", 0.0)


def slow(monkeypatch: pytest.MonkeyPatch, before: Callable[[], Awaitable[object]]) -> None:
    """Have something done before each reply."""
    reply_to = Desk.reply_to

    async def waiting(self: Desk, interaction: Asked, request: Request) -> Reply:
        await before()
        return await reply_to(self, interaction, request)

    monkeypatch.setattr(Desk, "reply_to", waiting)


def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the bot try an answer four times within a moment."""
    monkeypatch.setattr("bot.adapters.discord.client.Respond", lambda: Respond(Patience((0.01,) * 3)))


async def fail() -> None:
    """Break."""
    raise RuntimeError("broken")


def is_promised(command: Interaction) -> bool:
    """Whether somebody looks at "is thinking"."""
    return command.original is not None and command.original.is_loading


@pytest.mark.parametrize("fault", [Fault(), *LOST], ids=["heard", "unconfirmed", "cut"])
async def test_a_promise_is_ended_by_an_apology_when_the_reply_fails(
    discord: Discord, running: Running, monkeypatch: pytest.MonkeyPatch, fault: Fault
) -> None:
    """Also when Discord did not confirm that it heard the promise."""
    async with running(pace=QUICK):
        await discord.connected()
        with monkeypatch.context() as broken:
            slow(broken, fail)
            discord.faults.add(ANSWER, fault)
            command = typed(discord)
            reply = await discord.shown(command)

    assert command.callbacks[0][1]["type"] == 5
    assert "Something went wrong" in reply.text
    assert not is_promised(command)


async def test_a_promise_that_discord_never_confirmed_is_kept(
    discord: Discord, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may well have been heard, as the asker then sees."""
    impatient(monkeypatch)
    async with running(pace=QUICK):
        await discord.connected()
        discord.faults.add(ANSWER, Fault(is_cut=True, is_done=True), times=4)
        command = typed(discord)
        reply = await discord.shown(command, 10)

    assert len(discord.requested(CALLBACK)) == 4
    assert "Cainiao" in reply.text
    assert not is_promised(command)


async def test_a_promise_that_discord_never_heard_is_none(
    discord: Discord, running: Running, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The asker was told by Discord that there is no reply; nothing is tried for a quarter of an hour."""
    impatient(monkeypatch)
    async with running(pace=QUICK):
        await discord.connected()
        discord.faults.add(ANSWER, Fault(is_cut=True), times=4)
        command = typed(discord)
        await discord.until(lambda: discord.requested(_EDITED), 10)
        await answered(discord)

    assert command.shown is None
    assert len(discord.requested(_EDITED)) == 1
    assert "discord.interaction_over" in caplog.text
    assert "Traceback" not in caplog.text


async def test_an_answer_that_hangs_is_given_anew_while_it_counts(
    discord: Discord, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is good for three seconds."""
    monkeypatch.setattr("bot.adapters.discord.callbacks._WAITED", aiohttp.ClientTimeout(total=0.2))
    gate = asyncio.Event()
    async with running(pace=QUICK):
        await discord.connected()
        discord.faults.add(ANSWER, Fault(gate=gate))
        command = typed(discord)
        command.is_doubtful = True
        reply = await discord.shown(command)
        gate.set()
        await answered(discord)

    assert "Cainiao" in reply.text
    assert len(command.callbacks) == 1


async def test_a_promise_for_all_that_is_refused_is_made_to_the_asker(discord: Discord, running: Running) -> None:
    """Somebody is told something."""
    async with running(pace=QUICK, DOSSIER_DISCORD_AUDIENCE="channel"):
        await discord.connected()
        discord.faults.add(ANSWER, Fault(status=403, code=50013))
        command = typed(discord)
        reply = await discord.shown(command)
        await discord.until(lambda: not is_promised(command))

    assert command.callbacks[0][1]["data"]["flags"] & EPHEMERAL
    assert reply.text


async def test_a_promise_that_is_refused_for_good_is_logged(
    discord: Discord, running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    """And the next command is answered."""
    async with running(pace=QUICK):
        await discord.connected()
        discord.faults.add(ANSWER, Fault(status=403, code=50001), times=2)
        refused = [typed(discord), typed(discord, "alipay")]
        await discord.until(lambda: len(discord.requested(CALLBACK)) == 2)
        reply = await discord.shown(typed(discord))

    assert [command.shown for command in refused] == [None, None]
    assert caplog.text.count("discord.response_refused") == 2
    assert "Cainiao" in reply.text


@pytest.mark.parametrize("audience", ["asker", "channel"])
async def test_a_reply_whose_place_was_deleted_comes_beneath_it(
    discord: Discord, running: Running, audience: str
) -> None:
    """A moderator may delete "is thinking", the asker dismiss it; they asked, all the same."""
    async with running(pace=QUICK, DOSSIER_DISCORD_AUDIENCE=audience):
        await discord.connected()
        discord.faults.add(EDIT, Fault(status=404, code=10008))
        reply = await discord.shown(typed(discord))

    assert "Cainiao" in reply.text
    assert reply.is_ephemeral == (audience == "asker")


async def test_a_promise_is_kept_through_an_outage(
    discord: Discord, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For as long as Discord takes the reply at all, not only for some seconds."""
    monkeypatch.setattr(f"{_RESPOND}_UNTIL_OVER", Patience((0.01,) * 12, 880))
    async with running(pace=QUICK):
        await discord.connected()
        discord.faults.add(EDIT, Fault(is_cut=True), times=10)
        reply = await discord.shown(typed(discord))

    assert "Cainiao" in reply.text


async def test_an_edit_that_hangs_is_made_again(
    discord: Discord, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same reply twice is one reply."""
    monkeypatch.setattr(f"{_RESPOND}_ATTEMPT", 0.2)
    gate = asyncio.Event()
    async with running(pace=QUICK):
        await discord.connected()
        discord.faults.add(EDIT, Fault(gate=gate))
        reply = await discord.shown(typed(discord))
        gate.set()

    assert "Cainiao" in reply.text


async def test_a_reply_that_takes_too_long_is_given_up_before_its_place_is_lost(
    discord: Discord, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Discord takes none after a quarter of an hour."""
    monkeypatch.setattr(f"{_RESPOND}_LONGEST", 0.1)
    async with running(pace=QUICK):
        await discord.connected()
        with monkeypatch.context() as late:
            slow(late, asyncio.Event().wait)
            reply = await discord.shown(typed(discord))

    assert "It takes too long" in reply.text


async def test_who_waits_for_a_reply_when_the_bot_is_stopped_is_told_so(
    discord: Discord, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is no other process that could reply."""
    slow(monkeypatch, asyncio.Event().wait)
    async with running(pace=replace(QUICK, drain=0.1)):
        await discord.connected()
        command = typed(discord)
        await discord.until(lambda: is_promised(command))

    assert command.shown
    assert "I am being restarted" in command.shown.text


async def test_a_reply_that_is_there_when_the_bot_is_stopped_is_given(discord: Discord, running: Running) -> None:
    """Discord did not answer before: it gets one more chance."""
    gate = asyncio.Event()
    async with running(pace=replace(QUICK, drain=0.1)):
        await discord.connected()
        discord.faults.add(EDIT, Fault(gate=gate))
        command = typed(discord, COUNTRIES)
        await discord.until(lambda: discord.requested(_EDITED))
    shown = command.shown
    gate.set()

    assert shown
    assert "224" in shown.text
