"""Sharing a private reply with the channel."""

from pathlib import Path

import pytest

from tests.discord.conftest import Running
from tests.discord.fake.faults import Fault
from tests.discord.fake.interaction import Interaction
from tests.discord.fake.message import Message
from tests.discord.fake.server import Discord
from tests.discord.faulty import COUNTRIES, answered, posted
from tests.discord.markdown import pings
from tests.discord.reading import read
from tests.discord.test_feedback import stored
from tests.discord.test_follow_up import LAUNCH, follow_up


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


@pytest.mark.usefixtures("bot")
async def test_what_is_shared_says_what_was_asked_in_words_that_do_nothing(discord: Discord) -> None:
    """Above the reply; it calls nobody, and has no markup."""
    shared = await discord.shown(share(discord, await asked(discord, f"@everyone **{COUNTRIES}**")))

    assert read(shared).startswith(f"Mia asked: “@everyone **{COUNTRIES}**”\n")
    assert not list(pings(shared.text))


async def test_a_shared_reply_can_be_asked_on_and_replied_to(discord: Discord, running: Running) -> None:
    """It begins an exchange of its own: what its sharer goes on to ask privately is not in it."""
    async with running():
        await discord.connected()
        private = await asked(discord)
        shared = await discord.shown(share(discord, private))
        await follow_up(discord, discord.asker, private, "what about Alipay?")
    async with running():
        await discord.until(lambda: len(discord.gateway.identifies) == 2)
        replied = await discord.reply(discord.say(discord.admin, discord.general, LAUNCH, reply_to=shared))
        pressed = await follow_up(discord, discord.admin, shared)

    for answer in (replied, pressed):
        assert not answer.is_ephemeral
        assert "2013" in answer.text


async def test_a_shared_list_without_buttons_can_be_replied_to(discord: Discord, running: Running) -> None:
    """As one of a command can."""
    async with running():
        await discord.connected()
        shared = await discord.shown(share(discord, await asked(discord, "fact cainiao")))
        answer = await discord.reply(discord.say(discord.admin, discord.general, LAUNCH, reply_to=shared))

    assert "Ask a follow-up" not in shared.labels
    assert "2013" in answer.text


async def test_who_judges_a_shared_reply_judges_its_question(
    discord: Discord, running: Running, tmp_path: Path
) -> None:
    """Which was asked once."""
    async with running():
        await discord.connected()
        shared = await discord.shown(share(discord, await asked(discord)))
        await discord.shown(discord.press(discord.admin, shared, shared.custom_id("Helpful")))

    assert stored(discord, tmp_path) == [(COUNTRIES, True, "")]


@pytest.mark.usefixtures("bot")
async def test_a_private_follow_up_is_shared_as_what_it_was_taken_for(discord: Discord) -> None:
    """By itself its words would ask something else."""
    private = await follow_up(discord, discord.asker, await asked(discord))
    shared = await discord.shown(share(discord, private))

    assert "2013" in shared.text
    assert "Cainiao" in read(shared).splitlines()[0]
    assert "asked" in read(shared).splitlines()[0]


@pytest.mark.usefixtures("bot")
async def test_a_follow_up_that_nothing_says_by_itself_is_not_shared(discord: Discord) -> None:
    """“Source?” is about the reply before."""
    private = await follow_up(discord, discord.asker, await asked(discord), "source?")

    assert "Source" in private.text
    assert "Share" not in private.labels
