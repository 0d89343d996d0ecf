"""The limit of each person, and what is said of it."""

from bot.app import Dossier
from bot.limiter import Limiter
from handlers.card import Audience, Kind, Text
from tests.bot.pipeline.bench import Bench, admin, asked, member


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
