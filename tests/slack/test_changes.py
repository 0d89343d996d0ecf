"""Questions that are edited or deleted, also while their answer is under way."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.slack.conftest import Running
from tests.slack.fake.faults import Fault
from tests.slack.fake.server import Slack
from tests.slack.fake.world import Message
from tests.slack.faulty import COUNTRIES, QUICK, beneath


@pytest.fixture
async def quick(running: Running, slack: Slack) -> AsyncIterator[Slack]:
    """Slack with the bot in it."""
    async with running(pace=QUICK):
        await slack.connected()
        yield slack


async def test_a_question_edited_while_its_answer_is_posted_ends_with_the_right_answer(quick: Slack) -> None:
    """The edit waits for the post, and changes it."""
    gate = asyncio.Event()
    quick.faults.add("chat.postMessage", Fault(gate=gate))
    asked = await quick.say(quick.asker, quick.general, quick.mention("what is alipay?"))
    await quick.until(lambda: quick.called("chat.postMessage"))

    await quick.edit(asked, quick.mention(COUNTRIES))
    await quick.idle()
    gate.set()
    answer = await quick.answer(asked)
    await quick.until(lambda: "224" in answer.text)

    assert beneath(quick, asked) == [answer]


async def test_a_question_edited_while_its_answer_waits_is_answered_as_it_is_now(quick: Slack) -> None:
    """What was not posted yet is never seen."""
    quick.faults.add("chat.postMessage", Fault(status=429, retry_after=1))
    asked = await quick.say(quick.asker, quick.general, quick.mention("what is alipay?"))
    await quick.until(lambda: quick.called("chat.postMessage"))

    await quick.edit(asked, quick.mention(COUNTRIES))
    answer = await quick.answer(asked)

    assert "224" in answer.text
    assert not answer.updates
    assert beneath(quick, asked) == [answer]


async def test_a_question_edited_while_nobody_knows_of_its_answer_ends_with_the_right_one(quick: Slack) -> None:
    """The post's answer was lost: it is put right when it is found."""
    quick.faults.add("chat.postMessage", Fault(is_lost=True))
    asked = await quick.say(quick.asker, quick.general, quick.mention("what is alipay?"))
    answer = await quick.answer(asked)

    await quick.edit(asked, quick.mention(COUNTRIES))
    await quick.until(lambda: "224" in answer.text)

    assert beneath(quick, asked) == [answer]


@pytest.mark.parametrize(
    "fault",
    [Fault(delay=0.3), Fault(status=429, retry_after=1), Fault(is_lost=True), Fault(status=503)],
    ids=["slow", "busy", "lost", "5xx"],
)
async def test_the_answer_to_a_question_deleted_meanwhile_does_not_stay(quick: Slack, fault: Fault) -> None:
    """Whatever became of its post: what Slack took is deleted, what it did not take is not posted again."""
    quick.faults.add("chat.postMessage", fault)
    asked = await quick.say(quick.asker, quick.general, quick.mention(COUNTRIES))
    await quick.until(lambda: quick.called("chat.postMessage"))

    await quick.delete(asked)
    await quick.idle()
    for _ in range(20):  # rounds of the outbox go on meanwhile
        await quick.ask(quick.admin, quick.general, quick.mention("what is alipay?"))
    said = quick.general.messages.values()
    await quick.until(lambda: fault.status or any(one.bot_id and one.is_deleted for one in said))

    assert beneath(quick, asked) == []


async def in_doubt(slack: Slack) -> Message:
    """A question whose answer stands in Slack, of which the bot knows nothing while the faults last."""
    slack.faults.add("chat.postMessage", Fault(is_lost=True))
    slack.faults.add("conversations.replies", Fault(error="internal_error"), times=10_000)
    asked = await slack.say(slack.asker, slack.general, slack.mention("what is alipay?"))
    await slack.until(lambda: slack.called("conversations.replies"))
    return asked


async def test_a_question_edited_while_its_answer_is_in_doubt_holds_nobody_up(quick: Slack) -> None:
    """The thread goes on, and the answer is put right once it is found."""
    asked = await in_doubt(quick)
    await quick.edit(asked, quick.mention(COUNTRIES))
    await quick.say(quick.asker, quick.general, "what is taobao?", thread=asked)
    answer, other = await quick.until(lambda: beneath(quick, asked)[:2] if beneath(quick, asked)[1:] else None)
    before = answer.text

    quick.faults.clear()
    await quick.until(lambda: answer.edited)

    assert "Alipay" in before
    assert "224" in answer.text
    assert "Taobao" in other.text
    assert beneath(quick, asked) == [answer, other]


async def test_a_question_deleted_while_its_answer_is_in_doubt_holds_nobody_up(quick: Slack) -> None:
    """The thread goes on, and the answer is deleted once it is found."""
    asked = await in_doubt(quick)
    await quick.delete(asked)
    await quick.say(quick.asker, quick.general, quick.mention("what is taobao?"), thread=asked)
    answer, other = await quick.until(lambda: beneath(quick, asked)[:2] if beneath(quick, asked)[1:] else None)

    quick.faults.clear()
    await quick.until(lambda: answer.is_deleted)

    assert "Taobao" in other.text
    assert beneath(quick, asked) == [other]


@pytest.mark.parametrize("is_deleted", [False, True], ids=["edited", "deleted"])
async def test_what_changes_while_its_answer_is_in_doubt_is_right_after_a_restart(
    slack: Slack, running: Running, *, is_deleted: bool
) -> None:
    """The store knows what is to stand there."""
    async with running(pace=QUICK):
        await slack.connected()
        asked = await in_doubt(slack)
        await (slack.delete(asked) if is_deleted else slack.edit(asked, slack.mention(COUNTRIES)))
        await slack.idle()
    answer = beneath(slack, asked)[0]
    slack.faults.clear()
    async with running(pace=QUICK):
        await slack.until(lambda: answer.is_deleted or answer.edited)

    assert answer.is_deleted == is_deleted
    assert ("224" in answer.text) != is_deleted
    assert len(slack.called("chat.postMessage")) == 1


