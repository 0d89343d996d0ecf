"""The bot as whoever operates it starts it: a process that finds its loopback chats by its file of settings."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OWN = ("DOSSIER_", "SLACK_", "DISCORD_", "DATABASE_URL", "PORT")
LONGEST_STOP = 10  # seconds; then a hosting platform kills the process


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


def starter(folder: Path, settings: str, secrets: Mapping[str, str]) -> Start:
    """What starts ``python -m bot run`` with more arguments and variables in a folder with these settings."""
    (folder / "config.toml").write_text(f'search = "words"\ndata = "data"\n{settings}', encoding="utf-8")
    plain = {name: value for name, value in os.environ.items() if not name.startswith(OWN)}
    environment = {**plain, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **secrets}

    @asynccontextmanager
    async def start(*arguments: str, **more: str) -> AsyncIterator[Process]:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run", *arguments),
            cwd=folder,
            env=environment | more,
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
