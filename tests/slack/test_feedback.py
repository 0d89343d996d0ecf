"""Votes on answers, from the button to the store."""

from pathlib import Path

import pytest

from bot.store import votes
from bot.store.store import Store
from tests.slack.conftest import Running
from tests.slack.fake.blocks import elements
from tests.slack.fake.server import Slack
from tests.slack.fake.world import Message, User

COUNTRIES = "how many countries does Cainiao reach?"


@pytest.fixture
async def answer(slack: Slack, bot: None) -> Message:
    """An answer to vote on."""
    del bot
    return await slack.ask(slack.asker, slack.general, slack.mention(COUNTRIES))


def stored(slack: Slack, folder: Path) -> list[tuple[str, bool, str]]:
    """Every vote: its question, whether the answer helped, the reason."""
    store = Store.open(folder / "dossier.sqlite3")
    with store.read() as connection:
        found = votes.judged(connection, "slack", slack.workspace.id, 10)
    store.close()
    return sorted((asked.text, vote.is_helpful, vote.reason) for asked, vote in found)


def question_of(message: Message) -> str:
    """The id that an answer's feedback buttons carry."""
    buttons = next(each for _, each in elements(message.blocks) if each["type"] == "feedback_buttons")
    return str(buttons["positive_button"]["value"]).partition(":")[2]


async def vote(slack: Slack, user: User, message: Message, word: str) -> None:
    """Press Helpful (yes) or Not helpful (no) and wait until all is quiet."""
    await slack.press(user, message, "feedback", f"{word}:{question_of(message)}")
    await slack.ask(user, slack.workspace.direct(user), "help")


async def test_a_vote_is_kept(slack: Slack, answer: Message, tmp_path: Path) -> None:
    """With the question it is about."""
    await vote(slack, slack.asker, answer, "yes")

    assert stored(slack, tmp_path) == [(COUNTRIES, True, "")]
    assert slack.modal(slack.asker) is None


async def test_who_is_not_helped_may_say_why(slack: Slack, answer: Message, tmp_path: Path) -> None:
    """The vote counts without a reason too."""
    await vote(slack, slack.asker, answer, "no")
    before = stored(slack, tmp_path)
    modal = await slack.until(lambda: slack.modal(slack.asker))

    await slack.submit(slack.asker, modal, {"reason": "out_of_date"})
    await slack.ask(slack.asker, slack.workspace.direct(slack.asker), "help")

    assert before == [(COUNTRIES, False, "")]
    assert stored(slack, tmp_path) == [(COUNTRIES, False, "out_of_date")]
    assert slack.modal(slack.asker) is None


async def test_every_reason_can_be_given(slack: Slack, answer: Message, tmp_path: Path) -> None:
    """Wrong, not answered, out of date, off topic."""
    found = []
    for reason in ("wrong", "not_answered", "out_of_date", "off_topic"):
        await vote(slack, slack.asker, answer, "no")
        modal = await slack.until(lambda: slack.modal(slack.asker))
        await slack.submit(slack.asker, modal, {"reason": reason})
        await slack.ask(slack.asker, slack.workspace.direct(slack.asker), "help")
        found += stored(slack, tmp_path)

    assert [reason for _, _, reason in found] == ["wrong", "not_answered", "out_of_date", "off_topic"]


async def test_a_person_has_one_vote_and_may_change_it(slack: Slack, answer: Message, tmp_path: Path) -> None:
    """The last word counts, and takes the reason of the one before with it."""
    for word in ("yes", "no", "yes"):
        await vote(slack, slack.asker, answer, word)
    await vote(slack, slack.admin, answer, "no")

    assert stored(slack, tmp_path) == [(COUNTRIES, False, ""), (COUNTRIES, True, "")]


async def test_of_two_quick_votes_the_later_one_holds(slack: Slack, running: Running, tmp_path: Path) -> None:
    """Nobody waits for one to be stored before giving the next."""
    async with running():
        await slack.connected()
        answer = await slack.ask(slack.asker, slack.general, slack.mention(COUNTRIES))
        for word in ("no", "yes", "no", "yes") * 3:
            await slack.press(slack.asker, answer, "feedback", f"{word}:{question_of(answer)}")

    assert stored(slack, tmp_path) == [(COUNTRIES, True, "")]


async def test_the_reply_to_a_command_can_be_judged(slack: Slack, running: Running, tmp_path: Path) -> None:
    """Admins see it beside its question."""
    async with running():
        await slack.connected()
        private = await slack.command(slack.asker, slack.general, "/alibaba", COUNTRIES)
        await vote(slack, slack.asker, private, "no")
    async with running():
        await slack.until(lambda: slack.sockets.hellos == 2)
        listed = await slack.command(slack.admin, slack.general, "/alibaba", "feedback")

    assert COUNTRIES.rstrip("?") in listed.text
    assert stored(slack, tmp_path) == [(COUNTRIES, False, "")]
