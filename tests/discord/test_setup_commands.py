"""The command lines that set Discord up, as processes of their own."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from tests.discord.conftest import environment
from tests.discord.fake.server import Discord

ROOT = Path(__file__).resolve().parents[2]
LOADED = "import sys, bot.cli\ntry: bot.cli.app(sys.argv[1:])\nfinally: print('loaded', *sys.modules, file=sys.stderr)"
OURS = ("DOSSIER_", "SLACK_", "DISCORD_")


async def run(*words: str, **variables: str) -> tuple[int, str, str]:
    """The exit code and what a process wrote to each of its outputs; no variable of ours but these."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *words,
        cwd=ROOT,
        env=plain | variables,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, warned = await process.communicate()
    return process.returncode or 0, said.decode(), warned.decode()


async def test_doctor_looks_at_discord(discord: Discord, tmp_path: Path) -> None:
    """Through the documented setting, in the same report as the rest."""
    code, said, _ = await run("-m", "bot", "doctor", **environment(discord, tmp_path))

    assert code == 0, said
    assert said.index("\nSlack\n") < said.index("\nDiscord\n") < said.index("@dossier")
    assert "Nothing is failing." in said
    assert discord.token not in said


async def test_doctor_without_a_token_says_where_to_begin(tmp_path: Path) -> None:
    """Discord is off, which is no fault."""
    code, said, _ = await run("-m", "bot", "doctor", DOSSIER_DATA=str(tmp_path))

    assert code == 0
    assert "DISCORD_TOKEN is not set" in said


async def test_the_commands_are_told_anew(discord: Discord, tmp_path: Path) -> None:
    """Whatever Discord was told before; their names are said."""
    code, said, warned = await run("-m", "bot", "discord", "sync", **environment(discord, tmp_path))

    assert code == 0, warned
    assert said.startswith("Discord now has ")
    assert {command["name"] for command in discord.commands[None]} == {"alibaba", "ask", "briefing", "Ask about this"}


async def test_the_group_alone_prints_its_help() -> None:
    """With what there is in it."""
    code, said, _ = await run("-m", "bot", "discord")

    assert code == 0
    assert "invite" in said
    assert "sync" in said


@pytest.mark.parametrize(
    ("words", "has_token"),
    [
        (("ask", "cainiao"), True),
        (("discord", "invite"), True),
        (("migrate",), True),
        (("doctor",), False),
        (("run",), False),
    ],
)
async def test_the_library_is_loaded_only_where_discord_is_used(
    tmp_path: Path, words: tuple[str, ...], has_token: bool
) -> None:
    """It takes longer to import than most answers take."""
    token = {"DISCORD_TOKEN": Discord().token} if has_token else {}

    _, _, warned = await run("-c", LOADED, *words, DOSSIER_DATA=str(tmp_path), DOSSIER_SEARCH="words", **token)

    assert "discord" not in warned.rpartition("loaded ")[2].split()
