"""How what was posted is found again: by its nonce soon after, by its mark later."""

import asyncio
from dataclasses import replace

import pytest

from bot.delivery import RefusedError, UnsureError
from bot.store.delivery import Delivery
from tests.discord.chat.bench import HISTORY, MINUTES, Bench, hide_history
from tests.discord.fake.faults import Fault
from tests.discord.fake.intents import Intent

HALF_AN_HOUR = 1800.0
ONE = "GET /channels/*/messages/*"


async def test_what_is_posted_again_soon_is_the_same_message(bench: Bench) -> None:
    """So there is nothing to look for."""
    delivery = bench.owed()

    first = await bench.chat.send(delivery)
    found = await bench.chat.find(delivery)
    second = await bench.chat.send(delivery)

    assert (found, second) == (None, first)
    assert len(bench.said()) == 1
    assert not bench.discord.requested(HISTORY)


async def test_deliveries_have_nonces_of_their_own(bench: Bench) -> None:
    """Of two answers in a channel neither is taken for the other."""
    await bench.chat.send(bench.owed())
    await bench.chat.send(bench.owed())

    assert len(bench.said()) == 2


async def test_later_a_message_is_found_by_its_mark(bench: Bench) -> None:
    """Whoever wrote what before and after it."""
    delivery = bench.owed()
    message_id = await bench.chat.send(delivery)
    await bench.chat.send(bench.owed())
    chatter(bench, 150)
    bench.discord.pass_time(MINUTES)

    assert await bench.chat.find(delivery) == message_id
    assert len(bench.discord.requested(HISTORY)) == 2


async def test_later_what_was_not_posted_is_not_found(bench: Bench) -> None:
    """Looked for no further back than it was first tried, less what two clocks may differ."""
    chatter(bench, 250)
    bench.discord.pass_time(3 * 3600)
    delivery = bench.owed()
    chatter(bench, 20)
    bench.discord.pass_time(MINUTES)

    assert await bench.chat.find(delivery) is None
    assert len(bench.discord.requested(HISTORY)) == 2  # one page of the channel, and no thread


@pytest.mark.parametrize("ahead", [HALF_AN_HOUR, -HALF_AN_HOUR], ids=["ahead", "behind"])
async def test_a_message_is_found_though_the_clock_is_wrong(bench: Bench, ahead: float) -> None:
    """Otherwise it would be posted again; the newest messages come first."""
    delivery = shifted(bench.owed(), ahead)
    message_id = await bench.chat.send(delivery)
    chatter(bench, 120)
    bench.discord.pass_time(HALF_AN_HOUR + MINUTES)

    assert await bench.chat.find(delivery) == message_id
    assert len(bench.discord.requested(HISTORY)) == 2


@pytest.mark.parametrize("ahead", [HALF_AN_HOUR, -HALF_AN_HOUR], ids=["ahead", "behind"])
async def test_what_was_not_posted_is_not_found_though_the_clock_is_wrong(bench: Bench, ahead: float) -> None:
    """So it is posted."""
    delivery = shifted(bench.owed(), ahead)
    chatter(bench, 250)
    bench.discord.pass_time(HALF_AN_HOUR + MINUTES)

    assert await bench.chat.find(delivery) is None


async def test_when_the_clock_was_set_back_nobody_relies_on_the_nonce(bench: Bench) -> None:
    """Discord may have forgotten it: what was tried in the future is looked for."""
    delivery = shifted(bench.owed(), HALF_AN_HOUR)
    message_id = await bench.chat.send(delivery)
    bench.discord.pass_time(MINUTES)

    found = await bench.chat.find(delivery)
    again = await bench.chat.send(replace(delivery, attempt=2))

    assert found == again == message_id
    assert len(bench.said()) == 1


async def test_in_a_new_channel_what_was_not_posted_is_not_found(bench: Bench) -> None:
    """There the history has a beginning."""
    delivery = bench.owed()
    bench.discord.pass_time(MINUTES)

    assert await bench.chat.find(delivery) is None


