"""Who previews or tests a post sees it beneath its picture, as the channel will."""

import pytest

from bot.picture.png import SIGNATURE
from tests.discord.conftest import Running
from tests.discord.fake.faults import Fault
from tests.discord.fake.message import Message
from tests.discord.fake.server import Discord
from tests.discord.reading import all_of, read
from tests.discord.test_posts import GALLERY


async def said(discord: Discord, text: str) -> Message:
    """What an admin sees who types a command in the channel."""
    command, _, rest = text.partition(" ")
    values = {"kind": rest} if rest else {}
    return await discord.shown(discord.slash(discord.admin, discord.general, f"briefing {command}", values))


def is_beneath_its_picture(message: Message) -> bool:
    """Whether a message begins with the picture of a fact."""
    if not message.said.attachments:
        return False
    (gallery,), (file,) = all_of(message.components, GALLERY), message.said.attachments
    first = message.components[0]["components"][0]
    return first == gallery and bool(gallery["items"][0]["media"]["url"] == file["url"])


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("text", ["preview", "test"])
async def test_the_next_card_is_shown_beneath_its_picture(discord: Discord, text: str) -> None:
    """To the asker alone."""
    reply = await said(discord, text)

    assert is_beneath_its_picture(reply)
    assert reply.request
    assert reply.request.files["files[0]"][1].startswith(SIGNATURE)
    assert reply.is_ephemeral
    assert "[1]" in read(reply)


@pytest.mark.usefixtures("bot")
async def test_what_is_posted_without_a_picture_is_previewed_without(discord: Discord) -> None:
    """A digest has none."""
    reply = await said(discord, "preview digest")

    assert all_of(reply.components, GALLERY) == []
    assert "Next posts" in read(reply)


@pytest.mark.usefixtures("bot")
async def test_a_preview_whose_picture_discord_refuses_comes_in_words(discord: Discord) -> None:
    """Once."""
    discord.faults.add("POST /interactions/*", Fault(status=403, code=50013))

    reply = await said(discord, "test")

    assert all_of(reply.components, GALLERY) == []
    assert "[1]" in read(reply)


@pytest.mark.usefixtures("bot")
async def test_a_preview_whose_picture_takes_too_long_comes_in_words(
    discord: Discord, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What one asked for is told all the same."""
    monkeypatch.setattr("bot.adapters.discord.pictured._PATIENCE", 0)

    reply = await said(discord, "test")

    assert all_of(reply.components, GALLERY) == []
    assert "[1]" in read(reply)


@pytest.mark.parametrize("refused", [False, True])
async def test_a_picture_that_takes_a_while_comes_where_the_reply_was_promised(
    discord: Discord, running: Running, monkeypatch: pytest.MonkeyPatch, *, refused: bool
) -> None:
    """Discord is told at once that one comes; should it refuse the picture, that is in words."""
    monkeypatch.setattr("bot.adapters.discord.respond._PATIENCE", 0)
    if refused:
        discord.faults.add("PATCH /webhooks/*", Fault(status=403, code=50013))

    async with running():
        reply = await said(discord, "preview")

    assert is_beneath_its_picture(reply) is not refused
    assert "Next posts" in read(reply)


@pytest.mark.usefixtures("bot")
async def test_who_previews_by_a_mention_gets_the_picture_directly(discord: Discord) -> None:
    """There the reply is for one person alone."""
    direct = discord.direct(discord.admin)
    discord.say(discord.admin, discord.general, "test", mention=True)

    (reply,) = await discord.until(lambda: list(direct.messages.values()))

    assert is_beneath_its_picture(reply)
