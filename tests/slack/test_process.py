"""The bot as whoever operates it starts it: a process, its settings in the environment, a Slack at another address."""

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from tests.ports import free_port
from tests.slack.conftest import ROOT
from tests.slack.fake.server import Slack

COUNTRIES = "how many countries does Cainiao reach?"
LONGEST_STOP = 10  # seconds; then a hosting platform kills the process
OWN = ("DOSSIER_", "SLACK_", "DATABASE_URL", "PORT")


class Process:
    """A running bot and the lines it has written."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.lines: list[str] = []

    async def says(self, words: str) -> str:
        """Read on until a line holds these words; that line.

        Raises:
            AssertionError: The process ended without saying so.
        """
        assert self._process.stdout
        async with asyncio.timeout(30):
            while line := (await self._process.stdout.readline()).decode():
                self.lines.append(line.rstrip("\n"))
                if words in line:
                    return line
        raise AssertionError(f"ended without saying {words!r}: {self.lines}")

    async def ends(self) -> int:
        """Wait for the end; the exit code."""
        assert self._process.stdout
        async with asyncio.timeout(30):
            rest = await self._process.stdout.read()
            self.lines += rest.decode().splitlines()
            return await self._process.wait()

    async def stops(self) -> tuple[int, float]:
        """Send SIGTERM; the exit code, and how many seconds it took."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        self._process.send_signal(signal.SIGTERM)
        return await self.ends(), loop.time() - began

    @property
    def said(self) -> str:
        """All that it has written so far."""
        return "\n".join(self.lines)


Start = Callable[..., AbstractAsyncContextManager[Process]]


@pytest.fixture
def start(slack: Slack, tmp_path: Path) -> Start:
    """Start ``python -m bot run`` with more arguments and variables; it finds its Slack by the file of settings."""
    (tmp_path / "config.toml").write_text(
        f'search = "words"\ndata = "data"\n[slack]\napi_base = "{slack.base_url}"\n[server]\nport = {free_port()}\n',
        encoding="utf-8",
    )
    plain = {name: value for name, value in os.environ.items() if not name.startswith(OWN)}
    tokens = {"SLACK_BOT_TOKEN": slack.bot_token, "SLACK_APP_TOKEN": slack.app_token}
    environment = plain | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}

    @asynccontextmanager
    async def start(*arguments: str, **more: str) -> AsyncIterator[Process]:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run", *arguments),
            cwd=tmp_path,
            env=environment | tokens | more,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        running = Process(process)
        try:
            yield running
        finally:
            if process.returncode is None:
                process.kill()
            await running.ends()

    return start


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


async def test_told_to_stop_under_load_it_answers_all_it_acknowledged_once(slack: Slack, start: Start) -> None:
    """And the next process answers the rest."""
    users = [slack.workspace.add_user(f"user{at}") for at in range(40)]
    slack.general.members |= {user.id for user in users}
    async with start() as bot:
        await bot.says("Ready in")
        asked = [await slack.say(user, slack.general, slack.mention(COUNTRIES)) for user in users]
        typed = [slack.send_command(user, slack.general, "/alibaba", "when was Cainiao launched?") for user in users]
        await slack.until(lambda: slack.called("chat.postMessage"), 20)
        code, seconds = await bot.stops()
    acknowledged = [command for command in typed if command.acks]
    answered = [len(command.shown) for command in acknowledged]
    async with start() as bot:
        await bot.says("Ready in")
        await slack.until(lambda: all(slack.replies(question) for question in asked), 30)
        await slack.until(lambda: all(command.shown for command in typed), 30)
        await slack.idle(30)
        last, _ = await bot.stops()

    assert (code, last) == (0, 0)
    assert seconds < LONGEST_STOP
    assert answered == [1] * len(acknowledged)
    assert [len(slack.replies(question)) for question in asked] == [1] * len(asked)


async def test_told_to_stop_under_load_by_http_it_answers_all_it_acknowledged_once(slack: Slack, start: Start) -> None:
    """What it refused meanwhile it finds at its next start."""
    port = free_port()
    slack.http.url = f"http://127.0.0.1:{port}/slack/events"
    variables = {"SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": slack.signing_secret, "PORT": str(port)}
    users = [slack.workspace.add_user(f"user{at}") for at in range(40)]
    async with start(**variables) as bot:
        await bot.says("Ready in")
        asked = [await slack.say(user, slack.general, slack.mention(COUNTRIES)) for user in users]
        typed = [slack.send_command(user, slack.general, "/alibaba", "when was Cainiao launched?") for user in users]
        await slack.until(lambda: slack.called("chat.postMessage"), 20)
        code, seconds = await bot.stops()
    answered = [len(command.shown) for command in typed if command.acks]
    async with start(**variables) as bot:
        await bot.says("Ready in")
        await slack.until(lambda: all(slack.replies(question) for question in asked), 30)
        last, _ = await bot.stops()

    assert (code, last) == (0, 0)
    assert seconds < LONGEST_STOP
    assert answered == [1] * len(answered)
    assert [len(slack.replies(question)) for question in asked] == [1] * len(asked)


async def test_what_was_asked_while_it_was_stopped_is_answered_at_the_next_start(slack: Slack, start: Start) -> None:
    """Also when Slack never sends those events again."""
    async with start() as bot:
        await bot.says("Ready in")
        known = await slack.say(slack.asker, slack.general, slack.mention(COUNTRIES))
        await slack.answer(known)
        await slack.idle()
        await bot.stops()
    missed = await slack.say(slack.asker, slack.general, slack.mention("when was Cainiao launched?"))
    slack.sockets.forget()
    async with start() as bot:
        answer = await slack.answer(missed, 30)
        await bot.stops()

    assert "2013" in answer.text
    assert [len(slack.replies(question)) for question in (known, missed)] == [1, 1]


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


async def test_it_waits_for_a_slack_that_is_away_and_can_be_stopped_meanwhile(start: Start) -> None:
    """A hosting platform may start it before the network is there."""
    async with start(DOSSIER_SLACK_API_BASE=f"http://127.0.0.1:{free_port()}/api/") as bot:
        await bot.says("slack.away")
        code, seconds = await bot.stops()

    assert code == 0
    assert seconds < LONGEST_STOP


async def test_it_can_be_stopped_while_it_encodes_a_large_corpus(start: Start, tmp_path: Path) -> None:
    """What is left, half a minute of it, is for the next start."""
    articles = tmp_path / "harbours" / "articles"
    articles.mkdir(parents=True)
    sentences = (f"Harbour {at} {'took in ships of the third class and ' * 25}paid its pilots." for at in range(1500))
    (articles / "all.md").write_text("---\ntitle: Harbours\n---\n\n" + "\n\n".join(sentences), encoding="utf-8")
    async with start(DOSSIER_SEARCH="meaning", DOSSIER_CORPUS=str(articles.parent)) as bot:
        await bot.says("Encoding 1500 sentences")
        code, seconds = await bot.stops()

    assert (code, bot.lines[-1]) == (0, "Stopped.")
    assert seconds < LONGEST_STOP
    assert "Ready in" not in bot.said
    assert "Traceback" not in bot.said
