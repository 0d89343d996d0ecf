"""Writes that come at the same time are one transaction, for a disk takes as long for one as for a hundred."""

import asyncio
from collections.abc import Callable

from sqlalchemy import Connection

from bot.store.store import Store

Write = Callable[[Connection], bool]
_Keyed = tuple[str, Write]


class Together:
    """Writes to one store; those that come while others are being written wait, and are written next, all of them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._turn = asyncio.Lock()
        self._next: _Batch | None = None

    async def write(self, key: str, work: Write) -> bool:
        """Do this in a transaction, which is kept or undone with all that came with it; what it returns.

        Works are done in the order of their keys: the ids of the rows that they lock, one each.
        """
        if self._next is None:
            self._next = _Batch()
            self._next.done = asyncio.ensure_future(self._write(self._next))
        batch, place = self._next, len(self._next.works)
        batch.works.append((key, work))
        return (await asyncio.shield(batch.done))[place]

    async def alone(self, work: Write) -> bool:
        """Do this in a transaction of its own, for it locks more than one row; what it returns."""
        (outcome,) = await asyncio.to_thread(self._all, [("", work)])
        return outcome

    async def _write(self, batch: "_Batch") -> list[bool]:
        async with self._turn:
            self._next = None
            return await asyncio.to_thread(self._all, batch.works)

    def _all(self, works: "list[_Keyed]") -> list[bool]:
        by_key = sorted(enumerate(works), key=lambda each: each[1][0])
        with self._store.begin() as connection:
            outcomes = {place: work(connection) for place, (_, work) in by_key}
        return [outcomes[place] for place in sorted(outcomes)]


class _Batch:
    """Writes that wait, and what becomes of them."""

    done: "asyncio.Future[list[bool]]"

    def __init__(self) -> None:
        self.works: list[_Keyed] = []
