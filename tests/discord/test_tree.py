"""The commands that people see in Discord, and what becomes of using one."""

import logging
from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest

from bot.adapters.discord.tree import build, command_name
from bot.errors import ConfigError
from handlers.registry import for_admins
from tests.discord.commanded import Commanded, Scribe, connected, loopback
from tests.discord.fake.faults import Fault
from tests.discord.fake.permissions import Permission
from tests.discord.fake.server import Discord

CALLBACK = "POST /interactions/*/*/callback"


@pytest.fixture
async def fake(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Discord]:
    """A Discord on the loopback interface."""
    async with loopback(monkeypatch) as running:
        yield running


@pytest.fixture
def scribe() -> Scribe:
    """Who is asked."""
    return Scribe()


@pytest.fixture
async def bot(fake: Discord, scribe: Scribe) -> AsyncIterator[Commanded]:
    """A connected bot with our commands."""
    async with connected(fake, Commanded(scribe)) as running:
        yield running


def registered(fake: Discord, name: str) -> dict[str, Any]:
    """A command as Discord was told of it."""
    found: dict[str, Any] = next(one for one in fake.commands[None] if one["name"] == name)
    return found


@pytest.mark.parametrize(
    ("name", "options", "text"),
    [
        ("alibaba", {"topic": "compare Alipay and PayPal"}, "compare Alipay and PayPal"),
        ("ask", {"question": "who founded it?"}, "ask who founded it?"),
        ("briefing gaps", {}, "gaps"),
        ("briefing gaps", {"resolve": "b2c5  77aa"}, "gaps resolve b2c5 77aa"),
        ("briefing feedback", {}, "feedback"),
        ("briefing settings", {}, "settings"),
        ("briefing settings", {"name": "audience"}, "settings audience"),
        ("briefing settings", {"name": "audience", "value": "channel"}, "settings audience channel"),
    ],
)
@pytest.mark.usefixtures("bot")
async def test_a_command_is_what_one_would_type(
    fake: Discord, scribe: Scribe, name: str, options: dict[str, str], text: str
) -> None:
    """Whatever its fields, the bot gets one text."""
    interaction = fake.slash(fake.admin, fake.general, name, options)

    await fake.shown(interaction)

    assert scribe.asked == [text]


@pytest.mark.usefixtures("bot")
async def test_what_is_typed_is_completed(fake: Discord) -> None:
    """By the listener, as one types."""
    choices = await fake.autocomplete(fake.asker, fake.general, "alibaba", {"topic": "cai"})

    assert [(choice["name"], choice["value"]) for choice in choices] == [("Cai", "cai")]


@pytest.mark.usefixtures("bot")
async def test_a_message_is_asked_about_from_its_menu(fake: Discord, scribe: Scribe) -> None:
    """Its text comes with the interaction: no privileged intent is needed."""
    message = fake.say(fake.admin, fake.general, "Who founded Alibaba?")

    await fake.shown(fake.context_menu(fake.asker, "Ask about this", message))

    assert scribe.asked == ["Who founded Alibaba?"]


@pytest.mark.usefixtures("bot")
async def test_commands_for_admins_are_those_of_the_registry_and_shown_to_admins_of_a_server(fake: Discord) -> None:
    """Whoever may not manage the server does not see them, and nobody does outside of one."""
    group = registered(fake, "briefing")

    assert [option["name"] for option in group["options"]] == [command.name for command in for_admins("discord")]
    assert int(group["default_member_permissions"]) == Permission.MANAGE_GUILD
    assert (group["contexts"], group["integration_types"]) == ([0], [0])
    with pytest.raises(LookupError, match="permissions"):
        fake.slash(fake.asker, fake.general, "briefing gaps")
    with pytest.raises(LookupError, match="place"):
        fake.slash(fake.admin, fake.direct(fake.admin), "briefing gaps")


@pytest.mark.parametrize("name", ["alibaba", "ask", "Ask about this"])
@pytest.mark.usefixtures("bot")
async def test_whoever_may_use_the_app_may_ask_anywhere(fake: Discord, name: str) -> None:
    """In servers, in direct messages with the bot, and elsewhere by those who installed the app for themselves."""
    command = registered(fake, name)

    assert (command["contexts"], command["integration_types"]) == ([0, 1, 2], [0, 1])
    assert command["default_member_permissions"] is None


@pytest.mark.usefixtures("bot")
async def test_a_user_install_answers_where_the_bot_is_not(fake: Discord, scribe: Scribe) -> None:
    """In a server of others."""
    guest = fake.add_user("guest", has_installed=True)
    elsewhere = fake.add_guild("Elsewhere", has_bot=False)
    fake.join(elsewhere, guest)
    channel = fake.add_channel(elsewhere, "lobby")

    await fake.shown(fake.slash(guest, channel, "alibaba", {"topic": "cainiao"}))

    assert scribe.asked == ["cainiao"]