async def test_a_question_edited_while_its_answer_is_posted_again_ends_with_the_right_one(quick: Slack) -> None:
    """The outbox posts what it knew before the edit, and puts it right."""
    gate = asyncio.Event()
    quick.faults.add("chat.postMessage", Fault(status=429, retry_after=0))
    quick.faults.add("chat.postMessage", Fault(gate=gate))
    asked = await quick.say(quick.asker, quick.general, quick.mention("what is alipay?"))
    await quick.until(lambda: quick.called("chat.postMessage")[1:])
    await quick.edit(asked, quick.mention(COUNTRIES))
    await quick.say(quick.asker, quick.general, quick.mention("what is taobao?"), thread=asked)
    await quick.answer(asked)

    gate.set()
    wrong = await quick.until(lambda: beneath(quick, asked)[1:])
    await quick.until(lambda: wrong[0].edited)

    assert "224" in wrong[0].text
    assert len(beneath(quick, asked)) == 2


@pytest.mark.parametrize("error", ["message_not_found", "internal_error"])
async def test_a_change_that_slack_does_not_make_is_logged(
    quick: Slack, caplog: pytest.LogCaptureFixture, error: str
) -> None:
    """The answer stays as it was; somebody may have deleted it."""
    quick.faults.add("chat.update", Fault(error=error))
    asked = await quick.say(quick.asker, quick.general, quick.mention("what is alipay?"))
    answer = await quick.answer(asked)
    await quick.edit(asked, quick.mention(COUNTRIES))
    await quick.until(lambda: quick.called("chat.update"))
    await quick.say(quick.asker, quick.general, "what is taobao?", thread=asked)
    await quick.until(lambda: beneath(quick, asked)[1:])

    assert not answer.edited
    assert len([entry for entry in caplog.records if entry.message.endswith(".change_lost")]) == 1


async def test_a_question_deleted_before_it_was_heard_is_not_answered(quick: Slack) -> None:
    """Slack promises no order of events."""
    asked = {
        "channel": quick.general.id,
        "user": quick.asker.id,
        "text": quick.mention(COUNTRIES),
        "ts": "1795000000.1",
    }
    gone = {"subtype": "message_deleted", "previous_message": asked, "channel": quick.general.id, "ts": "1795000000.2"}
    quick.emit(quick.workspace, {"type": "message", **gone})
    await quick.ask(quick.asker, quick.general, quick.mention("what is alipay?"))
    quick.emit(quick.workspace, {"type": "app_mention", **asked})
    await quick.idle()
    await quick.ask(quick.asker, quick.general, quick.mention("what is alipay?"))

    assert asked["ts"] not in [call.text("thread_ts") for call in quick.called("chat.postMessage")]


async def test_a_deletion_that_is_told_twice_deletes_once(quick: Slack) -> None:
    """Slack sends again what it is not sure was heard."""
    asked = await quick.say(quick.asker, quick.general, quick.mention(COUNTRIES))
    answer = await quick.answer(asked)
    await quick.delete(asked)
    await quick.until(lambda: answer.is_deleted)
    for delivery in tuple(quick.deliveries):
        quick.redeliver(delivery)
    await quick.idle()
    await quick.say(quick.asker, quick.general, quick.mention("what is alipay?"), thread=asked)
    await quick.until(lambda: beneath(quick, asked))

    assert len(quick.called("chat.delete")) == 1


async def test_an_edited_follow_up_leans_on_what_was_said_before_it(quick: Slack) -> None:
    """Not on its own first answer, nor on what came after."""
    asked = await quick.say(quick.asker, quick.general, quick.mention(COUNTRIES))
    await quick.answer(asked)
    follow_up = await quick.say(quick.asker, quick.general, "what is alipay?", thread=asked)
    answer = await quick.until(lambda: beneath(quick, asked)[1:])
    assert "Alipay" in answer[0].text

    await quick.edit(follow_up, "source?")
    await quick.until(lambda: answer[0].edited)

    assert "Source" in answer[0].text
    assert "Cainiao" in answer[0].text


async def test_a_deleted_follow_up_leaves_the_thread_as_it_was(quick: Slack) -> None:
    """The next one leans on the question before, without a mention."""
    asked = await quick.say(quick.asker, quick.general, quick.mention(COUNTRIES))
    await quick.answer(asked)
    follow_up = await quick.say(quick.asker, quick.general, "what is alipay?", thread=asked)
    wrong = await quick.until(lambda: beneath(quick, asked)[1:])
    await quick.delete(follow_up)
    await quick.until(lambda: wrong[0].is_deleted)
    await quick.until(lambda: quick.called("chat.delete"))

    await quick.ask(quick.asker, quick.general, quick.mention("fact"))
    await quick.say(quick.asker, quick.general, "source?", thread=asked)
    source = await quick.until(lambda: beneath(quick, asked)[1:])

    assert "Source" in source[0].text
    assert "Cainiao" in source[0].text


async def test_an_answer_may_grow_when_its_question_is_edited(quick: Slack) -> None:
    """From a line to a briefing, within the limits."""
    asked = await quick.say(quick.asker, quick.general, quick.mention(COUNTRIES))
    answer = await quick.answer(asked)
    before = len(answer.text)

    await quick.edit(asked, quick.mention("alibaba group"))
    await quick.until(lambda: answer.edited)

    assert len(answer.text) > before
    assert beneath(quick, asked) == [answer]
