"""Posts to channels, on a Discord that fails in every way: each question has exactly one answer in the end."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot.store.delivery import DeliveryState
from bot.store.store import Store
from bot.store.tables import delivery
from tests.discord.conftest import Running
from tests.discord.fake.faults import Fault
from tests.discord.fake.server import Discord
from tests.discord.faulty import COUNTRIES, POST, QUICK, answered, posted
from tests.discord.test_faults_answers import PASSING, faulty

SEND, EDIT, DELETE = "POST /channels/*/messages", "PATCH /channels/*/messages/*", "DELETE /channels/*/messages/*"
THREAD = "POST /channels/*/messages/*/threads"
_LONG = 600  # seconds; Discord knows a nonce for some minutes
LOST = {name: fault for name, fault in PASSING.items() if fault.is_done}


@faulty
async def test_a_mention_has_one_answer(discord: Discord, running: Running, fault: Fault) -> None:
    """Whether Discord took the first attempt or not."""
    async with running(pace=QUICK):
        discord.faults.add(SEND, fault)
        answer = await answered(discord)
        await discord.until(lambda: len(discord.requested(POST)) == 2)
        await answered(discord, "what is alipay?")

    assert "224" in answer.text
    assert len(posted(discord)) == 2


@faulty
async def test_a_direct_message_has_one_answer(discord: Discord, running: Running, fault: Fault) -> None:
    """As anywhere else."""
    direct = discord.direct(discord.asker)
    async with running(pace=QUICK):
        discord.faults.add(SEND, fault)
        await discord.reply(discord.say(discord.asker, direct, COUNTRIES))
        await answered(discord)

    assert len(posted(discord, direct)) == 1


@pytest.mark.parametrize("has_forgotten", [False, True], ids=["at once", "later"])
@pytest.mark.parametrize("fault", LOST.values(), ids=LOST)
async def test_a_post_whose_answer_was_lost_is_not_repeated_by_the_next_process(
    discord: Discord, running: Running, tmp_path: Path, fault: Fault, *, has_forgotten: bool
) -> None:
    """The process ends before it knows; the next one finds out, also when Discord has forgotten the nonce."""
    async with running(pace=QUICK):
        await answered(discord, "what is alipay?")
        discord.faults.add(SEND, fault)
        asked = discord.say(discord.asker, discord.general, COUNTRIES, mention=True)
        await discord.until(lambda: discord.replies(asked))
    if has_forgotten:
        discord.pass_time(_LONG)
        grow_old(tmp_path, _LONG)
    async with running(pace=QUICK):
        await answered(discord, "what is taobao?")
        async with asyncio.timeout(5):
            while await asyncio.to_thread(owed, tmp_path):
                pass

    assert len(discord.replies(asked)) == 1


async def test_a_post_whose_answer_was_lost_is_not_repeated_after_minutes_in_which_discord_was_busy(
    discord: Discord, running: Running, tmp_path: Path
) -> None:
    """While it knew the nonce nobody had to look; when it takes posts again it has forgotten it."""
    async with running(pace=QUICK):
        await answered(discord, "what is alipay?")
        discord.faults.add(SEND, Fault(is_cut=True, is_done=True))
        discord.faults.add(SEND, Fault(status=429, is_cloudflare=True, retry_after=1.0))
        asked = discord.say(discord.asker, discord.general, COUNTRIES, mention=True)
        await discord.until(lambda: len(discord.requested(POST)) == 3)
        discord.pass_time(_LONG)
        await asyncio.to_thread(grow_old, tmp_path, _LONG)
        async with asyncio.timeout(5):
            while await asyncio.to_thread(owed, tmp_path):
                pass

    assert len(discord.replies(asked)) == 1
    assert len(discord.requested(POST)) == 3


def grow_old(folder: Path, seconds: float) -> None:
    """Let everything that is owed be owed for so long."""
    store = Store.open(folder / "dossier.sqlite3")
    with store.begin() as connection:
        past = {each: each - seconds for each in (delivery.c.created_at, delivery.c.first_try_at)}
        connection.execute(update(delivery).values(past))
    store.close()


def owed(folder: Path) -> int:
    """How many posts nobody knows the fate of."""
    store = Store.open(folder / "dossier.sqlite3")
    with store.read() as connection:
        states = connection.scalars(select(delivery.c.state)).all()
    store.close()
    return len([state for state in states if state != DeliveryState.SENT])


@faulty
async def test_an_answer_is_put_right_whatever_happens_to_the_edit(
    discord: Discord, running: Running, fault: Fault
) -> None:
    """Its question was edited."""
    async with running(pace=QUICK):
        answer = await answered(discord)
        discord.faults.add(EDIT, fault)
        discord.edit(next(iter(discord.general.messages.values())), f"{discord.bot.mention} what is alipay?")
        await discord.until(lambda: "Alipay" in answer.text)

    assert len(posted(discord)) == 1


@faulty
async def test_an_answer_is_taken_back_whatever_happens_to_the_call(
    discord: Discord, running: Running, fault: Fault
) -> None:
    """Its question was deleted; an answer that is gone is what is wanted."""
    async with running(pace=QUICK):
        answer = await answered(discord)
        discord.faults.add(DELETE, fault)
        discord.delete(next(iter(discord.general.messages.values())))
        await discord.until(lambda: answer.is_deleted)

    assert posted(discord) == []


@faulty
async def test_a_thread_is_opened_once_and_holds_the_answer(discord: Discord, running: Running, fault: Fault) -> None:
    """Where the channel's setting says that mentions are answered in threads."""
    async with running(pace=QUICK):
        chosen = {"name": "threads", "value": f"<#{discord.general.id}>"}
        await discord.shown(discord.slash(discord.admin, discord.general, "briefing settings", chosen))
        discord.faults.add(THREAD, fault)
        answer = await answered(discord)

    threads = discord.threads(discord.general)
    assert len(threads) == 1
    assert posted(discord, threads[0]) == [answer]
    assert posted(discord) == []


