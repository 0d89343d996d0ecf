"""Where the bot may not speak any more: logged, the owner told once, and nothing breaks."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.discord.conftest import Running
from tests.discord.fake.faults import Fault
from tests.discord.fake.permissions import Permission
from tests.discord.fake.server import Discord
from tests.discord.faulty import COUNTRIES, POST, QUICK, answered, posted


@pytest.fixture
async def quick(running: Running, discord: Discord) -> AsyncIterator[Discord]:
    """Discord with the bot in it, which in the end goes on elsewhere."""
    async with running(pace=QUICK, DOSSIER_LIMITS_PER_MINUTE="100", DOSSIER_LOG_LEVEL="info"):
        yield discord
        guild = discord.add_guild("Elsewhere")
        answer = await discord.reply(
            discord.say(discord.admin, discord.add_channel(guild, "open"), COUNTRIES, mention=True)
        )
        assert "224" in answer.text


async def held(discord: Discord) -> asyncio.Event:
    """A question whose answer is being posted: it is held up until the event is set."""
    gate = asyncio.Event()
    discord.faults.add(f"POST /channels/{discord.general.id}/messages", Fault(gate=gate))
    discord.say(discord.asker, discord.general, COUNTRIES, mention=True)
    await discord.until(lambda: discord.requested(POST))
    return gate


async def test_the_owner_is_told_once_that_replies_do_not_arrive(
    quick: Discord, caplog: pytest.LogCaptureFixture
) -> None:
    """The bot's role lost the permission to write: three questions, one message to the one who can do something."""
    quick.permit(quick.general, quick.guild.bot_role, deny=Permission.SEND_MESSAGES)
    owner = quick.direct(quick.admin)
    for _ in range(3):
        quick.say(quick.asker, quick.general, COUNTRIES, mention=True)
    await quick.until(lambda: caplog.text.count("delivery.refused") == 3)
    await quick.until(lambda: posted(quick, owner))

    (notice,) = posted(quick, owner)
    assert str(quick.general.id) in notice.text
    assert "Send Messages" in notice.text


async def test_where_it_may_write_no_more_commands_are_still_answered(quick: Discord) -> None:
    """Answers to interactions need no permission in the channel."""
    quick.permit(quick.general, quick.guild.bot_role, deny=Permission.SEND_MESSAGES | Permission.VIEW_CHANNEL)

    reply = await quick.shown(quick.slash(quick.asker, quick.general, "alibaba", {"topic": "cainiao"}))

    assert "Cainiao" in reply.text


async def test_a_channel_deleted_while_an_answer_is_owed_breaks_nothing(
    quick: Discord, caplog: pytest.LogCaptureFixture
) -> None:
    """Nobody can do anything about it, so nobody is told."""
    gate = await held(quick)
    quick.remove_channel(quick.general)
    gate.set()
    await quick.until(lambda: "delivery.refused" in caplog.text)

    assert posted(quick, quick.direct(quick.admin)) == []


async def test_a_server_that_removes_the_bot_while_an_answer_is_owed_breaks_nothing(
    quick: Discord, caplog: pytest.LogCaptureFixture
) -> None:
    """It is logged that it is gone."""
    gate = await held(quick)
    quick.remove_guild(quick.guild)
    await quick.until(lambda: "discord.left" in caplog.text)
    gate.set()
    await quick.until(lambda: "delivery.refused" in caplog.text)

    assert posted(quick, quick.direct(quick.admin)) == []


async def test_a_server_that_is_only_away_is_not_taken_for_left(
    quick: Discord, caplog: pytest.LogCaptureFixture
) -> None:
    """Discord says so of its own outages."""
    gone = {"id": str(quick.guild.id), "unavailable": True}
    for session in quick.gateway.sessions.values():
        session.dispatch("GUILD_DELETE", gone)
    answer = await answered(quick)

    assert "224" in answer.text
    assert "discord.left" not in caplog.text


async def test_an_owner_who_takes_no_messages_is_left_in_peace(
    quick: Discord, caplog: pytest.LogCaptureFixture
) -> None:
    """It stands in the log."""
    quick.admin.accepts_direct = False
    quick.permit(quick.general, quick.guild.bot_role, deny=Permission.SEND_MESSAGES)
    quick.say(quick.asker, quick.general, COUNTRIES, mention=True)
    await quick.until(lambda: "discord.notice_lost" in caplog.text)

    assert posted(quick, quick.direct(quick.admin)) == []


async def test_a_thread_that_is_locked_gets_no_answer_and_its_owner_is_told(
    quick: Discord, caplog: pytest.LogCaptureFixture
) -> None:
    """Between the question and the answer somebody closed it."""
    thread = quick.add_thread(quick.general, "numbers")
    gate = asyncio.Event()
    quick.faults.add(f"POST /channels/{thread.id}/messages", Fault(gate=gate))
    quick.say(quick.asker, thread, COUNTRIES, mention=True)
    await quick.until(lambda: quick.requested(POST))
    quick.archive(thread, is_locked=True)
    gate.set()
    await quick.until(lambda: posted(quick, quick.direct(quick.admin)))

    assert "delivery.refused" in caplog.text
    assert posted(quick, thread) == []
