"""Commands, buttons and modals in the loopback Discord."""

from collections.abc import Awaitable, Callable

import pytest

from tests.discord.echo import Echo, connecting
from tests.discord.fake.server import Discord
from tests.discord.fake.world import Payload

Answer = Callable[[str, str, Payload], Awaitable[tuple[int, int]]]
SAYING = {"content": "one", "allowed_mentions": {"parse": []}}


async def test_a_slash_command_is_answered_in_its_callback(fake: Discord, bot: Echo) -> None:
    """The message is of components alone and can be read by all."""
    interaction = fake.slash(fake.asker, fake.general, "echo", {"text": "cainiao"})

    callback = await interaction.acked

    assert callback["type"] == 4
    message = await fake.shown(interaction)
    assert (message.text, message.is_v2, message.is_ephemeral) == ("cainiao", True, False)
    assert message.id in fake.general.messages
    assert not bot.failed


@pytest.mark.usefixtures("bot")
async def test_a_deferred_answer_is_waited_for(fake: Discord) -> None:
    """That the bot is thinking is not an answer; the deferral decides who sees it."""
    interaction = fake.slash(fake.asker, fake.general, "later", {"text": "cainiao"})

    message = await fake.shown(interaction)

    assert (message.text, message.is_ephemeral, message.is_loading) == ("cainiao", True, False)
    assert message.seen_by is fake.asker
    assert not message.edits
    with pytest.raises(LookupError, match="does not see"):
        fake.press(fake.admin, message, message.custom_id("Again"))
    assert message.id not in fake.general.messages


@pytest.mark.usefixtures("bot")
async def test_typing_gives_choices(fake: Discord) -> None:
    """As the bot suggests them."""
    choices = await fake.autocomplete(fake.asker, fake.general, "echo", {"text": "cai"})

    assert choices == [{"name": "CAI", "value": "cai"}]


@pytest.mark.usefixtures("bot")
async def test_a_button_updates_its_message(fake: Discord) -> None:
    """What it said before is kept."""
    message = await fake.shown(fake.slash(fake.asker, fake.general, "echo", {"text": "one"}))

    pressed = fake.press(fake.asker, message, message.custom_id("Again"))

    assert (await pressed.acked)["type"] == 7
    assert message.text == "one again"
    assert len(message.edits) == 1


async def test_a_button_works_with_the_next_process(fake: Discord) -> None:
    """A message outlives the bot that posted it."""
    async with connecting(fake, Echo(fake.changed)):
        message = await fake.shown(fake.slash(fake.asker, fake.general, "echo", {"text": "one"}))
    async with connecting(fake, Echo(fake.changed)):
        await fake.press(fake.asker, message, "again:one").acked

    assert message.text == "one again"


@pytest.mark.usefixtures("bot")
async def test_a_modal_is_filled_in(fake: Discord) -> None:
    """What is submitted is an interaction of its own."""
    opened = fake.slash(fake.asker, fake.general, "ask")
    await opened.acked

    submitted = fake.submit(fake.asker, opened, {"question": "why?"})

    message = await fake.shown(submitted)
    assert (message.text, message.is_ephemeral) == ("why?", True)


@pytest.mark.usefixtures("bot")
async def test_a_required_input_must_be_filled_in(fake: Discord) -> None:
    """As Discord does not let a person submit without."""
    opened = fake.slash(fake.asker, fake.general, "ask")
    await opened.acked

    with pytest.raises(LookupError, match="0 characters"):
        fake.submit(fake.asker, opened, {})


@pytest.mark.usefixtures("bot")
async def test_the_menu_of_a_message_sends_it_along(fake: Discord) -> None:
    """With its text, which the bot could not read otherwise."""
    said = fake.say(fake.asker, fake.general, "who are they?")

    message = await fake.shown(fake.context_menu(fake.asker, "Say this", said))

    assert message.content == "who are they?"


@pytest.mark.usefixtures("bot")
async def test_a_command_is_shown_to_those_who_have_its_permissions(fake: Discord) -> None:
    """The owner may; a member may once the server's settings say so."""
    values = {"user": fake.admin}
    with pytest.raises(LookupError, match="lack its permissions"):
        fake.slash(fake.asker, fake.general, "manage show", values)

    fake.guild.open_commands.add("manage")

    message = await fake.shown(fake.slash(fake.asker, fake.general, "manage show", values))
    assert message.content == "ada"


@pytest.mark.usefixtures("bot")
async def test_a_user_install_reaches_servers_without_the_bot(fake: Discord) -> None:
    """A command that allows it; the bot cannot post there otherwise."""
    traveller = fake.add_user("ivo", has_installed=True)
    elsewhere = fake.add_guild("Elsewhere", traveller, has_bot=False)
    channel = fake.add_channel(elsewhere, "lobby")

    message = await fake.shown(fake.slash(traveller, channel, "later", {"text": "hi"}))

    assert message.text == "hi"
    with pytest.raises(LookupError, match="not installed"):
        fake.slash(traveller, channel, "echo", {"text": "hi"})


@pytest.mark.usefixtures("bot")
async def test_a_user_install_reaches_private_conversations(fake: Discord) -> None:
    """Those of people among themselves."""
    traveller = fake.add_user("ivo", has_installed=True)

    interaction = fake.slash(traveller, fake.group(traveller, fake.asker), "later", {"text": "hi"})

    assert (await fake.shown(interaction)).text == "hi"
    assert interaction.payload["context"] == 2


async def test_commands_keep_their_ids(fake: Discord) -> None:
    """Each start replaces them all."""
    async with connecting(fake, Echo(fake.changed)):
        before = [command["id"] for command in fake.commands[None]]
    async with connecting(fake, Echo(fake.changed)):
        assert [command["id"] for command in fake.commands[None]] == before

    assert len(fake.syncs) == 2


@pytest.mark.usefixtures("bot")
async def test_options_must_fit(fake: Discord) -> None:
    """Unknown ones, and required ones left out, a person can't send."""
    for name, values in (("echo", {}), ("echo", {"word": "x"}), ("nothing", {}), ("manage hide", {})):
        with pytest.raises(LookupError):
            fake.slash(fake.admin, fake.general, name, values)


async def test_interactions_say_where_and_who(fake: Discord, bot: Echo) -> None:
    """With locales, permissions and installation, as discord.py reads them."""
    person = fake.add_user("li", "zh-CN")
    fake.join(fake.guild, person)

    await fake.slash(person, fake.general, "echo", {"text": "x"}).acked

    interaction = bot.seen[0]
    assert (str(interaction.locale), str(interaction.guild_locale)) == ("zh-CN", "en-US")
    assert interaction.permissions.send_messages
    assert not interaction.permissions.manage_guild
    assert interaction.app_permissions.view_channel
    assert interaction.is_guild_integration()
    assert interaction.context.guild
