"""What the database and the log tell of people: nothing that names them, nothing they wrote, no secret."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest

from bot import service_log
from tests.discord.conftest import Running
from tests.discord.fake.faults import Fault
from tests.discord.fake.server import Discord
from tests.discord.faulty import CALLBACK, COUNTRIES, QUICK, answered

SECRET = "is my boss planning to sell Alibaba?"


@pytest.fixture
def lines(discord: Discord) -> Iterator[StringIO]:
    """All that a running service writes to its log, as whoever operates it would see it."""
    root, kept = logging.getLogger(), logging.getLogger().handlers[:]
    names = ("", "sqlalchemy", "dossier", "corpus")
    levels = {name: logging.getLogger(name).level for name in names}
    service_log.configure("info", (discord.token,))
    written = StringIO()
    (handler,) = [each for each in root.handlers if isinstance(each, service_log.Lines)]
    handler.setStream(written)
    yield written
    root.handlers = kept
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


async def test_no_table_holds_the_id_or_name_of_a_person(discord: Discord, running: Running, tmp_path: Path) -> None:
    """Whatever somebody types, presses, shares or judges, and whomever they mention."""
    other = discord.add_user("grace")
    discord.join(discord.guild, other)
    async with running(pace=QUICK):
        private = await discord.shown(discord.slash(discord.asker, discord.general, "ask", {"question": COUNTRIES}))
        await discord.shown(discord.press(discord.asker, private, private.custom_id("Share")))
        answer = await answered(discord, f"does {other.mention} know who founded Alibaba?")
        vote = discord.press(discord.asker, answer, answer.custom_id("Not helpful"))
        await discord.until(lambda: vote.modal)
        await discord.shown(discord.submit(discord.asker, vote, {"value": ["wrong"]}))
        await answered(discord, "ali")
        await discord.reply(discord.say(discord.asker, discord.direct(discord.asker), COUNTRIES))
    with closing(sqlite3.connect(tmp_path / "dossier.sqlite3")) as database:
        kept = "\n".join(database.iterdump())

    people = (discord.asker.id, discord.asker.name, other.id)
    assert COUNTRIES in kept
    assert [word for word in map(str, people) if f"'{word}'" in kept or f"@{word}" in kept] == []


@pytest.mark.parametrize("fault", [Fault(), Fault(status=429, retry_after=0.1), Fault(status=400, code=50035)])
async def test_the_log_holds_neither_what_people_wrote_nor_a_token(
    discord: Discord, running: Running, lines: StringIO, fault: Fault
) -> None:
    """Those of the library included, and whatever goes wrong."""
    async with running(pace=QUICK, DOSSIER_LOG_LEVEL="info"):
        discord.faults.add("POST /interactions/*", fault)
        discord.faults.add("POST /channels/*/messages", fault)
        command = discord.slash(discord.asker, discord.general, "ask", {"question": SECRET})
        reply = await discord.shown(command)
        asked = discord.say(discord.asker, discord.general, SECRET, mention=True)
        await discord.until(lambda: discord.replies(asked) or "delivery.refused" in lines.getvalue())
        discord.faults.clear()
        late = discord.slash(discord.asker, discord.general, "ask", {"question": SECRET})
        late.expire()
        await discord.until(lambda: len(discord.requested(CALLBACK)) > 1)
        for session in discord.gateway.sessions.values():
            session.dispatch("MESSAGE_CREATE", {"content": SECRET, "author": None})
        await answered(discord)
    written = lines.getvalue()

    assert reply.text
    assert "request.answered" in written
    assert "discord.not_understood" in written
    for word in ("my boss", command.token, late.token, discord.token):
        assert word.lower() not in written.lower()


async def test_a_library_that_tells_everything_tells_no_token(
    discord: Discord, running: Running, lines: StringIO
) -> None:
    """While somebody looks for a fault, discord.py logs each event and each address."""
    service_log.configure("debug", (discord.token,))
    (handler,) = [each for each in logging.getLogger().handlers if isinstance(each, service_log.Lines)]
    handler.setStream(lines)
    async with running(pace=QUICK, DOSSIER_LOG_LEVEL="debug"):
        command = discord.slash(discord.asker, discord.general, "ask", {"question": COUNTRIES})
        await discord.shown(command)
        answer = await answered(discord)
        press = discord.press(discord.asker, answer, answer.custom_id("Helpful"))
        await discord.shown(press)
        discord.gateway.cut()
        await discord.until(lambda: discord.gateway.resumes)
        await answered(discord, "what is alipay?")
    written = lines.getvalue()

    assert "WebSocket Event" in written
    for word in (command.token, press.token, discord.token):
        assert word not in written


@pytest.mark.parametrize("fault", [Fault(status=404, code=10062), Fault(status=503), Fault(is_cut=True)])
async def test_a_completion_that_comes_too_late_is_a_line_without_its_person(
    discord: Discord, running: Running, lines: StringIO, fault: Fault
) -> None:
    """Who types on has no need of it; the library would log whose it was."""
    async with running(pace=QUICK, DOSSIER_LOG_LEVEL="info"):
        discord.faults.add("POST /interactions/*", fault)
        with pytest.raises(TimeoutError):
            await discord.autocomplete(discord.asker, discord.general, "alibaba", {"topic": "cai"}, 0.5)
        offered = await discord.autocomplete(discord.asker, discord.general, "alibaba", {"topic": "cai"})
    written = lines.getvalue()

    assert offered
    assert "discord.interaction_over" in written or "discord.response_lost" in written
    for word in ("ERROR", "Traceback", str(discord.asker.id)):
        assert word not in written
