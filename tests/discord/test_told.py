"""What people are told who get no answer: why, and what they can do."""

import re

import pytest

from tests.discord.conftest import Running
from tests.discord.fake.permissions import Permission
from tests.discord.fake.server import Discord
from tests.discord.faulty import COUNTRIES, QUICK, answered, posted


async def test_who_is_over_the_limit_is_told_every_time_for_how_long(discord: Discord, running: Running) -> None:
    """By commands and by buttons alike."""
    async with running(pace=QUICK, DOSSIER_LIMITS_PER_MINUTE="2"):
        answer = await answered(discord)
        told = [
            await discord.shown(discord.slash(discord.asker, discord.general, "alibaba", {"topic": "cainiao"}))
            for _ in range(4)
        ]
        pressed = await discord.shown(discord.press(discord.asker, answer, answer.custom_id("Brief me on Cainiao")))

    assert "Cainiao" in told[0].text
    for notice in (*told[1:], pressed):
        assert notice.seen_by is discord.asker
        seconds = re.search(r"Ask again in ([0-9]+) seconds", notice.text)
        assert seconds
        assert 20 <= int(seconds[1]) <= 30


async def test_who_asks_where_the_bot_may_not_write_is_told_directly_how_else_to_ask(
    discord: Discord, running: Running
) -> None:
    """In a line, once a day in each channel; the owner hears of it as well, and what the slash command says holds."""
    quiet = discord.add_channel(discord.guild, "quiet")
    discord.permit(quiet, discord.guild.bot_role, deny=Permission.SEND_MESSAGES)
    direct = discord.direct(discord.asker)
    async with running(pace=QUICK):
        for _ in range(2):
            discord.say(discord.asker, quiet, COUNTRIES, mention=True)
        await discord.until(lambda: posted(discord, direct) and posted(discord, discord.direct(discord.admin)))
        shown = await discord.shown(discord.slash(discord.asker, quiet, "alibaba", {"topic": COUNTRIES}))
        await answered(discord)

    (told,) = posted(discord, direct)
    assert told.text.startswith(f"I may not write in <#{quiet.id}>")
    assert "slash command" in told.text
    assert "\n" not in told.text
    assert "224" in shown.text
    assert len(posted(discord, discord.direct(discord.admin))) == 1


async def test_what_cannot_be_read_of_an_interaction_is_logged_and_the_next_is_heard(
    discord: Discord, running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever of it is missing; nothing is lost in a task of its own."""
    async with running(pace=QUICK):
        await discord.connected()
        command = discord.slash(discord.asker, discord.general, "alibaba", {"topic": "cainiao"})
        await discord.shown(command)
        for number, (kind, data) in enumerate([(2, None), (2, {"type": 1}), (3, None), (4, None), (5, None)]):
            payload = command.payload | {"id": str(number + 1), "type": kind, "data": data}
            for session in discord.gateway.sessions.values():
                session.dispatch("INTERACTION_CREATE", payload)
        await answered(discord)

    assert [entry.message for entry in caplog.records].count("discord.not_understood") == 5
    assert not [entry for entry in caplog.records if "never retrieved" in entry.getMessage()]
