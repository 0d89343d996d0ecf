"""The pipeline of the chats: limit, commands for admins, replies kept, one thread, and always a reply."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from time import perf_counter

import pytest

from bot import log
from bot.answer import APOLOGY
from bot.app import Dossier
from bot.limiter import Limiter
from bot.pipeline import Pipeline
from bot.standing import Standing
from corpus.collection import Corpus
from corpus.encoder import Encoder
from corpus.search import Indexing
from handlers import route
from handlers.card import Audience, Context, Kind, Reply, Text
from handlers.request import Place, Request
from handlers.state import Reach
from tests.handlers.memory import Memory, logged

HERE = Place("slack", "T1", "C1")
ADMINS_ONLY = "You must be an admin or owner of this workspace, or have created this channel"


async def admin(_needed: Reach) -> Standing:
    """The rights of an admin of the workspace."""
    return Standing(Reach.WORKSPACE)


async def creator(needed: Reach) -> Standing:
    """The rights of one who created the channel."""
    return Standing(None, ADMINS_ONLY) if needed is Reach.WORKSPACE else Standing(Reach.CHANNEL)


async def member(_needed: Reach) -> Standing:
    """The rights of anybody else."""
    return Standing(None, ADMINS_ONLY)


async def unknown(_needed: Reach) -> Standing:
    """A chat that does not answer."""
    raise ConnectionError


@dataclass
class Bench:
    """A pipeline with its state in memory, and the clock of its limit, which stands still."""

    corpus: Corpus
    memory: Memory = field(default_factory=Memory)
    limiter: Limiter = field(default_factory=lambda: Limiter(20, lambda: 0.0))
    computed: list[str] = field(default_factory=list)
    begun: threading.Event = field(default_factory=threading.Event)
    threads: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.pipeline = Pipeline(self.corpus, self.states, self.limiter, ThreadPoolExecutor(1, "answers"))

    def states(self, place: Place, reach: Reach) -> Memory:
        """The state of the one workspace there is."""
        assert place.workspace == "T1"
        self.threads.add(threading.current_thread().name)
        self.memory.reach = reach
        return self.memory


def asked(text: str, user: str = "U1", context: Context = Context()) -> Request:
    """A request of somebody in a channel."""
    return Request(text, date(2026, 11, 22), place=HERE, user=user, id="7", context=context)


@pytest.fixture
async def bench(dossier: Dossier) -> AsyncIterator[Bench]:
    """The pipeline over the shipped articles."""
    made = Bench(dossier.corpus)
    yield made
    await made.pipeline.close()


@pytest.fixture
def routed(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Notes what is computed, where, and holds it up until the event is set."""
    go = threading.Event()

    def slow(request: Request, corpus: Corpus) -> Reply:
        bench.computed.append(request.text)
        bench.begun.set()
        bench.threads.add(threading.current_thread().name)
        assert go.wait(20)
        return route.reply(request, corpus)

    monkeypatch.setattr("bot.pipeline.route", slow)
    yield go
    go.set()


async def test_a_question_is_answered_in_the_one_worker_thread(bench: Bench, routed: threading.Event) -> None:
    """The event loop goes on meanwhile."""
    routed.set()

    reply = await bench.pipeline.reply(asked("cainiao"), member)

    assert reply
    assert reply.topic == "cainiao"
    assert bench.threads == {"answers_0"}


async def test_what_was_asked_before_is_ready_at_once_for_anybody(bench: Bench, routed: threading.Event) -> None:
    """Nothing is computed twice in a day."""
    routed.set()
    first = await bench.pipeline.reply(asked("cainiao"), member)

    assert bench.pipeline.ready(asked("alipay")) is None
    assert bench.pipeline.ready(asked("cainiao", "U2")) is first
    assert await bench.pipeline.reply(asked("cainiao", "U3"), member) is first
    assert bench.computed == ["cainiao"]


async def test_those_who_ask_the_same_at_once_wait_for_one_computation(bench: Bench, routed: threading.Event) -> None:
    """And one who gives up leaves the others theirs."""
    one, two, three = (
        asyncio.create_task(bench.pipeline.reply(asked("cainiao", user), member)) for user in ("U1", "U2", "U3")
    )
    assert await asyncio.to_thread(bench.begun.wait, 20)

    one.cancel()
    routed.set()

    assert await two is await three is not None
    assert one.cancelled()
    assert bench.computed == ["cainiao"]


