"""Slack by HTTP: signed requests alone, and all that works over the socket."""

import asyncio
import json
from collections.abc import AsyncIterator
from time import time

import aiohttp
import pytest

from bot.parts import Role
from tests.ports import free_port
from tests.slack.conftest import Running
from tests.slack.fake.delivery import Delivery
from tests.slack.fake.faults import Fault
from tests.slack.fake.http_mode import Post, sign
from tests.slack.fake.server import Slack
from tests.slack.reading import read

COUNTRIES = "how many countries does Cainiao reach?"
OLD = 5 * 60 + 10  # seconds; Slack's own limit for a signature is five minutes


@pytest.fixture
async def web(slack: Slack, running: Running) -> AsyncIterator[str]:
    """The address of the bot, which Slack calls."""
    port = free_port()
    variables = {"SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": slack.signing_secret, "PORT": str(port)}
    slack.http.url = f"http://127.0.0.1:{port}/slack/events"
    async with running(Role.WEB, **variables):
        yield f"http://127.0.0.1:{port}"


def typed(slack: Slack, text: str = "cainiao") -> Delivery:
    """A slash command that is not sent yet."""
    delivery = slack.prepare("slash_commands")
    delivery.payload = {
        "command": "/alibaba",
        "text": text,
        "team_id": slack.workspace.id,
        "channel_id": slack.general.id,
        "user_id": slack.asker.id,
        "user_name": slack.asker.name,
        "api_app_id": slack.app_id,
        "response_url": slack.hook(delivery, slack.asker, slack.general.id),
        "trigger_id": slack.trigger(slack.asker),
    }
    return delivery


