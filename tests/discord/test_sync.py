"""Discord is told of the commands once, and again only when they have changed."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.adapters.discord import sync
from bot.store import meta
from bot.store.store import Store
from tests.discord.commanded import Commanded, Scribe, loopback
from tests.discord.fake.faults import Fault
from tests.discord.fake.server import Discord

PUT = "PUT /applications/*/commands"


@pytest.fixture
async def fake(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Discord]:
    """A Discord on the loopback interface."""
    async with loopback(monkeypatch) as running:
        yield running


async def start(fake: Discord, store: Store, word: str = "alibaba") -> None:
    """Log a bot in, whose commands Discord is then told of if need be."""
    async with Commanded(Scribe(), word, store) as bot:
        await bot.login(fake.token)


async def test_two_starts_tell_once(fake: Discord, store: Store) -> None:
    """Every telling counts against a daily limit."""
    await start(fake, store)
    await start(fake, store)

    assert len(fake.syncs) == 1
    assert {command["name"] for command in fake.commands[None]} == {"alibaba", "ask", "briefing", "Ask about this"}


async def test_a_changed_command_is_told(fake: Discord, store: Store) -> None:
    """The former ones are gone, for all are replaced together."""
    await start(fake, store)
    await start(fake, store, "tea")

    assert len(fake.syncs) == 2
    assert {command["name"] for command in fake.commands[None]} == {"tea", "ask", "briefing", "Ask about this"}


async def test_two_processes_that_start_together_are_harmless(fake: Discord, store: Store) -> None:
    """Each may tell; afterwards none does."""
    await asyncio.gather(start(fake, store), start(fake, store))
    told = len(fake.syncs)
    await start(fake, store)

    assert len(fake.syncs) == told
    assert len(fake.commands[None]) == 4


@pytest.mark.parametrize("fault", [Fault(status=400, code=50035), Fault(status=403, code=50001), Fault(is_cut=True)])
async def test_a_refusal_is_logged_and_the_next_start_tries_again(
    fake: Discord, store: Store, caplog: pytest.LogCaptureFixture, fault: Fault
) -> None:
    """The bot runs all the same: mentions need no command."""
    fake.faults.add(PUT, fault, times=9)

    await start(fake, store)
    fake.faults.clear()
    untold = fake.commands[None]
    await start(fake, store)

    assert caplog.text.count("discord.commands_not_synced") == 1
    assert (len(untold), len(fake.commands[None])) == (0, 4)


async def test_a_store_that_is_away_costs_no_command(
    fake: Discord, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Discord is told once more than need be."""
    store = Store.open(tmp_path / "dossier.sqlite3")
    with store.begin() as connection:
        connection.execute(text("ALTER TABLE meta RENAME TO elsewhere"))

    await start(fake, store)

    store.close()
    assert len(fake.commands[None]) == 4
    assert "discord.sync_forgotten" in caplog.text


async def test_translations_are_part_of_the_digest() -> None:
    """A text that was put right in one language alone is told, too."""
    payload = await sync.payload(Commanded(Scribe()).tree)
    before = sync.digest(payload)

    next(command for command in payload if command["name"] == "ask")["name_localizations"]["zh-CN"] = "问"

    assert sync.digest(payload) != before


async def test_the_same_commands_have_the_same_digest() -> None:
    """In every process."""
    one, other = [sync.digest(await sync.payload(Commanded(Scribe()).tree)) for _ in range(2)]

    assert one == other


def test_a_value_is_replaced(store: Store) -> None:
    """And is "" before there was one."""
    with store.begin() as connection:
        before = meta.read(connection, "name")
        for value in ("one", "other"):
            meta.write(connection, "name", value)

        assert (before, meta.read(connection, "name")) == ("", "other")
