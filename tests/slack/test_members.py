"""Who may use the commands of admins."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.adapters.slack.api import Api, session
from bot.adapters.slack.members import NO_ADMIN, NO_ADMIN_NOR_CREATOR, UNCHECKED, UNCHECKED_CHANNEL, Members, owner
from bot.adapters.slack.workspaces import Workspace
from bot.standing import Standing
from handlers.state import Reach
from tests.slack.scripted import Payload, ScriptedSlack, scripted_slack

WHOLE = Standing(Reach.WORKSPACE)
CHANNEL: Payload = {"channel": {"id": "C1", "creator": "U1", "is_im": False}}


def person(**fields: object) -> Payload:
    """What users.info says of somebody."""
    return {"user": {"id": "U5", "is_admin": False, "is_owner": False, "is_primary_owner": False, **fields}}


@pytest.fixture
async def slack() -> AsyncIterator[ScriptedSlack]:
    """A Slack with a plain member and a channel that U1 created."""
    async with scripted_slack() as slack:
        slack.answers = {"users.info": person(), "conversations.info": CHANNEL}
        yield slack


@pytest.fixture
async def workspace(slack: ScriptedSlack) -> AsyncIterator[Workspace]:
    """The workspace they are in."""
    async with session() as shared:
        api = Api(shared, slack.base_url)
        yield Workspace("T1", "T1", "", "U1BOT", "B1", api.posting("xoxb-1"), api.reading("xoxb-1"))


@pytest.fixture
async def members() -> AsyncIterator[Members]:
    """Members, none known yet."""
    members = Members()
    yield members
    await members.close()


@pytest.mark.parametrize("role", ["is_admin", "is_owner", "is_primary_owner"])
async def test_admins_and_owners_may(members: Members, workspace: Workspace, slack: ScriptedSlack, role: str) -> None:
    """Whoever administers the workspace does so anywhere, and the channel need not be looked up."""
    slack.answers["users.info"] = person(**{role: True})

    assert await members.standing(workspace, "U5", "C1", Reach.CHANNEL) == WHOLE
    assert await members.standing(workspace, "U5", "D1", Reach.CHANNEL) == WHOLE

    assert list(slack.calls) == ["users.info"]


LISTED = [
    {"id": "U1", "is_admin": True},
    {"id": "U2", "is_admin": True, "is_owner": True, "is_primary_owner": True, "deleted": True},
    {"id": "U3", "is_owner": True, "is_bot": True},
    {"id": "U4", "is_owner": True, "is_primary_owner": True, "team_id": "T2"},
    {"id": "U5", "is_admin": True, "is_owner": True},
    {"id": "U6", "is_admin": True, "is_owner": True, "is_primary_owner": True, "team_id": "T1"},
]


@pytest.mark.parametrize(("count", "found"), [(6, "U6"), (5, "U5"), (4, "U1"), (0, "")])
async def test_the_owner_is_the_highest_in_rank_who_is_of_the_workspace(
    workspace: Workspace, slack: ScriptedSlack, count: int, found: str
) -> None:
    """No bot, nobody who left, nobody of another company."""
    slack.answers["users.list"] = {"members": LISTED[:count]}

    assert await owner(workspace) == found


async def test_of_very_many_people_some_are_looked_through(workspace: Workspace, slack: ScriptedSlack) -> None:
    """Ten pages, and the best of them."""
    slack.answers["users.list"] = {"members": LISTED[:1], "response_metadata": {"next_cursor": "more"}}

    assert await owner(workspace) == "U1"
    assert len(slack.calls["users.list"]) == 10


async def test_their_time_zone_comes_with_what_they_may(
    members: Members, workspace: Workspace, slack: ScriptedSlack
) -> None:
    """As they set it in Slack; what is no zone is left out."""
    slack.answers["users.info"] = person(is_admin=True, tz="Europe/Paris")
    admin = await members.standing(workspace, "U5", "C1", Reach.CHANNEL)
    slack.answers["users.info"] = person(tz="America/New_York")
    creator = await members.standing(workspace, "U1", "C1", Reach.CHANNEL)
    slack.answers["users.info"] = person(is_admin=True, tz="Mars/Olympus")
    lost = await members.standing(workspace, "U6", "C1", Reach.CHANNEL)

    assert (admin.zone, creator.zone, lost.zone) == ("Europe/Paris", "America/New_York", "")


async def test_the_creator_of_a_channel_administers_it_alone(
    members: Members, workspace: Workspace, slack: ScriptedSlack
) -> None:
    """What concerns the whole workspace is not theirs, and then the channel need not be looked up."""
    assert await members.standing(workspace, "U1", "C1", Reach.WORKSPACE) == Standing(None, NO_ADMIN)
    assert list(slack.calls) == ["users.info"]

    assert await members.standing(workspace, "U1", "C1", Reach.CHANNEL) == Standing(Reach.CHANNEL)


@pytest.mark.parametrize("role", ["is_admin", "is_owner", "creator"])
async def test_people_of_another_company_administer_nothing_here(
    members: Members, workspace: Workspace, slack: ScriptedSlack, role: str
) -> None:
    """Not as admins of their own workspace, nor as creators of a channel that both share."""
    slack.answers["users.info"] = person(id="U1", team_id="T2", **{role: True})

    assert await members.standing(workspace, "U1", "C1", Reach.CHANNEL) == Standing(None, NO_ADMIN)


async def test_people_of_the_workspaces_own_organisation_may_administer_their_channels(
    members: Members, workspace: Workspace, slack: ScriptedSlack
) -> None:
    """A company may have several workspaces that share channels."""
    slack.answers["users.info"] = person(id="U1", team_id="T2", enterprise_user={"enterprise_id": "E1"})
    ours = replace(workspace, enterprise="E1")

    assert await members.standing(workspace, "U1", "C1", Reach.CHANNEL) == Standing(None, NO_ADMIN)
    members = Members()
    assert await members.standing(ours, "U1", "C1", Reach.CHANNEL) == Standing(Reach.CHANNEL)


async def test_others_are_told_who_may(members: Members, workspace: Workspace) -> None:
    """Everybody else hears what is missing."""
    assert await members.standing(workspace, "U5", "C1", Reach.CHANNEL) == Standing(None, NO_ADMIN_NOR_CREATOR)


@pytest.mark.parametrize("truth", ["true", 1, None, {}])
async def test_only_a_plain_yes_makes_an_admin(
    members: Members, workspace: Workspace, slack: ScriptedSlack, truth: object
) -> None:
    """Any other value in the place of true is no permission."""
    slack.answers["users.info"] = person(is_admin=truth)

    assert await members.standing(workspace, "U5", "C1", Reach.CHANNEL) == Standing(None, NO_ADMIN_NOR_CREATOR)


@pytest.mark.parametrize("kind", ["is_im", "is_mpim"])
async def test_in_direct_messages_admins_alone_may(
    members: Members, workspace: Workspace, slack: ScriptedSlack, kind: str
) -> None:
    """Whoever began a direct message, alone or in a group, has not created a channel; in a modal there is none."""
    slack.answers["conversations.info"] = {"channel": {"id": "G1", "creator": "U1", kind: True}}

    assert await members.standing(workspace, "U1", "G1", Reach.CHANNEL) == Standing(None, NO_ADMIN)
    assert await members.standing(workspace, "U1", "D1", Reach.CHANNEL) == Standing(None, NO_ADMIN)
    assert await members.standing(workspace, "U1", "", Reach.CHANNEL) == Standing(None, NO_ADMIN)

    assert len(slack.calls["conversations.info"]) == 1


async def test_a_channel_without_a_creator_has_admins_only(
    members: Members, workspace: Workspace, slack: ScriptedSlack
) -> None:
    """A channel whose creator Slack does not name belongs to nobody, least of all to a user without an id."""
    slack.answers["conversations.info"] = {"channel": {"id": "C1", "creator": ""}}

    assert await members.standing(workspace, "", "C1", Reach.CHANNEL) == Standing(None, NO_ADMIN)


async def test_who_cannot_be_checked_is_refused(
    members: Members, workspace: Workspace, slack: ScriptedSlack, caplog: pytest.LogCaptureFixture
) -> None:
    """A failure is a refusal that says so, is logged, and is tried again the next time."""
    slack.answers["users.info"] = {"ok": False, "error": "missing_scope"}

    assert await members.standing(workspace, "U5", "C1", Reach.CHANNEL) == Standing(None, UNCHECKED)
    assert "slack.user_unknown" in caplog.messages
    slack.answers["users.info"] = person(is_admin=True)

    assert await members.standing(workspace, "U5", "C1", Reach.CHANNEL) == WHOLE


async def test_who_cannot_be_checked_in_time_is_refused(workspace: Workspace, slack: ScriptedSlack) -> None:
    """A Slack that does not answer is a refusal after a moment, not a question that hangs."""
    members = Members(patience=0.05)
    slack.gates["users.info"] = asyncio.Event()

    async with asyncio.timeout(1):
        assert await members.standing(workspace, "U5", "C1", Reach.CHANNEL) == Standing(None, UNCHECKED)

    await members.close()


async def test_a_failure_is_asked_once_a_time(members: Members, workspace: Workspace, slack: ScriptedSlack) -> None:
    """One refusal costs one call."""
    slack.answers["users.info"] = {"ok": False, "error": "missing_scope"}

    await members.standing(workspace, "U5", "C1", Reach.CHANNEL)

    assert len(slack.calls["users.info"]) == 1


async def test_a_channel_that_cannot_be_checked_is_no_permission(
    members: Members, workspace: Workspace, slack: ScriptedSlack, caplog: pytest.LogCaptureFixture
) -> None:
    """A private channel without the bot cannot be looked up: that is said, with the way out."""
    slack.answers["conversations.info"] = {"ok": False, "error": "channel_not_found"}

    assert await members.standing(workspace, "U1", "C1", Reach.CHANNEL) == Standing(None, UNCHECKED_CHANNEL)

    assert "slack.channel_unknown" in caplog.messages


async def test_persons_and_channels_are_asked_for_once(
    members: Members, workspace: Workspace, slack: ScriptedSlack
) -> None:
    """Within five minutes neither is looked up again, however many ask at once."""
    await asyncio.gather(*(members.standing(workspace, "U5", "D1", Reach.CHANNEL) for _ in range(20)))
    await members.standing(workspace, "U5", "C1", Reach.CHANNEL)
    await members.standing(workspace, "U5", "C1", Reach.CHANNEL)

    assert [call["user"] for call in slack.calls["users.info"]] == ["U5"]
    assert len(slack.calls["conversations.info"]) == 1


async def test_the_same_id_elsewhere_is_someone_else(
    members: Members, workspace: Workspace, slack: ScriptedSlack
) -> None:
    """Being an admin in one workspace is nothing in another."""
    slack.answers["users.info"] = person(is_admin=True)
    other = Workspace("T2", "T2", "", "U2BOT", "B2", workspace.post, workspace.read)
    assert await members.standing(workspace, "U5", "C1", Reach.CHANNEL) == WHOLE
    slack.answers["users.info"] = person()

    assert await members.standing(other, "U5", "C1", Reach.CHANNEL) == Standing(None, NO_ADMIN_NOR_CREATOR)


async def test_closing_ends_what_is_under_way(workspace: Workspace, slack: ScriptedSlack) -> None:
    """A look-up that Slack does not answer does not outlive the bot."""
    members = Members(patience=0.05)
    slack.gates["users.info"] = asyncio.Event()
    before = asyncio.all_tasks()
    await members.standing(workspace, "U5", "C1", Reach.CHANNEL)

    async with asyncio.timeout(1):
        await members.close()

    assert {task for task in asyncio.all_tasks() - before if "_look_up" in repr(task)} == set()
