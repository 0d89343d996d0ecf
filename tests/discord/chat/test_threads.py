"""Replies in threads that are opened on their questions."""

from dataclasses import replace

import pytest

from tests.discord.chat.bench import MINUTES, Bench, revised
from tests.discord.fake.permissions import Permission


async def test_a_thread_is_opened_on_the_question(bench: Bench) -> None:
    """With its title; the reply stands in it and refers to nothing."""
    delivery = bench.owed(thread="how much tea " * 20)

    await bench.chat.send(delivery)

    (thread,) = bench.discord.threads(bench.discord.general)
    (posted,) = bench.said()
    assert (posted.channel, posted.reference) == (thread, None)
    assert thread.id == bench.question.id
    assert thread.name.startswith("how much tea how")
    assert len(thread.name) <= 100


async def test_a_place_may_be_the_thread_that_is_to_be_opened(bench: Bench) -> None:
    """What is said in it belongs to it from the beginning on."""
    owed = bench.owed(thread="how much tea?", reference="")
    delivery = replace(owed, place=replace(owed.place, channel=str(bench.question.id), thread=""))

    message_id = await bench.chat.send(delivery)
    bench.discord.pass_time(MINUTES)

    (thread,) = bench.discord.threads(bench.discord.general)
    assert [posted.channel for posted in bench.said()] == [thread]
    assert await bench.chat.find(delivery) == message_id


async def test_a_thread_is_opened_once(bench: Bench) -> None:
    """Whether it was the bot that opened it, or anybody else."""
    bench.discord.add_thread(bench.discord.general, "Tea", bench.question)
    delivery = bench.owed(thread="how much tea?")

    first, second = await bench.chat.send(delivery), await bench.chat.send(delivery)

    (thread,) = bench.discord.threads(bench.discord.general)
    assert first == second
    assert [posted.channel for posted in bench.said()] == [thread]


@pytest.mark.parametrize("missing", [Permission.CREATE_PUBLIC_THREADS, Permission.SEND_MESSAGES_IN_THREADS])
async def test_where_no_thread_may_be_used_the_reply_stands_in_place(bench: Bench, missing: Permission) -> None:
    """It is more than the form that was asked for."""
    bench.discord.permit(bench.discord.general, bench.discord.bot, deny=missing)

    await bench.chat.send(bench.owed(thread="how much tea?", reference=""))

    assert [posted.reference for posted in bench.said()] == [bench.question]


async def test_a_reply_in_a_thread_is_found_changed_and_taken_away(bench: Bench) -> None:
    """Its message is looked for in both places."""
    delivery = bench.owed(thread="how much tea?")
    message_id = await bench.chat.send(delivery)
    bench.discord.pass_time(MINUTES)

    found = await bench.chat.find(delivery)
    await bench.chat.correct(revised(delivery, "Coffee sells.", bench.question), message_id)
    texts = [posted.text for posted in bench.said()]
    await bench.chat.correct(replace(delivery, payload=""), message_id)

    assert found == message_id
    assert ["Coffee sells." in text for text in texts] == [True]
    assert bench.said() == []


async def test_a_reply_whose_thread_was_never_opened_is_not_found(bench: Bench) -> None:
    """Nor is one in a thread in which nothing was said."""
    delivery = bench.owed(thread="how much tea?")
    bench.discord.pass_time(MINUTES)

    unopened = await bench.chat.find(delivery)
    bench.discord.add_thread(bench.discord.general, "Tea", bench.question)
    empty = await bench.chat.find(delivery)

    assert (unopened, empty) == (None, None)


async def test_what_nobody_wrote_has_no_thread(bench: Bench) -> None:
    """A thread hangs on a message."""
    await bench.chat.send(replace(bench.owed(thread="tea"), event_id="interaction:1"))

    assert bench.discord.threads(bench.discord.general) == ()
    assert len(bench.said()) == 1
