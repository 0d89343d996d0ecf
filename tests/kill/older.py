"""The outbox of the version before there were subscriptions, as far as it shows in the database."""

import asyncio
from collections.abc import Callable, Mapping
from time import monotonic
from uuid import uuid4

from sqlalchemy import column, func, select, table, update

from bot.delivery import BusyError, Chat, PostError, Timing
from bot.store.delivery import Delivery
from bot.store.store import Store
from handlers.request import Place

_AT_ONCE = 20
_KNOWN = ("id", "platform", "channel", "payload", "state", "attempt", "owner", "ready_at", "first_try_at")
_ledger = table("delivery", *map(column, (*_KNOWN, "message_id", "error")))


class Older:
    """Takes whatever is due, and knows nothing of subscriptions or of the order in a channel."""

    def __init__(self, store: Store, chats: Mapping[str, Chat], timing: Timing, clock: Callable[[], float]) -> None:
        self._store, self._chats, self._timing, self._clock = store, chats, timing, clock

    async def tick(self) -> None:
        """One round."""
        await asyncio.to_thread(self._lapse)
        may_post_until = monotonic() + self._timing.lease - self._timing.timeout - self._timing.margin
        for doubted in await asyncio.to_thread(self._take, "unknown"):
            await self._clear_up(doubted)
        for due in await asyncio.to_thread(self._take, "due"):
            if monotonic() < may_post_until:
                await self._post(due)

    async def stop(self, seconds: float) -> None:
        """Nothing that is under way is waited for."""

    async def _post(self, due: Delivery) -> None:
        try:
            async with asyncio.timeout(self._timing.timeout):
                message_id = await self._chats[due.place.platform].send(due)
        except BusyError as busy:
            await self._settle(due, state="due", ready_at=self._clock() + busy.seconds)
        except (PostError, TimeoutError):
            await self._settle(due, state="unknown", ready_at=self._clock() + self._timing.quarantine)
        else:
            await self._settle(due, state="sent", message_id=message_id)

    async def _clear_up(self, doubted: Delivery) -> None:
        try:
            async with asyncio.timeout(self._timing.timeout):
                found = await self._chats[doubted.place.platform].find(doubted)
        except (PostError, TimeoutError):
            await self._settle(doubted, state="unknown", ready_at=self._clock() + self._timing.quarantine)
        else:
            await self._settle(doubted, **({"state": "sent", "message_id": found} if found else {"state": "due"}))

    def _lapse(self) -> None:
        now = self._clock()
        over = update(_ledger).where(_ledger.c.state == "sending", _ledger.c.ready_at <= now)
        with self._store.begin() as connection:
            connection.execute(over.values(state="unknown", owner="", ready_at=now + self._timing.quarantine))

    def _take(self, state: str) -> list[Delivery]:
        now, owner = self._clock(), uuid4().hex
        ready = select(_ledger.c.id).where(_ledger.c.state == state, _ledger.c.ready_at <= now)
        taken = {"owner": owner, "ready_at": now + self._timing.lease}
        if state == "due":
            taken |= {
                "state": "sending",
                "attempt": _ledger.c.attempt + 1,
                "first_try_at": func.coalesce(_ledger.c.first_try_at, now),
            }
        with self._store.begin() as connection:
            ids = connection.scalars(ready.limit(_AT_ONCE).with_for_update(skip_locked=True)).all()
            mine = update(_ledger).where(_ledger.c.id.in_(ids)).values(taken)
            rows = connection.execute(mine.returning(*(_ledger.c[name] for name in _KNOWN)))
            return [
                Delivery(
                    row.id,
                    Place(row.platform, "T1", row.channel),
                    row.payload,
                    attempt=row.attempt,
                    owner=owner,
                    first_try_at=row.first_try_at,
                )
                for row in rows
            ]

    async def _settle(self, delivery: Delivery, **changes: object) -> None:
        def work() -> None:
            mine = update(_ledger).where(_ledger.c.id == delivery.id, _ledger.c.owner == delivery.owner)
            with self._store.begin() as connection:
                connection.execute(mine.values(owner="", **changes))

        await asyncio.to_thread(work)
