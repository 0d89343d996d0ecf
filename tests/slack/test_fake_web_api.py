"""The loopback Slack's Web API, called by a real client: permissions, paging, faults, modals, installation."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack.echo import QUESTION, modal
from tests.slack.fake.faults import Fault
from tests.slack.fake.server import Slack


@pytest.fixture
async def client(slack: Slack) -> AsyncIterator[AsyncWebClient]:
    """A Web API client of the bot in the first workspace."""
    async with aiohttp.ClientSession() as session:
        yield AsyncWebClient(slack.bot_token, base_url=slack.base_url, session=session, retry_handlers=[])


async def test_a_token_that_is_wrong_or_revoked_is_refused(slack: Slack, client: AsyncWebClient) -> None:
    """Each by its own code."""
    with pytest.raises(SlackApiError, match="invalid_auth"):
        await client.auth_test(token="xoxb-no")

    good = await client.auth_test()
    await client.auth_revoke()
    with pytest.raises(SlackApiError, match="token_revoked"):
        await client.auth_test()
    assert good["user_id"] == slack.workspace.bot.id
    assert "commands" in good.headers["x-oauth-scopes"]


async def test_posts_go_only_where_the_bot_may_write(slack: Slack, client: AsyncWebClient) -> None:
    """The refusals of Slack, each by its code."""
    elsewhere = slack.workspace.add_channel("elsewhere", slack.admin, has_bot=False)
    archived = slack.workspace.add_channel("archived", slack.admin)
    archived.is_archived = True
    slack.workspace.scopes = tuple({*slack.workspace.scopes} - {"chat:write.public"})

    refusals = []
    for channel in ("C404", elsewhere.id, archived.id):
        with pytest.raises(SlackApiError) as refusal:
            await client.chat_postMessage(channel=channel, text="hello")
        refusals.append(refusal.value.response["error"])
    assert refusals == ["channel_not_found", "not_in_channel", "is_archived"]


async def test_history_is_paged_and_hides_replies(slack: Slack, client: AsyncWebClient) -> None:
    """Newest first; metadata only when asked for; replies by thread, oldest first."""
    event = {"event_type": "dossier_reply", "event_payload": {"id": "1"}}
    first = await client.chat_postMessage(channel=slack.general.id, text="one", metadata=event)
    await client.chat_postMessage(channel=slack.general.id, text="two")
    await client.chat_postMessage(channel=slack.general.id, text="three", thread_ts=first["ts"])

    page = await client.conversations_history(channel=slack.general.id, limit=1)
    rest = await client.conversations_history(
        channel=slack.general.id, cursor=page["response_metadata"]["next_cursor"], include_all_metadata=True
    )
    thread = await client.conversations_replies(channel=slack.general.id, ts=first["ts"])
    late = await client.conversations_history(channel=slack.general.id, oldest=first["ts"])
    assert [message["text"] for message in page["messages"]] == ["two"]
    assert rest["messages"][0]["metadata"] == event
    assert [message["text"] for message in thread["messages"]] == ["one", "three"]
    assert [message["text"] for message in late["messages"]] == ["two"]


async def test_history_can_lag(slack: Slack, client: AsyncWebClient) -> None:
    """A message is seen only after so many looks."""
    slack.lag = 2
    await client.chat_postMessage(channel=slack.general.id, text="one")

    seen = [len((await client.conversations_history(channel=slack.general.id))["messages"]) for _ in range(3)]
    assert seen == [0, 0, 1]


async def test_faults_are_met_in_order(slack: Slack, client: AsyncWebClient) -> None:
    """Rate limit, outage, refusal, and an answer that is lost although the message is posted."""
    for fault in (Fault(status=429), Fault(status=503), Fault(error="invalid_blocks"), Fault(is_reset=True)):
        slack.faults.add("chat.postMessage", fault)
    slack.faults.add("chat.postMessage", Fault(is_lost=True))

    errors = []
    for _ in range(5):
        try:
            await client.chat_postMessage(channel=slack.general.id, text="one")
        except SlackApiError as error:
            errors.append((error.response.status_code, error.response.headers.get("Retry-After")))
        except aiohttp.ClientError:
            errors.append((0, None))
    assert errors == [(429, "1"), (503, None), (200, None), (0, None), (0, None)]
    assert [message.text for message in slack.general.messages.values()] == ["one"]


async def test_a_gate_holds_a_call_until_it_is_opened(slack: Slack, client: AsyncWebClient) -> None:
    """So that a test decides what comes first."""
    gate = asyncio.Event()
    slack.faults.add("chat.postMessage", Fault(gate=gate))
    posting = asyncio.create_task(client.chat_postMessage(channel=slack.general.id, text="one"))
    await slack.until(lambda: slack.called("chat.postMessage"))

    assert not slack.general.messages
    gate.set()
    await posting
    assert len(slack.general.messages) == 1


async def test_a_trigger_opens_one_modal(slack: Slack, client: AsyncWebClient) -> None:
    """Not two, and not after three seconds."""
    view, trigger, old = modal(QUESTION), slack.trigger(slack.asker), slack.trigger(slack.asker)
    await client.views_open(trigger_id=trigger, view=view)

    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        await client.views_open(trigger_id=trigger, view=view)
    now = slack.now()
    slack.now = lambda: now + 4
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        await client.views_open(trigger_id=old, view=view)


async def test_a_bad_message_is_refused_and_noted(slack: Slack, client: AsyncWebClient) -> None:
    """Blocks with Slack's own code; a fallback text that is not escaped is only noted."""
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        await client.chat_postMessage(channel=slack.general.id, text="one", blocks=[{"type": "no-such-block"}])
    await client.chat_postMessage(channel=slack.general.id, text="<one>")

    assert len(slack.problems) == 3
    slack.problems.clear()


