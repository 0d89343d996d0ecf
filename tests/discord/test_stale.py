"""Buttons that say what no button of ours says: of another version, or made up by somebody who means harm."""

from pathlib import Path

import pytest

from tests.discord.conftest import Running
from tests.discord.fake.components import find
from tests.discord.fake.interaction import Interaction
from tests.discord.fake.message import Message
from tests.discord.fake.server import Discord
from tests.discord.fake.world import User
from tests.discord.faulty import COUNTRIES, answered
from tests.discord.reading import read
from tests.discord.test_feedback import stored, vote

HARMFUL = "settings audience channel"


def pressed(discord: Discord, user: User, message: Message, custom_id: str) -> Interaction:
    """Press a button of a message that says something else than it was made to say."""
    find(message.components, "custom_id", message.custom_id(message.labels[0]))["custom_id"] = custom_id
    return discord.press(user, message, custom_id)


async def asked(discord: Discord, text: str = COUNTRIES) -> Message:
    """The private reply to a command."""
    return await discord.shown(discord.slash(discord.asker, discord.general, "alibaba", {"topic": text}))


@pytest.mark.usefixtures("bot")
async def test_a_page_of_what_all_see_is_turned_for_one_alone(discord: Discord) -> None:
    """What the others read stays."""
    answer = await answered(discord)

    page = await discord.shown(pressed(discord, discord.asker, answer, "d1:page@0:cainiao"))

    assert page.seen_by is discord.asker
    assert "Cainiao" in page.text
    assert not answer.edits


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("verb", ["page@0", "show", "say", "share"])
@pytest.mark.parametrize("text", ["gaps", HARMFUL])
async def test_a_button_that_all_see_runs_no_command_for_admins(discord: Discord, verb: str, text: str) -> None:
    """Not even for an admin who is led to press it: nothing is shown, and nothing changes."""
    answer = await answered(discord)

    told = await discord.shown(pressed(discord, discord.admin, answer, f"d1:{verb}:{text}"))

    assert told.seen_by is discord.admin
    assert "type it as a command" in told.text
    assert not answer.edits
    assert (await asked(discord)).is_ephemeral


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("verb", ["page@0", "show"])
async def test_nothing_changes_by_reading_on(discord: Discord, verb: str) -> None:
    """In what one person sees neither."""
    private = await discord.shown(discord.slash(discord.admin, discord.general, "alibaba", {"topic": "cainiao"}))

    told = await discord.shown(pressed(discord, discord.admin, private, f"d1:{verb}:{HARMFUL}"))

    assert "type it as a command" in told.text
    assert (await asked(discord)).is_ephemeral


@pytest.mark.usefixtures("bot")
async def test_the_buttons_of_an_admin_s_own_card_go_on_working(discord: Discord) -> None:
    """It is theirs alone, and says what they chose."""
    named = {"name": "audience", "value": "nobody"}
    card = await discord.shown(discord.slash(discord.admin, discord.general, "briefing settings", named))

    told = await discord.shown(discord.press(discord.admin, card, card.custom_id("channel")))

    assert "audience: channel" in read(told)
    assert not (await asked(discord)).is_ephemeral


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("custom_id", ["d1:say:", "d1:show: ", "d1:page@0:", "d1:share:\u200b", "d1:say#77:"])
async def test_a_button_that_says_nothing_asks_nothing(discord: Discord, custom_id: str) -> None:
    """Its person is told so, alone."""
    told = await discord.shown(pressed(discord, discord.asker, await answered(discord), custom_id))

    assert told.seen_by is discord.asker
    assert "no text there" in told.text


async def test_only_votes_are_counted_as_votes(discord: Discord, running: Running, tmp_path: Path) -> None:
    """Neither other words nor questions that were asked elsewhere, or never."""
    elsewhere = discord.add_guild("Elsewhere", discord.admin)
    channel = discord.add_channel(elsewhere, "there")
    async with running():
        await discord.connected()
        answer = await answered(discord)
        question = answer.custom_id("Helpful").rpartition(":")[2]
        other = await discord.reply(discord.say(discord.admin, channel, COUNTRIES, mention=True))
        refused = await discord.shown(pressed(discord, discord.admin, other, f"d1:vote:maybe:{question}"))
        for strange in (question, "0" * 20, "' or 1=1", ""):
            thanks = await discord.shown(pressed(discord, discord.admin, other, f"d1:vote:yes:{strange}"))
            assert "Thank you" in thanks.text
        opened = await vote(discord, discord.asker, answer, "Not helpful")
        explained = await discord.shown(discord.submit(discord.asker, opened, {"value": "bad\nmood"}))

    assert "do not know" in refused.text
    assert "do not know" in explained.text
    assert stored(discord, tmp_path) == [(COUNTRIES, False, "")]
