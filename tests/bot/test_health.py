"""What probes ask: the lag of the loop, and the checks behind readiness."""

import asyncio
import logging
import time
from contextlib import suppress

import pytest

from bot.health import LoopLag, Readiness


class Check:
    """A check that counts how often it is asked, and waits or fails as told."""

    def __init__(self, *, error: Exception | None = None) -> None:
        self.asked = 0
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self.result = True
        self._error = error

    async def __call__(self) -> bool:
        """The answer, when it may."""
        self.asked += 1
        await self.may_answer.wait()
        if self._error:
            raise self._error
        return self.result


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Checks get a moment, and every probe asks anew."""
    monkeypatch.setattr("bot.health._PATIENCE", 0.01)
    monkeypatch.setattr("bot.health._FRESH", 0.0)


@pytest.fixture(autouse=True)
def _logged(caplog: pytest.LogCaptureFixture) -> None:
    """Every line is caught."""
    caplog.set_level(logging.INFO, "dossier")


async def test_notes_how_late_a_blocked_loop_wakes(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever blocks it is seen at the next wake, and logged when it is long."""
    monkeypatch.setattr("bot.health._TICK", 0.001)
    monkeypatch.setattr("bot.health._LATE", 0.02)
    lag = LoopLag()
    asyncio.get_running_loop().call_soon(time.sleep, 0.03)

    with suppress(TimeoutError):
        async with asyncio.timeout(0.05):
            await lag.watch()

    assert lag.worst >= 0.02
    assert caplog.messages == ["loop.late"]


async def test_many_probes_at_once_ask_each_check_once() -> None:
    """Whoever probes cannot wear out the database."""
    check = Check()
    readiness = Readiness({"database": check})

    answers = await asyncio.gather(*(readiness.failing() for _ in range(50)))

    assert set(answers) == {()}
    assert check.asked == 1


@pytest.mark.usefixtures("impatient")
async def test_a_check_that_does_not_answer_fails_and_is_not_started_again(caplog: pytest.LogCaptureFixture) -> None:
    """A database that hangs would otherwise be asked more and more."""
    check = Check()
    check.may_answer.clear()
    readiness = Readiness({"database": check})

    answers = [await readiness.failing() for _ in range(3)]
    check.may_answer.set()
    after = await readiness.failing()

    assert answers == [("database",)] * 3
    assert after == ()
    assert check.asked == 1
    assert caplog.messages == ["ready.lost", "ready.regained"]
    assert vars(caplog.records[0])["fields"] == {"failing": {"database": "no answer in 0.01 s"}}


@pytest.mark.usefixtures("impatient")
async def test_a_check_that_raises_fails_and_the_log_says_with_what(caplog: pytest.LogCaptureFixture) -> None:
    """The others are asked all the same; the same state is logged once."""
    readiness = Readiness({"database": Check(error=OSError("gone")), "slack": Check()})

    answers = [await readiness.failing() for _ in range(2)]

    assert answers == [("database",)] * 2
    assert [vars(line)["fields"] for line in caplog.records] == [{"failing": {"database": "OSError('gone')"}}]


@pytest.mark.usefixtures("impatient")
async def test_is_ready_again_when_the_check_passes_again() -> None:
    """An answer is not kept for longer than it is fresh."""
    check = Check()
    check.result = False
    readiness = Readiness({"slack": check})

    lost = await readiness.failing()
    check.result = True
    regained = await readiness.failing()

    assert (lost, regained) == (("slack",), ())


@pytest.mark.usefixtures("impatient")
async def test_gives_up_what_still_runs_when_closed() -> None:
    """Nothing is left behind at the end of the process."""
    check = Check()
    check.may_answer.clear()
    readiness = Readiness({"database": check})
    await readiness.failing()

    readiness.close()

    assert await readiness.failing() == ("database",)