@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")  # slack_sdk still uses it
async def test_an_installation_gives_a_second_workspace_its_token(slack: Slack, client: AsyncWebClient) -> None:
    """A code works once, with the app's secret."""
    other = slack.add_workspace("Globex", is_installed=False)
    admin = other.add_user("hank", is_admin=True)
    code = slack.consent(admin)

    installed = await client.oauth_v2_access(client_id=slack.client_id, client_secret=slack.client_secret, code=code)
    assert (await client.auth_test(token=installed["access_token"]))["team_id"] == other.id
    with pytest.raises(SlackApiError, match="invalid_code"):
        await client.oauth_v2_access(client_id=slack.client_id, client_secret=slack.client_secret, code=code)


async def test_removing_the_app_revokes_its_token(slack: Slack, client: AsyncWebClient) -> None:
    """And both events are sent."""
    revoked, gone = await slack.uninstall(slack.workspace)

    with pytest.raises(SlackApiError, match="token_revoked"):
        await client.auth_test()
    kinds = [delivery.payload["event"]["type"] for delivery in (revoked, gone)]
    assert kinds == ["tokens_revoked", "app_uninstalled"]


async def test_the_bot_learns_who_is_where(slack: Slack, client: AsyncWebClient) -> None:
    """Its channels, their members and creator, who is an admin, and where to write to a person."""
    slack.workspace.add_channel("elsewhere", slack.admin, has_bot=False)
    hidden = slack.workspace.add_channel("hidden", slack.admin, kind="group")

    own = await client.users_conversations(types="public_channel,private_channel")
    public = await client.conversations_list()
    members = await client.conversations_members(channel=slack.general.id)
    info = await client.conversations_info(channel=slack.general.id)
    users = [await client.users_info(user=user.id) for user in (slack.admin, slack.asker)]
    direct = await client.conversations_open(users=slack.asker.id)
    assert [channel["id"] for channel in own["channels"]] == [slack.general.id, hidden.id]
    assert [channel["name"] for channel in public["channels"]] == ["general", "elsewhere"]
    assert set(members["members"]) == slack.general.members
    assert info["channel"]["creator"] == slack.admin.id
    assert [user["user"]["is_admin"] for user in users] == [True, False]
    assert direct["channel"]["id"] == slack.workspace.direct(slack.asker).id


async def test_only_own_messages_are_updated_and_deleted(slack: Slack, client: AsyncWebClient) -> None:
    """What was there before is kept for tests."""
    posted = await client.chat_postMessage(channel=slack.general.id, text="one")
    other = await slack.say(slack.asker, slack.general, "hello")
    message = slack.general.messages[posted["ts"]]

    await client.chat_update(channel=slack.general.id, ts=posted["ts"], text="two")
    await client.reactions_add(channel=slack.general.id, timestamp=other.ts, name="eyes")
    await client.chat_delete(channel=slack.general.id, ts=posted["ts"])
    with pytest.raises(SlackApiError, match="cant_update_message"):
        await client.chat_update(channel=slack.general.id, ts=other.ts, text="two")
    assert (message.text, message.updates[0]["text"], message.is_deleted) == ("two", "one", True)
    assert other.reactions == [("eyes", slack.workspace.bot.id)]


async def test_an_ephemeral_message_is_for_a_member(slack: Slack, client: AsyncWebClient) -> None:
    """And is not in the history."""
    stranger = slack.workspace.add_user("eve")

    await client.chat_postEphemeral(channel=slack.general.id, user=slack.asker.id, text="one")
    with pytest.raises(SlackApiError, match="user_not_in_channel"):
        await client.chat_postEphemeral(channel=slack.general.id, user=stranger.id, text="one")
    assert [message.seen_by for message in slack.general.ephemerals] == [slack.asker.id]
    assert not slack.general.messages


async def test_an_unknown_method_is_refused(client: AsyncWebClient) -> None:
    """As a misspelt one would be."""
    with pytest.raises(SlackApiError, match="unknown_method"):
        await client.api_call("chat.postMesage")


async def test_without_recording_little_is_kept(slack: Slack, client: AsyncWebClient) -> None:
    """For long runs: the last hundred messages of a channel, no calls, no payloads."""
    slack.is_recording = slack.echoes_own = False

    for number in range(110):
        await client.chat_postMessage(channel=slack.general.id, text=str(number))
    assert [message.text for message in slack.general.messages.values()] == [str(number) for number in range(10, 110)]
    assert not slack.calls
    assert not slack.deliveries
