"""What doctor checks whatever the chat: settings, articles, what is made of them, data folder, database, address."""

import asyncio
import socket
import tempfile
from collections.abc import Callable, Mapping
from http import HTTPStatus
from pathlib import Path

import aiohttp
from alembic.migration import MigrationContext
from sqlalchemy.exc import DBAPIError

from bot import config
from bot.config import Config
from bot.doctor import Finding, Section, failing, off, ok
from bot.errors import BotError, ConfigError
from bot.foreseen import subscriptions
from bot.picture.check import pictures
from bot.store.engine import READS, connect
from bot.store.migrate import REVISIONS
from bot.store.trouble import PASSING, explained
from corpus.check import check
from corpus.load import load
from handlers.registry import BY_NAME

TITLE = "Dossier"
_NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
_PATIENCE = 12  # seconds; longer than a database is waited for


def settings(environment: Mapping[str, str], folder: Path) -> tuple[Config | None, Finding]:
    """The settings, None when they cannot be used, and how they are."""
    try:
        read = config.load(environment, folder)
    except ConfigError as error:
        return None, failing(
            "settings", str(error), "Correct it and run doctor again; docs/configuration.md lists them."
        )
    return read, ok("settings", f"in order; the slash word is /{read.limits.word}")


async def examine(read: Config) -> tuple[Finding, ...]:
    """The articles, their pictures, who gets them, the data folder, the database and the address, all at once."""
    slow: tuple[Callable[[Config], Finding], ...] = (articles, pictures, subscriptions, data_folder, database)
    in_threads = (_in_time(each, read) for each in slow)
    return tuple(await asyncio.gather(*in_threads, address(read)))


async def section(environment: Mapping[str, str], folder: Path) -> tuple[Config | None, Section]:
    """All of it; without settings that can be used, nothing else is looked at."""
    read, found = settings(environment, folder)
    return read, Section(TITLE, (found, *(await examine(read) if read else ())))


async def _in_time(look: Callable[[Config], Finding], read: Config) -> Finding:
    name = look.__name__.replace("_", " ")
    try:
        return await asyncio.wait_for(asyncio.to_thread(look, read), _PATIENCE)
    except TimeoutError:
        return failing(name, f"no answer within {_PATIENCE} seconds", "Look at the disk or the network it lies on.")


def articles(read: Config) -> Finding:
    """Whether the folder of articles is in order."""
    folder = read.corpus
    if not folder.is_dir():
        return failing("articles", f"no folder {folder}", "Correct 'corpus' in config.toml, or DOSSIER_CORPUS.")
    errors = [problem for problem in check(folder, frozenset(BY_NAME)) if problem.is_error]
    if errors:
        more = f" ({len(errors) - 1} more)" if len(errors) > 1 else ""
        return failing("articles", f"{errors[0]}{more}", f"python -m bot corpus check {folder} lists every fault.")
    return ok("articles", f"{len(load(folder).articles)} in {folder}")


def data_folder(read: Config) -> Finding:
    """Whether the bot can write where it keeps its files; nothing is left there."""
    name, folder = "data folder", read.data
    there = _there(folder)
    if not (cause := _unwritable(there)):
        return ok(name, f"{folder} can be written" if there == folder else f"{folder} will be made")
    found = f"{folder} cannot be written: {cause}"
    if read.secrets.database_url:
        return off(name, f"{found}; only the encoded articles would lie there, and are made anew at each start")
    return failing(name, found, _elsewhere(there))


def _there(folder: Path) -> Path:
    """A folder, or what there is of the path to it."""
    return next(path for path in (folder, *folder.absolute().parents) if path.exists())


def _unwritable(folder: Path) -> str:
    """Why nothing can be written there; "" when it can."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return ""
    except OSError as error:
        return str(error.strerror)


def _elsewhere(folder: Path) -> str:
    return f"Let the bot write to {folder}, or name another folder: 'data' or DOSSIER_DATA."


def database(read: Config) -> Finding:
    """Whether the database answers and has this version's tables; it is not changed."""
    where = read.database
    if isinstance(where, Path) and not where.exists():
        if cause := _unwritable(_there(read.data)):
            return failing("database", f"SQLite; {where} cannot be made: {cause}", _elsewhere(_there(read.data)))
        return ok("database", f"SQLite; {where} is made at the first start")
    try:
        kind, revision = _revision(where)
    except BotError as error:
        file, server = f"Mend {where}, or move it away to start anew.", "Correct DATABASE_URL, or start the server."
        return failing("database", str(error), file if isinstance(where, Path) else server)
    if revision == REVISIONS[-1]:
        return ok("database", f"{kind} answers; its tables are up to date")
    if revision in ("", *REVISIONS):
        return ok("database", f"{kind} answers; its tables are brought up to date at the next start")
    return failing("database", f"{kind} is of a newer version of the bot ({revision})", "Start that version.")


def _revision(where: str | Path) -> tuple[str, str]:
    """The kind of a database and the revision of its tables, "" when it has none."""
    engine = connect(where)
    try:
        with explained(engine, (*PASSING, DBAPIError)), engine.connect() as connection:
            reading = connection.execution_options(**{READS: True})
            return _NAMES[engine.dialect.name], MigrationContext.configure(reading).get_current_revision() or ""
    finally:
        engine.dispose()


async def address(read: Config) -> Finding:
    """Whether the server can listen where it should, or already does."""
    host, port = read.server.host, read.server.port
    where = f"{host}:{port}"
    try:
        await asyncio.to_thread(_bind, host, port)
    except socket.gaierror:
        return failing("address", f"'{host}' is no address", "Correct 'host' under [server], or DOSSIER_SERVER_HOST.")
    except OSError as error:
        if await _answers(where):
            return ok("address", f"{where}, where the bot is running now")
        fix = "Stop what listens there, or set another 'port' under [server] or in DOSSIER_SERVER_PORT or PORT."
        return failing("address", f"{where} cannot be listened on: {error.strerror or error}", fix)
    return ok("address", f"{where} is free")


def _bind(host: str, port: int) -> None:
    family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(where)


async def _answers(where: str) -> bool:
    """Whether a bot is at home there."""
    patience = aiohttp.ClientTimeout(total=_PATIENCE)
    try:
        async with aiohttp.ClientSession(timeout=patience) as session, session.get(f"http://{where}/healthz") as answer:
            return answer.status == HTTPStatus.OK and "alive" in await answer.json()
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return False
