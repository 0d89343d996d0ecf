"""Every event is handled once, however often and in whatever guise it comes."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.ports import free_port
from tests.slack.conftest import Running
from tests.slack.fake.server import Slack
from tests.slack.faulty import COUNTRIES, QUICK, beneath
from tests.store.postgres import Server


@pytest.fixture
async def http_bot(running: Running, slack: Slack) -> AsyncIterator[None]:
    """The bot, listening for signed requests."""
    port = str(free_port())
    async with running(
        None, pace=QUICK, SLACK_APP_TOKEN="", SLACK_SIGNING_SECRET=slack.signing_secret, DOSSIER_SERVER_PORT=port
    ):
        slack.http.url = f"http://127.0.0.1:{port}/slack/events"
        yield


@pytest.mark.usefixtures("bot")
async def test_replayed_envelopes_are_answered_once(slack: Slack) -> None:
    """Slack sends again what it is not sure was heard."""
    asked = await slack.say(slack.asker, slack.general, slack.mention(COUNTRIES))
    await slack.answer(asked)
    for delivery in tuple(slack.deliveries):
        slack.redeliver(delivery)
    await slack.idle()
    later = await slack.ask(slack.asker, slack.general, slack.mention("what is alipay?"))

    assert "Alipay" in later.text
    assert len(slack.called("chat.postMessage")) == 2


@pytest.mark.usefixtures("http_bot")
async def test_retried_requests_are_answered_once(slack: Slack) -> None:
    """By HTTP a retry bears X-Slack-Retry-Num and the same event."""
    asked = await slack.say(slack.asker, slack.general, slack.mention(COUNTRIES))
    await slack.answer(asked)
    await slack.idle()
    for delivery in tuple(slack.deliveries):
        assert "X-Slack-Retry-Num" in slack.http.request(delivery).headers
        slack.redeliver(delivery)
    await slack.idle()
    await slack.ask(slack.asker, slack.general, slack.mention("what is alipay?"))

    assert len(slack.called("chat.postMessage")) == 2


async def test_what_was_answered_before_a_restart_is_not_answered_again(slack: Slack, running: Running) -> None:
    """The store remembers, and neither a repeated event nor the sweep gets by it."""
    async with running(pace=QUICK):
        await slack.connected()
        asked = await slack.say(slack.asker, slack.general, slack.mention(COUNTRIES))
        await slack.answer(asked)
        await slack.idle()
    async with running(pace=QUICK):
        await slack.until(lambda: slack.called("conversations.history"))
        for delivery in tuple(slack.deliveries):
            slack.redeliver(delivery)
        await slack.idle()
        await slack.ask(slack.asker, slack.general, slack.mention("what is alipay?"))

    assert len(slack.called("chat.postMessage")) == 2


async def test_two_bots_on_one_database_answer_once(slack: Slack, running: Running, postgres: Server) -> None:
    """An event that each of them hears is answered by one."""
    url = postgres.schema("test_once_two_bots")
    async with running(pace=QUICK, DATABASE_URL=url), running(pace=QUICK, DATABASE_URL=url):
        await slack.until(lambda: len(slack.sockets.connections) == 2)
        asked = [await slack.say(slack.asker, slack.general, slack.mention(COUNTRIES)) for _ in range(8)]
        for delivery in tuple(slack.deliveries):
            slack.redeliver(delivery)
        await asyncio.gather(*(slack.answer(message) for message in asked))
        await slack.idle()

    assert [len(beneath(slack, message)) for message in asked] == [1] * 8
    assert len(slack.called("chat.postMessage")) == 8


@pytest.mark.usefixtures("bot")
async def test_the_bots_own_messages_and_those_of_other_bots_are_no_questions(slack: Slack) -> None:
    """Two bots that answer each other would never end."""
    other = slack.workspace.add_user("other", is_bot=True)
    slack.general.members.add(other.id)
    said = await slack.say(other, slack.general, slack.mention(COUNTRIES))
    asked = await slack.say(slack.asker, slack.general, slack.mention(COUNTRIES))
    await slack.answer(asked)
    await slack.idle()

    assert beneath(slack, said) == []
    assert len(slack.called("chat.postMessage")) == 1


@pytest.mark.usefixtures("bot")
async def test_a_channel_joined_is_greeted_once(slack: Slack) -> None:
    """The greeting is private to who invited the bot."""
    joined = await slack.join(slack.workspace.bot, slack.general)
    await slack.idle()
    slack.redeliver(joined)
    slack.redeliver(joined)
    await slack.until(lambda: slack.general.ephemerals)
    await slack.idle()
    await slack.ask(slack.asker, slack.general, slack.mention(COUNTRIES))

    assert len(slack.called("chat.postEphemeral")) == 1


@pytest.mark.usefixtures("bot")
async def test_a_home_opened_many_times_at_once_is_drawn_a_few_times(slack: Slack) -> None:
    """Slack tells of every look at it."""
    for _ in range(50):
        await slack.open_home(slack.asker)
    await slack.until(lambda: slack.home(slack.asker))
    await slack.idle()

    assert len(slack.called("views.publish")) < 10