async def test_a_fault_is_apologised_for_and_forgotten(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next one to ask gets a fresh try; the thread keeps its memory."""
    context = Context(("cainiao",))

    def broken(_request: Request, _corpus: Corpus) -> Reply:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("bot.pipeline.route", broken)
        failed = await bench.pipeline.reply(asked("cainiao", context=context), member)

    again = await bench.pipeline.reply(asked("cainiao", context=context), member)

    assert failed
    assert (failed.card, failed.context) == (APOLOGY.card, context)
    assert again
    assert again.kind is Kind.BRIEFING


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


async def test_over_the_limit_one_is_told_once_and_then_met_with_silence(bench: Bench) -> None:
    """In private, and for how long; whatever was kept is held back too."""
    for _ in range(20):
        await bench.pipeline.reply(asked("cainiao"), member)

    notice = await bench.pipeline.reply(asked("gaps"), admin)

    assert notice
    assert (notice.kind, notice.audience) == (Kind.ERROR, Audience.ASKER)
    assert notice.card.blocks == (Text("Each person may ask 20 times a minute. Ask again in 3 seconds."),)
    assert bench.pipeline.ready(asked("cainiao")) is None
    assert await bench.pipeline.reply(asked("cainiao"), member) is None
    assert bench.pipeline.ready(asked("cainiao", "U2"))


async def test_a_ready_reply_counts_as_one_question(bench: Bench) -> None:
    """And asking whether there is one, when there is none, counts as nothing."""
    for _ in range(20):
        assert bench.pipeline.ready(asked("alipay")) is None
    await bench.pipeline.answer(asked("alipay"))

    ready = [bench.pipeline.ready(asked("alipay")) for _ in range(21)]

    assert all(ready[:20])
    assert ready[20] is None


async def test_a_second_is_said_in_the_singular(dossier: Dossier) -> None:
    """At 60 a minute the next question is a second away."""
    bench = Bench(dossier.corpus, limiter=Limiter(60, lambda: 0.0))
    replies = [await bench.pipeline.reply(asked("cainiao"), member) for _ in range(61)]
    await bench.pipeline.close()

    last = replies[-1]
    assert last
    assert last.card.blocks == (Text("Each person may ask 60 times a minute. Ask again in a second."),)


async def test_every_reply_leaves_one_line_without_the_text(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    """Kept replies, denials and notices too; looking up for oneself leaves none."""
    log.configure("info")
    await bench.pipeline.answer(asked("alipay"))

    await bench.pipeline.reply(asked("cainiao secret"), member)
    await bench.pipeline.reply(asked("gaps"), member)
    bench.pipeline.ready(asked("alipay"))

    said = capsys.readouterr().err
    assert said.count("request.answered") == said.count(" platform=slack id=7") == said.count("\n") == 3
    assert "secret" not in said


async def test_loading_the_encoder_encodes_nothing(shipped: Corpus) -> None:
    """That is left to ``prepare``, which does not hold up the event loop."""
    encoder = Encoder()
    bench = Bench(replace(shipped, indexing=Indexing(encoder)))

    await bench.pipeline.load()

    assert "_session" in vars(encoder)
    assert "_meaning" not in vars(bench.corpus.search)


async def test_prepare_leaves_nothing_to_wait_for(bench: Bench) -> None:
    """What the first question would have read is in memory."""
    await bench.pipeline.prepare()

    assert {"search", "_parser"} <= set(vars(bench.corpus))


async def test_closing_waits_for_the_reply_under_way(dossier: Dossier) -> None:
    """Nobody who was heard is left without a reply."""
    bench = Bench(dossier.corpus)
    waiting = asyncio.create_task(bench.pipeline.reply(asked("cainiao"), member))
    await asyncio.sleep(0)

    await bench.pipeline.close()

    assert await waiting


async def test_closing_breaks_off_what_would_take_too_long(bench: Bench, routed: threading.Event) -> None:
    """What waits behind it is not begun any more."""
    under_way = asyncio.create_task(bench.pipeline.answer(asked("cainiao")))
    await asyncio.to_thread(bench.begun.wait)
    waiting = asyncio.create_task(bench.pipeline.answer(asked("alipay")))
    await asyncio.sleep(0)

    await bench.pipeline.close(routed.set)

    assert (await under_way).card.title == "Cainiao"
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert bench.computed == ["cainiao"]


async def test_a_ready_reply_takes_microseconds(dossier: Dossier) -> None:
    """Commands go through it by the thousand; the bound is ten times what it takes."""
    log.configure("warning")
    bench = Bench(dossier.corpus, limiter=Limiter(1_000_000))
    request = asked("how many users does Alipay have?")
    await bench.pipeline.answer(request)

    start = perf_counter()
    for _ in range(2_000):
        bench.pipeline.ready(request)
    each = (perf_counter() - start) / 2_000
    await bench.pipeline.close()

    assert each < 200e-6
