"""What admins see of what others asked, and who is one where."""

import pytest

from tests.slack.fake.server import Slack

pytestmark = pytest.mark.usefixtures("bot")


async def test_the_creator_of_a_channel_sees_its_gaps_and_no_others(slack: Slack) -> None:
    """What is asked in direct messages and other channels is none of their business."""
    own = slack.workspace.add_channel("ships", slack.asker)
    await slack.ask(slack.admin, own, slack.mention("How many ships does Cainiao own?"))
    await slack.ask(slack.admin, slack.general, slack.mention("Who painted the offices of Alipay?"))
    await slack.ask(slack.admin, slack.workspace.direct(slack.admin), "Who sings for Taobao?")

    listed = await slack.command(slack.asker, own, "/alibaba", "gaps")
    elsewhere = await slack.command(slack.asker, slack.general, "/alibaba", "gaps")

    assert listed.is_ephemeral
    assert "ships" in listed.text
    assert "Of what was asked in this channel" in listed.text
    assert "painted" not in listed.text
    assert "sings" not in listed.text
    assert "is for admins" in elsewhere.text


async def test_an_admin_sees_all_gaps_but_not_who_asked_in_private(slack: Slack) -> None:
    """Of a direct message no more is said than that it was one."""
    direct = slack.workspace.direct(slack.asker)
    await slack.ask(slack.asker, slack.general, slack.mention("How many ships does Cainiao own?"))
    await slack.ask(slack.asker, direct, "Who sings for Taobao?")

    listed = await slack.command(slack.admin, slack.general, "/alibaba", "gaps")

    assert f"· #{slack.general.name}" in listed.text
    assert "· a direct message" in listed.text
    assert direct.id not in listed.text
    assert slack.asker.id not in listed.text


async def test_settings_are_for_those_who_administer_the_workspace(slack: Slack) -> None:
    """They hold in every channel, so having created one is not enough."""
    own = slack.workspace.add_channel("ships", slack.asker)

    refused = await slack.command(slack.asker, own, "/alibaba", "settings audience channel")
    made = await slack.command(slack.admin, own, "/alibaba", "settings audience channel")

    assert "It takes an admin or owner of the workspace. Ask one of them." in refused.text
    assert "Changed" in made.text


async def test_a_follow_up_is_listed_as_what_it_was_taken_for(slack: Slack) -> None:
    """An admin reads what is missing, not "how many"."""
    asked = await slack.say(slack.asker, slack.general, slack.mention("cainiao"))
    await slack.answer(asked)
    await slack.answer(await slack.say(slack.asker, slack.general, "how many planes does it own?", thread=asked))

    listed = await slack.command(slack.admin, slack.general, "/alibaba", "gaps")

    assert "Cainiao how many planes does it own" in listed.text
