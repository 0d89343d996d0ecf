"""Who sees the reply to a command, as the server chose: from the first command after a start on."""

import asyncio
from threading import Event

import pytest

from bot.choices import Choices
from handlers.request import Place
from handlers.workspace import Chosen
from tests.discord.conftest import Running
from tests.discord.fake.faults import Fault
from tests.discord.fake.interaction import Interaction
from tests.discord.fake.message import EPHEMERAL
from tests.discord.fake.server import Discord
from tests.discord.faulty import QUICK
from tests.discord.test_faults_answers import typed
from tests.discord.test_promises import slow

_PATIENCE = "bot.adapters.discord.respond._PATIENCE"


async def choose(discord: Discord, audience: str) -> None:
    """Choose who sees replies, as an admin does."""
    named = {"name": "audience", "value": audience}
    await discord.shown(discord.slash(discord.admin, discord.general, "briefing settings", named))


def slow_store(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Have the store say what a server chose only once this is set, which is after a reply was promised."""
    gate, chosen = Event(), Choices.chosen

    def waiting(self: Choices, place: Place) -> Chosen:
        assert gate.wait(5)
        return chosen(self, place)

    monkeypatch.setattr(Choices, "chosen", waiting)
    monkeypatch.setattr(_PATIENCE, 0.0)
    return gate


@pytest.mark.parametrize("audience", ["asker", "channel"])
async def test_the_first_reply_after_a_start_is_promised_to_those_who_are_to_see_it(
    discord: Discord, running: Running, monkeypatch: pytest.MonkeyPatch, audience: str
) -> None:
    """The articles may not be read yet; what the server chose is known before them."""
    async with running(pace=QUICK):
        await discord.connected()
        await choose(discord, audience)
    gate = asyncio.Event()
    monkeypatch.setattr(_PATIENCE, 0.5)
    slow(monkeypatch, gate.wait)
    other = "asker" if audience == "channel" else "channel"
    async with running(pace=QUICK, DOSSIER_DISCORD_AUDIENCE=other):
        await discord.until(lambda: len(discord.gateway.identifies) == 2)
        command = typed(discord)
        await discord.until(lambda: command.callbacks)
        gate.set()
        reply = await discord.shown(command)

    assert command.callbacks[0][1]["type"] == 5
    is_private = bool((command.callbacks[0][1].get("data") or {}).get("flags", 0) & EPHEMERAL)
    assert is_private == (audience == "asker")
    assert reply is command.original
    assert "Cainiao" in reply.text


async def late(discord: Discord, running: Running, monkeypatch: pytest.MonkeyPatch, *faults: Fault) -> Interaction:
    """A command in a server that shows replies to all, which the bot knows only after it has promised one."""
    async with running(pace=QUICK):
        await discord.connected()
        await choose(discord, "channel")
    gate = slow_store(monkeypatch)
    async with running(pace=QUICK):
        await discord.until(lambda: len(discord.gateway.identifies) == 2)
        for fault in faults:
            discord.faults.add("POST /webhooks/*", fault)
        command = typed(discord)
        await discord.until(lambda: command.callbacks)
        gate.set()
        await discord.until(lambda: command.followups)
    return command


async def test_a_reply_for_all_is_seen_by_all_though_its_place_was_kept_for_one(
    discord: Discord, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store was too slow to say what the server chose; that place is cleared away."""
    command = await late(discord, running, monkeypatch)

    (reply,) = command.followups
    assert command.original
    assert command.original.is_ephemeral
    assert command.original.is_deleted
    assert not reply.is_ephemeral
    assert "Cainiao" in reply.text


async def test_what_all_should_see_and_may_not_is_shown_to_its_asker(
    discord: Discord, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where Discord refuses another message for all, there is one for the asker."""
    command = await late(discord, running, monkeypatch, Fault(status=403, code=50013))

    (reply,) = command.followups
    assert reply.seen_by is discord.asker
    assert "Cainiao" in reply.text
