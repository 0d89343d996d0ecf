"""Nothing of Discord is loaded unless it runs, and nothing of Slack by Discord."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.discord.fake.server import Discord
from tests.discord.faulty import COUNTRIES
from tests.ports import free_port
from tests.processes import OWN, starter
from tests.slack.fake.server import Slack

ROOT = Path(__file__).resolve().parents[2]
_TELL = """
import atexit, sys
atexit.register(lambda: print("loaded", *sorted({name.partition(".")[0] for name in sys.modules})))
"""


def loaded(command: str, folder: Path, **environment: str) -> set[str]:
    """Which packages a command line has imported by its end."""
    code = f"{_TELL}\nimport bot.cli\nbot.cli.app({command.split()})"
    plain = {name: value for name, value in os.environ.items() if not name.startswith(OWN)}
    variables = {"DOSSIER_DATA": str(folder), "DOSSIER_SEARCH": "words", **environment}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=plain | variables, capture_output=True, text=True, check=False
    )
    return set(done.stdout.rpartition("loaded ")[2].split())


@pytest.mark.parametrize("command", ["ask cainiao", "topics", "corpus check", "run --help", "run", "migrate"])
def test_without_a_token_nothing_of_discord_is_loaded(tmp_path: Path, command: str) -> None:
    """An answer in the terminal comes at once, and a bot in no chat needs no chat's library."""
    found = loaded(command, tmp_path)

    assert "bot" in found
    assert "discord" not in found


@pytest.mark.parametrize("command", ["ask cainiao", "topics"])
def test_the_terminal_loads_nothing_of_discord_whatever_token_is_set(tmp_path: Path, command: str) -> None:
    """Nor what it stands on."""
    assert loaded(command, tmp_path, DISCORD_TOKEN="x").isdisjoint({"discord", "aiohttp", "sqlalchemy", "structlog"})


@pytest.fixture
def telling(tmp_path: Path) -> dict[str, str]:
    """The variables with which a process says at its end what it has loaded."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(_TELL, encoding="utf-8")
    return {"PYTHONPATH": os.pathsep.join([str(tmp_path / "site"), str(ROOT)]), "PORT": str(free_port())}


async def test_discord_alone_loads_nothing_of_slack(discord: Discord, tmp_path: Path, telling: dict[str, str]) -> None:
    """Also once it has answered."""
    settings = f'[discord]\napi_base = "{discord.base_url}"\n'
    async with starter(tmp_path, settings, {"DISCORD_TOKEN": discord.token})("--only", "discord", **telling) as bot:
        await bot.says("Ready in")
        await discord.reply(discord.say(discord.asker, discord.general, COUNTRIES, mention=True))
        await bot.stops()
    found = set(bot.lines[-1].split()[1:])

    assert "discord" in found
    assert found.isdisjoint({"slack_bolt", "slack_sdk", "cryptography", "pydantic"})


def test_what_connects_to_discord_waits_for_nothing_that_it_needs_later_or_never() -> None:
    """The articles are read once it is connected, nobody watches, no other process asks, and the database is a file."""
    code = "import bot.operate, bot.service_log, bot.run, bot.adapters.discord.client, sys; print(*sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    found = set(done.stdout.split())
    assert "discord.gateway" in found
    assert found.isdisjoint({"markdown_it", "yaml", "structlog", "aiohttp.web", "sqlalchemy.dialects.postgresql"})


async def test_slack_alone_loads_nothing_of_discord(tmp_path: Path, telling: dict[str, str]) -> None:
    """Nor does it need its library installed."""
    async with Slack() as slack:
        tokens = {"SLACK_BOT_TOKEN": slack.bot_token, "SLACK_APP_TOKEN": slack.app_token}
        settings = f'[slack]\napi_base = "{slack.base_url}"\n'
        async with starter(tmp_path, settings, tokens)(**telling) as bot:
            await bot.says("Ready in")
            await slack.ask(slack.asker, slack.general, slack.mention(COUNTRIES))
            await bot.stops()
    found = set(bot.lines[-1].split()[1:])

    assert "slack_bolt" in found
    assert "discord" not in found
