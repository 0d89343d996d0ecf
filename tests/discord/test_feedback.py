"""Votes on answers, from the button to the store, and what becomes of questions without an answer."""

from pathlib import Path

import pytest

from bot.store import votes
from bot.store.store import Store
from tests.discord.conftest import Running
from tests.discord.fake.interaction import Interaction
from tests.discord.fake.message import Message
from tests.discord.fake.server import Discord
from tests.discord.fake.world import User
from tests.discord.faulty import COUNTRIES, answered
from tests.discord.reading import read

PLANES = "How many planes does Cainiao own?"
REASONS = ("wrong", "not_answered", "out_of_date", "off_topic")


def stored(discord: Discord, folder: Path) -> list[tuple[str, bool, str]]:
    """Every vote: its question, whether the answer helped, the reason."""
    store = Store.open(folder / "dossier.sqlite3")
    with store.read() as connection:
        found = votes.judged(connection, "discord", str(discord.guild.id), 10)
    store.close()
    return sorted((asked.text, vote.is_helpful, vote.reason) for asked, vote in found)


async def vote(discord: Discord, user: User, message: Message, label: str) -> Interaction:
    """Press “Helpful” or “Not helpful”, and wait until it is heard."""
    pressed = discord.press(user, message, message.custom_id(label))
    await pressed.acked
    return pressed


async def test_a_vote_is_kept_and_its_voter_thanked_alone(discord: Discord, running: Running, tmp_path: Path) -> None:
    """With the question it is about; the channel is not told."""
    async with running():
        await discord.connected()
        answer = await answered(discord)
        thanks = await discord.shown(await vote(discord, discord.asker, answer, "Helpful"))

    assert stored(discord, tmp_path) == [(COUNTRIES, True, "")]
    assert thanks.seen_by is discord.asker
    assert "Thank you" in thanks.text


async def test_who_is_not_helped_may_say_why_and_say_otherwise_later(
    discord: Discord, running: Running, tmp_path: Path
) -> None:
    """The vote counts without a reason too; the last word holds, and takes the reason before with it."""
    async with running():
        await discord.connected()
        answer = await answered(discord)
    found = []
    for word in (None, *REASONS, "Helpful"):
        discord.gateway.identifies.clear()
        async with running():
            await discord.until(lambda: discord.gateway.identifies)
            pressed = await vote(discord, discord.asker, answer, "Helpful" if word == "Helpful" else "Not helpful")
            if word in REASONS:
                await discord.shown(discord.submit(discord.asker, pressed, {"value": word}))
        found += stored(discord, tmp_path)

    assert [helped for _, helped, _ in found] == [False] * 5 + [True]
    assert [reason for _, _, reason in found] == ["", *REASONS, ""]


async def test_of_quick_votes_the_last_one_holds_and_everybody_has_one(
    discord: Discord, running: Running, tmp_path: Path
) -> None:
    """Nobody waits for one to be stored before giving the next."""
    async with running():
        await discord.connected()
        answer = await answered(discord)
        for label in ("Not helpful", "Helpful") * 4:
            await vote(discord, discord.asker, answer, label)
        await vote(discord, discord.admin, answer, "Not helpful")

    assert stored(discord, tmp_path) == [(COUNTRIES, False, ""), (COUNTRIES, True, "")]


async def test_the_private_reply_to_a_command_can_be_judged_and_admins_read_it(
    discord: Discord, running: Running
) -> None:
    """Beside its question, without its channel."""
    async with running():
        await discord.connected()
        private = await discord.shown(discord.slash(discord.asker, discord.general, "alibaba", {"topic": COUNTRIES}))
        await vote(discord, discord.asker, private, "Not helpful")
    async with running():
        await discord.until(lambda: len(discord.gateway.identifies) == 2)
        listed = await discord.shown(discord.slash(discord.admin, discord.general, "briefing feedback"))

    assert COUNTRIES.rstrip("?") in read(listed)
    assert listed.is_ephemeral


async def test_a_question_without_an_answer_is_a_gap_until_an_admin_settles_it(
    discord: Discord, running: Running
) -> None:
    """Asked in the channel by several, and listed once; in a direct message it is nobody's here."""
    async with running():
        await discord.connected()
        await answered(discord, PLANES)
        await discord.reply(discord.say(discord.admin, discord.general, PLANES, mention=True))
        await discord.reply(discord.say(discord.asker, discord.direct(discord.asker), "How many ships does Tmall own?"))
        listed = await discord.shown(discord.slash(discord.admin, discord.general, "briefing gaps"))
        code = next(line for line in read(listed).splitlines() if "planes" in line).split()[0]
        await discord.shown(discord.slash(discord.admin, discord.general, "briefing gaps", {"resolve": code}))
        settled = await discord.shown(discord.slash(discord.admin, discord.general, "briefing gaps"))

    assert "asked 2 times" in read(listed)
    assert "#general" in read(listed)
    assert "ships" not in read(listed)
    assert listed.seen_by is discord.admin
    assert "planes" not in settled.text


@pytest.mark.usefixtures("bot")
async def test_related_topics_beyond_the_buttons_are_chosen_from_a_menu(discord: Discord) -> None:
    """What is chosen is shown to who chose it."""
    answer = await answered(discord, "cainiao")
    container = answer.components[0]["components"]
    menu = next(each for row in container for each in row.get("components", ()) if each.get("options"))
    option = menu["options"][0]

    shown = await discord.shown(discord.choose(discord.asker, answer, menu["custom_id"], option["value"]))

    assert option["label"] in shown.text
    assert shown.seen_by is discord.asker
