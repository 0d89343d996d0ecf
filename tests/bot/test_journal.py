"""Questions written behind: none lost, none twice, nobody waits."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from bot import journal as module
from bot import log
from bot.errors import BotError
from bot.journal import Journal
from bot.store import questions, threads
from bot.store.questions import Asked
from bot.store.store import Store
from bot.store.threads import Thread, Turn
from handlers.card import Context
from handlers.request import Place


class Flaky(Store):
    """A store that fails while it is told to; it shares the database of another."""

    def __init__(self, other: Store) -> None:
        self._other = other
        self.trouble: Exception | None = None
        self.passes = False
        self.tried = Event()

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction, or the trouble."""
        self.tried.set()
        if self.trouble:
            trouble, self.trouble = self.trouble, None if self.passes else self.trouble
            raise trouble
        with self._other.begin() as connection:
            yield connection


@pytest.fixture
def flaky(store: Store) -> Flaky:
    """A store that works until it is told otherwise."""
    return Flaky(store)


def asked(number: int) -> Asked:
    """A question without an answer."""
    return Asked(
        f"{number:016x}", Place("slack", "T1", "C1"), "u", f"question {number}", "no_answer", "none", (), number
    )


def written(store: Store) -> list[int]:
    """The numbers of the questions in the store, in the order in which they were asked."""
    with store.read() as connection:
        return [round(each.at) for each in reversed(questions.gaps(connection, "slack", "T1", 10_000))]


def test_what_an_exchange_knows_is_written_with_the_questions(store: Store) -> None:
    """For the next turn to lean on."""
    place, context = Place("discord", "1", "2", "3"), Context(("cainiao",), "how many?")
    journal = Journal(store)

    journal.add(asked(1))
    journal.add(Turn(place, context, 5.0))
    journal.close()

    with store.read() as connection:
        assert threads.load(connection, place, since=0.0) == Thread(context, is_active=True, updated_at=5.0)
    assert written(store) == [1]


def test_what_waits_can_be_read_until_it_is_written(flaky: Flaky, store: Store) -> None:
    """The last of each exchange; what could not be written yet waits on."""
    place, context = Place("discord", "1", "2", "3"), Context(("cainiao",), "how many?")
    journal = Journal(flaky)
    flaky.trouble = BotError("away")
    for noted in (asked(1), Turn(place, Context(), 4.0), Turn(place, context, 5.0)):
        journal.add(noted)
    with pytest.raises(BotError, match="away"):
        journal.flush()

    waiting = journal.asked(asked(1).id), journal.turn(place)
    flaky.trouble = None
    journal.flush()

    assert waiting == (asked(1), Turn(place, context, 5.0))
    assert (journal.asked(asked(1).id), journal.turn(place)) == (None, None)
    assert written(store) == [1]
    journal.close()


def test_what_is_added_is_written_soon_by_itself(flaky: Flaky, store: Store) -> None:
    """In batches, without anybody asking for it."""
    journal = Journal(flaky)

    journal.add(asked(1))

    assert flaky.tried.wait(20)
    journal.close()
    assert written(store) == [1]


def test_flush_writes_at_once_and_in_order(store: Store) -> None:
    """A vote may follow its question at once."""
    journal = Journal(store)
    for number in range(1_200):
        journal.add(asked(number))

    journal.flush()

    assert written(store) == list(range(1_200))
    journal.close()


def test_closing_writes_all_that_waits(store: Store) -> None:
    """At the end of the process nothing is lost."""
    journal = Journal(store)
    for number in range(600):
        journal.add(asked(number))

    journal.close()

    assert written(store) == list(range(600))


def test_a_database_that_is_away_loses_nothing_and_doubles_nothing(flaky: Flaky, store: Store) -> None:
    """What could not be written waits, in its order."""
    journal = Journal(flaky)
    flaky.trouble = BotError("away")
    journal.add(asked(1))
    journal.add(asked(2))
    with pytest.raises(BotError, match="away"):
        journal.flush()

    flaky.trouble = None
    journal.add(asked(3))
    journal.flush()
    journal.add(asked(3))
    journal.close()

    assert written(store) == [1, 2, 3]


def test_closing_tries_again_when_the_trouble_may_pass(
    flaky: Flaky, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database that restarts together with the bot costs a moment."""
    monkeypatch.setattr(module, "_EVERY", 0.01)
    journal = Journal(flaky)
    flaky.trouble, flaky.passes = BotError("away"), True
    journal.add(asked(1))

    journal.close()

    assert written(store) == [1]


def test_a_database_that_stays_away_does_not_keep_the_process(
    flaky: Flaky, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is lost is said."""
    log.configure("warning")
    monkeypatch.setattr(module, "_PATIENCE", 0.0)
    journal = Journal(flaky)
    flaky.trouble = BotError("away")
    journal.add(asked(1))

    journal.close()

    assert "journal.lost" in capsys.readouterr().err


def test_what_the_database_refuses_for_good_does_not_hold_up_the_rest(
    flaky: Flaky, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is dropped, with a traceback for the operator."""
    log.configure("warning")
    journal = Journal(flaky)
    flaky.trouble = IntegrityError("insert", None, Exception("refused"))
    journal.add(asked(1))
    journal.flush()

    flaky.trouble = None
    journal.add(asked(2))
    journal.close()

    assert written(store) == [2]
    assert "journal.refused" in capsys.readouterr().err


def test_memory_is_bounded(flaky: Flaky, store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """After so many the next are dropped, and that is said."""
    log.configure("warning")
    flaky.trouble = BotError("away")
    journal = Journal(flaky, most=2)
    for number in range(3):
        journal.add(asked(number))

    flaky.trouble = None
    journal.close()

    assert written(store) == [0, 1]
    assert "journal.full" in capsys.readouterr().err
