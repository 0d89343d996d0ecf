"""Posting to Discord: where a reply stands, and what becomes of one that is refused."""

import pytest

from bot.adapters.discord.chat import DiscordChat
from bot.adapters.discord.marks import mark, nonce
from bot.adapters.discord.notices import Notices
from bot.delivery import BusyError, RefusedError
from tests.discord.bare import bare
from tests.discord.chat.bench import POST, POSTED, Bench, hide_history
from tests.discord.fake.faults import Fault


async def test_a_reply_stands_beneath_its_question_and_calls_nobody(bench: Bench) -> None:
    """With its nonce, and its mark on the outermost component."""
    delivery = bench.owed()

    message_id = await bench.chat.send(delivery)

    (posted,) = bench.said()
    assert (str(posted.id), posted.reference) == (message_id, bench.question)
    assert "Tea sells." in posted.text
    assert (posted.nonce, posted.components[0]["id"]) == (nonce(delivery), mark(delivery.id))


async def test_a_reply_to_a_question_that_is_gone_stands_by_itself(bench: Bench) -> None:
    """Who deleted it meanwhile is not failed for it."""
    bench.discord.delete(bench.question)

    await bench.chat.send(bench.owed())

    assert [posted.reference for posted in bench.said()] == [None]


async def test_where_no_history_may_be_read_a_reply_refers_to_nothing(bench: Bench) -> None:
    """Discord refuses a reply to what the bot may not look at."""
    hide_history(bench.discord)

    await bench.chat.send(bench.owed())

    assert [posted.reference for posted in bench.said()] == [None]


async def test_a_direct_reply_refers_to_nothing(bench: Bench) -> None:
    """There the question is what stands above it."""
    await bench.chat.send(bench.owed(reference=""))

    assert [posted.reference for posted in bench.said()] == [None]


async def test_components_that_are_refused_are_sent_as_texts_alone(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    """The answer is there, and its mark; only the frame and the buttons are not."""
    bench.discord.faults.add(POST, Fault(status=400, code=50035))
    delivery = bench.owed()

    await bench.chat.send(delivery)

    (posted,) = bench.said()
    assert {each["type"] for each in posted.components} == {10}
    assert "Tea sells." in posted.text
    assert posted.components[0]["id"] == mark(delivery.id)
    assert "discord.components_refused" in [record.message for record in caplog.records]


async def test_what_is_refused_in_either_form_is_refused(bench: Bench) -> None:
    """The outbox gives it up."""
    bench.discord.faults.add(POST, Fault(status=400, code=50035), times=2)

    with pytest.raises(RefusedError, match="invalid_form"):
        await bench.chat.send(bench.owed())


async def test_another_refusal_is_not_tried_in_another_form(bench: Bench) -> None:
    """It is not the form that is wrong."""
    bench.discord.faults.add(POST, Fault(status=403, code=50013))

    with pytest.raises(RefusedError, match="missing_permissions"):
        await bench.chat.send(bench.owed())

    assert len(bench.discord.requested(POSTED)) == 1


async def test_before_it_is_signed_in_a_client_is_busy(bench: Bench) -> None:
    """A delivery of before the start waits for it."""
    chat = DiscordChat(bare(), Notices(bare(), bench.store))

    with pytest.raises(BusyError):
        await chat.send(bench.owed())