def signed(slack: Slack, body: bytes, content_type: str, timestamp: str = "") -> Post:
    """A body of our own, signed as Slack signs."""
    timestamp = timestamp or str(int(time()))
    signature = sign(body, slack.signing_secret, timestamp)
    headers = {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": signature}
    return Post(body, {"Content-Type": content_type, **headers})


@pytest.mark.usefixtures("web")
async def test_a_signed_command_is_answered_in_the_response(slack: Slack) -> None:
    """One request, one answer."""
    reply = await slack.command(slack.asker, slack.general, "/alibaba", COUNTRIES)

    assert "224" in reply.text
    assert reply.source == "ack"
    assert reply.is_ephemeral


@pytest.mark.usefixtures("web")
async def test_all_that_comes_over_the_socket_comes_by_http(slack: Slack) -> None:
    """Mentions, threads, direct messages, buttons, pickers, modals, shortcuts, the Home tab, votes."""
    asked = await slack.say(slack.asker, slack.general, slack.mention(COUNTRIES))
    answer = await slack.answer(asked)
    await slack.idle()
    follow_up = await slack.ask(slack.asker, slack.general, "source?", thread=asked)
    direct = await slack.ask(slack.asker, slack.workspace.direct(slack.asker), COUNTRIES)
    suggestion = await slack.ask(slack.asker, slack.general, slack.mention("ali"))
    await slack.press(slack.asker, suggestion, "say:1.0")
    pressed = await slack.answer(suggestion)
    await slack.open_home(slack.asker)
    home = await slack.until(lambda: slack.home(slack.asker))
    options = await slack.type_into(slack.asker, home, "topic", "cai")
    await slack.global_shortcut(slack.asker, "ask")
    modal = await slack.until(lambda: slack.modal(slack.asker))
    await slack.submit(slack.asker, modal, {"question": COUNTRIES})

    assert "224" in answer.text
    assert len(slack.replies(asked)) == 2
    assert "Source" in follow_up.text
    assert "224" in direct.text
    assert pressed.text.startswith("Alibaba\n")
    assert options[0]["value"] == "Cainiao"
    assert "224" in read(modal)


@pytest.mark.usefixtures("web")
async def test_what_is_not_signed_by_slack_is_refused(slack: Slack) -> None:
    """A wrong secret, an old or impossible time, another body, no signature: 401, and nothing is answered."""
    right = slack.http.request(typed(slack))
    wrong = [
        slack.http.request(typed(slack), secret="another"),
        slack.http.request(typed(slack), timestamp=str(int(time()) - OLD)),
        slack.http.request(typed(slack), timestamp=str(int(time()) + OLD)),
        slack.http.request(typed(slack), timestamp="yesterday"),
        slack.http.request(typed(slack), timestamp="１７００００００００"),
        slack.http.request(typed(slack), timestamp="-1"),
        slack.http.request(typed(slack), timestamp="9" * 400),
        Post(right.body + b"&text=gaps", right.headers),
        Post(right.body, {"Content-Type": right.headers["Content-Type"]}),
        Post(right.body, {**right.headers, "X-Slack-Signature": ""}),
        Post(right.body, {**right.headers, "X-Slack-Signature": "v0=é"}),
        Post(b"", {}),
    ]

    answers = [await slack.http.post(request) for request in wrong]

    assert [status for status, _ in answers] == [401] * len(wrong)
    assert not any(b"Cainiao" in body for _, body in answers)
    assert (await slack.http.post(right))[0] == 200


@pytest.mark.usefixtures("web")
async def test_slack_can_check_the_address(slack: Slack) -> None:
    """It sends a challenge when the address is entered, and now and then a check of the certificate."""
    challenge = json.dumps({"type": "url_verification", "token": "t", "challenge": "3eZbrw1a"}).encode()

    verified = await slack.http.post(signed(slack, challenge, "application/json"))
    unsigned = await slack.http.post(Post(challenge, {"Content-Type": "application/json"}))
    checked = await slack.http.post(signed(slack, b"ssl_check=1&token=t", "application/x-www-form-urlencoded"))

    assert verified[0] == 200
    assert b"3eZbrw1a" in verified[1]
    assert unsigned[0] == 401
    assert checked[0] == 200


@pytest.mark.usefixtures("web")
async def test_an_event_that_slack_repeats_is_answered_once(slack: Slack) -> None:
    """With the same signature within its five minutes, or as a retry that says so."""
    asked = await slack.say(slack.asker, slack.general, slack.mention(COUNTRIES))
    await slack.answer(asked)
    await slack.idle()
    for delivery in [each for each in slack.deliveries if each.kind == "events_api"]:
        replayed = slack.http.request(delivery)
        assert [(await slack.http.post(replayed))[0] for _ in range(3)] == [200] * 3
    await slack.ask(slack.asker, slack.workspace.direct(slack.asker), "help")

    assert len(slack.replies(asked)) == 1


@pytest.mark.usefixtures("web")
async def test_what_is_signed_and_makes_no_sense_harms_nothing(slack: Slack) -> None:
    """An answer comes to each, and the bot goes on."""
    form, as_json = "application/x-www-form-urlencoded", "application/json"
    bodies = [(b"", form), (b"{", as_json), (b"[]", as_json), (b'"text"', as_json), (b"null", as_json)]
    bodies += [(b"payload=%7B", form), (b"payload=[]", form), (b"\xff\xfe", form), (b"{}", as_json)]
    bodies += [(b'{"type": "event_callback"}', as_json), (b'{"type": "event_callback", "event": []}', as_json)]

    for body, content_type in bodies:
        status, answer = await slack.http.post(signed(slack, body, content_type))

        assert status in {200, 400, 401, 404}
        assert b"Traceback" not in answer
    reply = await slack.command(slack.asker, slack.general, "/alibaba", COUNTRIES)
    assert "224" in reply.text


@pytest.mark.filterwarnings("ignore:Sending a large body")
async def test_other_methods_addresses_and_sizes_are_refused(slack: Slack, web: str) -> None:
    """Slack posts at most some thousand bytes to one address."""
    large = signed(slack, b"text=" + b"x" * (1024 * 1024 + 1), "application/x-www-form-urlencoded")

    async with aiohttp.ClientSession() as session:
        got = [(await session.get(f"{web}{path}")).status for path in ("/slack/events", "/", "/slack/install")]
        posted = (await session.post(f"{web}/healthz")).status

    assert got == [405, 404, 404]
    assert posted == 405
    assert (await slack.http.post(large))[0] == 413


async def test_many_requests_at_once_are_all_answered(slack: Slack, web: str) -> None:
    """Each with its own reply."""
    texts = ["cainiao", "alipay", COUNTRIES, "jack ma"] * 25

    replies = await asyncio.gather(
        *(
            slack.command(slack.workspace.add_user(f"user{at}"), slack.general, "/alibaba", text)
            for at, text in enumerate(texts)
        )
    )

    assert web
    wanted = {"cainiao": "Cainiao", "alipay": "Alipay", COUNTRIES: "224", "jack ma": "Jack Ma"}
    assert [text for text, reply in zip(texts, replies, strict=True) if wanted[text] not in reply.text] == []


async def test_the_probes_tell_whether_the_bot_can_be_asked(slack: Slack, running: Running) -> None:
    """Alive from the start; ready once it is connected, and no longer when it is not."""
    port = free_port()
    async with running(None, PORT=str(port)), aiohttp.ClientSession() as session:

        async def probe(path: str) -> tuple[int, dict[str, object]]:
            async with session.get(f"http://127.0.0.1:{port}{path}") as answer:
                return answer.status, await answer.json()

        await slack.connected()
        alive, ready = await probe("/healthz"), await probe("/readyz")
        async with session.post(f"http://127.0.0.1:{port}/slack/events") as answer:
            by_http = answer.status

    assert alive[0] == 200
    assert alive[1]["alive"] is True
    assert ready == (200, {"ready": True, "failing": []})
    assert by_http == 404


async def test_the_bot_is_not_ready_while_it_is_cut_off_from_slack(
    slack: Slack, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stays alive, and is ready again once it is connected again."""
    monkeypatch.setattr("bot.health._FRESH", 0.0)
    port = free_port()
    async with running(None, PORT=str(port)), aiohttp.ClientSession() as session:

        async def probe(path: str) -> tuple[int, dict[str, object]]:
            async with session.get(f"http://127.0.0.1:{port}{path}") as answer:
                return answer.status, await answer.json()

        await slack.connected()
        before = await probe("/readyz")
        connections = len(slack.called("apps.connections.open"))
        slack.faults.add("apps.connections.open", Fault(status=503), times=10_000)
        slack.sockets.drop()
        await slack.until(lambda: len(slack.called("apps.connections.open")) > connections, 20)
        cut_off, alive = await probe("/readyz"), await probe("/healthz")
        slack.faults.clear()
        await slack.until(lambda: slack.sockets.connections, 20)
        reply = await slack.command(slack.asker, slack.general, "/alibaba", "cainiao")
        after = await probe("/readyz")

    assert before[0] == after[0] == 200
    assert cut_off == (503, {"ready": False, "failing": ["slack"]})
    assert alive[0] == 200
    assert reply.text.startswith("Cainiao\n")
