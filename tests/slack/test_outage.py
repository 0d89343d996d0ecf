"""What was said while nobody heard it: answered afterwards, once, unless it is old."""

import asyncio
import time
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.store.store import Store
from bot.store.tables import cursor
from tests.slack.conftest import Running
from tests.slack.fake.faults import Fault
from tests.slack.fake.server import Slack
from tests.slack.faulty import COUNTRIES, QUICK, answered, beneath


@pytest.fixture
def forgetful(slack: Slack) -> Slack:
    """A Slack that drops what it cannot deliver."""
    slack.sockets.is_keeping = False
    return slack


def last_heard(folder: Path, at: float) -> None:
    """Set the time until which events came in."""
    store = Store.open(folder / "dossier.sqlite3")
    with store.begin() as connection:
        connection.execute(update(cursor).values(last_seen=at))
    store.close()


async def test_mentions_and_direct_messages_missed_while_the_bot_was_down_are_answered(
    forgetful: Slack, running: Running
) -> None:
    """Each in its place, and once."""
    slack = forgetful
    direct = slack.workspace.direct(slack.asker)
    async with running(pace=QUICK):
        await slack.connected()
        await slack.ask(slack.asker, slack.general, slack.mention("what is alipay?"))
    missed = await slack.say(slack.asker, slack.general, slack.mention(COUNTRIES))
    nothing = await slack.say(slack.asker, slack.general, COUNTRIES)
    said = await slack.say(slack.asker, direct, COUNTRIES)
    async with running(pace=QUICK):
        answers = await slack.answer(said), await answered(slack, missed)
    swept = len(slack.called("users.conversations"))
    async with running(pace=QUICK):
        await slack.connected()
        await slack.until(lambda: len(slack.called("users.conversations")) > swept)
        await slack.ask(slack.asker, slack.general, slack.mention("what is alipay?"))

    assert "224" in answers[0].text
    assert "224" in answers[1].text
    assert len(beneath(slack, missed)) == 1
    assert beneath(slack, nothing) == []
    assert len([call for call in slack.called("chat.postMessage") if call.text("channel") == direct.id]) == 1


async def test_a_follow_up_missed_in_an_old_thread_is_answered(
    forgetful: Slack, running: Running, tmp_path: Path
) -> None:
    """The thread began before what the sweep reads of its channel."""
    slack = forgetful
    async with running(pace=QUICK):
        await slack.connected()
        slack.now = lambda: time.time() - 3_000
        asked = await slack.say(slack.asker, slack.general, slack.mention(COUNTRIES))
        await slack.answer(asked)
        slack.now = time.time
        busy = [await slack.say(slack.admin, slack.general, f"number {number}") for number in range(20)]
        await slack.idle()
    slack.page_limit = 15
    follow_up = await slack.say(slack.asker, slack.general, "source?", thread=asked)
    last_heard(tmp_path, float(busy[0].ts) + 300)
    async with running(pace=QUICK):
        answer = await slack.until(lambda: [one for one in beneath(slack, asked) if one.ts > follow_up.ts])

    assert "Source" in answer[0].text


async def test_a_mention_missed_in_a_thread_of_others_is_answered(forgetful: Slack, running: Running) -> None:
    """People call the bot into their talk."""
    slack = forgetful
    async with running(pace=QUICK):
        await slack.connected()
        slack.now = lambda: time.time() - 3_000
        begun = await slack.say(slack.admin, slack.general, "has anybody numbers?")
        slack.now = time.time
        await slack.ask(slack.asker, slack.general, slack.mention("what is alipay?"))
    missed = await slack.say(slack.asker, slack.general, slack.mention(COUNTRIES), thread=begun)
    async with running(pace=QUICK):
        answer = await slack.answer(missed)

    assert "224" in answer.text
    assert answer.thread_ts == begun.ts


