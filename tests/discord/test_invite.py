"""The links that invite the bot, made from its token alone."""

from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner

from bot.adapters.discord.setup.permissions import NEEDED, missing, together
from bot.cli import app
from tests.discord.fake.permissions import Permission
from tests.discord.fake.server import Discord

TOKEN = Discord().token


def invited(token: str) -> tuple[int, str]:
    """The exit code and output of the command."""
    done = CliRunner().invoke(app, ["discord", "invite"], env={"DISCORD_TOKEN": token})
    return done.exit_code, done.output


def test_a_server_gets_the_bot_with_the_least_permissions() -> None:
    """To see and answer: nothing that administers, and nothing that pings all."""
    _, said = invited(TOKEN)
    link = next(line for line in said.split() if "permissions=" in line)
    query = parse_qs(urlsplit(link).query)

    assert query["client_id"] == [str(Discord.application_id)]
    assert query["scope"] == ["bot applications.commands"]
    assert Permission(int(query["permissions"][0])) == (
        Permission.VIEW_CHANNEL
        | Permission.SEND_MESSAGES
        | Permission.ATTACH_FILES
        | Permission.READ_MESSAGE_HISTORY
        | Permission.CREATE_PUBLIC_THREADS
        | Permission.SEND_MESSAGES_IN_THREADS
    )
    assert query["integration_type"] == ["0"]


def test_a_user_gets_the_commands_alone() -> None:
    """There is nothing to permit."""
    code, said = invited(TOKEN)
    link = next(line for line in said.split() if "integration_type=1" in line)
    query = parse_qs(urlsplit(link).query)

    assert code == 0
    assert (query["scope"], query["client_id"]) == (["applications.commands"], [str(Discord.application_id)])
    assert "permissions" not in query


@pytest.mark.parametrize(
    ("token", "words"),
    [
        ("", "DISCORD_TOKEN is not set"),
        ("100000000000000000", "holds an application's id"),
        ("0123456789abcdef" * 4, "holds a public key"),
        (f'"{TOKEN}"', "a quotation mark"),
        ("hello", "three parts with dots between"),
        (f"aGVsbG8gdGhlcmUsIGhlbGxv.{TOKEN.partition('.')[2]}", "three parts with dots between"),
        (f"a{TOKEN}", "three parts with dots between"),
    ],
)
def test_a_token_that_is_none_is_explained_and_not_repeated(token: str, words: str) -> None:
    """By what it looks like."""
    code, said = invited(token)

    assert code == 1
    assert words in said
    assert not token or token not in said


def test_what_is_missing_is_what_is_not_granted() -> None:
    """Whatever else is."""
    assert missing(together(NEEDED) | Permission.ADD_REACTIONS) == ()
    assert [permission.name for permission in missing(together(NEEDED[1:]))] == ["View Channels"]
