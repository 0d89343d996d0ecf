"""A PostgreSQL server for the tests: its own data, on a Unix socket alone, gone at the end."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")


@dataclass(frozen=True, slots=True)
class Server:
    """A running server by the folder of its socket, and of its programs."""

    folder: Path
    binaries: Path

    def start(self) -> None:
        """Begin to serve."""
        settings = (*_FAST, "listen_addresses=", f"unix_socket_directories={self.folder}")
        options = " ".join(f"-c {setting}" for setting in settings)
        self._control("-o", options, "-l", self.folder / "log", "start")

    def stop(self) -> None:
        """Stop at once, whoever is served."""
        self._control("-m", "immediate", "stop")

    def database(self, name: str) -> str:
        """The address of a new database."""
        self._execute(f"CREATE DATABASE {name}")
        return self.url(name)

    def drop(self, name: str) -> None:
        """Remove a database under the feet of those who use it."""
        self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    def close(self, name: str) -> None:
        """Let nobody into a database any more, and throw out who is in."""
        self._execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        self._execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", name)

    def open(self, name: str) -> None:
        """Let people in again."""
        self._execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")

    def schema(self, name: str) -> str:
        """The address of a new schema: as good as a database of one's own, and made in a hundredth of the time."""
        self._execute(f"CREATE SCHEMA {name}")
        return f"{self.url('postgres')}&options=-csearch_path%3D{name}"

    def url(self, database: str) -> str:
        """The address of a database."""
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def _control(self, *command: object) -> None:
        _run(self.binaries / "pg_ctl", "-D", self.folder / "data", "-w", *command)

    def _execute(self, statement: str, *values: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode(), values or None)


def programs() -> Path | None:
    """The folder of ``initdb`` and ``pg_ctl``; the newest of Debian's, which are not on the PATH."""
    found = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return Path(found).resolve().parent if found else debian[-1].parent if debian else None


@contextmanager
def running(binaries: Path) -> Iterator[Server]:
    """A server until the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="dossier-"))  # short: the path of a socket has at most 107 characters
    if user := _user():
        shutil.chown(folder, user)
    server, access = Server(folder, binaries), ("-U", "postgres", "-A", "trust")
    try:
        _run(binaries / "initdb", "-D", folder / "data", *access, "-E", "UTF8", "--locale=C", "--no-sync")
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


def _user() -> str | None:
    """Whom to run as: the server refuses root."""
    if os.geteuid() != 0:
        return None
    return "postgres" if any(entry.pw_name == "postgres" for entry in pwd.getpwall()) else "nobody"


def _run(*command: object) -> None:
    """Run a program of PostgreSQL; what it printed is in the error when it fails."""
    done = subprocess.run(
        tuple(map(str, command)),
        user=_user(),
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
