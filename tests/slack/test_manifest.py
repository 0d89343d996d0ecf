"""The app manifest keeps Slack's rules, and says what the bot really handles."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from bot import config
from bot.adapters.slack import views
from bot.adapters.slack.setup import scopes
from bot.adapters.slack.setup.manifest import manifest, text
from bot.errors import BotError
from handlers.registry import BY_NAME
from handlers.request import Settings

SCHEMA = json.loads((Path(__file__).parent / "manifest_schema.json").read_text(encoding="utf-8"))
LISTENERS = Path(__file__).parents[2] / "bot/adapters/slack/listeners.py"
HOST = "https://dossier.example.com"


def _config(word: str = "alibaba") -> config.Config:
    return replace(config.load({}, Path(__file__).parent), limits=Settings(word=word))


def _faults(content: dict[str, Any]) -> list[str]:
    return [f"{fault.json_path}: {fault.message}" for fault in Draft7Validator(SCHEMA).iter_errors(content)]


@pytest.mark.parametrize("address", ["", HOST])
@pytest.mark.parametrize("word", ["alibaba", "a", "w" * 31, "früchte_2"])
def test_it_keeps_the_rules_that_slack_publishes(address: str, word: str) -> None:
    """In both modes, whatever the slash word."""
    assert _faults(manifest(_config(word), address)) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("display_information", "name"), "D" * 36),
        (("display_information", "long_description"), "too short"),
        (("features", "bot_user", "display_name"), "Dossier"),
        (("features", "slash_commands", 0, "command"), "alibaba"),
        (("features", "shortcuts", 0, "name"), "Ask a question about this"),
        (("features", "agent_view", "suggested_prompts"), [{"title": "a", "message": "b"}] * 5),
        (("settings", "socket_mode_enabled"), False),
        (("settings", "sockets"), True),
    ],
)
def test_the_rules_refuse_what_slack_refuses(path: tuple[str | int, ...], value: object) -> None:
    """The schema is not one that takes anything."""
    content: Any = manifest(_config())
    assert _faults(content) == []

    inner = content
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value

    assert _faults(content) != []


def test_a_word_that_slack_has_no_room_for_is_refused() -> None:
    """The message names the setting."""
    with pytest.raises(BotError, match="set a shorter 'word'"):
        manifest(_config("w" * 32))


@pytest.mark.parametrize("address", ["http://host", "host.example.com", "https://", "https://host/path", "https://a b"])
def test_an_address_that_slack_does_not_send_to_is_refused(address: str) -> None:
    """Slack sends to https alone, and the paths are the bot's."""
    with pytest.raises(BotError, match="no address that Slack sends to"):
        manifest(_config(), address)


def test_every_event_has_the_scopes_without_which_it_never_arrives() -> None:
    """Slack takes a subscription without its scope and then stays silent."""
    content = manifest(_config())

    granted = set(content["oauth_config"]["scopes"]["bot"])
    assert content["settings"]["event_subscriptions"]["bot_events"] == [event.name for event in scopes.EVENTS]
    assert [event.name for event in scopes.EVENTS if not granted.issuperset(event.scopes)] == []


def test_what_is_subscribed_to_is_what_is_listened_to() -> None:
    """Slack repeats an event that nobody takes, and sends none that nobody asked for."""
    listeners = LISTENERS.read_text(encoding="utf-8")
    content = manifest(_config())

    events = {event.name.partition(".")[0] for event in scopes.EVENTS}
    assert events == set(re.findall(r'app\.event\("(\w+)"\)', listeners))
    shortcuts = {each["callback_id"] for each in content["features"]["shortcuts"]}
    assert shortcuts == set(re.findall(r'app\.shortcut\("(\w+)"\)', listeners))


def test_what_is_optional_is_asked_for_too() -> None:
    """Slack offers only those of the scopes as optional that are asked for."""
    asked = manifest(_config())["oauth_config"]["scopes"]

    assert set(asked["bot_optional"]) < set(asked["bot"])
    assert asked["bot_optional"] == ["chat:write.public"]


def test_no_scope_is_asked_for_without_a_reason() -> None:
    """Whoever installs the app may ask what each is for."""
    assert [scope.name for scope in scopes.SCOPES if not scope.purpose or not scope.without] == []
    assert len(scopes.BY_NAME) == len(scopes.SCOPES)


def test_suggested_prompts_are_commands_of_any_corpus() -> None:
    """A prompt that names a topic would be wrong as soon as the articles are others."""
    prompts = manifest(_config())["features"]["agent_view"]["suggested_prompts"]

    assert prompts == views.prompts()
    assert [prompt["message"] for prompt in prompts if prompt["message"] not in BY_NAME] == []


def test_the_usage_hint_is_made_of_the_commands() -> None:
    """What a command takes is said as the list of commands says it."""
    hint = manifest(_config())["features"]["slash_commands"][0]["usage_hint"]

    assert "TOPIC or QUESTION" in hint
    assert f"compare {BY_NAME['compare'].usage}" in hint


def test_over_http_every_address_is_the_one_that_the_bot_serves() -> None:
    """Events, commands, buttons and menus come to one path; a slash at the end of the host is no matter."""
    content = manifest(_config(), f"{HOST}/")

    addresses = re.findall(r"https://[^\"]+", json.dumps(content))
    assert set(addresses) == {f"{HOST}/slack/events", f"{HOST}/slack/oauth_redirect"}
    assert not content["settings"]["socket_mode_enabled"]


def test_the_text_is_the_manifest() -> None:
    """As YAML that is read back unchanged, with and without an address."""
    assert yaml.safe_load(text(_config())) == manifest(_config())
    assert yaml.safe_load(text(_config(), HOST)) == manifest(_config(), HOST)


def test_the_comments_in_the_text_are_what_http_needs() -> None:
    """Without their "# ", in place of the line above that says the opposite, they make the manifest for HTTP."""
    lines = text(_config()).splitlines()
    first = lines.index("display_information:")

    bare = [line.removeprefix("# ") for line in lines[first:] if line != "  socket_mode_enabled: true"]

    assert yaml.safe_load("\n".join(bare)) == manifest(_config(), HOST)