@faulty
async def test_a_reply_for_one_person_is_sent_directly_once(discord: Discord, running: Running, fault: Fault) -> None:
    """Nobody looks for it afterwards, so what is not sure to be sent is not sent again; the channel learns nothing."""
    async with running(pace=QUICK):
        direct = discord.direct(discord.admin)
        discord.faults.add(f"POST /channels/{direct.id}/messages", fault)
        discord.say(discord.admin, discord.general, "gaps", mention=True)
        await discord.until(lambda: posted(discord, direct) or posted(discord))
        await answered(discord)

    assert len(posted(discord, direct)) <= 1
    assert all("gap" not in one.text.lower() for one in posted(discord))


@pytest.mark.parametrize(
    ("refusal", "told"),
    [
        (Fault(status=403, code=50013), "I may not write there"),
        (Fault(status=403, code=50001), "I cannot see that channel"),
        (Fault(status=404, code=10003), ""),
        (Fault(status=400, code=50035), "Discord says: invalid_form"),
    ],
)
async def test_a_refused_post_is_told_to_who_can_put_it_right(
    discord: Discord, running: Running, caplog: pytest.LogCaptureFixture, refusal: Fault, told: str
) -> None:
    """The owner of the server hears of permissions once; of a channel that is gone nobody needs to hear."""
    owner = discord.direct(discord.admin)
    async with running(pace=QUICK):
        for question in (COUNTRIES, "what is alipay?"):
            discord.faults.add(f"POST /channels/{discord.general.id}/messages", refusal, times=2)
            discord.say(discord.asker, discord.general, question, mention=True)
            await discord.until(lambda: "delivery.refused" in caplog.text or posted(discord))
            discord.faults.clear()
        await answered(discord, "what is taobao?")

    assert [told in one.text for one in posted(discord, owner)] == ([True] if told else [])


async def test_who_takes_no_direct_messages_is_told_where_they_asked(discord: Discord, running: Running) -> None:
    """That there is something for them, and how to see it; not what."""
    discord.admin.accepts_direct = False
    async with running(pace=QUICK):
        asked = discord.say(discord.admin, discord.general, "gaps", mention=True)
        hint = await discord.reply(asked)

    assert "slash command" in hint.text
    assert "question" not in hint.text.lower()


async def test_a_limit_on_one_channel_is_waited_out_and_nothing_is_lost(discord: Discord, running: Running) -> None:
    """Headers of good answers say when to pause; so do refusals."""
    async with running(pace=QUICK, DOSSIER_LIMITS_PER_MINUTE="1000"):
        discord.faults.add(SEND, Fault(remaining=0, reset_after=0.3))
        discord.faults.add(SEND, Fault(status=429, retry_after=0.3), times=2)
        asked = [discord.say(discord.asker, discord.general, COUNTRIES, mention=True) for _ in range(5)]
        await asyncio.gather(*(discord.reply(question, 15) for question in asked))
        await answered(discord)

    assert [len(discord.replies(question)) for question in asked] == [1] * 5


async def test_who_discord_did_not_let_write_to_is_not_told_otherwise(discord: Discord, running: Running) -> None:
    """That they take no direct messages is said only where Discord says so."""
    async with running(pace=QUICK):
        discord.faults.add(f"POST /channels/{discord.direct(discord.admin).id}/messages", Fault(status=503))
        hint = await discord.reply(discord.say(discord.admin, discord.general, "gaps", mention=True))

    assert "take no direct messages" not in hint.text
    assert "slash command" in hint.text
