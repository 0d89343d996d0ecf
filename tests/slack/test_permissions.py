"""Who may do what, in a workspace with admins, owners, and people who created a channel."""

import pytest

from tests.slack.fake.faults import Fault
from tests.slack.fake.server import Slack
from tests.slack.fake.world import User

pytestmark = pytest.mark.usefixtures("bot")
FOR_CREATORS = ("gaps", "feedback")


@pytest.fixture
def owner(slack: Slack) -> User:
    """An owner of the workspace who is no admin by name."""
    return slack.workspace.add_user("olga", is_owner=True)


@pytest.mark.parametrize("text", ["gaps", "feedback", "settings", "settings audience channel", "auto-answers"])
async def test_admins_and_owners_administer_in_every_channel(slack: Slack, owner: User, text: str) -> None:
    """In one that somebody else created, and in a direct message."""
    channel = slack.workspace.add_channel("project", slack.asker)

    for user in (slack.admin, owner):
        reply = await slack.command(user, channel, "/alibaba", text)
        direct = await slack.ask(user, slack.workspace.direct(user), text)

        assert "is for admins" not in reply.text
        assert "is for admins" not in direct.text
        assert reply.seen_by == user.id


@pytest.mark.parametrize("text", FOR_CREATORS)
async def test_who_created_a_channel_administers_there_and_nowhere_else(slack: Slack, text: str) -> None:
    """A project's channel is its creator's business, the workspace is not."""
    channel = slack.workspace.add_channel("project", slack.asker)

    here = await slack.command(slack.asker, channel, "/alibaba", text)
    elsewhere = await slack.command(slack.asker, slack.general, "/alibaba", text)
    direct = await slack.ask(slack.asker, slack.workspace.direct(slack.asker), text)

    assert "is for admins" not in here.text
    assert "or whoever created this channel" in elsewhere.text
    assert "is for admins" in direct.text


async def test_a_denial_is_seen_by_who_was_denied_alone_and_says_what_is_missing(slack: Slack) -> None:
    """By command, by mention, and in a thread."""
    asked = await slack.say(slack.asker, slack.general, slack.mention("how many countries does Cainiao reach?"))
    await slack.answer(asked)

    command = await slack.command(slack.asker, slack.general, "/alibaba", "gaps")
    await slack.say(slack.asker, slack.general, slack.mention("gaps"), thread=asked)
    in_thread = await slack.until(lambda: slack.general.ephemerals[1:])
    await slack.say(slack.asker, slack.general, slack.mention("gaps"))
    in_channel = await slack.until(lambda: slack.general.ephemerals[2:])

    for denial in (command, in_thread[0], in_channel[0]):
        assert denial.seen_by == slack.asker.id
        assert "“gaps” is for admins" in denial.text
        assert "an admin or owner of the workspace, or whoever created this channel. Ask one of them." in denial.text
    assert in_thread[0].thread_ts == asked.ts
    assert in_channel[0].thread_ts == ""


async def test_nothing_is_changed_by_who_may_not(slack: Slack) -> None:
    """The denial is not only a text."""
    await slack.command(slack.asker, slack.general, "/alibaba", "settings audience channel")

    reply = await slack.command(slack.asker, slack.general, "/alibaba", "cainiao")

    assert reply.is_ephemeral


@pytest.mark.parametrize("method", ["users.info", "conversations.info"])
async def test_what_slack_does_not_say_is_a_refusal(slack: Slack, method: str) -> None:
    """In words that tell to try again or what to do, and never a pass."""
    slack.faults.add(method, Fault(error="fatal_error"), times=10)

    reply = await slack.command(slack.asker, slack.general, "/alibaba", "gaps")

    assert "is for admins" in reply.text
    assert "could not be checked" in reply.text


async def test_people_who_are_no_admins_can_ask_everything_else(slack: Slack) -> None:
    """Help shows them the commands for admins as such."""
    reply = await slack.command(slack.asker, slack.general, "/alibaba", "help")

    assert "For admins" in reply.text