async def test_what_is_older_than_six_hours_is_left_unanswered(
    forgetful: Slack, running: Running, tmp_path: Path
) -> None:
    """After so long a question is better asked again."""
    slack = forgetful
    slack.now = lambda: time.time() - 7 * 3600
    async with running(pace=QUICK):
        await slack.connected()
        await slack.ask(slack.asker, slack.general, slack.mention("what is alipay?"))
    last_heard(tmp_path, time.time() - 24 * 3600)
    old = await slack.say(slack.asker, slack.general, slack.mention(COUNTRIES))
    slack.now = time.time
    recent = await slack.say(slack.asker, slack.general, slack.mention(COUNTRIES))
    async with running(pace=QUICK):
        await answered(slack, recent)

    assert beneath(slack, old) == []


async def test_the_first_start_answers_nothing_that_was_said_before(forgetful: Slack, running: Running) -> None:
    """A new bot does not dig up what people wrote before it came."""
    slack = forgetful
    before = await slack.say(slack.asker, slack.general, slack.mention(COUNTRIES))
    async with running(pace=QUICK):
        await slack.connected()
        await slack.ask(slack.asker, slack.general, slack.mention("what is alipay?"))

    assert beneath(slack, before) == []


async def test_a_sweep_that_fails_is_made_again(forgetful: Slack, running: Running) -> None:
    """A sign of life meanwhile does not hide what is still to be read."""
    slack = forgetful
    async with running(pace=QUICK):
        await slack.connected()
        await slack.ask(slack.asker, slack.general, slack.mention("what is alipay?"))
    missed = await slack.say(slack.asker, slack.general, slack.mention(COUNTRIES))
    slack.faults.add("users.conversations", Fault(error="internal_error"), times=3)
    async with running(pace=QUICK):
        await answered(slack, missed)

    assert len(slack.called("users.conversations")) > 3


async def test_a_channel_that_cannot_be_read_hides_no_other(forgetful: Slack, running: Running) -> None:
    """The bot may be removed while it sweeps."""
    slack = forgetful
    async with running(pace=QUICK):
        await slack.connected()
        await slack.ask(slack.asker, slack.general, slack.mention("what is alipay?"))
    other = slack.workspace.add_channel("other", slack.admin)
    missed = await slack.say(slack.admin, other, slack.mention(COUNTRIES))
    slack.faults.add("conversations.history", Fault(error="not_in_channel"))
    async with running(pace=QUICK):
        await answered(slack, missed)


async def test_what_is_read_again_costs_nobody_their_questions(slack: Slack, running: Running) -> None:
    """The limit a minute counts what people ask, not what a sweep finds answered."""
    async with running(pace=QUICK, DOSSIER_LIMITS_PER_MINUTE="3"):
        await slack.connected()
        for _ in range(3):
            await slack.ask(slack.asker, slack.general, slack.mention("what is alipay?"))
    swept = len(slack.called("conversations.history"))
    async with running(pace=QUICK, DOSSIER_LIMITS_PER_MINUTE="3"):
        await slack.until(lambda: len(slack.called("conversations.history")) > swept)
        answer = await slack.ask(slack.admin, slack.general, slack.mention(COUNTRIES))
        asked = [await slack.say(slack.asker, slack.general, slack.mention(COUNTRIES)) for _ in range(3)]
        await asyncio.gather(*(answered(slack, one) for one in asked))

    assert "224" in answer.text
    assert not slack.general.ephemerals


async def test_a_missing_permission_ends_the_sweep_and_not_the_answers(forgetful: Slack, running: Running) -> None:
    """What Slack will never let the bot read is not asked for again and again."""
    slack = forgetful
    async with running(pace=QUICK):
        await slack.connected()
        await slack.ask(slack.asker, slack.general, slack.mention("what is alipay?"))
    swept = len(slack.called("users.conversations"))
    slack.faults.add("users.conversations", Fault(error="missing_scope"), times=100)
    async with running(pace=QUICK):
        await slack.until(lambda: len(slack.called("users.conversations")) > swept)
        answers = [await slack.ask(slack.asker, slack.general, slack.mention(COUNTRIES)) for _ in range(10)]

    assert all("224" in answer.text for answer in answers)
    assert len(slack.called("users.conversations")) == swept + 1
