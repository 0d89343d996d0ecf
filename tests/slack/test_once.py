"""Every event is handled once, however often and in whatever guise it comes."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store import questions
from corpus.collection import Corpus
from tests.ports import free_port
from tests.slack.commanding import Bench, commanding
from tests.slack.conftest import Running
from tests.slack.fake.server import Slack
from tests.slack.faulty import COUNTRIES, QUICK, beneath
from tests.slow import slowed
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


@pytest.fixture
async def bench(slack: Slack, shipped: Corpus, tmp_path: Path) -> AsyncIterator[Bench]:
    """The listener of the command, without a connection."""
    async with commanding(slack, shipped, tmp_path) as bench:
        yield bench


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


async def test_a_command_sent_again_is_answered_by_the_acknowledgement_that_arrives(slack: Slack, bench: Bench) -> None:
    """The first one is lost after the second one holds the reply, which must not follow besides."""
    typed = slack.send_command(slack.asker, slack.general, "/alibaba", COUNTRIES)
    first = await bench.heard(typed)
    second = await bench.heard(typed)

    await bench.commands.late(typed.payload, first)

    assert "224" in second["text"]
    assert typed.shown == []


async def test_a_command_whose_acknowledgement_is_lost_is_answered_at_its_address_once(
    slack: Slack, bench: Bench
) -> None:
    """Slack does not send it again, or does so later, or only the news of the loss comes twice."""
    typed = slack.send_command(slack.asker, slack.general, "/alibaba", COUNTRIES)
    answer = await bench.heard(typed)

    await bench.commands.late(typed.payload, answer)
    await bench.commands.late(typed.payload, answer)
    again = await bench.heard(typed)

    assert again == {}
    assert [(shown.source, "224" in shown.text) for shown in typed.shown] == [("response_url", True)]


async def test_a_command_sent_again_while_it_is_answered_is_followed_by_one_reply(
    slack: Slack, tmp_path: Path, shipped: Corpus
) -> None:
    """Both acknowledgements come too early to hold it."""
    corpus, encoder = slowed(shipped)
    async with commanding(slack, corpus, tmp_path) as bench:
        typed = slack.send_command(slack.asker, slack.general, "/alibaba", COUNTRIES)
        with encoder.held():
            early = await asyncio.gather(bench.heard(typed), bench.heard(typed))
        await slack.until(lambda: typed.shown)
        await bench.commands.tasks.drain(5)

    assert not any(early)
    assert len(typed.shown) == 1


async def test_a_command_of_which_every_acknowledgement_is_lost_is_answered_at_its_address_once(
    slack: Slack, bench: Bench
) -> None:
    """Slack need not send it a third time."""
    typed = slack.send_command(slack.asker, slack.general, "/alibaba", COUNTRIES)
    answers = [await bench.heard(typed) for _ in range(2)]

    for answer in answers:
        await bench.commands.late(typed.payload, answer)

    assert [shown.source for shown in typed.shown] == ["response_url"]


async def test_a_command_sent_again_is_written_down_once(slack: Slack, bench: Bench) -> None:
    """Whichever of its replies is judged, the vote finds its question."""
    typed = slack.send_command(slack.asker, slack.general, "/alibaba", COUNTRIES)
    first, second = [await bench.heard(typed) for _ in range(2)]
    bench.memory.journal.flush()
    store = bench.memory.store
    with store.read() as connection:
        user = store.pseudonym("slack", slack.workspace.id, slack.asker.id)
        kept = questions.recent(connection, "slack", slack.workspace.id, user, 10)

    assert first == second
    assert [asked.text for asked in kept] == [COUNTRIES]
