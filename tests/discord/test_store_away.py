"""The database goes away for a while: questions are answered without memory, and nothing breaks."""

import asyncio
from collections.abc import Iterable
from itertools import count

import pytest

from bot.conversation.changes import Changes
from bot.errors import BotError
from bot.store.delivery import Delivery
from tests.discord.conftest import Running
from tests.discord.fake.server import Discord
from tests.discord.faulty import COUNTRIES, QUICK, answered, posted
from tests.store.postgres import Server

_NUMBERS = count(1)


@pytest.fixture
def database(postgres: Server) -> str:
    """The name of a database of one's own."""
    name = f"discord_away_{next(_NUMBERS)}"
    postgres.database(name)
    return name


async def test_questions_are_answered_while_the_database_is_away(
    discord: Discord, running: Running, postgres: Server, database: str
) -> None:
    """By mention, in direct messages and by command; once each, also when they are told of again after it is back."""
    direct = discord.direct(discord.asker)
    async with running(pace=QUICK, DATABASE_URL=postgres.url(database)):
        before = await answered(discord, "what is alipay?")
        postgres.close(database)
        asked = discord.say(discord.asker, discord.general, COUNTRIES, mention=True)
        answer = await discord.reply(asked)
        said = await discord.reply(discord.say(discord.asker, direct, COUNTRIES))
        command = discord.slash(discord.asker, discord.general, "alibaba", {"topic": "cainiao"})
        reply = await discord.shown(command)
        modal = discord.press(discord.asker, before, before.custom_id("Ask a follow-up"))
        await discord.until(lambda: modal.modal)
        follow_up = await discord.shown(discord.submit(discord.asker, modal, {"value": "when was it launched?"}))
        share = discord.press(discord.asker, reply, reply.custom_id("Share"))
        shared = await discord.shown(share)
        postgres.open(database)
        for each in (asked, command, share):
            discord.repeat(each)
        after = await answered(discord, "what is taobao?")

    assert "224" in answer.text
    assert "224" in said.text
    assert "Cainiao" in reply.text
    assert follow_up.text
    assert not shared.is_ephemeral
    assert "Taobao" in after.text
    assert len(discord.replies(asked)) == 1
    assert [len(one.callbacks) for one in (command, share)] == [1, 1]


async def test_edits_and_deletions_while_the_database_is_away_break_nothing(
    discord: Discord, running: Running, postgres: Server, database: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The answers stay as they were; the next questions are answered."""
    async with running(pace=QUICK, DATABASE_URL=postgres.url(database)):
        first = discord.say(discord.asker, discord.general, COUNTRIES, mention=True)
        second = discord.say(discord.asker, discord.general, "what is alipay?", mention=True)
        await discord.reply(first)
        await discord.reply(second)
        postgres.close(database)
        discord.edit(first, f"{discord.bot.mention} what is taobao?")
        discord.delete(second)
        answer = await answered(discord, "when was Cainiao launched?")
        postgres.open(database)
        await answered(discord, "what is taobao?")

    assert "2013" in answer.text
    assert len(posted(discord)) == 4
    assert "changes.py" not in caplog.text  # which would be a traceback


async def test_what_was_edited_and_deleted_in_a_short_outage_is_put_right_after_it(
    discord: Discord, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is tried once more."""
    monkeypatch.setattr("bot.adapters.discord.hearing._PAUSE", 0.1)
    async with running(pace=QUICK):
        asked = [discord.say(discord.asker, discord.general, COUNTRIES, mention=True) for _ in range(2)]
        edited, deleted = [await discord.reply(one) for one in asked]
        away(monkeypatch, times=2)
        discord.edit(asked[0], f"{discord.bot.mention} what is alipay?")
        discord.delete(asked[1])
        await discord.until(lambda: deleted.is_deleted and "Alipay" in edited.text)

    assert posted(discord) == [edited]


async def test_a_change_that_the_database_does_not_allow_is_lost_in_one_line(
    discord: Discord, running: Running, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Without a traceback for each message that somebody deletes."""
    monkeypatch.setattr("bot.adapters.discord.hearing._PAUSE", 0.1)
    async with running(pace=QUICK):
        said = discord.say(discord.asker, discord.general, "lunch?")
        away(monkeypatch, times=2)
        discord.delete(said)
        await discord.until(lambda: "conversation.change_lost" in caplog.text)
        await answered(discord)

    assert [one.levelname for one in caplog.records if one.message == "conversation.change_lost"] == ["WARNING"]
    assert "task.failed" not in caplog.text


def away(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Let the database not tell so often what was answered."""
    left, given_to = [None] * times, Changes.given_to

    async def given(self: Changes, keys: Iterable[str], workspace: str) -> tuple[Delivery, ...]:
        if left:
            left.pop()
            raise BotError("the database is away")
        return await given_to(self, keys, workspace)

    monkeypatch.setattr(Changes, "given_to", given)


async def test_a_vote_that_the_database_does_not_take_is_lost_in_one_line(
    discord: Discord, running: Running, postgres: Server, database: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The next one is kept, and nothing else is disturbed."""
    async with running(pace=QUICK, DATABASE_URL=postgres.url(database)):
        answer = await answered(discord)
        postgres.close(database)
        thanked = await discord.shown(discord.press(discord.asker, answer, answer.custom_id("Helpful")))
        await discord.until(lambda: "conversation.vote_lost" in caplog.text or None, 10)
        postgres.open(database)
        await discord.shown(discord.press(discord.asker, answer, answer.custom_id("Helpful")))
        async with asyncio.timeout(10):
            while "Helpful: 1" not in (listed := await _feedback(discord)):
                pass  # a vote is stored behind its thanks

    assert "Thank you" in thanked.text
    assert [one.message for one in caplog.records if "vote" in one.message] == ["conversation.vote_lost"]
    assert "votes.cast" not in caplog.text  # which would be the traceback
    assert "Helpful: 1" in listed


async def _feedback(discord: Discord) -> str:
    """What an admin is told of votes."""
    return (await discord.shown(discord.slash(discord.admin, discord.general, "briefing feedback"))).text


async def test_commands_for_admins_say_that_they_cannot_be_done(
    discord: Discord, running: Running, postgres: Server, database: str
) -> None:
    """What is stored cannot be read; nobody is left without a word."""
    async with running(pace=QUICK, DATABASE_URL=postgres.url(database)):
        await answered(discord)
        postgres.close(database)
        gaps = await discord.shown(discord.slash(discord.admin, discord.general, "briefing gaps"))
        postgres.open(database)

    assert gaps.is_ephemeral
    assert "went wrong" in gaps.text
