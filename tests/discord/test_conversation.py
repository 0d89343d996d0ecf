"""Mentions, replies, threads and direct messages, from the person who writes to what everybody sees."""

import pytest

from tests.discord.conftest import Running
from tests.discord.fake.message import PLAIN, REPLY, Content, Message
from tests.discord.fake.server import Discord
from tests.discord.faulty import QUICK
from tests.store.postgres import Server

COUNTRIES = "how many countries does Cainiao reach?"
LAUNCH = "when was it launched?"


async def quiet(discord: Discord) -> None:
    """Wait until the bot has heard all that was said so far: somebody else's question has its answer."""
    other = discord.add_user("other")
    discord.join(discord.guild, other)
    await discord.reply(discord.say(other, discord.general, "help", mention=True))
    await discord.reply(discord.say(other, discord.direct(other), "help"))


def hear(discord: Discord, said: Message) -> Message:
    """Let people see a message of a kind that they seldom write."""
    discord.keep_message(said)
    discord.repeat(said)
    return said


@pytest.mark.usefixtures("bot")
async def test_a_mention_is_answered_beneath_it_once(discord: Discord) -> None:
    """As a reply, so that one sees what it answers; Discord may tell of the message again."""
    asked = discord.say(discord.asker, discord.general, COUNTRIES, mention=True)
    answer = await discord.reply(asked)
    discord.repeat(asked)
    await quiet(discord)

    assert "224" in answer.text
    assert answer.reference is asked
    assert len(discord.replies(asked)) == 1


@pytest.mark.usefixtures("bot")
async def test_a_reply_to_the_bot_needs_no_mention_and_leans_on_what_was_said(discord: Discord) -> None:
    """Discord's own ping of who is replied to calls the bot."""
    answer = await discord.reply(discord.say(discord.asker, discord.general, COUNTRIES, mention=True))

    second = await discord.reply(discord.say(discord.admin, discord.general, LAUNCH, reply_to=answer))

    assert "2013" in second.text
    assert "Cainiao" in second.text


@pytest.mark.usefixtures("bot")
async def test_a_reply_that_pings_nobody_is_for_the_people(discord: Discord) -> None:
    """Discord does not even show it to the bot."""
    answer = await discord.reply(discord.say(discord.asker, discord.general, COUNTRIES, mention=True))

    said = Message(discord.clock.snowflake(), discord.general, discord.asker, Content(LAUNCH), REPLY, reference=answer)
    hear(discord, said)
    await quiet(discord)

    assert discord.replies(said) == ()


async def test_an_exchange_goes_on_after_a_restart_and_through_any_of_its_replies(
    discord: Discord, running: Running
) -> None:
    """A list of topics offers no follow-up, but who replies to it still means the same matter."""
    async with running():
        await discord.connected()
        answer = await discord.reply(discord.say(discord.asker, discord.general, COUNTRIES, mention=True))
        topics = await discord.reply(discord.say(discord.asker, discord.general, "topics", reply_to=answer))
    async with running():
        await discord.until(lambda: len(discord.gateway.identifies) == 2)
        third = await discord.reply(discord.say(discord.asker, discord.general, LAUNCH, reply_to=topics))
        fourth = await discord.reply(discord.say(discord.asker, discord.general, "source?", reply_to=third))

    assert "Ask a follow-up" not in topics.labels
    assert "2013" in third.text
    assert "Source" in fourth.text


@pytest.mark.usefixtures("bot")
async def test_exchanges_in_one_channel_are_kept_apart(discord: Discord) -> None:
    """What is replied to says what is meant, not what was asked last."""
    cainiao = await discord.reply(discord.say(discord.asker, discord.general, COUNTRIES, mention=True))
    await discord.reply(discord.say(discord.admin, discord.general, "when was Taobao launched?", mention=True))

    answer = await discord.reply(discord.say(discord.asker, discord.general, LAUNCH, reply_to=cainiao))
    new = await discord.reply(discord.say(discord.asker, discord.general, "source?", mention=True))

    assert "2013" in answer.text
    assert "2013" not in new.text


@pytest.mark.usefixtures("bot")
async def test_a_direct_message_needs_no_mention_and_is_one_exchange(discord: Discord) -> None:
    """Nobody else is there."""
    direct = discord.direct(discord.asker)

    first = await discord.reply(discord.say(discord.asker, direct, COUNTRIES))
    second = await discord.reply(discord.say(discord.asker, direct, LAUNCH))
    third = await discord.reply(discord.say(discord.asker, direct, "what is alipay?"))
    fourth = await discord.reply(discord.say(discord.asker, direct, "source?"))

    assert "224" in first.text
    assert "2013" in second.text
    assert "Alipay" in third.text
    assert "Source" in fourth.text
    assert [said.reference for said in (first, second, third, fourth)] == [None] * 4


async def test_a_command_in_a_direct_message_is_a_turn_of_its_exchange(discord: Discord, running: Running) -> None:
    """What is written next leans on it, also after a restart."""
    direct = discord.direct(discord.asker)
    async with running():
        await discord.connected()
        command = await discord.shown(discord.slash(discord.asker, direct, "alibaba", {"topic": COUNTRIES}))
    async with running():
        await discord.until(lambda: len(discord.gateway.identifies) == 2)
        answer = await discord.reply(discord.say(discord.asker, direct, LAUNCH))

    assert not command.is_ephemeral
    assert "2013" in answer.text