@pytest.mark.parametrize("locale", ["zh-CN", "zh-TW"])
@pytest.mark.usefixtures("bot")
async def test_every_text_has_its_chinese_one(fake: Discord, locale: str) -> None:
    """But for the word, which is the operator's own, and names of settings, which are typed as they are."""
    texts = [text for command in fake.commands[None] for text in localized(command)]

    assert [english for english, translated in texts if locale not in translated] == ["alibaba"]
    assert all(len(translated.get(locale, "")) <= 100 for _, translated in texts)


def localized(command: dict[str, Any]) -> list[tuple[str, dict[str, str]]]:
    """The names and descriptions of a command and its options, with their translations."""
    own = [
        (command[field], command.get(f"{field}_localizations") or {})
        for field in ("name", "description")
        if command[field]
    ]
    return own + [text for option in command.get("options", ()) for text in localized(option)]


@pytest.mark.usefixtures("bot")
async def test_a_language_without_a_text_gets_the_english_one(fake: Discord) -> None:
    """Discord shows the default where a locale has none."""
    assert set(registered(fake, "ask")["name_localizations"]) == {"zh-CN", "zh-TW"}


@pytest.mark.usefixtures("bot")
async def test_a_fault_is_told_privately_and_logged(
    fake: Discord, scribe: Scribe, caplog: pytest.LogCaptureFixture
) -> None:
    """With its traceback for the operator, and an apology for the person."""
    scribe.fault = ZeroDivisionError("by zero")

    shown = await fake.shown(fake.slash(fake.asker, fake.general, "alibaba", {"topic": "cainiao"}))

    assert shown.is_ephemeral
    assert "Something went wrong" in shown.text
    record = next(record for record in caplog.records if record.message == "discord.command_failed")
    assert "by zero" in caplog.text
    assert record.levelno == logging.ERROR


@pytest.mark.usefixtures("bot")
async def test_a_fault_after_a_pause_takes_the_place_of_the_reply(fake: Discord, scribe: Scribe) -> None:
    """Nobody looks at "is thinking" for ever."""
    scribe.fault, scribe.is_slow = ZeroDivisionError("by zero"), True

    interaction = fake.slash(fake.asker, fake.general, "ask", {"question": "who?"})

    assert "Something went wrong" in (await fake.shown(interaction)).text


@pytest.mark.usefixtures("bot")
async def test_a_fault_after_the_reply_leaves_the_reply(
    fake: Discord, scribe: Scribe, caplog: pytest.LogCaptureFixture
) -> None:
    """It was answered; the rest is the operator's business."""
    scribe.late_fault = ZeroDivisionError("by zero")

    interaction = fake.slash(fake.asker, fake.general, "ask", {"question": "who?"})
    await fake.shown(interaction)
    await fake.shown(fake.slash(fake.asker, fake.general, "ask", {"question": "and when?"}))

    assert interaction.original
    assert (interaction.original.text, interaction.followups) == ("ask who?", [])
    assert [request for request in fake.requests if request.method == "PATCH"] == []
    assert "discord.command_failed" in caplog.text


async def test_a_command_of_an_earlier_version_says_so(
    fake: Discord, bot: Commanded, scribe: Scribe, caplog: pytest.LogCaptureFixture
) -> None:
    """Discord may show for a while what it was told before."""
    bot.tree.remove_command("ask")

    shown = await fake.shown(fake.slash(fake.asker, fake.general, "ask", {"question": "who?"}))

    assert "This command has changed" in shown.text
    assert shown.is_ephemeral
    assert scribe.asked == []
    assert "discord.command_outdated" in caplog.text


@pytest.mark.usefixtures("bot")
async def test_an_apology_that_is_lost_is_noted(
    fake: Discord, scribe: Scribe, caplog: pytest.LogCaptureFixture
) -> None:
    """The person can ask again; the process goes on."""
    scribe.fault = ZeroDivisionError("by zero")
    fake.faults.add(CALLBACK, Fault(status=404, code=10062))

    fake.slash(fake.asker, fake.general, "alibaba", {"topic": "cainiao"})

    await fake.until(lambda: fake.requested("POST /interactions/{interaction}/{token}/callback"))
    scribe.fault = None
    await fake.shown(fake.slash(fake.asker, fake.general, "alibaba", {"topic": "cainiao"}))
    assert "discord.apology_lost" in caplog.text


@pytest.mark.parametrize("word", ["Alibaba", "tea.pot", "a" * 33, "tea pot", ""])
def test_a_word_that_discord_does_not_take_is_refused_with_its_fix(word: str) -> None:
    """Before anybody is told of it."""
    with pytest.raises(ConfigError, match="set 'word' to at most 32 lower-case letters"):
        command_name(word)


@pytest.mark.parametrize("word", ["ask", "briefing"])
async def test_a_word_that_is_taken_is_refused(scribe: Scribe, word: str) -> None:
    """By the bot's own commands."""
    with pytest.raises(ConfigError, match="set another 'word'"):
        build(discord.Client(intents=discord.Intents.none()), word, scribe)


@pytest.mark.parametrize("word", ["alibaba", "tea-pot_2", "茶"])
def test_other_words_are_fine(word: str) -> None:
    """In any script."""
    assert command_name(word) == word
