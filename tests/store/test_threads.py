"""A thread's memory, and whether the bot still listens there."""

from dataclasses import replace

from sqlalchemy import update

from bot.store import threads
from bot.store.store import Store
from bot.store.tables import thread
from bot.store.threads import Thread, Turn
from handlers.card import Context
from handlers.request import Place

PLACE = Place("slack", "T1", "C1", "1700000000.000100")
CONTEXT = Context(("cainiao", "阿里"), "how many? \0", ("cainiao-1", "cainiao-2"))


def test_a_thread_is_remembered_as_it_was_left(store: Store) -> None:
    """The context comes back whole, and the thread is active."""
    with store.begin() as connection:
        threads.save(connection, PLACE, CONTEXT, at=10.0)
        found = threads.load(connection, PLACE, since=0.0)

    assert found == Thread(CONTEXT, is_active=True, updated_at=10.0)


def test_the_last_turn_replaces_the_one_before(store: Store) -> None:
    """One memory a thread."""
    with store.begin() as connection:
        threads.save(connection, PLACE, CONTEXT, at=10.0)
        threads.save(connection, PLACE, Context(("alipay",)), at=11.0)
        found = threads.load(connection, PLACE, since=0.0)

    assert found == Thread(Context(("alipay",)), is_active=True, updated_at=11.0)


def test_what_is_written_late_leaves_what_was_said_since(store: Store) -> None:
    """Of several turns of one thread the last holds."""
    before, after = Turn(PLACE, Context(("alipay",)), at=9.0), Turn(PLACE, Context(("ant",)), at=12.0)
    with store.begin() as connection:
        threads.save(connection, PLACE, CONTEXT, at=10.0)
        threads.save_late(connection, [before])
        kept = threads.load(connection, PLACE, since=0.0)
        threads.save_late(connection, [replace(after, at=11.0, context=Context()), after])
        found = threads.load(connection, PLACE, since=0.0)

    assert kept == Thread(CONTEXT, is_active=True, updated_at=10.0)
    assert found == Thread(Context(("ant",)), is_active=True, updated_at=12.0)


def test_other_threads_have_other_memories(store: Store) -> None:
    """Not even the same thread id in another channel or workspace shares one."""
    others = (Place("slack", "T2", "C1", PLACE.thread), Place("slack", "T1", "C2", PLACE.thread))
    with store.begin() as connection:
        threads.save(connection, PLACE, CONTEXT, at=10.0)
        found = [threads.load(connection, other, since=0.0) for other in others]

    assert found == [None, None]


def test_a_thread_that_fell_silent_is_not_remembered(store: Store) -> None:
    """Only what was said since a time counts."""
    with store.begin() as connection:
        threads.save(connection, PLACE, CONTEXT, at=10.0)
        found = threads.load(connection, PLACE, since=10.5)

    assert found is None


def test_a_stopped_thread_keeps_its_memory_until_it_goes_on(store: Store) -> None:
    """Asked again by name, the bot listens again."""
    with store.begin() as connection:
        threads.save(connection, PLACE, CONTEXT, at=10.0)
        threads.stop(connection, PLACE)
        stopped = threads.load(connection, PLACE, since=0.0)
        threads.save(connection, PLACE, CONTEXT, at=11.0)
        resumed = threads.load(connection, PLACE, since=0.0)

    assert stopped == Thread(CONTEXT, is_active=False, updated_at=10.0)
    assert resumed == Thread(CONTEXT, is_active=True, updated_at=11.0)


def test_a_memory_of_another_version_is_read_as_far_as_it_is_known(store: Store) -> None:
    """Fields may come and go while versions run side by side."""
    with store.begin() as connection:
        threads.save(connection, PLACE, CONTEXT, at=10.0)
        connection.execute(update(thread).values(context='{"topics": ["cainiao"], "mood": "curious"}'))
        found = threads.load(connection, PLACE, since=0.0)

    assert found == Thread(Context(("cainiao",)), is_active=True, updated_at=10.0)
