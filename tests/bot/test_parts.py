"""Which parts are on, and what is said of those that are off."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot import config
from bot.config import Config, Secrets
from bot.parts import OAUTH, Role, plan

INSTALLABLE = dict.fromkeys(OAUTH, "secret")


def settings(**secrets: str) -> Config:
    """The defaults, with some secrets."""
    return replace(config.load({}, Path(__file__).parent), secrets=Secrets(**secrets))


@pytest.mark.parametrize("only", [None, Role.DISCORD])
def test_discord_is_on_with_its_token(only: Role | None) -> None:
    """In a process that does everything, and in its own role."""
    planned = plan(settings(discord_token="token"), only)

    assert planned.discord.is_on
    assert planned.has_chat
    assert not planned.is_idle


@pytest.mark.parametrize("only", [Role.WEB, Role.WORKER])
def test_discord_runs_in_no_other_role(only: Role) -> None:
    """It says in which."""
    planned = plan(settings(discord_token="token"), only)

    assert not planned.discord.is_on
    assert planned.discord.note == "runs in the role discord"


@pytest.mark.parametrize("only", [None, Role.DISCORD])
def test_without_its_token_discord_is_off(only: Role | None) -> None:
    """It names the variable."""
    planned = plan(settings(), only)

    assert not planned.discord.is_on
    assert planned.discord.note == "DISCORD_TOKEN is not set"
    assert planned.is_idle


def test_discord_alone_has_its_pages_of_health() -> None:
    """Whatever chat is on."""
    planned = plan(settings(discord_token="token"))

    assert [part.name for part in planned.parts if part.is_on] == ["Discord", "HTTP server"]


@pytest.mark.parametrize("only", [None, Role.WEB])
def test_other_workspaces_can_install_it_with_the_secrets_of_oauth(only: Role | None) -> None:
    """In a process that does everything, and in the one that has the pages."""
    planned = plan(settings(**INSTALLABLE), only)

    assert planned.installs.is_on
    assert planned.installs.note == "at /slack/install"


def test_a_process_with_the_socket_takes_installs_too() -> None:
    """Who installs it is answered by the same process."""
    planned = plan(settings(slack_app_token="token", **INSTALLABLE))

    assert planned.installs.is_on
    assert planned.socket.is_on


def test_the_pages_for_installing_are_off_where_another_process_has_the_socket() -> None:
    """That one would not hear of a new workspace; the note says how to run both."""
    planned = plan(settings(slack_app_token="token", **INSTALLABLE), Role.WEB)

    assert not planned.installs.is_on
    assert planned.installs.note == "SLACK_APP_TOKEN is set: run without --only, for the socket needs it too"
