"""What somebody asked alone is nobody else's: neither its words nor what a further question would lean on."""

import pytest
from simcord.actors import MemberActor
from simcord.backend.errors import SetupError
from simcord.builders import ChannelHandle, GuildHandle

from bot.store.tables import metadata, question
from tests.discord.simulated.bridge import Simulation
from tests.discord.simulated.seen import labels, mention, reply, text, told

_BARE = "When was it launched?"


async def test_nobody_else_can_press_what_one_person_sees(
    asker: MemberActor, other: MemberActor, general: ChannelHandle
) -> None:
    """Discord does not show it to them."""
    private = await asker.slash(general, "alibaba", topic="cainiao")

    with pytest.raises(SetupError, match="not visible"):
        await other.click(reply(private), label="Ask a follow-up")


async def test_what_is_shared_takes_no_private_exchange_along(
    simulation: Simulation, asker: MemberActor, other: MemberActor, general: ChannelHandle
) -> None:
    """Who asks on from the shared message leans on that alone, whatever its sharer asks on privately."""
    private = await asker.slash(general, "alibaba", topic="Who founded Alipay?")
    shared = reply(await asker.click(reply(private), label="Share"))
    opened = await asker.click(reply(private), label="Ask a follow-up")
    await asker.submit_modal(opened, {"value": "what about Taobao?"})
    simulation.written_down()

    opened = await other.click(shared, label="Ask a follow-up")
    result = await other.submit_modal(opened, {"value": _BARE})

    assert "Alipay" in told(result)
    assert "Taobao" not in told(result)


async def test_anybody_may_ask_on_where_all_could_read(
    asker: MemberActor, other: MemberActor, general: ChannelHandle
) -> None:
    """A public answer's exchange belongs to the channel."""
    answer = await mention(asker, general, "Who founded Alipay?")

    opened = await other.click(answer, label="Ask a follow-up")
    result = await other.submit_modal(opened, {"value": _BARE})

    assert "Alipay" in told(result)


async def test_a_follow_up_that_leans_on_what_was_said_is_not_shared(
    simulation: Simulation, asker: MemberActor, general: ChannelHandle
) -> None:
    """Said again by itself it would be another question."""
    private = await asker.slash(general, "alibaba", topic="Who founded Alipay?")
    simulation.written_down()
    opened = await asker.click(reply(private), label="Ask a follow-up")

    result = await asker.submit_modal(opened, {"value": _BARE})

    assert "Alipay" in told(result)
    assert "Share" in labels(reply(private))
    assert "Share" not in labels(reply(result))


async def test_a_private_question_is_kept_without_its_channel(
    simulation: Simulation, asker: MemberActor, general: ChannelHandle
) -> None:
    """Who manages the channel has no right to know of it."""
    await asker.slash(general, "alibaba", topic="Who founded Alipay?")
    simulation.written_down()

    with simulation.house.memory.store.read() as connection:
        kept = connection.execute(question.select()).one()

    assert kept.channel == ""


async def test_a_private_question_in_a_thread_is_not_what_the_thread_goes_on_from(
    simulation: Simulation, admin: MemberActor, asker: MemberActor, general: ChannelHandle
) -> None:
    """What one person asks by a command there leaves the others' exchange as it was."""
    await admin.slash(general, "briefing settings", name="threads", value=general.mention)
    await mention_in_thread(asker, general, "Who founded Alipay?")
    (opened,) = general.threads

    await asker.slash(opened, "alibaba", topic="Who founded Cainiao?")
    simulation.written_down()
    answer = await mention(asker, opened, _BARE)

    assert "Alipay" in text(answer)
    assert "Cainiao" not in text(answer)


async def mention_in_thread(member: MemberActor, channel: ChannelHandle, asked: str) -> None:
    """Ask where each mention is answered in a thread of its own."""
    me = member.guild.me
    assert me
    await member.send(channel, f"<@{me.id}> {asked}")


async def test_an_exchange_of_a_server_is_not_one_of_a_direct_message(
    asker: MemberActor, general: ChannelHandle
) -> None:
    """What somebody asked in a channel is not leant on elsewhere."""
    await mention(asker, general, "Who founded Alipay?")

    await asker.send_dm(_BARE)
    last = asker.user.dm_channel.last_message
    assert last

    assert "Alipay" not in text(last)


async def test_nothing_of_a_server_that_the_bot_is_no_member_of_is_kept(
    simulation: Simulation, guild: GuildHandle, admin: MemberActor, general: ChannelHandle
) -> None:
    """Who installed the bot for themselves is answered anywhere, and is an admin nowhere."""
    simulation.foreign.add(guild.id)

    private = await admin.slash(general, "alibaba", topic="Who founded Alipay?")
    simulation.written_down()
    opened = await admin.click(reply(private), label="Ask a follow-up")
    further = await admin.submit_modal(opened, {"value": _BARE})
    denied = await admin.slash(general, "briefing gaps")
    simulation.written_down()

    assert "Alipay" in told(further)
    assert "a server that I am a member of" in told(denied)
    kept = _kept(simulation)
    assert "Who founded Alipay?" in kept
    assert str(guild.id) not in kept
    assert str(general.id) not in kept
    assert str(admin.id) not in kept


def _kept(simulation: Simulation) -> str:
    """All that the store holds."""
    with simulation.house.memory.store.read() as connection:
        return "\n".join(str(row) for table in metadata.sorted_tables for row in connection.execute(table.select()))
