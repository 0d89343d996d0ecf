"""Buttons, menus and modals outlive the process that sent them, and meet those of other versions politely."""

import discord
import pytest
import simcord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle

from bot.store.tables import vote
from tests.discord.simulated.bridge import Simulation
from tests.discord.simulated.seen import mention, menu, reply, text, told


async def test_a_related_topic_is_shown_by_a_button_of_an_earlier_process(
    simulation: Simulation, asker: MemberActor, general: ChannelHandle
) -> None:
    """What it says stands in the button."""
    answer = await mention(asker, general, "Cainiao")

    await simulation.restart()
    result = await asker.click(answer, label="Logistics")

    assert "Logistics" in told(result)
    assert result.ephemeral


async def test_pages_are_turned_in_a_message_of_an_earlier_process(
    simulation: Simulation, asker: MemberActor, general: ChannelHandle
) -> None:
    """On and back again, in the same message, which only its reader sees."""
    answer = await mention(asker, general, "Alibaba")
    first = await asker.click(answer, label="Everything on Alibaba")
    before = text(reply(first))

    await simulation.restart()
    turned = await asker.click(reply(first), label="Next")
    after = text(reply(turned))
    await asker.click(reply(first), label="Previous")

    assert reply(first).id == reply(turned).id
    assert after != before
    assert text(reply(first)) == before
    assert first.ephemeral


async def test_a_menu_of_an_earlier_process_asks_what_is_chosen(
    simulation: Simulation, asker: MemberActor, general: ChannelHandle
) -> None:
    """The option itself is what is said."""
    answer = await mention(asker, general, "Cainiao")
    offered = menu(answer)

    await simulation.restart()
    result = await asker.select(answer, ["India"], custom_id=offered["custom_id"])

    assert "India" in told(result)


async def test_a_private_reply_of_an_earlier_process_is_shared_once(
    simulation: Simulation, asker: MemberActor, general: ChannelHandle
) -> None:
    """Another process still knows that it was."""
    private = await asker.slash(general, "alibaba", topic="cainiao")

    await simulation.restart()
    shared = await asker.click(reply(private), label="Share")
    await simulation.restart()
    again = await asker.click(reply(private), label="Share")

    assert not shared.ephemeral
    assert "asker" in told(shared)
    assert "Shared before" in told(again)
    assert again.ephemeral


async def test_a_vote_on_a_reply_of_an_earlier_process_counts(
    simulation: Simulation, asker: MemberActor, general: ChannelHandle
) -> None:
    """With its reason, which a third process hears."""
    answer = await mention(asker, general, "How many countries does Cainiao reach?")

    await simulation.restart()
    opened = await asker.click(answer, label="Not helpful")
    await simulation.restart()
    thanks = await asker.submit_modal(opened, {"value": "out_of_date"})

    assert "Thank you" in told(thanks)
    assert thanks.ephemeral
    assert _votes(simulation) == [(False, "out_of_date")]


async def test_a_follow_up_of_an_earlier_process_leans_on_what_was_said_then(
    simulation: Simulation, asker: MemberActor, general: ChannelHandle
) -> None:
    """What an exchange knows is in the store."""
    private = await asker.slash(general, "alibaba", topic="Who founded Alipay?")

    await simulation.restart()
    opened = await asker.click(reply(private), label="Ask a follow-up")
    result = await asker.submit_modal(opened, {"value": "When was it launched?"})

    assert "Alipay" in told(result)
    assert result.ephemeral


@pytest.mark.parametrize(
    "custom_id",
    ["d1:xyz:Tea", "d9:say:Tea", "d1:say", "vote_yes", "d10:menu:0", "d1:page@99999:Tea", "two\nlines"],
)
async def test_a_button_of_another_version_gets_a_private_notice(
    env: simcord.Env, asker: MemberActor, general: ChannelHandle, custom_id: str
) -> None:
    """After a new version was taken back, or where another bot ran under the same name."""
    strange = await _sent(env, general, discord.ui.Button(label="Press", custom_id=custom_id))

    result = await asker.click(strange, label="Press")

    assert "another version" in told(result)
    assert result.ephemeral


async def test_a_menu_of_another_version_gets_a_private_notice(
    env: simcord.Env, asker: MemberActor, general: ChannelHandle
) -> None:
    """As a button does."""
    options = [discord.SelectOption(label="Tea")]
    strange = await _sent(env, general, discord.ui.Select(custom_id="d9:pick:1", options=options))

    result = await asker.select(strange, ["Tea"])

    assert "another version" in told(result)


async def test_a_page_that_is_there_no_more_is_the_last_one(
    env: simcord.Env, asker: MemberActor, general: ChannelHandle
) -> None:
    """The articles may have become fewer since."""
    old = await _sent(env, general, discord.ui.Button(label="Next", custom_id="d1:page@99:Cainiao"))

    page = await asker.click(old, label="Next")

    assert "Cainiao" in told(page)


def _votes(simulation: Simulation) -> list[tuple[bool, str]]:
    with simulation.house.memory.store.read() as connection:
        return [(row.is_helpful, row.reason) for row in connection.execute(vote.select())]


async def _sent(env: simcord.Env, channel: ChannelHandle, item: discord.ui.Item[discord.ui.View]) -> discord.Message:
    """A message of the bot that our code never sends."""
    found = env.bot.get_channel(channel.id)
    assert isinstance(found, discord.TextChannel)
    view = discord.ui.LayoutView()
    row: discord.ui.ActionRow[discord.ui.LayoutView] = discord.ui.ActionRow()
    row.add_item(item)
    view.add_item(row)
    view.stop()
    return await found.send(view=view)
