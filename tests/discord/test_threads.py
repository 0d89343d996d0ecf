"""The setting ``threads``: channels where a mention is answered in a thread of its own."""

from collections.abc import AsyncIterator

import pytest

from tests.discord.conftest import Running
from tests.discord.fake.faults import Fault
from tests.discord.fake.message import Message
from tests.discord.fake.permissions import Permission
from tests.discord.fake.server import Discord
from tests.discord.faulty import COUNTRIES, QUICK
from tests.discord.reading import read

LAUNCH = "when was it launched?"
START = "POST /channels/*/messages/*/threads"


async def choose(discord: Discord) -> None:
    """Choose the channel for threads, as an admin does."""
    named = {"name": "threads", "value": f"<#{discord.general.id}>"}
    told = await discord.shown(discord.slash(discord.admin, discord.general, "briefing settings", named))
    assert "threads: #general" in read(told)


@pytest.fixture
async def chosen(running: Running, discord: Discord) -> AsyncIterator[Discord]:
    """Discord with the bot in it, and the general channel chosen."""
    async with running(pace=QUICK):
        await discord.connected()
        await choose(discord)
        yield discord


def mentioned(discord: Discord, text: str = COUNTRIES) -> Message:
    """A mention of the bot in the channel."""
    return discord.say(discord.asker, discord.general, text, mention=True)


async def test_a_mention_is_answered_in_a_thread_named_after_the_question(chosen: Discord) -> None:
    """The channel stays a list of questions."""
    asked = mentioned(chosen)
    answer = await chosen.reply(asked)

    assert "224" in answer.text
    assert answer.channel is asked.thread
    assert answer.channel.name == COUNTRIES


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("how many *countries* does **Cainiao** `reach`?", COUNTRIES),
        ("# ~~how many~~ ||countries|| does\n[Cainiao](https://evil.example) reach?\u202e", "how many countries"),
        ("<#1> cainiao", "#… cainiao"),
        ("-# > - well-known #1 in 2_3?", "well-known #1 in 2_3?"),
    ],
)
async def test_the_name_of_a_thread_is_words_alone(chosen: Discord, text: str, name: str) -> None:
    """Discord shows no markup there, but what it is made of."""
    answer = await chosen.reply(mentioned(chosen, text))

    assert answer.channel.name.startswith(name)
    assert not set("*~|`[]\u202e\n") & set(answer.channel.name)


async def test_a_follow_up_in_the_thread_leans_on_the_question_that_began_it(chosen: Discord) -> None:
    """By a mention or by a reply, whoever asks."""
    answer = await chosen.reply(mentioned(chosen))

    second = await chosen.reply(chosen.say(chosen.admin, answer.channel, LAUNCH, mention=True))
    third = await chosen.reply(chosen.say(chosen.asker, answer.channel, "source?", reply_to=second))

    assert {second.channel, third.channel} == {answer.channel}
    assert "2013" in second.text
    assert "Source" in third.text
    assert chosen.threads(chosen.general) == (answer.channel,)


@pytest.mark.parametrize(
    "fault", [Fault(status=403, code=50013), Fault(status=400, code=160006)], ids=["forbidden", "too many threads"]
)
async def test_where_no_thread_can_be_opened_the_answer_stands_beneath_the_question(
    chosen: Discord, fault: Fault
) -> None:
    """And the exchange goes on in replies to it."""
    chosen.faults.add(START, fault)
    asked = mentioned(chosen)
    answer = await chosen.reply(asked)

    second = await chosen.reply(chosen.say(chosen.asker, chosen.general, LAUNCH, reply_to=answer))

    assert answer.channel is second.channel is chosen.general
    assert answer.reference is asked
    assert "2013" in second.text
    assert chosen.threads(chosen.general) == ()


