"""Slack is busy, broken or slow, or does not like what it gets: in the end everything is said once."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.delivery import Timing
from bot.pace import Pace
from tests.slack.conftest import Running
from tests.slack.fake.faults import Fault
from tests.slack.fake.server import Slack
from tests.slack.fake.world import Message
from tests.slack.faulty import COUNTRIES, QUICK, answered

UNSHOWABLE = ("invalid_blocks", "msg_too_long")


@pytest.fixture
async def quick(running: Running, slack: Slack) -> AsyncIterator[Slack]:
    """Slack with the bot in it."""
    async with running(pace=QUICK):
        await slack.connected()
        yield slack


def posts(slack: Slack) -> list[Message]:
    """What stands in the channel and was posted by the bot."""
    return [message for message in slack.general.messages.values() if message.bot_id and not message.is_deleted]


@pytest.mark.parametrize(
    "fault",
    [Fault(status=429, retry_after=1), Fault(status=503), Fault(is_reset=True), Fault(is_lost=True), Fault(delay=1.5)],
    ids=["busy", "5xx", "reset", "lost", "slow"],
)
async def test_a_question_is_answered_once_whatever_becomes_of_the_post(quick: Slack, fault: Fault) -> None:
    """Posted, not posted, or posted without anybody knowing: the marker in the history tells."""
    quick.faults.add("chat.postMessage", fault)
    answer = await quick.ask(quick.asker, quick.general, quick.mention(COUNTRIES))
    later = await quick.ask(quick.asker, quick.general, quick.mention("what is alipay?"))
    await quick.until(lambda: not fault.is_lost or quick.called("conversations.replies"))

    assert "224" in answer.text
    assert posts(quick) == [answer, later]


async def test_a_busy_slack_is_not_asked_before_the_time_it_names(quick: Slack) -> None:
    """Retry-After holds for the next attempt."""
    quick.faults.add("chat.postMessage", Fault(status=429, retry_after=1))
    await quick.ask(quick.asker, quick.general, quick.mention(COUNTRIES))

    first, second = quick.called("chat.postMessage")
    assert second.at - first.at >= 1


async def test_a_history_that_lags_doubles_nothing(quick: Slack) -> None:
    """What was posted shows in the history later than the answer was lost, but within the quarantine."""
    quick.lag = 1
    quick.faults.add("chat.postMessage", Fault(is_lost=True))
    answer = await quick.ask(quick.asker, quick.general, quick.mention(COUNTRIES))
    answer.hidden_for = 0
    await quick.until(lambda: quick.called("conversations.replies"))
    quick.lag = 0
    later = await quick.ask(quick.asker, quick.general, quick.mention("what is alipay?"))

    assert posts(quick) == [answer, later]


async def test_without_a_quarantine_a_lagging_history_would_double_the_answer(slack: Slack, running: Running) -> None:
    """The control of the test before: it can fail."""
    hasty = Pace(tick=0.05, beat=0.1, ping=0.2, delivery=Timing(timeout=1, taken_within=0, shown_within=0, margin=0.1))
    async with running(pace=hasty):
        await slack.connected()
        slack.lag = 1
        slack.faults.add("chat.postMessage", Fault(is_lost=True))
        await slack.ask(slack.asker, slack.general, slack.mention(COUNTRIES))
        await slack.until(lambda: len(posts(slack)) == 2)


@pytest.mark.parametrize("code", UNSHOWABLE)
async def test_an_answer_that_slack_cannot_show_is_posted_in_plain_sections(quick: Slack, code: str) -> None:
    """New kinds of blocks come to one workspace after the other."""
    quick.faults.add("chat.postMessage", Fault(error=code))
    answer = await quick.ask(quick.asker, quick.general, quick.mention(COUNTRIES))

    assert "224" in answer.text
    assert {block["type"] for block in answer.blocks} == {"section"}


async def test_an_edited_answer_that_slack_cannot_show_is_changed_in_plain_sections(quick: Slack) -> None:
    """chat.update takes the same way."""
    asked = await quick.say(quick.asker, quick.general, quick.mention("what is alipay?"))
    answer = await quick.answer(asked)
    quick.faults.add("chat.update", Fault(error="invalid_blocks"))

    await quick.edit(asked, quick.mention(COUNTRIES))
    await quick.until(lambda: "224" in answer.text)

    assert {block["type"] for block in answer.blocks} == {"section"}


async def test_a_private_reply_that_slack_cannot_show_is_sent_in_plain_sections(quick: Slack) -> None:
    """By response_url, as Slack answers it: 200, and not ok."""
    private = await quick.command(quick.asker, quick.general, "/alibaba", "when was Cainiao launched")
    quick.faults.add("response_url", Fault(error="invalid_blocks"))
    action = next(
        element["action_id"]
        for block in private.blocks
        for element in block.get("elements", ())
        if element.get("action_id", "").startswith("say:")
    )
    delivery = await quick.press(quick.asker, private, action)
    await quick.until(lambda: delivery.shown)

    assert {block["type"] for block in delivery.shown[0].blocks} == {"section"}


async def test_a_response_url_that_is_busy_is_asked_again(quick: Slack) -> None:
    """Its Retry-After is honoured as well."""
    private = await quick.command(quick.asker, quick.general, "/alibaba", "when was Cainiao launched")
    quick.faults.add("response_url", Fault(status=429, retry_after=1))
    delivery = await quick.press(quick.asker, private, "share")
    await quick.until(lambda: len(delivery.shown) == 2)

    assert len([message for message in delivery.shown if not message.is_ephemeral]) == 1


async def test_a_home_that_slack_cannot_show_is_a_plain_one(quick: Slack) -> None:
    """Refused views come back as invalid_arguments."""
    quick.faults.add("views.publish", Fault(error="invalid_arguments"))
    await quick.open_home(quick.asker)
    view = await quick.until(lambda: quick.home(quick.asker))

    assert {block["type"] for block in view.payload["blocks"]} == {"section"}


async def test_a_modal_that_slack_is_too_busy_to_open_is_opened_a_moment_later(quick: Slack) -> None:
    """Within the three seconds that its trigger holds."""
    quick.faults.add("views.open", Fault(status=429, retry_after=1))
    await quick.global_shortcut(quick.asker, "ask")

    assert (await quick.until(lambda: quick.modal(quick.asker))).is_open


async def test_reads_wait_when_slack_says_so(quick: Slack) -> None:
    """Who is an admin is asked again after a 429."""
    quick.faults.add("users.info", Fault(status=429, retry_after=1))
    reply = await quick.command(quick.admin, quick.general, "/alibaba", "gaps")

    assert "admins" not in reply.text


async def test_a_slow_slack_holds_up_nobody_else(quick: Slack) -> None:
    """One post hangs; other questions are answered meanwhile."""
    gate = asyncio.Event()
    quick.faults.add("chat.postMessage", Fault(gate=gate))
    slow = await quick.say(quick.asker, quick.general, quick.mention(COUNTRIES))
    await quick.until(lambda: quick.called("chat.postMessage"))
    other = await quick.ask(quick.asker, quick.general, quick.mention("what is alipay?"))
    command = await quick.command(quick.asker, quick.general, "/alibaba", "cainiao")
    gate.set()
    answer = await answered(quick, slow)

    assert "Alipay" in other.text
    assert "Cainiao" in command.text
    assert "224" in answer.text


async def test_a_reply_that_slack_cannot_show_in_a_modal_is_a_plain_one(quick: Slack) -> None:
    """A button of the Home tab opens it; there are pages to turn all the same."""
    await quick.open_home(quick.asker)
    home = await quick.until(lambda: quick.home(quick.asker))
    quick.faults.add("views.open", Fault(error="invalid_arguments"))
    await quick.press(quick.asker, home, "say:topic.0")
    modal = await quick.until(lambda: quick.modal(quick.asker))

    *page, _, _ = kinds = [block["type"] for block in modal.payload["blocks"]]
    assert set(page) == {"section"}
    assert kinds[-2:] == ["actions", "context"]


@pytest.mark.parametrize("fault", [Fault(error="invalid_blocks"), Fault(status=429, retry_after=1)])
async def test_a_whisper_that_is_refused_for_now_is_heard_in_the_end(quick: Slack, fault: Fault) -> None:
    """In plain sections, or when Slack has time."""
    asked = await quick.say(quick.asker, quick.general, quick.mention(COUNTRIES))
    await quick.answer(asked)
    quick.faults.add("chat.postEphemeral", fault)
    await quick.say(quick.asker, quick.general, "stop", thread=asked)
    await quick.until(lambda: quick.general.ephemerals)

    assert "leave this thread alone" in quick.general.ephemerals[0].text
    assert len(quick.general.ephemerals) == 1
