"""What people must not be able to do to each other through the bot."""

import pytest

from tests.slack.conftest import Running
from tests.slack.fake.messages import message_posted
from tests.slack.fake.server import Slack
from tests.slack.fake.world import Message

COUNTRIES = "how many countries does Cainiao reach?"
SECRET = "is my boss planning to sell Alibaba?"


async def test_who_created_a_channel_does_not_see_what_colleagues_asked_there_privately(
    slack: Slack, running: Running
) -> None:
    """The reply was for one person, and so is the question; an admin of the workspace sees it without its place."""
    creator = slack.workspace.add_user("bob")
    channel = slack.workspace.add_channel("bobs", creator)
    channel.members.add(slack.asker.id)
    async with running():
        await slack.connected()
        asked = await slack.command(slack.asker, channel, "/alibaba", SECRET)
    async with running():
        await slack.connected()
        for_creator = await slack.command(creator, channel, "/alibaba", "gaps")
        for_admin = await slack.command(slack.admin, slack.general, "/alibaba", "gaps")

    assert asked.is_ephemeral
    assert "boss" not in for_creator.text
    assert "boss" in for_admin.text
    assert "bobs" not in for_admin.text


async def test_a_question_of_a_modal_is_in_the_log_of_gaps(slack: Slack, running: Running) -> None:
    """Wherever it was asked, what the articles do not say is worth knowing."""
    async with running():
        await slack.connected()
        await slack.global_shortcut(slack.asker, "ask")
        view = await slack.until(lambda: slack.modal(slack.asker))
        await slack.submit(slack.asker, view, {"question": "how many robots does Cainiao own?"})
    async with running():
        await slack.connected()
        gaps = await slack.command(slack.admin, slack.general, "/alibaba", "gaps")

    assert "robots" in gaps.text


async def test_an_admin_of_another_company_administers_nothing_here(slack: Slack, running: Running) -> None:
    """In a shared channel there are people whose standing is that of their own workspace."""
    stranger = slack.add_workspace("Elsewhere", is_installed=False).add_user("mallory", is_admin=True)
    slack.general.members.add(stranger.id)
    slack.workspace.users[stranger.id] = stranger
    async with running():
        await slack.connected()
        said = slack.mention("settings audience channel")
        message = Message(slack.timestamp(), slack.general.id, stranger.id, said)
        slack.keep_message(slack.general, message)
        message_posted(slack, slack.workspace, slack.general, message)
        refused = (await slack.until(lambda: slack.general.ephemerals))[-1]
        reply = await slack.command(slack.asker, slack.general, "/alibaba", "cainiao")

    assert "It takes an admin" in refused.text
    assert reply.is_ephemeral


async def test_stop_holds_though_an_earlier_question_is_edited(slack: Slack, running: Running) -> None:
    """The answer is put right, and the thread stays the people's own."""
    async with running():
        await slack.connected()
        asked = await slack.say(slack.asker, slack.general, slack.mention(COUNTRIES))
        answer = await slack.answer(asked)
        await slack.say(slack.asker, slack.general, "stop", thread=asked)
        await slack.until(lambda: slack.general.ephemerals)
        await slack.edit(asked, slack.mention("what is alipay?"))
        await slack.until(lambda: answer.edited)
    async with running():
        await slack.connected()
        await slack.say(slack.asker, slack.general, "source?", thread=asked)
        await slack.idle()

    assert len(slack.replies(asked)) == 1


async def test_what_is_said_to_the_bot_no_more_loses_its_answer_and_is_no_gap(slack: Slack, running: Running) -> None:
    """A message for another window, put right by an edit, is nobody's question."""
    async with running():
        await slack.connected()
        asked = await slack.say(slack.asker, slack.general, slack.mention(COUNTRIES))
        answer = await slack.answer(asked)
        await slack.edit(asked, "the password of the door is 4711")
        await slack.until(lambda: answer.is_deleted)
        gaps = await slack.command(slack.admin, slack.general, "/alibaba", "gaps")

    assert "password" not in gaps.text


async def test_edits_count_as_requests(slack: Slack, running: Running) -> None:
    """Nobody gets around the limit by editing one message again and again."""
    async with running(DOSSIER_LIMITS_PER_MINUTE="3"):
        await slack.connected()
        asked = await slack.say(slack.asker, slack.general, slack.mention(COUNTRIES))
        await slack.answer(asked)
        for number in range(8):
            await slack.edit(asked, slack.mention(f"what is alipay? {number}"))

    assert 1 <= len(slack.called("chat.update")) <= 2


@pytest.mark.usefixtures("bot")
async def test_settings_take_no_endless_list_of_channels(slack: Slack) -> None:
    """Fifty are enough; each costs a look-up of its name."""
    many = " ".join(f"<#C{number:08}|c{number}>" for number in range(51))

    reply = await slack.command(slack.admin, slack.general, "/alibaba", f"settings auto-answer-channels {many}"[:9_000])
    shown = await slack.command(slack.admin, slack.general, "/alibaba", "settings")

    assert reply.is_ephemeral
    assert "C00000001" not in shown.text
