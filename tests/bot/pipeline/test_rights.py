"""Commands for admins: who may, how far, and what others are told."""

from bot.answer import APOLOGY
from bot.standing import Standing
from handlers.card import Audience, Kind, Text
from handlers.state import Reach
from tests.bot.pipeline.bench import ADMINS_ONLY, Bench, admin, asked, creator, member, unknown
from tests.handlers.memory import logged


async def test_a_command_for_admins_reads_and_changes_the_state_of_the_place(bench: Bench) -> None:
    """In the worker thread, for the database may make one wait."""
    bench.memory.ask(logged("Who flew to the moon?"))

    reply = await bench.pipeline.reply(asked("/alibaba gaps resolve aaaa"), admin)

    assert reply
    assert reply.card.title == "Resolved"
    assert bench.memory.gaps() == ()
    assert bench.threads == {"answers_0"}


async def test_who_is_no_admin_is_told_in_private_what_is_missing(bench: Bench) -> None:
    """And nothing is shown or changed."""
    bench.memory.ask(logged("Who flew to the moon?"))

    reply = await bench.pipeline.reply(asked("gaps resolve aaaa"), member)

    assert reply
    assert (reply.kind, reply.audience) == (Kind.ERROR, Audience.ASKER)
    assert reply.card.title == "“gaps” is for admins"
    assert reply.card.blocks == (Text(f"{ADMINS_ONLY}."),)
    assert len(bench.memory.gaps()) == 1


async def test_who_administers_a_channel_sees_no_more_than_that_channel(bench: Bench) -> None:
    """An admin of the workspace sees all of it."""
    seen = []
    for rights in (creator, admin):
        await bench.pipeline.reply(asked("gaps"), rights)
        seen.append(bench.memory.reach)

    assert seen == [Reach.CHANNEL, Reach.WORKSPACE]


async def test_the_asker_s_time_zone_reaches_the_command(bench: Bench) -> None:
    """Each time that of who asks."""

    async def from_tokyo(_needed: Reach) -> Standing:
        return Standing(Reach.WORKSPACE, zone="Asia/Tokyo")

    await bench.pipeline.reply(asked("subscribe"), from_tokyo)

    assert [each.rhythm.zone for each in bench.memory.held.values()] == ["Asia/Tokyo"]


async def test_what_holds_for_the_workspace_is_not_for_who_administers_a_channel(bench: Bench) -> None:
    """They are told so, and nothing changes."""
    reply = await bench.pipeline.reply(asked("settings audience channel"), creator)

    assert reply
    assert reply.card.title == "“settings” is for admins"
    assert bench.memory.choices() == {}


async def test_a_chat_that_does_not_say_who_is_an_admin_is_apologised_for(bench: Bench) -> None:
    """Without a word from it nobody is one."""
    reply = await bench.pipeline.reply(asked("gaps"), unknown)

    assert reply
    assert reply.card == APOLOGY.card


async def test_a_question_needs_no_rights(bench: Bench) -> None:
    """They are not even asked for: that costs a call."""
    reply = await bench.pipeline.reply(asked("cainiao"), unknown)

    assert reply
    assert reply.kind is Kind.BRIEFING


async def test_a_command_for_admins_is_never_ready_nor_kept(bench: Bench) -> None:
    """Not even when a channel's message of the same words was looked up as a question."""
    await bench.pipeline.answer(asked("settings"))
    first = await bench.pipeline.reply(asked("settings"), admin)
    bench.memory.choose("audience", "channel")

    assert bench.pipeline.ready(asked("settings")) is None
    assert await bench.pipeline.reply(asked("settings"), admin) != first