async def test_where_the_bot_may_not_open_threads_it_answers_in_place(chosen: Discord) -> None:
    """The permission can be taken from it at any time."""
    chosen.permit(chosen.general, chosen.guild.bot_role, deny=Permission.CREATE_PUBLIC_THREADS)

    answer = await chosen.reply(mentioned(chosen))

    assert answer.channel is chosen.general


async def test_other_channels_and_threads_that_are_there_already_are_answered_in_place(chosen: Discord) -> None:
    """A thread in a thread there is not."""
    other, thread = chosen.add_channel(chosen.guild, "other"), chosen.add_thread(chosen.general, "Logistics")

    for where in (other, thread):
        answer = await chosen.reply(chosen.say(chosen.asker, where, COUNTRIES, mention=True))
        assert answer.channel is where

    assert chosen.threads(chosen.general) == (thread,)


async def test_a_question_in_a_channel_of_threads_may_be_edited_and_deleted(chosen: Discord) -> None:
    """Its answer is in its thread."""
    asked = mentioned(chosen, "what is alipay?")
    answer = await chosen.reply(asked)

    chosen.edit(asked, f"{chosen.bot.mention} {COUNTRIES}")
    await chosen.until(lambda: answer.edits)
    changed = answer.text
    chosen.delete(asked)
    await chosen.until(lambda: answer.is_deleted)

    assert "224" in changed


async def test_an_answer_in_a_thread_is_put_right_there_when_its_channel_is_chosen_no_more(chosen: Discord) -> None:
    """Where it stands does not change with the setting."""
    asked = mentioned(chosen, "what is alipay?")
    answer = await chosen.reply(asked)
    taken_back = {"name": "threads", "value": "default"}
    await chosen.shown(chosen.slash(chosen.admin, chosen.general, "briefing settings", taken_back))

    chosen.edit(asked, f"{chosen.bot.mention} {COUNTRIES}")
    await chosen.until(lambda: answer.edits)

    assert "224" in answer.text
    assert answer.channel.is_thread


async def test_an_admin_may_ask_for_what_admins_may_in_a_channel_of_threads(chosen: Discord) -> None:
    """The reply is for them alone, and so opens no thread."""
    asked = chosen.say(chosen.admin, chosen.general, "gaps", mention=True)
    direct = chosen.direct(chosen.admin)
    await chosen.until(lambda: direct.messages)

    told = next(iter(direct.messages.values()))
    assert "gaps" in told.text
    assert asked.thread is None


async def test_the_setting_holds_after_a_restart(discord: Discord, running: Running) -> None:
    """It is kept in the store."""
    async with running():
        await discord.connected()
        await choose(discord)
    async with running():
        await discord.until(lambda: len(discord.gateway.identifies) == 2)
        answer = await discord.reply(mentioned(discord))
        follow_up = await discord.reply(discord.say(discord.asker, answer.channel, LAUNCH, mention=True))

    assert answer.channel.is_thread
    assert "2013" in follow_up.text


async def test_what_is_asked_in_a_thread_is_a_gap_of_its_channel(chosen: Discord) -> None:
    """Who manages the channel sees it, by the channel's name."""
    manager = chosen.add_user("max")
    role = chosen.add_role(chosen.guild, "managers", Permission.MANAGE_CHANNELS)
    chosen.join(chosen.guild, manager, role)
    chosen.guild.open_commands.add("briefing")
    await chosen.reply(mentioned(chosen, "How many planes does Cainiao own?"))

    theirs = await chosen.shown(chosen.slash(manager, chosen.general, "briefing gaps"))
    whole = await chosen.shown(chosen.slash(chosen.admin, chosen.general, "briefing gaps"))

    assert "How many planes does Cainiao own" in theirs.text
    assert "#general" in read(whole)


async def test_what_was_chosen_is_known_however_long_ago_it_was_read(
    chosen: Discord, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the message and its reply it may have become old: a channel gets no reply that belongs into a thread."""
    monkeypatch.setattr("bot.choices._FRESH", 0.0)

    answer = await chosen.reply(mentioned(chosen))

    assert answer.channel is not chosen.general
