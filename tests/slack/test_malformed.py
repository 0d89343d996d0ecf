"""Payloads that Slack should not send, and texts that people should not write: acknowledged, and nothing breaks."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.ports import free_port
from tests.slack.conftest import Running
from tests.slack.fake.http_mode import Post
from tests.slack.fake.server import Slack
from tests.slack.faulty import COUNTRIES, QUICK

TEAM = {"team_id": "T0001", "type": "event_callback"}
EVENTS: tuple[dict[str, Any], ...] = (
    {},
    {"event": None, **TEAM},
    {"event": {}, **TEAM},
    {"event": {"type": "message"}, **TEAM},
    {"event": {"type": "message", "channel": "C1", "user": "U1", "text": "<@U0001BOT> hi"}, **TEAM},
    {"event": {"type": "message", "subtype": "message_changed", "channel": "C1"}, **TEAM},
    {"event": {"type": "message", "subtype": "message_deleted", "previous_message": {"user": "U1"}}, **TEAM},
    {"event": {"type": "app_mention", "channel": None, "ts": 5, "user": "U1", "text": None}, **TEAM},
    {"event": {"type": "app_home_opened"}, **TEAM},
    {"event": {"type": "member_joined_channel"}, **TEAM},
    {"event": {"type": "tokens_revoked", "tokens": None}, **TEAM},
    {"event": {"type": "nobody_listens_to_this"}, **TEAM},
    {"event": {"type": "message", "channel": "C1", "ts": "1.1", "user": "U1", "text": "hi"}},
)
PRESSES: tuple[dict[str, Any], ...] = (
    {"type": "block_actions", "team": {"id": "T0001"}, "user": {"id": "U1"}, "actions": []},
    {"type": "block_actions", "team": {"id": "T0001"}, "user": {"id": "U1"}, "actions": [{"action_id": "share"}]},
    {"type": "block_actions", "team": {"id": "T0001"}, "user": {"id": "U1"}, "actions": [{"action_id": "page:next"}]},
    {"type": "view_submission", "team": {"id": "T0001"}, "user": {"id": "U1"}, "view": {"callback_id": "ask"}},
    {"type": "view_submission", "team": {"id": "T0001"}, "user": {"id": "U1"}, "view": {"callback_id": "reason"}},
    {"type": "shortcut", "team": {"id": "T0001"}, "user": {"id": "U1"}, "callback_id": "ask"},
    {"type": "something_new"},
)
TEXTS = (
    "",
    " \n\t ",
    "\u202e\u0000\ud83d",
    "a" * 40_000,
    "cainiao " * 5_000,
    "<@U0001BOT>" * 500,
    "&lt;!channel&gt; &amp;amp; <!here> <https://x|y>",
    "🧧" * 3_000,
    "İıſß" * 900,
    "*_~`>" * 400,
)


@pytest.fixture
async def quick(running: Running, slack: Slack) -> AsyncIterator[Slack]:
    """Slack with the bot in it, which answers afterwards as before."""
    async with running(pace=QUICK, DOSSIER_LIMITS_PER_MINUTE="100"):
        await slack.connected()
        yield slack
        assert "224" in (await slack.ask(slack.asker, slack.general, slack.mention(COUNTRIES))).text


async def test_every_malformed_payload_is_acknowledged(quick: Slack) -> None:
    """Slack would send it again, and in the end turn the app off."""
    deliveries = [quick.deliver("events_api", payload) for payload in EVENTS]
    deliveries += [quick.deliver("interactive", payload) for payload in PRESSES]
    deliveries.append(quick.deliver("slash_commands", {"command": "/alibaba", "team_id": "T0001"}))
    deliveries.append(quick.deliver("slash_commands", {"command": "/another", "team_id": "T0001"}))
    await quick.idle()

    assert all(delivery.acks for delivery in deliveries)


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
async def test_any_text_gets_a_reply(quick: Slack, text: str) -> None:
    """By mention, in a direct message and by command; the loopback checks each against Slack's limits."""
    sent = text.encode("utf-8", "replace").decode()
    answer = await quick.ask(quick.asker, quick.general, quick.mention(sent))
    direct = await quick.ask(quick.asker, quick.workspace.direct(quick.asker), sent)
    reply = await quick.command(quick.asker, quick.general, "/alibaba", sent)

    assert answer.text
    assert direct.text
    assert reply.text


async def test_requests_that_are_no_requests_are_refused(slack: Slack, running: Running) -> None:
    """Anybody can post to a public address."""
    port = str(free_port())
    web = {"SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": slack.signing_secret, "DOSSIER_SERVER_PORT": port}
    async with running(None, pace=QUICK, **web):
        slack.http.url = f"http://127.0.0.1:{port}/slack/events"
        delivery = slack.prepare("events_api")
        delivery.payload = {"type": "event_callback", "event": {"type": "message"}, "team_id": "T0001"}
        good = slack.http.request(delivery)
        as_json = {"Content-Type": "application/json"}
        statuses = [
            (await slack.http.post(post))[0]
            for post in (
                good,
                Post(b"{", as_json),
                Post(b"{", good.headers),
                Post(b"\xff\xfe", {**good.headers, "X-Slack-Signature": "v0=0"}),
                Post(json.dumps([1]).encode(), good.headers),
                slack.http.request(delivery, secret="another"),
                slack.http.request(delivery, timestamp="1"),
                slack.http.request(delivery, timestamp="soon"),
            )
        ]

    assert statuses[0] == 200
    assert all(400 <= status < 500 for status in statuses[1:])
