"""What Discord's channels get by themselves: at its time, once, with its picture and buttons that work."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.delivery import Timing
from bot.picture.png import SIGNATURE
from bot.store import subscriptions
from bot.store.store import Store
from handlers.request import Place
from handlers.subscription import Kind
from tests.discord.conftest import Running
from tests.discord.fake.faults import Fault
from tests.discord.fake.message import Message
from tests.discord.fake.permissions import Permission
from tests.discord.fake.server import Discord
from tests.discord.faulty import QUICK as AT_FAULT
from tests.discord.faulty import posted
from tests.discord.reading import BUTTON, all_of, read
from tests.subscribed import subscribed

QUICK = replace(AT_FAULT, delivery=Timing())  # a picture has its time
GALLERY = 12


def here(discord: Discord) -> Place:
    """The channel of all."""
    return Place("discord", str(discord.guild.id), str(discord.general.id))


async def post(discord: Discord) -> Message:
    """The first of what the bot said in the channel."""
    return (await discord.until(lambda: posted(discord)))[0]


@pytest.fixture
def due(discord: Discord, tmp_path: Path) -> None:
    """The channel's fact is due now."""
    subscribed(tmp_path, here(discord)).close()


@pytest.mark.usefixtures("due")
async def test_a_fact_is_posted_once_with_its_picture(discord: Discord, running: Running) -> None:
    """In the channel itself, beneath the picture that says the same."""
    async with running(pace=QUICK):
        fact = await post(discord)
        await discord.reply(discord.say(discord.asker, discord.general, "help", mention=True))

    (gallery,), (file,) = all_of(fact.components, GALLERY), fact.said.attachments
    assert fact.request
    assert fact.request.files["files[0]"][1].startswith(SIGNATURE)
    assert gallery["items"][0]["media"]["url"] == file["url"]
    assert gallery["items"][0]["description"] == file["description"]
    assert "Late" not in read(fact)
    assert len([each for each in posted(discord) if not each.reference]) == 1


@pytest.mark.usefixtures("due")
async def test_the_buttons_of_a_fact_are_answered(discord: Discord, running: Running) -> None:
    """The first of three stands out: to read on."""
    async with running(pace=QUICK):
        fact = await post(discord)
        buttons = all_of(fact.components, BUTTON)
        shown = [await discord.shown(discord.press(discord.asker, fact, each["custom_id"])) for each in buttons]

    assert [button["label"].split()[0] for button in buttons] == ["Brief", "Another", "Why"]
    assert [button["style"] for button in buttons] == [1, 2, 2]
    assert read(shown[2]).startswith("Why this fact")
    assert "[1]" in read(shown[1])


async def test_a_digest_comes_without_a_picture(discord: Discord, running: Running, tmp_path: Path) -> None:
    """With facts, and where to read on."""
    subscribed(tmp_path, here(discord), Kind.DIGEST).close()

    async with running(pace=QUICK):
        digest = await post(discord)

    assert read(digest).startswith("Digest\n")
    assert "Facts not shown here before" in read(digest)
    assert all_of(digest.components, GALLERY) == []
    assert [button["style"] for button in all_of(digest.components, BUTTON)] == [2] * 3


async def test_what_comes_late_says_so(discord: Discord, running: Running, tmp_path: Path) -> None:
    """And when it was due, above the buttons."""
    subscribed(tmp_path, here(discord), since_due=3600).close()

    async with running(pace=QUICK):
        fact = await post(discord)

    *_, line, row = fact.components[0]["components"]
    assert line["content"].startswith("-# Late: it was due")
    assert row["type"] == 1


@pytest.mark.usefixtures("due")
async def test_who_may_not_attach_files_may_still_write(discord: Discord, running: Running) -> None:
    """The fact comes in words."""
    discord.faults.add("POST /channels/*/messages", Fault(status=403, code=50013))

    async with running(pace=QUICK):
        fact = await post(discord)

    assert all_of(fact.components, GALLERY) == []
    assert "[1]" in read(fact)


@pytest.mark.usefixtures("due")
async def test_a_picture_that_takes_too_long_is_left_out(
    discord: Discord, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A post has its time."""
    monkeypatch.setattr("bot.adapters.discord.chat._PATIENCE", 0)

    async with running(pace=QUICK):
        fact = await post(discord)

    assert all_of(fact.components, GALLERY) == []


@pytest.mark.usefixtures("due")
async def test_a_channel_that_is_closed_to_the_bot_pauses_its_post_and_the_owner_is_told(
    discord: Discord, running: Running, tmp_path: Path
) -> None:
    """Once, and what to do about it; status says the same."""
    discord.permit(discord.general, discord.bot, deny=Permission.SEND_MESSAGES)
    owner = discord.direct(discord.admin)

    async with running(pace=QUICK):
        (told,) = await discord.until(lambda: list(owner.messages.values()))

    store = Store.open(tmp_path / "dossier.sqlite3")
    with store.read() as connection:
        (paused,) = subscriptions.of_channel(connection, here(discord))
    store.close()
    assert told.text.startswith(f"I could not post in <#{discord.general.id}> what comes there by itself")
    assert told.text.endswith("Once that is put right, resume it there.")
    assert (paused.is_paused, paused.paused_because) == (True, "missing_permissions")


@pytest.mark.usefixtures("due")
async def test_of_a_channel_that_is_gone_the_owner_of_the_server_is_told(discord: Discord, running: Running) -> None:
    """And how what came there is ended, which cannot be done in that channel."""
    discord.remove_channel(discord.general)
    owner = discord.direct(discord.admin)

    async with running(pace=QUICK):
        (told,) = await discord.until(lambda: list(owner.messages.values()))

    assert told.text.startswith(f"The channel with the id {discord.general.id} is gone, so I paused what comes there")
    assert "/briefing subscriptions" in told.text


async def test_what_a_channel_that_is_gone_had_is_ended_by_an_admin_elsewhere(
    discord: Discord, running: Running, tmp_path: Path
) -> None:
    """With a button of the list, that one person alone sees."""
    lost = Place("discord", str(discord.guild.id), "42")
    subscribed(tmp_path, lost, next_at=None, paused_because="unknown_channel").close()

    async with running():
        await discord.connected()
        listed = await discord.shown(discord.slash(discord.admin, discord.general, "briefing subscriptions", {}))
        (end,) = [label for label in listed.labels if label.startswith("End the fact of ")]
        ended = await discord.shown(discord.press(discord.admin, listed, listed.custom_id(end)))

    assert "it comes no more to" in read(ended)
