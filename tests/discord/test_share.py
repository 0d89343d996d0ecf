"""Sharing a private reply with the channel."""

import pytest

from tests.discord.conftest import Running
from tests.discord.fake.faults import Fault
from tests.discord.fake.interaction import Interaction
from tests.discord.fake.message import Message
from tests.discord.fake.server import Discord
from tests.discord.faulty import COUNTRIES, answered, posted


async def asked(discord: Discord, text: str = COUNTRIES) -> Message:
    """The private reply to a command."""
    return await discord.shown(discord.slash(discord.asker, discord.general, "alibaba", {"topic": text}))


def share(discord: Discord, private: Message) -> Interaction:
    """Press Share."""
    return discord.press(discord.asker, private, private.custom_id("Share"))


@pytest.mark.usefixtures("bot")
async def test_sharing_posts_the_reply_and_names_who_shared_it(discord: Discord) -> None:
    """Nobody is notified, and it cannot be shared again from there."""
    shared = await discord.shown(share(discord, await asked(discord)))

    assert "224" in shared.text
    assert "Shared by Mia" in shared.text
    assert not shared.is_ephemeral
    assert "Share" not in shared.labels


@pytest.mark.usefixtures("bot")
async def test_a_reply_is_shared_once_however_often_share_is_pressed(discord: Discord) -> None:
    """Every other press is told so, alone."""
    private = await asked(discord)

    told = [await discord.shown(each) for each in [share(discord, private) for _ in range(5)]]

    assert len(posted(discord)) == 1
    assert sorted(each.is_ephemeral for each in told) == [False, True, True, True, True]


async def test_a_reply_is_shared_once_also_after_a_restart(discord: Discord, running: Running) -> None:
    """The button stays, the reply is not posted again."""
    async with running():
        await discord.connected()
        private = await asked(discord)
        await discord.shown(share(discord, private))
    async with running():
        await discord.until(lambda: len(discord.gateway.identifies) == 2)
        again = await discord.shown(share(discord, private))

    assert again.seen_by is discord.asker
    assert "before" in again.text
    assert len(posted(discord)) == 1


@pytest.mark.usefixtures("bot")
async def test_the_same_reply_asked_for_again_can_be_shared_again(discord: Discord) -> None:
    """It is the reply that is shared once, not its text."""
    for _ in range(2):
        await discord.shown(share(discord, await asked(discord)))

    assert len(posted(discord)) == 2


@pytest.mark.usefixtures("bot")
async def test_what_discord_did_not_take_can_be_shared_again(discord: Discord) -> None:
    """A person who sees nothing presses once more."""
    private = await asked(discord)
    discord.faults.add("POST /interactions/*", Fault(status=404, code=10062))
    lost = share(discord, private)
    await answered(discord, "topics")

    shared = await discord.shown(share(discord, private))

    assert lost.shown is None
    assert "224" in shared.text
    assert not shared.is_ephemeral


@pytest.mark.usefixtures("bot")
async def test_what_is_private_by_its_nature_has_no_share_button(discord: Discord) -> None:
    """Denials, what admins alone may see, and guesses at what was meant, which nobody judges either."""
    guessed, denied = await asked(discord, "ali"), await asked(discord, "gaps")
    listed = await discord.shown(discord.slash(discord.admin, discord.general, "briefing settings"))

    for message in (guessed, denied, listed):
        assert not {"Share", "Helpful", "Not helpful"} & {*message.labels}


async def test_what_all_see_anyway_has_no_share_button(discord: Discord, running: Running) -> None:
    """Where replies go to the channel, and where nobody else is."""
    async with running(DOSSIER_DISCORD_AUDIENCE="channel"):
        await discord.connected()
        public = await asked(discord)
        direct = discord.direct(discord.asker)
        alone = await discord.shown(discord.slash(discord.asker, direct, "alibaba", {"topic": COUNTRIES}))

    assert not public.is_ephemeral
    assert "Share" not in public.labels
    assert "Share" not in alone.labels
