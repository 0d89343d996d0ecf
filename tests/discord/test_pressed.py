"""Buttons that ask something: the reply is shown as that to a command is."""

import pytest

from tests.discord.conftest import Running
from tests.discord.fake.faults import Fault
from tests.discord.fake.message import Message
from tests.discord.fake.server import Discord
from tests.discord.faulty import COUNTRIES, answered, posted
from tests.discord.test_follow_up import LAUNCH, follow_up

BRIEF = "Brief me on Cainiao"


async def pressed(discord: Discord, message: Message, label: str = BRIEF) -> Message:
    """What pressing a button of a message shows."""
    return await discord.shown(discord.press(discord.asker, message, message.custom_id(label)))


@pytest.mark.usefixtures("bot")
async def test_a_briefing_from_a_button_that_all_see_is_for_who_pressed(discord: Discord) -> None:
    """The channel does not fill with what one person wants to read; who finds it worth it shares it."""
    answer = await answered(discord)

    briefing = await pressed(discord, answer)
    shared = await pressed(discord, briefing, "Share")

    assert briefing.seen_by is discord.asker
    assert "Cainiao" in briefing.text
    assert posted(discord) == [answer, shared]


@pytest.mark.usefixtures("bot")
async def test_what_was_meant_is_chosen_for_oneself(discord: Discord) -> None:
    """From the guesses that a mention was answered with, by a button or from a menu; it can be asked on."""
    guesses = await answered(discord, "ali")

    chosen = await pressed(discord, guesses, guesses.labels[0])
    second = await follow_up(discord, discord.asker, chosen, LAUNCH)

    assert chosen.seen_by is second.seen_by is discord.asker
    assert "Share" in chosen.labels


async def test_where_a_server_shows_replies_to_all_a_button_does_so_too(discord: Discord, running: Running) -> None:
    """But not what is pressed on a reply that one person alone sees."""
    async with running(DOSSIER_DISCORD_AUDIENCE="channel"):
        await discord.connected()
        public = await pressed(discord, await answered(discord))
        command = discord.slash(discord.admin, discord.general, "briefing settings", {"name": "audience"})
        settings = await discord.shown(command)
        private = await discord.shown(discord.press(discord.admin, settings, settings.custom_id("asker")))

    assert not public.is_ephemeral
    assert private.seen_by is discord.admin


@pytest.mark.parametrize(("status", "code"), [(400, 50083), (403, 50001), (400, 200000)])
async def test_a_press_where_nothing_may_be_written_is_answered_privately(
    discord: Discord, running: Running, status: int, code: int
) -> None:
    """In a thread that is closed, where the bot sees nothing, where AutoMod blocks it."""
    async with running(DOSSIER_DISCORD_AUDIENCE="channel"):
        await discord.connected()
        answer = await answered(discord)
        discord.faults.add("POST /interactions/*", Fault(status=status, code=code))
        private = await pressed(discord, answer)

    assert "Cainiao" in private.text
    assert private.seen_by is discord.asker


@pytest.mark.usefixtures("bot")
async def test_in_a_direct_message_a_button_goes_on_with_it(discord: Discord) -> None:
    """Nobody else is there."""
    answer = await discord.reply(discord.say(discord.asker, discord.direct(discord.asker), COUNTRIES))

    briefing = await pressed(discord, answer)

    assert not briefing.is_ephemeral
    assert "Share" not in briefing.labels
