"""Posting to Discord, finding what was posted, and changing it."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.discord.chat import DiscordChat
from bot.adapters.discord.marks import mark, nonce
from bot.adapters.discord.notices import Notices
from bot.adapters.discord.render import message
from bot.delivery import BusyError, Outbox, RefusedError, Timing, UnsureError
from bot.record import new_id
from bot.store import deliveries
from bot.store.delivery import Delivery, DeliveryState
from bot.store.store import Store
from handlers.card import Action, Actions, Card, Text
from handlers.request import Place
from tests.discord.bare import bare, signed_in
from tests.discord.commanded import loopback
from tests.discord.fake.faults import Fault
from tests.discord.fake.message import Message
from tests.discord.fake.permissions import Permission
from tests.discord.fake.server import Discord

POST, POSTED = "POST /channels/*/messages", "POST /channels/{channel}/messages"
HISTORY = "GET /channels/{channel}/messages"
MINUTES = 10 * 60  # after which Discord knows no nonce of before


@dataclass
class Bench:
    """A chat on a Discord in which somebody asked something."""

    discord: Discord
    chat: DiscordChat
    store: Store
    question: Message

    def owed(self, said: str = "Tea sells.", **more: Any) -> Delivery:
        """A delivery, in its first attempt, that answers the question."""
        place = Place("discord", str(self.discord.guild.id), str(self.question.channel.id), str(self.question.id))
        now, key = self.discord.clock.now(), f"{place.channel}:{self.question.id}"
        payload = body(said, self.question, **more)
        return Delivery(new_id(), place, payload, key, attempt=1, first_try_at=now, created_at=now)

    def said(self) -> list[Message]:
        """What the bot said, in the channel and its threads."""
        channels = (self.question.channel, *self.discord.threads(self.question.channel))
        found = (each for channel in channels for each in channel.messages.values())
        return [each for each in found if each.author is self.discord.bot]


def body(said: str, question: Message, **more: Any) -> str:
    """What a delivery holds."""
    card = Card("Tea", (Text(said), Actions("", (Action("More tea", "more tea"),))))
    return json.dumps({"message": message(card), "reference": str(question.id), **more})


def revised(delivery: Delivery, said: str, question: Message, **more: Any) -> Delivery:
    """The same delivery with other words."""
    return replace(delivery, payload=body(said, question, is_revised=True, **more))


@pytest.fixture
async def discord(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Discord]:
    """A Discord on the loopback interface."""
    async with loopback(monkeypatch) as running:
        yield running


@pytest.fixture
async def bench(discord: Discord, tmp_path: Path) -> AsyncIterator[Bench]:
    """A chat that can call, with a store for its outbox."""
    store = Store.open(f"sqlite:///{tmp_path / 'dossier.sqlite3'}")
    async with signed_in(discord) as client:
        question = discord.say(discord.asker, discord.general, "how much tea?", mention=True)
        yield Bench(discord, DiscordChat(client, Notices(client, store), discord.clock.now), store, question)
    store.close()


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
    bench.discord.pass_time(MINUTES)
    delivery = bench.owed()
    chatter(bench, 20)
    bench.discord.pass_time(MINUTES)

    assert await bench.chat.find(delivery) is None
    assert len(bench.discord.requested(HISTORY)) == 1


async def test_in_a_new_channel_what_was_not_posted_is_not_found(bench: Bench) -> None:
    """There the history has a beginning."""
    delivery = bench.owed()
    bench.discord.pass_time(MINUTES)

    assert await bench.chat.find(delivery) is None


async def test_a_mark_on_what_another_said_is_not_ours(bench: Bench) -> None:
    """A bot can copy a message with all its components."""
    delivery = bench.owed()
    await bench.chat.send(delivery)
    (posted,) = bench.said()
    posted.author = bench.discord.add_user("parrot", is_bot=True)
    bench.discord.pass_time(MINUTES)

    assert await bench.chat.find(delivery) is None


async def test_nobody_knows_of_a_message_in_a_history_that_is_too_long(bench: Bench) -> None:
    """So it is not posted again."""
    delivery = bench.owed()
    chatter(bench, 1000)
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
    await bench.chat.correct(revised(delivery, "Coffee sells.", bench.question, thread="how much tea?"), message_id)
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


async def test_before_it_is_signed_in_a_client_is_busy(bench: Bench) -> None:
    """A delivery of before the start waits for it."""
    chat = DiscordChat(bare(), Notices(bare(), bench.store))

    with pytest.raises(BusyError):
        await chat.send(bench.owed())


@pytest.mark.parametrize(
    "fault", [Fault(status=503), Fault(is_cut=True), Fault(is_cut=True, is_done=True)], ids=["503", "cut", "lost"]
)
@pytest.mark.parametrize("seconds", [0, MINUTES], ids=["soon", "late"])
async def test_a_reply_is_posted_once_whatever_becomes_of_the_post(bench: Bench, fault: Fault, seconds: float) -> None:
    """By the outbox, within the time of the nonce and after it."""
    bench.discord.faults.add(POST, fault)
    outbox, delivery = filed(bench)

    state = await outbox.post(delivery)
    bench.discord.pass_time(seconds)
    await outbox.tick()

    assert state is DeliveryState.UNKNOWN
    assert len(bench.said()) == 1
    assert is_settled(bench)


async def test_a_reply_that_takes_too_long_is_posted_once(bench: Bench) -> None:
    """It is done after the first attempt was given up, and the second comes to the same message."""
    gate = asyncio.Event()
    bench.discord.faults.add(POST, Fault(gate=gate))
    outbox, delivery = filed(bench)

    state = await outbox.post(delivery)
    gate.set()
    await bench.discord.until(bench.said)
    await outbox.tick()

    assert state is DeliveryState.UNKNOWN
    assert len(bench.said()) == 1
    assert is_settled(bench)


def filed(bench: Bench) -> tuple[Outbox, Delivery]:
    """An outbox of little patience, and what it owes."""
    timing = Timing(timeout=0.5, quarantine=0, margin=0.1)
    outbox = Outbox(bench.store, {"discord": bench.chat}, timing, bench.discord.clock.now)
    delivery = outbox.claimed(bench.owed())
    with bench.store.begin() as connection:
        deliveries.add(connection, delivery)
    return outbox, delivery


def is_settled(bench: Bench) -> bool:
    """Whether nothing is owed any more."""
    with bench.store.read() as connection:
        return not deliveries.open_ones(connection, bench.discord.clock.now() + MINUTES, 9)


def chatter(bench: Bench, count: int) -> None:
    """So many messages of people among themselves."""
    for number in range(count):
        bench.discord.say(bench.discord.asker, bench.discord.general, f"hm {number}")


def hide_history(discord: Discord) -> None:
    """The bot may write in the channel, but not read what was written."""
    discord.permit(discord.general, discord.bot, deny=Permission.READ_MESSAGE_HISTORY)
