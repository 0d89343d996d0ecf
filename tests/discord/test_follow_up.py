"""“Ask a follow-up”: a further question by a button, where the reply it leans on stands."""

import pytest

from tests.discord.conftest import Running
from tests.discord.fake.interaction import Interaction
from tests.discord.fake.message import Message
from tests.discord.fake.server import Discord
from tests.discord.fake.world import User
from tests.discord.faulty import COUNTRIES, answered
from tests.discord.markdown import pings
from tests.discord.reading import read

LAUNCH = "when was it launched?"


async def follow_up(discord: Discord, user: User, answer: Message, text: str = LAUNCH) -> Message:
    """Press the button, and send off the modal with a question."""
    pressed = discord.press(user, answer, answer.custom_id("Ask a follow-up"))
    await pressed.acked
    return await discord.shown(sent_off(discord, user, pressed, text))


def sent_off(discord: Discord, user: User, pressed: Interaction, text: str) -> Interaction:
    """Send off the modal that a press opened."""
    return discord.submit(user, pressed, {"value": text})


@pytest.mark.usefixtures("bot")
async def test_a_follow_up_to_what_all_see_is_seen_by_all(discord: Discord) -> None:
    """Anybody there may ask it; the next one leans on it in turn, by the button or by a reply."""
    answer = await answered(discord)

    second = await follow_up(discord, discord.admin, answer)
    third = await follow_up(discord, discord.asker, second, "source?")
    fourth = await discord.reply(discord.say(discord.asker, discord.general, "what is its share?", reply_to=third))

    assert not second.is_ephemeral
    assert "2013" in second.text
    assert "Source" in third.text
    assert "Cainiao" in fourth.text


async def test_a_follow_up_to_what_one_sees_is_seen_by_that_one(discord: Discord, running: Running) -> None:
    """Of what was asked privately nothing comes out; and each of them may be followed, however late."""
    async with running():
        await discord.connected()
        private = await discord.shown(discord.slash(discord.asker, discord.general, "alibaba", {"topic": COUNTRIES}))
    async with running():
        await discord.until(lambda: len(discord.gateway.identifies) == 2)
        second = await follow_up(discord, discord.asker, private)
    async with running():
        await discord.until(lambda: len(discord.gateway.identifies) == 3)
        third = await follow_up(discord, discord.asker, second, "source?")

    assert second.seen_by is discord.asker
    assert "2013" in second.text
    assert third.seen_by is discord.asker
    assert "Source" in third.text


@pytest.mark.parametrize("is_private", [False, True], ids=["public", "private"])
async def test_a_follow_up_leans_on_its_reply_after_a_restart(
    discord: Discord, running: Running, *, is_private: bool
) -> None:
    """What the exchange knows is in the store, and which one it is in the button."""
    async with running(DOSSIER_DISCORD_AUDIENCE="asker" if is_private else "channel"):
        await discord.connected()
        answer = await discord.shown(discord.slash(discord.asker, discord.general, "alibaba", {"topic": COUNTRIES}))
    async with running():
        await discord.until(lambda: len(discord.gateway.identifies) == 2)
        second = await follow_up(discord, discord.asker, answer)

    assert answer.is_ephemeral == is_private
    assert second.is_ephemeral == is_private
    assert "2013" in second.text


async def test_a_modal_that_was_open_during_a_restart_can_be_sent_off(discord: Discord, running: Running) -> None:
    """A person who takes their time loses nothing."""
    async with running():
        await discord.connected()
        answer = await answered(discord)
        pressed = discord.press(discord.asker, answer, answer.custom_id("Ask a follow-up"))
        await pressed.acked
    async with running():
        await discord.until(lambda: len(discord.gateway.identifies) == 2)
        second = await discord.shown(sent_off(discord, discord.asker, pressed, LAUNCH))

    assert "2013" in second.text


@pytest.mark.usefixtures("bot")
async def test_a_follow_up_in_a_direct_message_is_a_turn_of_it(discord: Discord) -> None:
    """The one written next leans on it."""
    direct = discord.direct(discord.asker)
    answer = await discord.reply(discord.say(discord.asker, direct, COUNTRIES))

    second = await follow_up(discord, discord.asker, answer)

    assert "2013" in second.text


@pytest.mark.usefixtures("bot")
async def test_a_follow_up_in_a_thread_is_a_turn_of_it(discord: Discord) -> None:
    """As one by a mention is."""
    thread = discord.add_thread(discord.general, "Logistics")
    answer = await discord.reply(discord.say(discord.asker, thread, COUNTRIES, mention=True))

    second = await follow_up(discord, discord.admin, answer)

    assert "2013" in second.text
    assert not second.is_ephemeral


@pytest.mark.parametrize("text", [COUNTRIES, "fact cainiao"], ids=["with a button", "without"])
async def test_a_reply_to_a_command_s_answer_leans_on_it(discord: Discord, running: Running, text: str) -> None:
    """Where all see it, also when it offers no follow-up."""
    async with running(DOSSIER_DISCORD_AUDIENCE="channel"):
        await discord.connected()
        shown = await discord.shown(discord.slash(discord.asker, discord.general, "alibaba", {"topic": text}))
    async with running():
        await discord.until(lambda: len(discord.gateway.identifies) == 2)
        answer = await discord.reply(discord.say(discord.admin, discord.general, LAUNCH, reply_to=shown))

    assert ("Ask a follow-up" in shown.labels) == (text == COUNTRIES)
    assert "2013" in answer.text


async def test_what_all_see_says_what_was_asked_and_by_whom(discord: Discord, running: Running) -> None:
    """A modal shows nobody else what was typed into it; it is quoted in words that call nobody."""
    async with running():
        await discord.connected()
        answer = await answered(discord)
        public = await follow_up(discord, discord.asker, answer, f"@here {LAUNCH}")
        private = await discord.shown(discord.slash(discord.asker, discord.general, "alibaba", {"topic": COUNTRIES}))
        alone = await follow_up(discord, discord.asker, private)

    assert read(public).startswith(f"Mia asked: “@here {LAUNCH}”\n")
    assert not list(pings(public.text))
    assert "asked:" not in alone.text


@pytest.mark.usefixtures("bot")
async def test_a_follow_up_at_once_leans_on_a_command_s_reply(discord: Discord) -> None:
    """What it left is written down behind the reply, and known before that."""
    for topic in ("cainiao", "alipay", "taobao"):
        private = await discord.shown(discord.slash(discord.asker, discord.general, "alibaba", {"topic": topic}))
        second = await follow_up(discord, discord.asker, private, "source?")

        assert "About the last answer" in second.text


@pytest.mark.usefixtures("bot")
async def test_a_blank_question_is_none(discord: Discord) -> None:
    """The modal wants a character; of one that nobody sees nothing can be asked either."""
    answer = await answered(discord)
    pressed = discord.press(discord.asker, answer, answer.custom_id("Ask a follow-up"))
    await pressed.acked

    with pytest.raises(LookupError, match="0 characters"):
        sent_off(discord, discord.asker, pressed, "")
    told = await discord.shown(sent_off(discord, discord.asker, pressed, " \u200b\n"))

    assert told.seen_by is discord.asker
    assert "Nothing to ask" in told.text


@pytest.mark.usefixtures("bot")
async def test_of_a_message_without_text_nothing_can_be_asked(discord: Discord) -> None:
    """A picture, say."""
    picture = discord.say(discord.admin, discord.general, "")

    told = await discord.shown(discord.context_menu(discord.asker, "Ask about this", picture))

    assert told.seen_by is discord.asker
    assert "Nothing to ask about" in told.text
