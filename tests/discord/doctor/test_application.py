"""Doctor names what is wrong with the token, the application, its commands and the gateway."""

import pytest

from bot.adapters.discord.setup import doctor, registered
from bot.doctor import Status, is_healthy
from bot.errors import BotError
from tests.discord.doctor.examined import findings, of, settings
from tests.discord.fake.faults import Fault
from tests.discord.fake.intents import Intent
from tests.discord.fake.server import Discord


async def test_a_sound_application_has_no_failing_row(fake: Discord) -> None:
    """It says which bot the token is for, and in how many servers it is."""
    section = await doctor.section(of(fake))
    found = {finding.name: finding.found for finding in section.findings}

    assert is_healthy([section])
    assert found == {
        "token": "@dossier",
        "connection": f"{fake.base_url} answers",
        "application": f"Dossier, {fake.application_id}",
        "installs": "everybody can add it, to servers and to their own account",
        "interactions": "commands and buttons come over the gateway",
        "intents": "no privileged one is needed",
        "commands": "Discord has all 4",
        "gateway": "answers; 999 of 1000 starts left",
        "servers": "in 1 server",
        "permissions": "all that it needs, in 1 channel",
    }


async def test_nothing_is_left_behind_in_discord(fake: Discord) -> None:
    """The connection that was tried is closed before it counts as a start; nothing but questions was sent."""
    told = len(fake.requests)

    await findings(of(fake))

    await fake.until(lambda: not fake.gateway.connections)
    assert fake.gateway.identifies == []
    assert {request.method for request in fake.requests[told:]} == {"GET"}


async def test_without_a_token_nobody_is_asked(fake: Discord) -> None:
    """One row says that Discord is off, and where to begin."""
    told = len(fake.requests)

    found = await findings(settings(fake.base_url))

    assert [(name, finding.status) for name, finding in found.items()] == [("token", Status.OFF)]
    assert "docs/run-in-discord.md" in found["token"].fix
    assert fake.requests[told:] == []


@pytest.mark.parametrize(
    ("change", "words"),
    [("Bot {}", 'begins with "Bot "'), ("{} {}", "a space"), ("x{}", "no bot's token")],
)
async def test_a_token_that_cannot_be_one_is_named_before_anybody_is_asked(
    fake: Discord, change: str, words: str
) -> None:
    """By what is wrong with it; it is not repeated."""
    found = await findings(settings(fake.base_url, change.format(fake.token, fake.token)))

    assert list(found) == ["token"]
    assert found["token"].status is Status.FAILING
    assert words in found["token"].found
    assert fake.token not in found["token"].found + found["token"].fix


async def test_a_token_that_discord_does_not_know_is_explained(fake: Discord) -> None:
    """Discord answers, so it alone is at fault."""
    found = await findings(settings(fake.base_url, fake.token[:-4] + "wxyz"))

    assert (found["token"].status, found["connection"].status) == (Status.FAILING, Status.OK)
    assert "does not know" in found["token"].found
    assert "Reset Token" in found["token"].fix


async def test_an_application_older_than_its_bot_is_told_of_the_links(
    fake: Discord, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The token names the bot, which then had an id of its own."""
    monkeypatch.setattr(fake, "application_id", 100_000_000_000_000_001)

    found = (await findings(of(fake)))["application"]

    assert found.status is Status.OFF
    assert "put 100000000000000001 behind client_id=" in found.fix


@pytest.mark.parametrize(
    ("installs", "is_public", "status", "words"),
    [
        (("0",), True, Status.OFF, "everybody can add it, to servers alone"),
        (("1",), True, Status.FAILING, "no server can add it"),
        (("0", "1"), False, Status.OK, "its owner alone can add it"),
    ],
)
async def test_who_can_add_it_is_told(
    fake: Discord, installs: tuple[str, ...], is_public: bool, status: Status, words: str
) -> None:
    """With the page where that is changed."""
    fake.installs, fake.is_public = installs, is_public

    found = (await findings(of(fake)))["installs"]

    assert (found.status, words in found.found) == (status, True)
    assert status is Status.OK or "Installation Contexts" in found.fix


async def test_commands_that_go_elsewhere_are_noticed(fake: Discord) -> None:
    """An address for interactions takes them all away from the gateway."""
    fake.interactions_endpoint_url = "https://example.com/interactions"

    found = (await findings(of(fake)))["interactions"]

    assert found.status is Status.FAILING
    assert "Clear Interactions Endpoint URL" in found.fix


async def test_privileged_intents_that_are_on_are_no_fault(fake: Discord) -> None:
    """They are just not needed."""
    fake.privileged = Intent.MESSAGE_CONTENT | Intent.GUILD_MEMBERS

    found = (await findings(of(fake)))["intents"]

    assert found.status is Status.OK
    assert found.found.endswith("; Server Members and Message Content could be turned off")


async def test_commands_that_discord_was_not_told_of_are_off(fake: Discord) -> None:
    """They come with the first start."""
    fake.commands[None] = []

    found = (await findings(of(fake)))["commands"]

    assert found.status is Status.OFF
    assert "python -m bot run" in found.fix


async def test_commands_that_discord_has_otherwise_are_named(fake: Discord) -> None:
    """Each difference that people would notice, and the ways to mend it."""
    by_name = {command["name"]: command for command in fake.commands[None]}
    by_name["ask"]["description"] = "Ask me"
    by_name["briefing"]["default_member_permissions"] = None
    by_name["alibaba"]["name"] = "baba"

    found = (await findings(of(fake)))["commands"]

    assert found.status is Status.FAILING
    assert found.found == "Discord has others than the bot: alibaba, ask, baba, briefing differ"
    assert "python -m bot discord sync" in found.fix


async def test_a_word_that_discord_does_not_take_is_named(fake: Discord) -> None:
    """With the settings where it is changed."""
    found = (await findings(of(fake, "Alibaba")))["commands"]

    assert found.status is Status.FAILING
    assert "lower-case" in found.found
    assert "DOSSIER_WORD" in found.fix


async def test_commands_are_told_anew(fake: Discord) -> None:
    """Whatever Discord was told before."""
    fake.commands[None] = []

    names = await registered.register(of(fake))

    assert sorted(names) == ["Ask about this", "alibaba", "ask", "briefing"]
    assert (await findings(of(fake)))["commands"].status is Status.OK


@pytest.mark.parametrize(
    ("route", "fault", "words"),
    [
        ("PUT /applications/*/commands", Fault(status=400, code=50035), "did not take the commands"),
        ("GET /users/@me", Fault(status=403, code=40001), "cannot be reached"),
        ("GET /users/@me", Fault(status=401), "does not know the token"),
    ],
)
async def test_commands_that_cannot_be_told_say_why(fake: Discord, route: str, fault: Fault, words: str) -> None:
    """In one line."""
    fake.faults.add(route, fault)

    with pytest.raises(BotError, match=words):
        await registered.register(of(fake))
