"""The bot as whoever operates it starts it: a process, its settings in the environment, a Slack at another address."""

import re

import aiohttp
import pytest

from tests.ports import free_port
from tests.processes import LONGEST_STOP, Start
from tests.slack.conftest import ROOT
from tests.slack.fake.server import Slack
from tests.slack.faulty import COUNTRIES


async def test_it_says_what_is_on_and_off_and_answers(slack: Slack, start: Start) -> None:
    """From the first line to the first answers, and it ends when it is told to."""
    async with start() as bot:
        await bot.says("Ready in")
        told = bot.said
        reply = await slack.command(slack.asker, slack.general, "/alibaba", "cainiao")
        answer = await slack.ask(slack.asker, slack.general, slack.mention(COUNTRIES))
        code, seconds = await bot.stops()

    assert "Slack, by socket" in told
    assert "over a socket, for one workspace" in told
    assert "off  SLACK_APP_TOKEN is set" in told
    assert "/healthz and /readyz" in told
    assert "Discord" in told
    assert '"level": "warning"' not in told
    assert reply.text.startswith("Cainiao\n")
    assert "224" in answer.text
    assert (code, bot.lines[-1]) == (0, "Stopped.")
    assert seconds < LONGEST_STOP
    for secret in (slack.bot_token, slack.app_token):
        assert secret not in bot.said


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-wrong-token"}, "SLACK_BOT_TOKEN"),
        ({"SLACK_APP_TOKEN": "xapp-wrong-token"}, "SLACK_APP_TOKEN: Slack does not know this token"),
        (
            {"SLACK_BOT_TOKEN": "xapp-wrong-token", "SLACK_APP_TOKEN": "xoxb-wrong-token"},
            "SLACK_BOT_TOKEN and SLACK_APP_TOKEN are swapped. Swap their values.",
        ),
        ({"SLACK_BOT_TOKEN": "", "SLACK_APP_TOKEN": ""}, "SLACK_BOT_TOKEN and SLACK_APP_TOKEN"),
        ({"SLACK_APP_TOKEN": ""}, "SLACK_APP_TOKEN"),
        ({"PORT": "web"}, "PORT"),
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL"),
    ],
)
async def test_what_keeps_it_from_starting_is_told_in_one_line(
    start: Start, variables: dict[str, str], words: str
) -> None:
    """Which names what to put right, and no secret."""
    async with start(**variables) as bot:
        code = await bot.ends()

    errors = [line for line in bot.lines if line.startswith("Error: ")]
    assert code == 1
    assert len(errors) == 1
    assert bot.lines[-1] == errors[0]
    assert "slack.away" not in bot.said
    assert words in errors[0]
    assert "wrong-token" not in bot.said
    assert "Traceback" not in bot.said


async def test_the_worker_has_the_socket_and_no_server(slack: Slack, start: Start) -> None:
    """One role a process, as the Procfile starts them."""
    async with start("--only", "worker") as bot:
        await bot.says("Ready in")
        reply = await slack.command(slack.asker, slack.general, "/alibaba", "cainiao")
        code, _ = await bot.stops()

    assert code == 0
    assert reply.text.startswith("Cainiao\n")
    assert "off  runs in the role web" in bot.said


async def test_with_nothing_to_run_no_part_is_said_to_be_on(start: Start) -> None:
    """For the process ends."""
    async with start(SLACK_BOT_TOKEN="", SLACK_APP_TOKEN="") as bot:
        await bot.ends()

    assert "HTTP server       off" in bot.said
    assert " on " not in bot.said.partition("Error: ")[0]


async def test_at_the_first_start_it_says_that_it_encodes(start: Start) -> None:
    """It takes seconds; and not again."""
    variables = {"DOSSIER_SEARCH": "meaning", "DOSSIER_CORPUS": str(ROOT / "tests" / "corpora" / "bare")}
    said = []
    for _ in range(2):
        async with start(**variables) as bot:
            await bot.says("Ready in")
            said.append(bot.said)
            await bot.stops()

    assert [len(re.findall(r"Encoding [1-9]\d* sentences?, once \.\.\.", text)) for text in said] == [1, 0]


@pytest.mark.parametrize(("role", "words"), [("web", "Ready in"), ("discord", "Nothing to do in this role; waiting.")])
async def test_a_role_with_nothing_to_do_waits_to_be_stopped(slack: Slack, start: Start, role: str, words: str) -> None:
    """Where the socket is the worker's, nothing connects twice."""
    async with start("--only", role) as bot:
        await bot.says(words)
        code, _ = await bot.stops()

    assert code == 0
    assert slack.sockets.hellos == 0


async def test_the_web_takes_slacks_requests_on_the_port_that_the_platform_gives(slack: Slack, start: Start) -> None:
    """With a signing secret instead of an app token."""
    port = free_port()
    slack.http.url = f"http://127.0.0.1:{port}/slack/events"
    variables = {"SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": slack.signing_secret, "PORT": str(port)}
    async with start("--only", "web", **variables) as bot:
        await bot.says("Ready in")
        async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/readyz") as answer:
            ready = await answer.json()
        reply = await slack.command(slack.asker, slack.general, "/alibaba", "cainiao")
        mention = await slack.ask(slack.asker, slack.general, slack.mention(COUNTRIES))
        code, _ = await bot.stops()

    assert ready == {"ready": True, "failing": []}
    assert reply.text.startswith("Cainiao\n")
    assert "224" in mention.text
    assert code == 0