async def test_a_mark_on_what_another_said_is_not_ours(bench: Bench) -> None:
    """A bot can copy a message with all its components; ours sees them where its operator lets it read everything."""
    bench.discord.privileged = Intent.MESSAGE_CONTENT
    delivery = bench.owed()
    await bench.chat.send(delivery)
    (posted,) = bench.said()
    posted.author = bench.discord.add_user("parrot", is_bot=True)
    bench.discord.pass_time(MINUTES)

    assert await bench.chat.find(delivery) is None


async def test_nobody_knows_of_a_message_in_a_history_that_is_too_long(bench: Bench) -> None:
    """So it is not posted again."""
    delivery = bench.owed()
    chatter(bench, 2000)
    bench.discord.pass_time(MINUTES)

    with pytest.raises(UnsureError, match="too much history"):
        await bench.chat.find(delivery)


async def test_nobody_knows_of_a_message_where_no_history_may_be_read(bench: Bench) -> None:
    """Discord then says that there is none."""
    delivery = bench.owed()
    await bench.chat.send(delivery)
    hide_history(bench.discord)
    bench.discord.pass_time(MINUTES)

    with pytest.raises(UnsureError, match="no history"):
        await bench.chat.find(delivery)


async def test_in_an_empty_channel_that_may_be_read_nothing_was_posted(told: Bench) -> None:
    """So what is owed there is posted, and not held back for want of certainty."""
    delivery = told.owed()
    told.discord.delete(told.question)
    told.discord.pass_time(MINUTES)

    assert await told.chat.find(delivery) is None


async def test_nobody_knows_of_a_message_in_an_empty_channel_that_may_not_be_read(told: Bench) -> None:
    """Also right after the permission was withdrawn, when the gateway has not told of it yet."""
    delivery = told.owed()
    await told.chat.send(delivery)
    told.discord.faults.add(ONE, Fault(status=403, code=50001))
    told.discord.pass_time(MINUTES)
    for message in tuple(told.discord.general.messages.values()):
        told.discord.delete(message)

    with pytest.raises(UnsureError, match="no history"):
        await told.chat.find(delivery)


async def test_a_message_is_found_though_its_channel_seemed_empty_at_first(told: Bench) -> None:
    """Whatever changed meanwhile, the channel is read when it may certainly be read."""
    delivery, gate = told.owed(), asyncio.Event()
    told.discord.delete(told.question)
    told.discord.pass_time(MINUTES)
    told.discord.faults.add(ONE, Fault(gate=gate))

    finding = asyncio.create_task(told.chat.find(delivery))
    await told.discord.until(lambda: told.discord.requested(HISTORY))
    message_id = await told.chat.send(delivery)
    gate.set()

    assert await finding == message_id


async def test_a_thread_that_may_not_be_read_is_not_looked_through(bench: Bench) -> None:
    """Nobody can say whether the reply stands in it."""
    delivery = bench.owed(thread="how much tea?")
    await bench.chat.send(delivery)
    bench.discord.faults.add(f"GET /channels/{bench.question.id}/*", Fault(status=403, code=50001))
    bench.discord.pass_time(MINUTES)

    with pytest.raises(RefusedError, match="missing_access"):
        await bench.chat.find(delivery)


async def test_in_a_channel_that_is_gone_nothing_is_owed(bench: Bench) -> None:
    """The outbox gives it up."""
    delivery = bench.owed()
    bench.discord.remove_channel(bench.discord.general)
    bench.discord.pass_time(MINUTES)

    with pytest.raises(RefusedError, match="unknown_channel"):
        await bench.chat.find(delivery)


def chatter(bench: Bench, count: int) -> None:
    """So many messages of people among themselves."""
    for number in range(count):
        bench.discord.say(bench.discord.asker, bench.discord.general, f"hm {number}")


def shifted(delivery: Delivery, ahead: float) -> Delivery:
    """A delivery that was first tried now, as a clock says that is ahead of Discord's by so many seconds."""
    at = delivery.created_at + ahead
    return replace(delivery, first_try_at=at, created_at=at)
