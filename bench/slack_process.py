"""The bot as whoever operates it starts it: a process of its own, on the loopback Slack, its data in a new folder."""

import asyncio
import json
import os
import signal
import socket
import sys
import tempfile
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from bench.start import ROOT
from tests.slack.fake.server import Slack

_KIBI, _MEGA = 1024, 1e6
_EVERYBODY = "1000000"  # requests of one person a minute: a few people ask for a whole company


@dataclass(frozen=True, slots=True)
class Running:
    """A process that is ready, the seconds it took, the port it serves at (0 for none)."""

    process: Process
    seconds: float
    port: int = 0

    @property
    def resident(self) -> float:
        """The memory it holds, in MB; Linux alone tells it."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(status.partition("VmRSS:")[2].split()[0]) * _KIBI / _MEGA

    async def traced(self) -> float:
        """The memory that Python allocated and holds, in MB, of ``bench.slack_traced``."""
        self.process.send_signal(signal.SIGUSR1)
        return float(await _line(self.process)) / _MEGA


@asynccontextmanager
async def by_socket(slack: Slack, data: Path, *, is_traced: bool = False) -> AsyncIterator[Running]:
    """The bot in the role ``worker``, connected."""
    tokens = {"SLACK_BOT_TOKEN": slack.bot_token, "SLACK_APP_TOKEN": slack.app_token}
    bot = ("-X", "tracemalloc", "-m", "bench.slack_traced") if is_traced else ("-m", "bot")
    async with _process((*bot, "run", "--only", "worker"), tokens | _settings(slack, data)) as running:
        await slack.connected(seconds=60)
        yield running


@asynccontextmanager
async def by_http(slack: Slack, data: Path) -> AsyncIterator[Running]:
    """The bot in the role ``web``, serving at the port of what is given."""
    port = free_port()
    secrets = {"SLACK_BOT_TOKEN": slack.bot_token, "SLACK_SIGNING_SECRET": slack.signing_secret, "PORT": str(port)}
    async with _process(("-m", "bot", "run", "--only", "web"), secrets | _settings(slack, data), port) as running:
        yield running


@asynccontextmanager
async def echo(replies: Mapping[str, object], folder: Path) -> AsyncIterator[Running]:
    """The bare Bolt app of ``bench.slack_echo`` with replies to texts, which it is given in a file in a folder."""
    port = free_port()
    file = folder / f"replies-{port}.json"
    await asyncio.to_thread(file.write_text, json.dumps(replies), encoding="utf-8")
    async with _process(("-m", "bench.slack_echo", str(port), str(file)), {}, port) as running:
        yield running


@asynccontextmanager
async def new_folder() -> AsyncIterator[Path]:
    """A folder for the bot's data, gone at the end."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _settings(slack: Slack, data: Path) -> dict[str, str]:
    return {
        "DOSSIER_SLACK_API_BASE": slack.base_url,
        "DOSSIER_DATA": str(data),
        "DOSSIER_LIMITS_PER_MINUTE": _EVERYBODY,
    }


@asynccontextmanager
async def _process(command: tuple[str, ...], environment: dict[str, str], port: int = 0) -> AsyncIterator[Running]:
    """A Python process that writes a line beginning with "Ready", until SIGTERM."""
    began = perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, cwd=ROOT, env={**os.environ, **environment}, stdout=PIPE
    )
    try:
        while not (await _line(process)).startswith("Ready"):
            pass
        yield Running(process, perf_counter() - began, port)
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        await process.communicate()


async def _line(process: Process) -> str:
    """The next line that a process writes; RuntimeError when it has ended."""
    line = await process.stdout.readline() if process.stdout else b""
    if not line:
        message = "the process ended before it answered"
        raise RuntimeError(message)
    return line.decode()
