"""Questions that are edited or deleted, also while their answer is under way."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from discord.utils import time_snowflake

from tests.discord.conftest import Running
from tests.discord.fake.events import Event
from tests.discord.fake.faults import Fault
from tests.discord.fake.intents import Intent
from tests.discord.fake.message import Content, Message
from tests.discord.fake.server import Discord
from tests.discord.faulty import COUNTRIES, POST, QUICK

ALIPAY = "what is alipay?"
CHANGE, TAKE_BACK = "PATCH /channels/{channel}/messages/{message}", "DELETE /channels/{channel}/messages/{message}"


@pytest.fixture
async def quick(running: Running, discord: Discord) -> AsyncIterator[Discord]:
    """Discord with the bot in it."""
    async with running(pace=QUICK):
        await discord.connected()
        yield discord


def mentioned(discord: Discord, text: str) -> Message:
    """A mention of the bot in the channel."""
    return discord.say(discord.asker, discord.general, text, mention=True)


def now_asks(discord: Discord, message: Message, text: str) -> None:
    """Edit a message into a mention of the bot with another question."""
    discord.edit(message, f"{discord.bot.mention} {text}")


async def test_an_edited_question_is_answered_anew_in_the_place_of_the_old_answer(quick: Discord) -> None:
    """The channel does not fill with answers to what nobody asks any more."""
    asked = mentioned(quick, ALIPAY)
    answer = await quick.reply(asked)

    now_asks(quick, asked, COUNTRIES)
    await quick.until(lambda: answer.edits)

    assert "224" in answer.text
    assert quick.replies(asked) == (answer,)


async def test_a_message_that_comes_to_mention_the_bot_is_answered(quick: Discord) -> None:
    """A forgotten mention can be added."""
    asked = quick.say(quick.asker, quick.general, COUNTRIES)

    now_asks(quick, asked, COUNTRIES)

    assert "224" in (await quick.reply(asked)).text


@pytest.mark.parametrize("is_new", [False, True], ids=["the same process", "after a restart"])
async def test_a_message_that_mentions_the_bot_no_more_loses_its_answer(
    discord: Discord, running: Running, *, is_new: bool
) -> None:
    """It is said to others now: Discord does not even show the bot what it says."""
    async with running(pace=QUICK):
        await discord.connected()
        asked = mentioned(discord, COUNTRIES)
        answer = await discord.reply(asked)
        if not is_new:
            discord.edit(asked, "never mind")
            await discord.until(lambda: answer.is_deleted)
    if is_new:
        async with running(pace=QUICK):
            await discord.until(lambda: len(discord.gateway.identifies) == 2)
            discord.edit(asked, "never mind")
            await discord.until(lambda: answer.is_deleted)

    assert discord.replies(asked) == ()


@pytest.mark.parametrize("is_new", [False, True], ids=["the same process", "after a restart"])
async def test_the_answer_to_a_deleted_question_is_taken_back(
    discord: Discord, running: Running, *, is_new: bool
) -> None:
    """Who deletes a question does not want it quoted."""
    async with running(pace=QUICK):
        await discord.connected()
        asked = mentioned(discord, COUNTRIES)
        answer = await discord.reply(asked)
        if not is_new:
            discord.delete(asked)
            await discord.until(lambda: answer.is_deleted)
    if is_new:
        async with running(pace=QUICK):
            await discord.until(lambda: len(discord.gateway.identifies) == 2)
            discord.delete(asked)
            await discord.until(lambda: answer.is_deleted)

    assert answer.is_deleted


async def test_the_answers_to_questions_that_are_deleted_together_are_taken_back(quick: Discord) -> None:
    """As a moderator does, in one go ("Message Delete Bulk"); what was no question has nothing to take back."""
    asked = [mentioned(quick, text) for text in (ALIPAY, COUNTRIES)]
    answers = [await quick.reply(each) for each in asked]
    other = quick.say(quick.asker, quick.general, "hello all")
    for each in (*asked, other):
        each.is_deleted = True
        quick.general.messages.pop(each.id)

    ids = [str(each.id) for each in (*asked, other)]
    told = {"ids": ids, "channel_id": str(quick.general.id), "guild_id": str(quick.guild.id)}
    quick.tell(Event("MESSAGE_DELETE_BULK", told, quick.guild.id, Intent.GUILD_MESSAGES))
    await quick.until(lambda: all(answer.is_deleted for answer in answers))

    assert len(quick.requested(TAKE_BACK)) == 2


async def test_a_direct_question_can_be_edited_and_deleted_too(quick: Discord) -> None:
    """There is no server to look it up by."""
    asked = quick.say(quick.asker, quick.direct(quick.asker), ALIPAY)
    answer = await quick.reply(asked)

    quick.edit(asked, COUNTRIES)
    await quick.until(lambda: answer.edits)
    changed = answer.text
    quick.delete(asked)
    await quick.until(lambda: answer.is_deleted)

    assert "224" in changed


async def test_an_update_that_is_no_edit_changes_nothing(quick: Discord) -> None:
    """Discord tells of previews, and of pins of what was edited before, as of edits."""
    asked = mentioned(quick, ALIPAY)
    answer = await quick.reply(asked)
    quick.tell_of(asked, "MESSAGE_UPDATE")
    now_asks(quick, asked, COUNTRIES)
    await quick.until(lambda: answer.edits)

    quick.tell_of(asked, "MESSAGE_UPDATE")
    quick.tell_of(answer, "MESSAGE_UPDATE")
    await quick.reply(mentioned(quick, ALIPAY))

    assert len(quick.requested(CHANGE)) == 1


async def test_a_preview_that_comes_after_a_restart_changes_nothing(discord: Discord, running: Running) -> None:
    """Nobody edited the question, though the new process never heard it."""
    async with running(pace=QUICK):
        await discord.connected()
        asked = mentioned(discord, ALIPAY)
        await discord.reply(asked)
    async with running(pace=QUICK):
        await discord.until(lambda: len(discord.gateway.identifies) == 2)
        discord.tell_of(asked, "MESSAGE_UPDATE")
        await discord.reply(mentioned(discord, "what is taobao?"))

    assert discord.requested(CHANGE) == []


@pytest.mark.parametrize("is_mentioned", [False, True])
async def test_what_is_a_day_old_keeps_its_answer(quick: Discord, *, is_mentioned: bool) -> None:
    """Somebody who tidies up an old message asks nothing, nor do they take anything back."""
    number = time_snowflake(datetime.now(UTC) - timedelta(days=2))
    text = Content(f"{quick.bot.mention} {ALIPAY}")
    asked = quick.keep_message(Message(number, quick.general, quick.asker, text, mentions=(quick.bot,)))
    quick.repeat(asked)
    await quick.reply(asked)

    quick.edit(asked, f"{quick.bot.mention if is_mentioned else ''} {COUNTRIES}")
    for _ in range(5):  # time enough to do what is not to be done
        await quick.reply(mentioned(quick, "what is taobao?"))

    assert quick.requested(CHANGE) == quick.requested(TAKE_BACK) == []


async def test_a_question_edited_while_its_answer_is_posted_ends_with_the_right_answer(quick: Discord) -> None:
    """The edit waits for the post, and changes it."""
    gate = asyncio.Event()
    quick.faults.add("POST /channels/*/messages", Fault(gate=gate))
    asked = mentioned(quick, ALIPAY)
    await quick.until(lambda: quick.requested(POST))

    now_asks(quick, asked, COUNTRIES)
    gate.set()
    answer = await quick.reply(asked)
    await quick.until(lambda: "224" in answer.text)

    assert quick.replies(asked) == (answer,)


@pytest.mark.parametrize(
    "fault",
    [Fault(status=429, retry_after=0.3), Fault(is_cut=True, is_done=True), Fault(is_cut=True), Fault(status=503)],
    ids=["busy", "lost", "cut", "5xx"],
)
async def test_the_answer_to_a_question_deleted_meanwhile_does_not_stay(quick: Discord, fault: Fault) -> None:
    """Whatever became of its post: what Discord took is deleted, what it did not take is not posted again."""
    quick.faults.add("POST /channels/*/messages", fault)
    asked = mentioned(quick, COUNTRIES)
    await quick.until(lambda: quick.requested(POST))

    quick.delete(asked)
    for _ in range(10):  # rounds of the outbox go on meanwhile
        await quick.reply(mentioned(quick, ALIPAY))
    await quick.until(lambda: not fault.is_done or quick.requested(TAKE_BACK))

    assert quick.replies(asked) == ()


@pytest.mark.parametrize("is_deleted", [False, True], ids=["edited", "deleted"])
async def test_what_changes_while_its_answer_is_in_doubt_is_right_after_a_restart(
    discord: Discord, running: Running, *, is_deleted: bool
) -> None:
    """The store knows what is to stand there."""
    async with running(pace=QUICK):
        await discord.connected()
        discord.faults.add("POST /channels/*/messages", Fault(is_cut=True, is_done=True))
        discord.faults.add("GET /channels/*/messages", Fault(status=503), times=10_000)
        discord.faults.add("POST /channels/*/messages", Fault(status=503), times=10_000)
        asked = mentioned(discord, ALIPAY)
        await discord.until(lambda: discord.requested(POST))
        if is_deleted:
            discord.delete(asked)
        else:
            now_asks(discord, asked, COUNTRIES)
        await discord.shown(discord.slash(discord.admin, discord.general, "alibaba", {"topic": "help"}))
    answer = next(each for each in discord.general.messages.values() if each.author is discord.bot)
    discord.faults.clear()
    async with running(pace=QUICK):
        await discord.until(lambda: answer.is_deleted or answer.edits)

    assert answer.is_deleted == is_deleted
    assert ("224" in answer.text) != is_deleted


@pytest.mark.parametrize("code", [10008, 50013])
async def test_a_change_that_discord_does_not_make_leaves_the_answer_and_is_logged_once(
    quick: Discord, caplog: pytest.LogCaptureFixture, code: int
) -> None:
    """Somebody may have deleted it, which is nothing to tell of."""
    quick.faults.add("PATCH /channels/*", Fault(status=404 if code == 10008 else 403, code=code))
    asked = mentioned(quick, ALIPAY)
    answer = await quick.reply(asked)

    now_asks(quick, asked, COUNTRIES)
    await quick.until(lambda: quick.requested(CHANGE))
    await quick.reply(mentioned(quick, ALIPAY))

    assert not answer.edits
    assert len([entry for entry in caplog.records if "change_lost" in entry.message]) == (code == 50013)


async def test_a_deletion_that_is_told_twice_deletes_once(quick: Discord) -> None:
    """Discord tells again what it is not sure was heard."""
    asked = mentioned(quick, COUNTRIES)
    answer = await quick.reply(asked)
    quick.delete(asked)
    await quick.until(lambda: answer.is_deleted)

    quick.delete(asked)
    await quick.reply(mentioned(quick, ALIPAY))

    assert len(quick.requested(TAKE_BACK)) == 1


async def test_an_edited_follow_up_leans_on_what_was_said_before_it(quick: Discord) -> None:
    """Not on its own first answer."""
    first = await quick.reply(mentioned(quick, COUNTRIES))
    follow_up = quick.say(quick.asker, quick.general, ALIPAY, reply_to=first)
    answer = await quick.reply(follow_up)

    quick.edit(follow_up, "when was it launched?")
    await quick.until(lambda: answer.edits)

    assert "Alipay" in answer.edits[0].components[0]["components"][0]["content"]
    assert "Cainiao" in answer.text


async def test_a_deleted_follow_up_leaves_the_exchange_as_it_was(quick: Discord) -> None:
    """The next one leans on the question before."""
    first = await quick.reply(mentioned(quick, COUNTRIES))
    follow_up = quick.say(quick.asker, quick.general, ALIPAY, reply_to=first)
    wrong = await quick.reply(follow_up)
    quick.delete(follow_up)
    await quick.until(lambda: wrong.is_deleted)

    answer = await quick.reply(quick.say(quick.asker, quick.general, "when was it launched?", reply_to=first))

    assert "Cainiao" in answer.text
