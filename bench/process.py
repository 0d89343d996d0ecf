"""The bot, or a bare baseline, as whoever operates it starts it: a process of its own, its data in a new folder."""

import asyncio
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

EVERYBODY = {"DOSSIER_LIMITS_PER_MINUTE": "1000000"}
"""The setting that lets a few people ask for a whole company."""
_KIBI, _MEGA = 1024, 1e6
_USER, _SYSTEM = 11, 12  # fields of /proc/PID/stat after the name: ticks


@dataclass(frozen=True, slots=True)
class Running:
    """A process that is ready, when it was started, the seconds it took, the port it serves at (0 for none)."""

    process: Process
    began: float
    seconds: float
    port: int = 0

    @property
    def resident(self) -> float:
        """The memory it holds, in MB; Linux alone tells it."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(status.partition("VmRSS:")[2].split()[0]) * _KIBI / _MEGA

    @property
    def worked(self) -> float:
        """The seconds of a processor that it has used, all threads together; Linux alone tells them."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[_USER]) + int(fields[_SYSTEM])) / os.sysconf("SC_CLK_TCK")

    async def traced(self) -> float:
        """The memory that Python allocated and holds, in MB, of ``bench.traced``."""
        self.process.send_signal(signal.SIGUSR1)
        return float(await _line(self.process)) / _MEGA


@asynccontextmanager
async def running(command: tuple[str, ...], environment: Mapping[str, str], port: int = 0) -> AsyncIterator[Running]:
    """A Python process that writes a line beginning with "Ready", until SIGTERM."""
    began = perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, cwd=ROOT, env={**os.environ, **environment}, stdout=PIPE
    )
    try:
        while not (await _line(process)).startswith("Ready"):
            pass
        yield Running(process, began, perf_counter() - began, port)
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        await process.communicate()


def bot(role: str, *, is_traced: bool = False) -> tuple[str, ...]:
    """The command that runs the bot in a role."""
    module = ("-X", "tracemalloc", "-m", "bench.traced") if is_traced else ("-m", "bot")
    return (*module, "run", "--only", role)


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


async def _line(process: Process) -> str:
    """The next line that a process writes; RuntimeError when it has ended."""
    line = await process.stdout.readline() if process.stdout else b""
    if not line:
        message = "the process ended before it answered"
        raise RuntimeError(message)
    return line.decode()
