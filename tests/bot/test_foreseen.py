"""doctor looks at the subscriptions in config.toml: what cannot be entered or posted is named, with what to do."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot import config
from bot.config import Config, Secrets
from bot.configured import configured
from bot.doctor import Status
from bot.foreseen import subscriptions

ROOT = Path(__file__).parents[2]
FACT = {"chat": "slack", "workspace": "T0123456789", "channel": "C0123456789", "topics": ["Cainiao"]}
DIGEST = {**FACT, "chat": "discord", "workspace": "1" * 18, "channel": "2" * 18, "kind": "digest"}
ON = Secrets(slack_bot_token="xoxb-1", discord_token="x")


def settings(*tables: object, secrets: Secrets = ON) -> Config:
    """The shipped articles, and subscriptions to facts of them."""
    return replace(config.load({}, ROOT), subscriptions=configured(list(tables), "UTC"), secrets=secrets)


def test_subscriptions_in_order_are_counted() -> None:
    """Of all chats."""
    found = subscriptions(settings(FACT, DIGEST))

    assert (found.status, found.found) == (Status.OK, "2 in config.toml")


def test_none_are_no_fault(tmp_path: Path) -> None:
    """They are made in the chat; and without articles there is nothing to hold them against."""
    none, bare = subscriptions(settings()), subscriptions(replace(settings(FACT), corpus=tmp_path / "none"))

    assert [none.status, bare.status] == [Status.OFF, Status.OFF]


@pytest.mark.parametrize(
    ("changed", "said", "fix"),
    [
        ({"channel": "#general"}, "'#general' is no id of a channel in Slack", "where ids are found"),
        ({"workspace": "Alibaba"}, "'Alibaba' is no id of a workspace in Slack", "where ids are found"),
        ({**DIGEST, "channel": "general"}, "'general' is no id of a channel in Discord", "where ids are found"),
        ({"topics": ["Cainao", "Zeppelins"]}, "no topic is called 'Zeppelins'", "python -m bot topics"),
    ],
)
def test_what_cannot_be_is_named_with_its_fix(changed: dict[str, object], said: str, fix: str) -> None:
    """Together with whose it is."""
    found = subscriptions(settings({**FACT, **changed}))

    assert found.status is Status.FAILING
    assert said in found.found
    assert "posts.subscriptions: the " in found.found
    assert fix in found.fix


@pytest.mark.parametrize(("table", "chat"), [(FACT, "Slack"), (DIGEST, "Discord")])
def test_a_chat_that_is_off_posts_nothing(table: dict[str, object], chat: str) -> None:
    """Which is easily overlooked."""
    found = subscriptions(settings(table, secrets=Secrets()))

    assert f"{chat} is off, so nothing posts it" in found.found
    assert found.fix == f"Set {chat} up, or take it out."


def test_an_app_for_many_workspaces_is_on() -> None:
    """It has no token of its own."""
    assert subscriptions(settings(FACT, secrets=Secrets(slack_client_id="1.2"))).status is Status.OK


def test_of_many_faults_the_first_is_told_and_the_others_counted() -> None:
    """One after the other is mended."""
    found = subscriptions(settings({**FACT, "channel": "#a", "workspace": "b"}))

    assert found.found.endswith("'b' is no id of a workspace in Slack (1 more)")