@pytest.mark.usefixtures("bot")
async def test_a_mention_in_a_thread_is_answered_there_and_the_thread_is_one_exchange(discord: Discord) -> None:
    """Whoever asks, and whether or not they use Discord's reply."""
    thread = discord.add_thread(discord.general, "Logistics")

    first = await discord.reply(discord.say(discord.asker, thread, COUNTRIES, mention=True))
    second = await discord.reply(discord.say(discord.admin, thread, LAUNCH, mention=True))
    third = await discord.reply(discord.say(discord.asker, thread, "source?", reply_to=second))

    assert {first.channel, second.channel, third.channel} == {thread}
    assert "2013" in second.text
    assert "Source" in third.text


async def test_a_private_command_in_a_thread_is_no_turn_of_the_thread(discord: Discord, running: Running) -> None:
    """What one person asks for themselves is not what all the others mean next."""
    thread = discord.add_thread(discord.general, "Logistics")
    async with running():
        await discord.connected()
        await discord.reply(discord.say(discord.asker, thread, COUNTRIES, mention=True))
        hidden = await discord.shown(discord.slash(discord.admin, thread, "alibaba", {"topic": "what is Taobao?"}))
    async with running():
        await discord.until(lambda: len(discord.gateway.identifies) == 2)
        answer = await discord.reply(discord.say(discord.asker, thread, LAUNCH, mention=True))

    assert hidden.is_ephemeral
    assert "Cainiao" in answer.text
    assert "2013" in answer.text


@pytest.mark.usefixtures("bot")
async def test_who_calls_everybody_or_a_role_or_somebody_else_does_not_call_the_bot(discord: Discord) -> None:
    """Nor does a question that nobody is called with."""
    role = discord.add_role(discord.guild, "helpers")
    said = [
        discord.say(discord.asker, discord.general, f"{call} {COUNTRIES}".strip())
        for call in ("@everyone", "@here", f"<@&{role.id}>", discord.admin.mention, "")
    ]
    await quiet(discord)

    assert [discord.replies(each) for each in said] == [()] * 5


@pytest.mark.usefixtures("bot")
async def test_a_mention_of_the_bot_and_of_others_is_answered(discord: Discord) -> None:
    """It is asked in front of them; none of them is named by the bot."""
    text = f"{discord.admin.mention} look: {COUNTRIES}"
    answer = await discord.reply(discord.say(discord.asker, discord.general, text, mention=True))
    apart = await discord.reply(
        discord.say(discord.asker, discord.general, f"brief {discord.admin.mention}", mention=True)
    )

    assert "224" in answer.text
    assert discord.admin.mention not in apart.text


@pytest.mark.usefixtures("bot")
async def test_an_empty_mention_gets_help_and_a_sticker_for_the_bot_gets_nothing(discord: Discord) -> None:
    """Who only calls is told in a line how to ask; who replies with a picture alone asks nothing."""
    called = await discord.reply(discord.say(discord.asker, discord.general, "", mention=True))
    sticker = discord.say(discord.asker, discord.general, "", reply_to=called)
    await quiet(discord)

    assert "/alibaba help" in called.text
    assert discord.replies(sticker) == ()


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("text", ["thanks!", "ok", "👍", "cool, I'll put this into the deck"])
async def test_who_replies_with_thanks_gets_no_lecture(discord: Discord, text: str) -> None:
    """Discord pings the bot with every reply, whether or not anything is asked."""
    answer = await discord.reply(discord.say(discord.asker, discord.general, COUNTRIES, mention=True))
    said = discord.say(discord.asker, discord.general, text, reply_to=answer)
    await quiet(discord)

    assert discord.replies(said) == ()


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("help", "What you can ask"),
        ("who owns the moon?", "does not say"),
        ("employees of Cainiao", "No certain answer"),
        ("ali", "Did you mean"),
    ],
)
async def test_a_reply_that_asks_is_answered_even_if_there_is_no_answer(discord: Discord, text: str, told: str) -> None:
    """It was said to the bot, on purpose."""
    answer = await discord.reply(discord.say(discord.asker, discord.general, COUNTRIES, mention=True))

    reply = await discord.reply(discord.say(discord.asker, discord.general, text, reply_to=answer))

    assert told in reply.text


@pytest.mark.usefixtures("bot")
async def test_a_forwarded_question_is_answered_in_a_direct_message(
    discord: Discord, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A forwarded message says nothing itself, but brings what was said along ("Message Snapshots")."""
    snapshot = {"type": PLAIN, "content": COUNTRIES, "timestamp": "2026-11-22T12:00:00+00:00", "edited_timestamp": None}
    whole = {
        **snapshot,
        "attachments": [],
        "embeds": [],
        "components": [],
        "flags": 0,
        "mentions": [],
        "mention_roles": [],
    }
    direct = discord.direct(discord.asker)
    forwarded = Message(discord.clock.snowflake(), direct, discord.asker, Content())
    plain = Message.as_payload
    reference = {"type": 1, "message_id": "1", "channel_id": str(discord.general.id)}
    brought = {"message_reference": reference, "message_snapshots": [{"message": whole}]}
    monkeypatch.setattr(
        Message, "as_payload", lambda message: plain(message) | (brought if message is forwarded else {})
    )

    answer = await discord.reply(hear(discord, forwarded))

    assert "224" in answer.text


async def test_a_reply_is_answered_while_the_database_is_away(
    discord: Discord, running: Running, postgres: Server
) -> None:
    """Nobody can say then what it leans on, but it is heard."""
    postgres.database("discord_replies")
    async with running(pace=QUICK, DATABASE_URL=postgres.url("discord_replies")):
        topics = await discord.reply(discord.say(discord.asker, discord.general, "topics", mention=True))
        postgres.close("discord_replies")
        answer = await discord.reply(discord.say(discord.asker, discord.general, COUNTRIES, reply_to=topics))
        postgres.open("discord_replies")

    assert "224" in answer.text
