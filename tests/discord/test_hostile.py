"""What people must not be able to do to each other, or to the bot, through what they write."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.adapters.discord import parse
from corpus.load import load
from tests.discord.conftest import Running
from tests.discord.fake.message import Message
from tests.discord.fake.permissions import Permission
from tests.discord.fake.server import Discord
from tests.discord.faulty import COUNTRIES, POST, QUICK, answered, posted
from tests.discord.markdown import pings

SECRET = "is my boss planning to sell Alibaba?"
PINGS = "@everyone @here <@100000000000000000> <@&1> <#1> <id:home> </ask:1>"
TEXTS = (
    " \n\t ",
    "\u202e\u0000\u200b\ufeff",
    "\ud83d".encode("utf-8", "replace").decode(),
    "a" * 4_000,
    "cainiao " * 480,
    "<@100000000000000000>" * 150,
    f"does Cainiao know {PINGS}?",
    "**_~~||`>#-" * 300,
    "[free](https://evil.example) <https://evil.example> https://evil.example",
    "🧧" * 1_500,
    "İıſß" * 900,
    "```\n" * 500,
    "{}%s\\x00${7*7}",
    "x\r\n\r\nHost: evil",
)


@pytest.fixture
async def quick(running: Running, discord: Discord) -> AsyncIterator[Discord]:
    """Discord with the bot in it, which answers afterwards as before."""
    async with running(pace=QUICK, DOSSIER_LIMITS_PER_MINUTE="100"):
        yield discord
        assert "224" in (await answered(discord)).text


def calls_nobody(message: Message) -> bool:
    """Whether nothing in a message notifies anybody, both by what it says and by what was asked of Discord."""
    body = message.request.body if message.request else {}
    allowed = (body.get("data") or body)["allowed_mentions"]
    return not list(pings(message.text)) and not any(allowed.get(name) for name in ("parse", "users", "roles"))


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
async def test_any_text_gets_a_reply_that_calls_nobody(quick: Discord, text: str) -> None:
    """By mention, directly, by command and by modal; the loopback holds each to Discord's limits."""
    asked = quick.say(quick.asker, quick.general, text[:1_900], mention=True)
    said = quick.say(quick.asker, quick.direct(quick.asker), text[:2_000])
    replies = [await quick.reply(asked), await quick.reply(said)]
    replies += [
        await quick.shown(quick.slash(quick.asker, quick.general, "ask", {"question": text})),
        await quick.shown(quick.slash(quick.asker, quick.general, "alibaba", {"topic": text})),
    ]
    completion = await quick.autocomplete(quick.asker, quick.general, "alibaba", {"topic": text})

    assert all(reply.text for reply in replies)
    assert all(map(calls_nobody, replies))
    assert len(completion) <= 25


async def test_a_draft_made_of_any_message_fits_into_its_modal(quick: Discord) -> None:
    """Four thousand characters that somebody else wrote."""
    written = quick.say(quick.admin, quick.general, f"{PINGS} " * 40)

    opened = quick.context_menu(quick.asker, "Ask about this", written)
    await quick.until(lambda: opened.modal)
    reply = await quick.shown(quick.submit(quick.asker, opened, {"value": "who founded Alibaba?"}))

    assert "Jack Ma" in reply.text


async def test_articles_and_names_that_call_people_call_nobody(
    discord: Discord, running: Running, tmp_path: Path
) -> None:
    """What stands in an article, in a channel's name or in that of who shares is text."""
    articles = tmp_path / "hostile" / "articles"
    articles.mkdir(parents=True)
    body = f"Cainiao reaches 224 countries, says {PINGS} and [this](https://evil.example)."
    (articles / "one.md").write_text(
        f"---\ntitle: '{PINGS}'\nauthors: ['@everyone']\n---\n\n{body}\n", encoding="utf-8"
    )
    mallory = discord.add_user("@everyone <@&1>")
    discord.join(discord.guild, mallory)
    channel = discord.add_channel(discord.guild, "@everyone-<@&1>")
    async with running(pace=QUICK, corpus=load(tmp_path / "hostile")):
        answer = await discord.reply(discord.say(mallory, channel, COUNTRIES, mention=True))
        private = await discord.shown(discord.slash(mallory, channel, "ask", {"question": COUNTRIES}))
        shared = await discord.shown(discord.press(mallory, private, private.custom_id("Share")))
        gap = await discord.reply(discord.say(mallory, channel, f"how many robots has {PINGS}?", mention=True))
        gaps = await discord.shown(discord.slash(discord.admin, discord.general, "briefing gaps"))

    assert "224" in answer.text
    assert "robots" in gaps.text
    assert all(map(calls_nobody, (answer, private, shared, gap, gaps)))


