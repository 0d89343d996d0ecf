"""The loopback Slack, driven by people on one side and a small real Bolt bot on the other."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack.echo import Payload, echo_app
from tests.slack.fake.faults import Fault
from tests.slack.fake.server import Slack


@pytest.fixture
async def client(slack: Slack) -> AsyncIterator[AsyncWebClient]:
    """A Web API client of the bot in the first workspace."""
    async with aiohttp.ClientSession() as session:
        yield AsyncWebClient(slack.bot_token, base_url=slack.base_url, session=session, retry_handlers=[])


@pytest.fixture
def heard() -> list[Payload]:
    """What the bot has heard so far."""
    return []


@pytest.fixture
async def connected(slack: Slack, client: AsyncWebClient, heard: list[Payload]) -> AsyncIterator[Slack]:
    """A Slack to which the echo bot is connected by Socket Mode."""
    handler = AsyncSocketModeHandler(echo_app(client, heard), slack.app_token, web_client=client, ping_interval=0.1)
    await handler.connect_async()
    await slack.connected()
    yield slack
    await handler.close_async()


async def test_a_command_is_answered_in_its_acknowledgement(connected: Slack) -> None:
    """The reply is visible to the asker alone."""
    reply = await connected.command(connected.asker, connected.general, "/alibaba", "cainiao")

    assert reply.text == "echo cainiao"
    assert reply.source == "ack"
    assert reply.seen_by == connected.asker.id


async def test_a_command_is_answered_through_its_response_url(connected: Slack) -> None:
    """A reply that comes later is waited for."""
    reply = await connected.command(connected.asker, connected.general, "/alibaba", "later")

    assert (reply.text, reply.source) == ("later", "response_url")


async def test_a_mention_arrives_as_a_message_too(connected: Slack, heard: list[Payload]) -> None:
    """Both events have the same ts and ids of their own; the answer comes into the thread and is heard again."""
    question = await connected.say(connected.asker, connected.general, connected.mention("hello"))

    reply = await connected.answer(question)
    await connected.idle()
    echoed = connected.deliveries[-1].payload["event"]
    assert reply.thread_ts == question.ts
    assert {body["event"]["type"] for body in heard} == {"message", "app_mention"}
    assert {body["event"]["ts"] for body in heard} == {question.ts}
    assert len({body["event_id"] for body in heard}) == 2
    assert (echoed["ts"], echoed["bot_id"]) == (reply.ts, connected.workspace.bot_id)


async def test_a_pressed_button_carries_its_value_and_a_response_url(connected: Slack) -> None:
    """What the bot responds is shown."""
    reply = await connected.ask(connected.asker, connected.general, connected.mention("hello"))

    pressed = await connected.press(connected.asker, reply, "say:1")
    assert [shown.text for shown in await connected.until(lambda: pressed.shown)] == ["more"]


async def test_feedback_and_a_choice_from_suggestions_reach_the_bot(connected: Slack) -> None:
    """A vote by its value, a topic by the option that typing brought."""
    reply = await connected.command(connected.asker, connected.general, "/alibaba", "x")

    vote = await connected.press(connected.asker, reply, "feedback", "no:1")
    options = await connected.type_into(connected.asker, reply, "topic", "cai")
    choice = await connected.choose(connected.asker, reply, "topic", options[0])
    assert (await connected.until(lambda: vote.shown))[0].text == "no:1"
    assert (await connected.until(lambda: choice.shown))[0].text == "cainiao"
    with pytest.raises(LookupError, match="feedback"):
        await connected.press(connected.asker, reply, "share")


async def test_a_modal_opens_refuses_and_is_updated(connected: Slack) -> None:
    """As a submission is answered with errors or another view."""
    await connected.global_shortcut(connected.asker, "ask")
    view = await connected.until(lambda: connected.modal(connected.asker))

    refused = await connected.submit(connected.asker, view, {})
    await connected.submit(connected.asker, view, {"question": "What is Cainiao?"})
    assert refused["response_action"] == "errors"
    assert view.payload["blocks"][0]["text"]["text"] == "What is Cainiao?"


async def test_a_message_shortcut_carries_the_message(connected: Slack, heard: list[Payload]) -> None:
    """With the channel it is in."""
    message = await connected.say(connected.asker, connected.general, "What is Cainiao?")

    await connected.message_shortcut(connected.admin, message, "ask")
    assert heard[-1]["message"]["text"] == "What is Cainiao?"
    assert heard[-1]["channel"]["id"] == connected.general.id


async def test_the_home_tab_is_published_for_one_user(connected: Slack) -> None:
    """When they open it."""
    await connected.open_home(connected.asker)

    home = await connected.until(lambda: connected.home(connected.asker))
    assert home.payload["type"] == "home"
    assert connected.home(connected.admin) is None


async def test_an_envelope_that_was_not_acknowledged_is_sent_again(slack: Slack) -> None:
    """On the next connection, marked as a retry; then it is settled."""
    async with aiohttp.ClientSession() as session, session.ws_connect(await link(slack)) as first:
        await first.receive_json()
        await slack.say(slack.asker, slack.general, "hello")
        lost = await first.receive_json()
    async with aiohttp.ClientSession() as session, session.ws_connect(await link(slack)) as second:
        await second.receive_json()
        again = await second.receive_json()
        await second.send_json({"envelope_id": again["envelope_id"]})
        await slack.idle()

    assert again["envelope_id"] == lost["envelope_id"]
    assert (lost["retry_attempt"], again["retry_attempt"]) == (0, 1)


async def link(slack: Slack) -> str:
    """An address for a connection."""
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(base_url=slack.base_url, session=session)
        return str((await client.apps_connections_open(app_token=slack.app_token))["url"])


async def test_a_dropped_socket_is_opened_again_and_nothing_is_lost(connected: Slack, heard: list[Payload]) -> None:
    """What is said in between waits for the next connection."""
    connected.sockets.drop()
    await connected.until(lambda: not connected.sockets.connections)
    await connected.say(connected.asker, connected.general, "hello")

    await connected.idle()
    assert connected.sockets.hellos == 2
    assert [body["event"]["text"] for body in heard] == ["hello"]


async def test_a_refresh_makes_the_bot_connect_anew(connected: Slack) -> None:
    """And commands go to the new connection."""
    await connected.sockets.refresh()
    await connected.until(lambda: connected.sockets.hellos == 2)

    assert (await connected.command(connected.asker, connected.general, "/alibaba", "x")).text == "echo x"


@pytest.fixture
async def posting(slack: Slack, client: AsyncWebClient, heard: list[Payload]) -> AsyncIterator[Slack]:
    """A Slack that posts to the echo bot by HTTP."""
    server = echo_app(client, heard).server(port=0, path="/slack/events", host="127.0.0.1")
    runner = aiohttp.web.AppRunner(server.web_app)
    await runner.setup()
    await aiohttp.web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.http.url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    yield slack
    await runner.cleanup()


async def test_everything_works_by_signed_http(posting: Slack) -> None:
    """Commands, events, options, actions."""
    reply = await posting.command(posting.asker, posting.general, "/alibaba", "cainiao & co")
    mention = await posting.ask(posting.asker, posting.general, posting.mention("hello"))
    options = await posting.type_into(posting.asker, reply, "topic", "cai")

    pressed = await posting.press(posting.asker, mention, "say:1")
    assert reply.text == "echo cainiao &amp; co"
    assert options[0]["value"] == "cainiao"
    assert pressed.status == 200


async def test_a_request_can_be_signed_wrongly_or_late(posting: Slack) -> None:
    """Bolt refuses both and accepts the same request signed rightly."""
    delivery = posting.prepare("slash_commands")
    delivery.payload = {"command": "/alibaba", "text": "x", "team_id": "T0001", "user_id": "U1"}

    wrong = await posting.http.post(posting.http.request(delivery, secret="other"))
    late = await posting.http.post(posting.http.request(delivery, timestamp="1"))
    right = await posting.http.post(posting.http.request(delivery))
    assert (wrong[0], late[0], right[0]) == (401, 401, 200)


async def test_a_response_url_takes_five_posts(connected: Slack) -> None:
    """And none after half an hour."""
    reply = await connected.command(connected.asker, connected.general, "/alibaba", "x")
    url = connected.deliveries[0].payload["response_url"]

    async with aiohttp.ClientSession() as session:
        statuses = [(await session.post(url, json={"text": "more"})).status for _ in range(6)]
    assert reply.text == "echo x"
    assert statuses == [200, 200, 200, 200, 200, 404]


async def test_a_response_url_replaces_and_deletes_what_was_pressed(connected: Slack) -> None:
    """The message is the same one; a fault is met like any other."""
    reply = await connected.command(connected.asker, connected.general, "/alibaba", "x")
    pressed = await connected.press(connected.asker, reply, "feedback", "yes:1")
    url = pressed.payload["response_url"]
    connected.faults.add("response_url", Fault(status=500))

    async with aiohttp.ClientSession() as session:
        failed = await session.post(url, json={"text": "new", "replace_original": True})
        await session.post(url, json={"text": "new", "replace_original": True})
        replaced = (reply.text, reply.updates[0]["text"])
        await session.post(url, json={"delete_original": True})
    assert failed.status == 500
    assert replaced == ("new", "echo x")
    assert reply.is_deleted


async def test_events_are_told_only_where_the_bot_is(connected: Slack, heard: list[Payload]) -> None:
    """A message elsewhere is not; a direct message is, without a mention of its own."""
    elsewhere = connected.workspace.add_channel("elsewhere", connected.admin, has_bot=False)

    await connected.say(connected.admin, elsewhere, connected.mention("hello"))
    await connected.say(connected.asker, connected.workspace.direct(connected.asker), connected.mention("hello"))
    await connected.idle()
    assert [(body["event"]["type"], body["event"]["channel_type"]) for body in heard] == [("message", "im")]


async def test_what_people_do_to_messages_and_channels_is_told(connected: Slack) -> None:
    """Each by its event."""
    message = await connected.say(connected.asker, connected.general, "hello")
    await connected.edit(message, "good day")
    await connected.delete(message)
    await connected.join(connected.workspace.add_user("eve"), connected.general)
    await connected.archive(connected.general, connected.admin)
    await connected.remove_bot(connected.general)

    events = [delivery.payload["event"] for delivery in connected.deliveries]
    assert [event.get("subtype", event["type"]) for event in events] == [
        "message",
        "message_changed",
        "message_deleted",
        "member_joined_channel",
        "channel_archive",
        "channel_left",
    ]
    assert events[1]["message"]["text"] == "good day"
    assert events[1]["previous_message"]["text"] == "hello"


async def test_another_bot_is_told_from_ours(connected: Slack, heard: list[Payload]) -> None:
    """By its bot_id; what it says is no reply of ours."""
    other = connected.workspace.add_user("weatherbot", is_bot=True)
    question = await connected.say(connected.asker, connected.general, "rain?")
    await connected.say(other, connected.general, "no", thread=question)

    await connected.idle()
    assert heard[-1]["event"]["bot_id"] != connected.workspace.bot_id
    assert not connected.replies(question)


async def test_two_hundred_questions_at_once_are_all_answered(connected: Slack) -> None:
    """Each in its own thread."""
    text = connected.mention("hello")

    replies = await asyncio.gather(*(connected.ask(connected.asker, connected.general, text) for _ in range(200)))
    assert len({reply.thread_ts for reply in replies}) == 200


async def test_two_connections_share_the_envelopes(slack: Slack, client: AsyncWebClient) -> None:
    """In turn, so that a bot cannot count on one of them."""
    heard: list[list[Payload]] = [[], []]
    handlers = [
        AsyncSocketModeHandler(echo_app(client, of_one), slack.app_token, web_client=client) for of_one in heard
    ]
    for handler in handlers:
        await handler.connect_async()
    await slack.until(lambda: len(slack.sockets.connections) == 2)

    for _ in range(4):
        await slack.command(slack.asker, slack.general, "/alibaba", "x")
    assert [len(of_one) for of_one in heard] == [2, 2]
    for handler in handlers:
        await handler.close_async()
