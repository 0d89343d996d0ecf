"""Where the bot may not speak any more: logged, somebody told once, and nothing breaks."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
import pytest

from tests.ports import free_port
from tests.slack.conftest import Running
from tests.slack.fake.faults import Fault
from tests.slack.fake.server import Slack
from tests.slack.faulty import COUNTRIES, QUICK, answered

Probe = Callable[[], Awaitable[bool]]


@pytest.fixture
def port() -> int:
    """Where the bot's server listens."""
    return free_port()


@pytest.fixture
async def quick(running: Running, slack: Slack, port: int) -> AsyncIterator[Slack]:
    """Slack with the bot in it, and the bot's server."""
    async with running(None, pace=QUICK, DOSSIER_SERVER_PORT=str(port)):
        await slack.connected()
        yield slack


@pytest.fixture
def is_ready(port: int, monkeypatch: pytest.MonkeyPatch) -> Probe:
    """What the probe says, looked at anew each time."""
    monkeypatch.setattr("bot.health._FRESH", 0.0)

    async def is_ready() -> bool:
        async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/readyz") as answer:
            return answer.status == 200

    return is_ready


async def still_answers(slack: Slack) -> bool:
    """Whether the bot goes on elsewhere."""
    other = slack.workspace.add_channel(f"other-{len(slack.workspace.channels)}", slack.admin)
    return "224" in (await slack.ask(slack.admin, other, slack.mention(COUNTRIES))).text


@pytest.mark.parametrize("code", ["not_in_channel", "is_archived", "restricted_action"])
async def test_the_creator_of_a_channel_is_told_once_that_replies_do_not_arrive(quick: Slack, code: str) -> None:
    """Three questions, one message to the one who can do something."""
    quick.faults.add("chat.postMessage", Fault(error=code))
    for _ in range(3):
        await quick.say(quick.asker, quick.general, quick.mention(COUNTRIES))
        await quick.until(lambda: quick.workspace.direct(quick.admin).messages)
        quick.faults.add("chat.postMessage", Fault(error=code), times=2)
    await quick.idle()
    quick.faults.clear()

    assert await still_answers(quick)
    notices = list(quick.workspace.direct(quick.admin).messages.values())
    assert len(notices) == 1
    assert quick.general.id in notices[0].text


async def test_a_bot_removed_from_a_channel_or_a_channel_archived_breaks_nothing(quick: Slack) -> None:
    """Events of which nobody wants to hear are acknowledged like all others."""
    private = quick.workspace.add_channel("private", quick.admin, kind="group")
    await quick.say(quick.admin, private, quick.mention(COUNTRIES))
    await quick.remove_bot(private)
    await quick.archive(quick.general, quick.admin)
    await quick.idle()

    assert await still_answers(quick)


@pytest.mark.parametrize("code", ["token_revoked", "account_inactive", "invalid_auth"])
async def test_a_refused_token_is_an_outage(
    quick: Slack, is_ready: Probe, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Told once in the log, seen by the probe; what was asked meanwhile is answered when the token works again."""
    assert await is_ready()
    token = quick.workspace.bot_token
    quick.faults.add("chat.postMessage", Fault(error=code))
    quick.workspace.bot_token = "xoxb-another"
    with caplog.at_level(logging.ERROR, "dossier"):
        for _ in range(3):
            await quick.say(quick.asker, quick.general, quick.mention(COUNTRIES))
        await quick.until(lambda: len(quick.called("auth.test")) > 2)
        later = await quick.say(quick.asker, quick.general, quick.mention("what is alipay?"))
        await quick.idle()
        is_ready_without = await is_ready()
        refused = [record for record in caplog.records if record.getMessage() == "slack.token_refused"]
    quick.workspace.bot_token = token
    answer = await answered(quick, later)

    assert len(refused) == 1
    assert not is_ready_without
    assert await is_ready()
    assert "Alipay" in answer.text


async def test_an_uninstalled_app_is_not_ready(quick: Slack, is_ready: Probe) -> None:
    """The events of its removal are enough to know."""
    await quick.uninstall(quick.workspace)
    await quick.idle()

    assert not await is_ready()


async def test_a_whisper_to_somebody_who_is_gone_breaks_nothing(quick: Slack) -> None:
    """A deactivated user gets no private reply."""
    asked = await quick.say(quick.asker, quick.general, quick.mention(COUNTRIES))
    await quick.answer(asked)
    quick.faults.add("chat.postEphemeral", Fault(error="user_not_in_channel"))
    await quick.say(quick.asker, quick.general, "stop", thread=asked)
    await quick.until(lambda: quick.called("chat.postEphemeral"))

    assert await still_answers(quick)


async def test_a_button_where_the_bot_is_no_member_answers_privately(quick: Slack) -> None:
    """A reply shared by response_url stands in channels where the bot cannot post; nobody is bothered."""
    quick.workspace.scopes = tuple(scope for scope in quick.workspace.scopes if scope != "chat:write.public")
    foreign = quick.workspace.add_channel("foreign", quick.admin, has_bot=False)
    foreign.members.add(quick.asker.id)
    private = await quick.command(quick.asker, foreign, "/alibaba", "when was Cainiao launched")
    shared = await quick.press(quick.asker, private, "share")
    await quick.until(lambda: len(shared.shown) == 2)
    public = next(message for message in shared.shown if not message.is_ephemeral)
    action = next(
        element["action_id"]
        for block in public.blocks
        for element in block.get("elements", ())
        if element.get("action_id", "").startswith("say:")
    )
    pressed = await quick.press(quick.admin, public, action)
    await quick.until(lambda: pressed.shown)

    assert pressed.shown[0].seen_by == quick.admin.id
    assert not quick.workspace.direct(quick.admin).messages
