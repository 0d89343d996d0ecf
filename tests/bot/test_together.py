"""Writes that come at the same time are written together."""

import asyncio
from functools import partial

import pytest
from sqlalchemy import Connection

from bot.errors import BotError
from bot.store.store import Store
from bot.together import Together


async def test_what_comes_while_others_are_written_is_written_in_one_transaction(store: Store) -> None:
    """Each hears what came of its own."""
    transactions = list[Connection]()

    def work(connection: Connection, *, outcome: bool) -> bool:
        transactions.append(connection)
        return outcome

    together = Together(store)
    writes = (together.write(f"d{9 - n}", partial(work, outcome=bool(n % 2))) for n in range(6))
    outcomes = await asyncio.gather(*writes)

    assert outcomes == [False, True] * 3
    assert len(set(map(id, transactions))) == 1


async def test_one_that_fails_undoes_all_that_came_with_it(store: Store) -> None:
    """Everybody hears of it, and those that come afterwards are written."""

    def failing(connection: Connection) -> bool:
        del connection
        raise BotError("away")

    together = Together(store)
    outcomes = await asyncio.gather(
        together.write("d1", failing), together.write("d2", lambda _: True), return_exceptions=True
    )

    assert [type(each) for each in outcomes] == [BotError, BotError]
    assert await together.write("d2", lambda _: True)


async def test_who_waits_no_more_costs_the_others_nothing(store: Store) -> None:
    """What was begun is finished."""
    done = list[str]()

    def work(_: Connection) -> bool:
        done.append("done")
        return True

    together = Together(store)
    first, second = (asyncio.ensure_future(together.write("d1", work)) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()

    assert await second
    with pytest.raises(asyncio.CancelledError):
        await first
    assert done == ["done", "done"]
