"""Doctor looks whether the bot may post in the channels of config.toml, and says for each what is wrong with it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.adapters.slack.setup import posting
from bot.adapters.slack.setup.visit import Answer
from bot.config import Config
from bot.configured import configured
from bot.doctor import Finding, Status
from tests.slack.doctor.examined import by_socket, findings
from tests.slack.fake.faults import Fault
from tests.slack.fake.server import Slack
from tests.slack.fake.world import Channel


def wanting(slack: Slack, *channels: str, workspace: str = "") -> Config:
    """The settings, with a fact for some channels."""
    where = {"chat": "slack", "workspace": workspace or slack.workspace.id}
    tables = [{**where, "channel": channel} for channel in channels]
    return replace(by_socket(slack), subscriptions=configured(tables, "UTC"))


async def posts(read: Config) -> dict[str, Finding]:
    """What is found of posts, by name."""
    return {name: finding for name, finding in (await findings(read)).items() if name.startswith("posts")}


async def test_channels_in_which_the_bot_may_post_are_counted(slack: Slack) -> None:
    """A public one need not have invited it, where the app was let write anywhere."""
    public = slack.workspace.add_channel("public", slack.admin, has_bot=False)

    found = await posts(wanting(slack, slack.general.id, public.id))

    assert [(name, each.status) for name, each in found.items()] == [("posts", Status.OK)]
    assert found["posts"].found == "the bot may post in the 2 of config.toml"


async def test_without_any_in_the_configuration_no_row_is_spent_on_them(slack: Slack) -> None:
    """Channels subscribe in the chat."""
    assert await posts(by_socket(slack)) == {}


def archived(channel: Channel) -> None:
    """Nobody can write there."""
    channel.is_archived = True


def private(channel: Channel) -> None:
    """Nor is the bot in it."""
    channel.kind = "group"
    channel.members.clear()


@pytest.mark.parametrize(
    ("spoil", "said", "fix"),
    [
        (archived, "#general is archived", "Unarchive it"),
        (private, "there is no such channel, or it is private and the bot is not in it", "/invite @dossier there"),
    ],
)
async def test_a_channel_where_it_may_not_is_named_with_what_to_do(
    slack: Slack, spoil: Callable[[Channel], None], said: str, fix: str
) -> None:
    """What is right with the others is not said then."""
    spoil(slack.general)
    other = slack.workspace.add_channel("other", slack.admin)

    found = await posts(wanting(slack, slack.general.id, other.id))

    (wrong,) = found.values()
    assert (wrong.name, wrong.status) == (f"posts to {slack.general.id}", Status.FAILING)
    assert said in wrong.found
    assert fix in wrong.fix


async def test_each_channel_that_is_none_is_named(slack: Slack) -> None:
    """It was mistyped, or is gone."""
    found = await posts(wanting(slack, "C0GONE", slack.general.id, "C1GONE"))

    assert list(found) == ["posts to C0GONE", "posts to C1GONE"]
    assert {each.status for each in found.values()} == {Status.FAILING}


async def test_a_public_channel_has_to_invite_a_bot_that_may_not_write_anywhere(slack: Slack) -> None:
    """Which whoever installed it may have chosen."""
    slack.workspace.scopes = tuple(each for each in slack.workspace.scopes if each != "chat:write.public")
    public = slack.workspace.add_channel("public", slack.admin, has_bot=False)

    (wrong,) = (await posts(wanting(slack, public.id))).values()

    assert (wrong.status, wrong.found) == (Status.FAILING, "the bot is not in #public")
    assert wrong.fix == "/invite @dossier there."


async def test_a_workspace_that_the_token_is_not_for_is_named(slack: Slack) -> None:
    """Though the channel is there."""
    (wrong,) = (await posts(wanting(slack, slack.general.id, workspace="T0MISTYPED"))).values()

    assert wrong.status is Status.FAILING
    assert f"its workspace is to be T0MISTYPED; the bot's token is for {slack.workspace.id}" in wrong.found
    assert "Correct 'workspace'" in wrong.fix
    assert slack.called("conversations.info") == []


async def test_a_channel_that_cannot_be_looked_at_is_no_fault(slack: Slack) -> None:
    """The missing permission has a row of its own."""
    slack.faults.add("conversations.info", Fault(error="missing_scope"))

    (unknown,) = (await posts(wanting(slack, slack.general.id))).values()

    assert (unknown.status, unknown.found) == (Status.OFF, "could not be looked at (missing_scope)")


async def test_of_very_many_the_first_are_looked_at(slack: Slack) -> None:
    """Slack answers no more such questions in a minute."""
    channels = [slack.workspace.add_channel(f"c{number}", slack.admin).id for number in range(41)]

    found = await posts(wanting(slack, *channels))

    assert found["posts"].found == "the bot may post in the first 40 of the 41 of config.toml"


def test_the_token_of_an_organisation_is_good_for_its_workspaces() -> None:
    """And for no other organisation."""
    told = Answer({"ok": True, "is_enterprise_install": True, "enterprise_id": "E1", "team_id": "E1"}, {})

    good, bad = (posting.is_of(each, told) for each in ("T5", "E2"))

    assert (good, bad) == (True, False)
