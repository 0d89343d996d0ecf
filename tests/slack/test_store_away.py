"""The database goes away for a while: questions are answered without memory, and nothing breaks."""

from itertools import count

import pytest

from corpus.collection import Corpus
from handlers.card import Reply
from handlers.request import Request
from tests.slack.conftest import Running
from tests.slack.fake.server import Slack
from tests.slack.faulty import COUNTRIES, QUICK
from tests.slack.test_feedback import question_of, vote
from tests.store.postgres import Server

_NUMBERS = count(1)


@pytest.fixture
def database(postgres: Server) -> str:
    """The name of a database of one's own."""
    name = f"away_{next(_NUMBERS)}"
    postgres.database(name)
    return name


async def test_questions_are_answered_while_the_database_is_away(
    slack: Slack, running: Running, postgres: Server, database: str
) -> None:
    """By mention, in direct messages and by command; once each, also after it is back."""
    async with running(pace=QUICK, DATABASE_URL=postgres.url(database)):
        await slack.connected()
        before = await slack.ask(slack.asker, slack.general, slack.mention("what is alipay?"))
        await slack.idle()
        postgres.close(database)
        asked = await slack.say(slack.asker, slack.general, slack.mention(COUNTRIES))
        answer = await slack.answer(asked)
        direct = await slack.ask(slack.asker, slack.workspace.direct(slack.asker), COUNTRIES)
        command = await slack.command(slack.asker, slack.general, "/alibaba", "cainiao")
        postgres.open(database)
        for delivery in tuple(slack.deliveries):
            slack.redeliver(delivery)
        await slack.idle()
        after = await slack.ask(slack.asker, slack.general, slack.mention("what is alipay?"))

    assert "Alipay" in before.text
    assert "224" in answer.text
    assert "224" in direct.text
    assert "Cainiao" in command.text
    assert "Alipay" in after.text
    assert len(slack.called("chat.postMessage")) == 4


async def test_what_was_answered_without_a_database_is_not_answered_again_by_the_next_process(
    slack: Slack, running: Running, postgres: Server, database: str
) -> None:
    """The sweep sees the answer in the chat itself."""
    slack.sockets.is_keeping = False
    async with running(pace=QUICK, DATABASE_URL=postgres.url(database)):
        await slack.connected()
        await slack.ask(slack.asker, slack.general, slack.mention("what is alipay?"))
        await slack.idle()
        postgres.close(database)
        await slack.ask(slack.asker, slack.general, slack.mention(COUNTRIES))
        await slack.ask(slack.asker, slack.workspace.direct(slack.asker), COUNTRIES)
        postgres.open(database)
    missed = await slack.say(slack.asker, slack.general, slack.mention(COUNTRIES))
    async with running(pace=QUICK, DATABASE_URL=postgres.url(database)):
        await slack.answer(missed)
        await slack.ask(slack.asker, slack.general, slack.mention("what is alipay?"))

    assert len(slack.called("chat.postMessage")) == 5


async def test_a_vote_that_the_database_does_not_take_is_lost_in_one_line(
    slack: Slack, running: Running, postgres: Server, database: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The next one is kept, and nothing else is disturbed."""
    async with running(pace=QUICK, DATABASE_URL=postgres.url(database)):
        await slack.connected()
        answer = await slack.ask(slack.asker, slack.general, slack.mention(COUNTRIES))
        await slack.idle()
        postgres.close(database)
        await slack.press(slack.asker, answer, "feedback", f"no:{question_of(answer)}")
        asked_why = await slack.until(lambda: slack.modal(slack.asker))
        postgres.open(database)
        await vote(slack, slack.asker, answer, "yes")
        listed = await slack.command(slack.admin, slack.general, "/alibaba", "feedback")

    assert [record.message for record in caplog.records if "vote" in record.message] == ["conversation.vote_lost"]
    assert "votes.cast" not in caplog.text  # which would be the traceback
    assert asked_why.payload["callback_id"] == "reason"
    assert "• Helpful: 1\n• Not helpful: 0" in listed.text


async def test_a_handler_that_fails_is_apologised_for(
    slack: Slack, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By mention and by command."""

    def broken(_: Request, __: Corpus) -> Reply:
        raise RuntimeError("broken")

    monkeypatch.setattr("bot.pipeline.route", broken)
    async with running(pace=QUICK):
        await slack.connected()
        answer = await slack.ask(slack.asker, slack.general, slack.mention(COUNTRIES))
        command = await slack.command(slack.asker, slack.general, "/alibaba", "cainiao")

    assert "Something went wrong" in answer.text
    assert "Something went wrong" in command.text
