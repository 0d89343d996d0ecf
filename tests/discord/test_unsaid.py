"""Mentions that are taken out of a message and put back, and messages that a moderator deletes together."""

from collections.abc import Sequence

import pytest

from bot.conversation.changes import Changes
from bot.store.delivery import Delivery
from tests.discord.conftest import Running
from tests.discord.fake.server import Discord
from tests.discord.faulty import COUNTRIES, QUICK, answered
from tests.discord.test_conversation import quiet


@pytest.mark.parametrize("text", [COUNTRIES, "what is alipay?"], ids=["as before", "otherwise"])
async def test_a_mention_that_is_taken_out_and_put_back_is_answered_again(
    discord: Discord, running: Running, text: str
) -> None:
    """Whether it then asks the same or not; and gone is gone, for good."""
    async with running(pace=QUICK):
        asked = discord.say(discord.asker, discord.general, COUNTRIES, mention=True)
        first = await discord.reply(asked)
        discord.edit(asked, COUNTRIES)
        await discord.until(lambda: first.is_deleted)
        discord.edit(asked, f"{discord.bot.mention} {text}")
        second = await discord.reply(asked)
        discord.delete(asked)
        await discord.until(lambda: second.is_deleted)
        discord.edit(asked, f"{discord.bot.mention} what is taobao?")
        await quiet(discord)

    assert ("224" in second.text) == (text == COUNTRIES)
    assert discord.replies(asked) == ()


async def test_many_deleted_messages_are_looked_up_together(
    discord: Discord, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A moderator deletes up to a hundred, of which most were nobody's question; those that were lose their answers."""
    async with running(pace=QUICK):
        asked = [discord.say(discord.asker, discord.general, COUNTRIES, mention=True) for _ in range(2)]
        answers = [await discord.reply(one) for one in asked]
    async with running(pace=QUICK):
        await answered(discord, "what is alipay?")
        reads = counted(monkeypatch)
        ids = [str(one.id) for one in asked] + [str(discord.clock.snowflake()) for _ in range(98)]
        told = {"ids": ids, "channel_id": str(discord.general.id), "guild_id": str(discord.guild.id)}
        for session in discord.gateway.sessions.values():
            session.dispatch("MESSAGE_DELETE_BULK", told)
        await discord.until(lambda: all(one.is_deleted for one in answers))

    assert reads[0] == 100


def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many answers are looked up together, each time."""
    reads: list[int] = []
    given_to = Changes.given_to

    async def counting(self: Changes, keys: Sequence[str], workspace: str) -> tuple[Delivery, ...]:
        reads.append(len(keys))
        return await given_to(self, keys, workspace)

    monkeypatch.setattr(Changes, "given_to", counting)
    return reads
