"""A request to its reply: one thread, nothing computed twice, and always a reply."""

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import replace
from time import perf_counter

import pytest

from bot import log
from bot.answer import APOLOGY
from bot.app import Dossier
from bot.limiter import Limiter
from corpus.collection import Corpus
from corpus.encoder import Encoder
from corpus.search import Indexing
from handlers import route
from handlers.card import Context, Kind, Reply
from handlers.request import Request
from tests.bot.pipeline.bench import Bench, asked, member


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
