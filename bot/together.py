"""Writes that come at the same time are one transaction, for a disk takes as long for one as for a hundred."""

import asyncio
from collections.abc import Callable

from sqlalchemy import Connection

from bot.store.store import Store

Write = Callable[[Connection], bool]


class Together:
    """Writes to one store; those that come while others are being written wait, and are written next, all of them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._turn = asyncio.Lock()
        self._next: _Batch | None = None

    async def write(self, work: Write) -> bool:
        """Do this in a transaction, which is kept or undone with all that came with it; what it returns."""
        if self._next is None:
            self._next = _Batch()
            self._next.done = asyncio.ensure_future(self._write(self._next))
        batch, place = self._next, len(self._next.works)
        batch.works.append(work)
        return (await asyncio.shield(batch.done))[place]

    async def _write(self, batch: "_Batch") -> list[bool]:
        async with self._turn:
            self._next = None
            return await asyncio.to_thread(self._all, batch.works)

    def _all(self, works: list[Write]) -> list[bool]:
        with self._store.begin() as connection:
            return [work(connection) for work in works]


class _Batch:
    """Writes that wait, and what becomes of them."""

    done: "asyncio.Future[list[bool]]"

    def __init__(self) -> None:
        self.works: list[Write] = []
