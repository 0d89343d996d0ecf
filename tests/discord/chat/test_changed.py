"""Replies that are put right or taken away after they were posted."""

from dataclasses import replace

import pytest

from bot.adapters.discord.marks import mark
from tests.discord.chat.bench import Bench, revised
from tests.discord.fake.faults import Fault


async def test_a_reply_to_what_was_edited_is_put_right(bench: Bench) -> None:
    """In its place, and with its mark."""
    delivery = bench.owed()
    message_id = await bench.chat.send(delivery)

    await bench.chat.correct(revised(delivery, "Coffee sells.", bench.question), message_id)

    (posted,) = bench.said()
    assert "Coffee sells." in posted.text
    assert posted.components[0]["id"] == mark(delivery.id)


async def test_a_reply_that_is_as_it_should_be_is_left_alone(bench: Bench) -> None:
    """Without a call."""
    delivery = bench.owed()
    message_id = await bench.chat.send(delivery)
    before = len(bench.discord.requests)

    await bench.chat.correct(delivery, message_id)

    assert len(bench.discord.requests) == before


async def test_a_reply_to_what_was_deleted_is_taken_away(bench: Bench) -> None:
    """Also when that is done twice."""
    delivery = bench.owed()
    message_id = await bench.chat.send(delivery)

    await bench.chat.correct(replace(delivery, payload=""), message_id)
    await bench.chat.correct(replace(delivery, payload=""), message_id)

    assert bench.said() == []


async def test_a_reply_that_may_not_be_changed_stays(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    """The log says so."""
    delivery = bench.owed()
    message_id = await bench.chat.send(delivery)
    bench.discord.faults.add("PATCH *", Fault(status=403, code=50013))

    await bench.chat.correct(revised(delivery, "Coffee sells.", bench.question), message_id)

    assert "discord.change_lost" in [record.message for record in caplog.records]


async def test_what_was_posted_before_it_was_revised_is_put_right(bench: Bench) -> None:
    """The nonce leads to the message of before, whatever it is sent with."""
    delivery = bench.owed()
    message_id = await bench.chat.send(delivery)

    again = await bench.chat.send(replace(revised(delivery, "Coffee sells.", bench.question), attempt=2))

    (posted,) = bench.said()
    assert again == message_id
    assert "Coffee sells." in posted.text


@pytest.mark.parametrize("payload", ["revised", ""])
async def test_what_was_changed_before_anybody_knew_is_looked_for_at_once(bench: Bench, payload: str) -> None:
    """Posting it again would change nothing, or never happen."""
    delivery = bench.owed()
    message_id = await bench.chat.send(delivery)
    changed = revised(delivery, "Coffee sells.", bench.question) if payload else replace(delivery, payload="")

    assert await bench.chat.find(changed) == message_id
