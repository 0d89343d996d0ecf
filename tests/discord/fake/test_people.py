"""What people write in the loopback Discord, and what a bot writes there."""

from io import BytesIO

import discord
import pytest

from tests.discord.echo import Echo, connecting
from tests.discord.fake.intents import Intent
from tests.discord.fake.server import Discord


async def test_a_mention_is_heard_and_answered(fake: Discord, bot: Echo) -> None:
    """The reply is one to the message, and the bot hears of its own too."""
    question = fake.say(fake.asker, fake.general, "hello", mention=True)

    reply = await fake.reply(question)

    assert (reply.text, reply.reference) == ("hello", question)
    await fake.until(lambda: len(bot.heard) == 2)


async def test_without_a_mention_the_text_stays_with_the_people(fake: Discord, bot: Echo) -> None:
    """The bot hears that something was said, not what."""
    fake.say(fake.asker, fake.general, "hello")

    await fake.until(lambda: bot.heard)
    assert bot.heard[0].content == ""


async def test_the_intent_lets_a_bot_read_all(fake: Discord) -> None:
    """A privileged intent has to be allowed to the app."""
    fake.privileged = Intent.MESSAGE_CONTENT
    async with connecting(fake, Echo(fake.changed, Intent.MESSAGE_CONTENT)):
        question = fake.say(fake.asker, fake.general, "hello")

        assert (await fake.reply(question)).text == "hello"


async def test_direct_messages_can_be_read(fake: Discord, bot: Echo) -> None:
    """There all that the bot says later is an answer."""
    question = fake.say(fake.asker, fake.direct(fake.asker), "hello")

    assert (await fake.reply(question)).text == "hello"
    assert bot.heard[0].guild is None


async def test_a_reply_to_the_bot_can_be_read(fake: Discord, bot: Echo) -> None:
    """Replying mentions whom one replies to."""
    first = await fake.reply(fake.say(fake.asker, fake.general, "one", mention=True))

    second = fake.say(fake.asker, fake.general, "two", reply_to=first)

    assert (await fake.reply(second)).text == "two"
    heard = next(message for message in bot.heard if message.id == second.id)
    assert heard.reference is not None
    assert heard.reference.message_id == first.id


async def test_edits_and_deletions_are_told(fake: Discord, bot: Echo) -> None:
    """The bot hears what a message says now, if it concerns it."""
    question = fake.say(fake.asker, fake.general, "hello", mention=True)
    await fake.reply(question)

    fake.edit(question, f"{fake.bot.mention} bye")
    fake.delete(question)

    await fake.until(lambda: bot.edited)
    assert bot.edited[-1].endswith("bye")


async def test_a_file_is_uploaded(fake: Discord, bot: Echo) -> None:
    """A component shows it from where Discord keeps it."""
    view = discord.ui.LayoutView()
    view.add_item(discord.ui.MediaGallery(discord.MediaGalleryItem("attachment://card.png")))
    file = discord.File(BytesIO(b"png"), "card.png")

    posted = await bot.get_partial_messageable(fake.general.id).send(view=view, file=file)

    message = fake.general.messages[posted.id]
    assert message.components[0]["items"][0]["media"]["url"] == message.said.attachments[0]["url"]
    assert fake.requests[-1].files == {"files[0]": ("card.png", b"png")}


async def test_another_bot_can_be_told_apart(fake: Discord, bot: Echo) -> None:
    """By its author."""
    other = fake.add_user("other", is_bot=True)
    fake.join(fake.guild, other)

    fake.say(other, fake.general, "hello", mention=True)

    await fake.until(lambda: bot.heard)
    assert bot.heard[0].author.bot


@pytest.mark.usefixtures("bot")
async def test_the_same_message_can_arrive_twice(fake: Discord) -> None:
    """With its id, and the nonce made of it keeps the bot from answering twice."""
    question = fake.say(fake.asker, fake.general, "hello", mention=True)
    await fake.reply(question)

    fake.repeat(question)

    await fake.until(lambda: len(fake.requested("POST /channels/{channel}/messages")) == 2)
    await fake.until(lambda: all(request.status for request in fake.requests))
    assert len(fake.replies(question)) == 1


async def test_a_person_can_refuse_direct_messages(fake: Discord, bot: Echo) -> None:
    """The channel opens; the message does not arrive."""
    fake.asker.accepts_direct = False
    channel = await bot.create_dm(discord.Object(fake.asker.id))

    with pytest.raises(discord.Forbidden) as refused:
        await channel.send("hello")

    assert refused.value.code == 50007


async def test_a_reply_needs_what_it_replies_to(fake: Discord, bot: Echo) -> None:
    """Unless it says that it does not."""
    question = fake.say(fake.asker, fake.general, "hello")
    fake.delete(question)
    channel = bot.get_partial_messageable(fake.general.id)
    gone = channel.get_partial_message(question.id)

    with pytest.raises(discord.HTTPException, match="Unknown message"):
        await gone.reply("hello")

    await channel.send("hello", reference=gone.to_reference(fail_if_not_exists=False))
    assert len(fake.general.messages) == 1


async def test_the_bot_edits_and_deletes_its_own(fake: Discord, bot: Echo) -> None:
    """Not what others wrote."""
    said = fake.say(fake.asker, fake.general, "hello")
    channel = bot.get_partial_messageable(fake.general.id)
    own = await channel.send("one")

    await own.edit(content="two")

    assert fake.general.messages[own.id].text == "two"
    assert fake.general.messages[own.id].edits[0].text == "one"
    await own.delete()
    assert own.id not in fake.general.messages
    for refused in (
        channel.get_partial_message(said.id).edit(content="x"),
        channel.get_partial_message(said.id).delete(),
    ):
        with pytest.raises(discord.Forbidden):
            await refused


async def test_components_exclude_content(fake: Discord, bot: Echo) -> None:
    """A message is of one kind or the other, also after an edit."""
    own = await bot.get_partial_messageable(fake.general.id).send("text")
    view = discord.ui.LayoutView()
    view.add_item(discord.ui.TextDisplay("text"))

    with pytest.raises(discord.HTTPException, match="IS_COMPONENTS_V2"):
        await own.edit(view=view, allowed_mentions=discord.AllowedMentions.none())

    await own.edit(content=None, view=view)
    assert fake.general.messages[own.id].is_v2


async def test_an_empty_message_is_refused(fake: Discord, bot: Echo) -> None:
    """As one too long."""
    channel = bot.get_partial_messageable(fake.general.id)

    with pytest.raises(discord.HTTPException) as empty:
        await channel.send("")
    with pytest.raises(discord.HTTPException) as long:
        await channel.send("x" * 2001)

    assert (empty.value.code, long.value.code) == (50006, 50035)