async def test_who_manages_a_channel_does_not_see_what_colleagues_asked_there_privately(
    discord: Discord, running: Running
) -> None:
    """The reply was for one person, and so is the question; who manages the server sees it without its place."""
    channel = discord.add_channel(discord.guild, "bobs")
    async with running(pace=QUICK):
        asked = await discord.shown(discord.slash(discord.asker, channel, "ask", {"question": SECRET}))
    async with running(pace=QUICK):
        gaps = await discord.shown(discord.slash(discord.admin, discord.general, "briefing gaps"))

    assert asked.is_ephemeral
    assert "boss" in gaps.text
    assert "bobs" not in gaps.text


async def test_a_mention_of_an_admin_makes_nobody_one(quick: Discord) -> None:
    """Nor does a command that somebody else is to run."""
    for text in ("settings audience channel", f"settings audience channel {quick.admin.mention}"):
        quick.say(quick.asker, quick.general, text, mention=True)
    await quick.until(lambda: posted(quick, quick.direct(quick.asker)))
    reply = await quick.shown(quick.slash(quick.asker, quick.general, "alibaba", {"topic": "cainiao"}))

    assert "Ask somebody who has it" in posted(quick, quick.direct(quick.asker))[0].text
    assert reply.is_ephemeral


async def test_what_other_bots_and_webhooks_write_is_answered_by_nobody(quick: Discord) -> None:
    """Two bots would talk for ever."""
    robot = quick.add_user("robot", is_bot=True)
    quick.join(quick.guild, robot)

    quick.say(robot, quick.general, COUNTRIES, mention=True)
    await answered(quick, "what is alipay?")

    assert len(quick.requested(POST)) == 1


async def test_edits_count_as_requests(discord: Discord, running: Running) -> None:
    """Nobody gets around the limit by editing one message again and again."""
    async with running(pace=QUICK, DOSSIER_LIMITS_PER_MINUTE="3"):
        asked = discord.say(discord.asker, discord.general, COUNTRIES, mention=True)
        await discord.reply(asked)
        for number in range(8):
            discord.edit(asked, f"{discord.bot.mention} what is alipay? {number}")
        await discord.reply(discord.say(discord.admin, discord.general, COUNTRIES, mention=True))

    assert 1 <= len(discord.requested("PATCH /channels/{channel}/messages/{message}")) <= 2


@pytest.mark.usefixtures("bot")
async def test_nobody_goes_on_with_what_another_asked_directly(discord: Discord) -> None:
    """The exchange that a window names must be one of where it is sent off, whatever a program puts there."""
    theirs = discord.direct(discord.admin)
    await discord.reply(discord.say(discord.admin, theirs, COUNTRIES))
    mine = await discord.reply(discord.say(discord.asker, discord.direct(discord.asker), "alipay"))

    shown = await forged(discord, mine, f"{theirs.id}/", "when was it launched?")

    assert "2013" not in shown.text


async def test_who_manages_one_channel_lists_no_other(discord: Discord, running: Running) -> None:
    """Neither what was asked in another nor what was asked in private."""
    other, manager = discord.add_channel(discord.guild, "secret"), discord.asker
    discord.permit(discord.general, manager, allow=Permission.MANAGE_CHANNELS)
    async with running(pace=QUICK):
        await discord.shown(discord.slash(discord.admin, discord.general, "ask", {"question": "who is Alibaba's spy?"}))
        await discord.reply(discord.say(discord.admin, other, "what is the price of Alibaba's secret?", mention=True))
        mine = await discord.shown(discord.slash(manager, discord.general, "alibaba", {"topic": "cainiao"}))
        listed = [await forged(discord, mine, exchange, "gaps") for exchange in ("/x", f"{other.id}/x")]

    assert not any(word in each.text for each in listed for word in ("spy", "price"))


async def forged(discord: Discord, shown: Message, exchange: str, text: str) -> Message:
    """What is shown to who sends off a window for a follow-up that names another exchange."""
    pressed = discord.press(discord.asker, shown, shown.custom_id("Ask a follow-up"))
    await discord.until(lambda: pressed.modal)
    assert pressed.modal
    pressed.modal["custom_id"] = f"d1:ask:{exchange}"
    return await discord.shown(discord.submit(discord.asker, pressed, {"value": text}))


async def test_a_press_that_breaks_something_leaves_nobody_without_a_word(
    discord: Discord, running: Running, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Also while it is being read."""

    def broken(*_: object) -> None:
        raise RuntimeError("broken")

    async with running(pace=QUICK):
        answer = await answered(discord)
        monkeypatch.setattr(parse, "press", broken)
        told = await discord.shown(discord.press(discord.asker, answer, answer.custom_id("Helpful")))

    assert "went wrong" in told.text
    assert "discord.interaction_failed" in caplog.text
