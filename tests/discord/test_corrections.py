"""Posts in Discord whose source says something else by now are corrected where they stand."""

from pathlib import Path

import pytest

from corpus.collection import Corpus
from handlers.subscription import Kind
from tests.corrected import corrected, is_settled, rewritten, withdrawn
from tests.discord.conftest import Running
from tests.discord.fake.faults import Fault
from tests.discord.fake.message import Message
from tests.discord.fake.server import Discord
from tests.discord.faulty import posted
from tests.discord.reading import BUTTON, all_of, read
from tests.discord.test_posts import GALLERY, QUICK, here, post
from tests.subscribed import subscribed

EDIT = "PATCH /channels/{channel}/messages/{message}"
SAID = "Corrected on 22 Nov 2026: "


@pytest.fixture
def due(discord: Discord, tmp_path: Path) -> None:
    """The channel's fact is due now."""
    subscribed(tmp_path, here(discord)).close()


async def edited(discord: Discord, fact: Message) -> None:
    """Wait until a post says that it was corrected."""
    await discord.until(lambda: SAID in read(fact))


@pytest.mark.usefixtures("due")
async def test_a_fact_whose_source_changed_says_so(
    discord: Discord, running: Running, shipped: Corpus, tmp_path: Path
) -> None:
    """In the same message, above its buttons; the picture that shows the old figure goes, and so does its file."""
    async with running(pace=QUICK):
        fact = await post(discord)
        before = len(all_of(fact.components, GALLERY))
    (line,) = corrected(tmp_path, rewritten(shipped))

    async with running(pace=QUICK):
        await edited(discord, fact)

    *_, small, _row = fact.components[0]["components"]
    assert f"discord {discord.guild.id} {discord.general.id} {fact.id}" in line
    assert line.endswith("does not say this any more.")
    assert small["content"].startswith(f"-# {SAID}")
    assert (before, len(all_of(fact.components, GALLERY)), fact.said.attachments) == (1, 0, [])
    assert len(all_of(fact.components, BUTTON)) == 3
    assert len(posted(discord)) == 1


@pytest.mark.usefixtures("due")
async def test_a_fact_whose_article_was_withdrawn_says_so(
    discord: Discord, running: Running, shipped: Corpus, tmp_path: Path
) -> None:
    """Also when the bot was started anew since."""
    async with running(pace=QUICK):
        fact = await post(discord)
    corrected(tmp_path, withdrawn(shipped))

    async with running(pace=QUICK):
        await edited(discord, fact)

    assert f"{SAID}An article that said this was withdrawn." in read(fact)
    assert len(posted(discord)) == 1


async def test_a_digest_is_corrected_too(discord: Discord, running: Running, shipped: Corpus, tmp_path: Path) -> None:
    """It says of which of its facts."""
    subscribed(tmp_path, here(discord), Kind.DIGEST).close()

    async with running(pace=QUICK):
        digest = await post(discord)
    corrected(tmp_path, rewritten(shipped))

    async with running(pace=QUICK):
        await edited(discord, digest)

    said = read(digest)[read(digest).index(SAID) :]
    assert said.count("any more.") == said.count("does not say “") > 1


@pytest.mark.usefixtures("due")
async def test_what_discord_does_not_let_the_bot_edit_stays_as_it_is(
    discord: Discord, running: Running, shipped: Corpus, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It is logged, and neither posted again nor tried for ever."""
    async with running(pace=QUICK):
        fact = await post(discord)
        discord.faults.add("PATCH /channels/*", Fault(status=403, code=50001), 9)
    corrected(tmp_path, rewritten(shipped))

    async with running(pace=QUICK):
        await discord.until(lambda: discord.requested(EDIT))

    assert is_settled(tmp_path)
    assert SAID not in read(fact)
    assert "discord.change_lost" in caplog.text
    assert (len(posted(discord)), len(discord.requested(EDIT))) == (1, 1)


@pytest.mark.usefixtures("due")
@pytest.mark.parametrize("what", ["message", "channel"])
async def test_a_fact_that_is_gone_is_not_posted_again(
    discord: Discord, running: Running, shipped: Corpus, tmp_path: Path, what: str
) -> None:
    """Somebody deleted it, or its channel: there is nothing left to correct."""
    async with running(pace=QUICK):
        fact = await post(discord)
        if what == "message":
            discord.delete(fact)
        else:
            discord.remove_channel(discord.general)
    corrected(tmp_path, rewritten(shipped))

    async with running(pace=QUICK):
        await discord.until(lambda: discord.requested(EDIT))

    assert is_settled(tmp_path)
    assert len(discord.requested("POST /channels/{channel}/messages")) == 1
