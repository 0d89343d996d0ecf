"""The outbox: what is owed to a chat is posted once, whatever crashes between the claim and the answer.

due -> sending -> sent; a busy chat leads back to due, a refusal to failed, and silence to unknown. What is unknown is
looked for in the chat's history, past the time by which it must show there, before anything is posted again.
What is rewritten while it is open is posted as it is then, or put right once it is known to stand in the chat.

PostError        what came of posting
  RefusedError   the chat will never take it
  BusyError      the chat did not take it, and can be asked again
  UnsureError    nobody can say whether it was taken
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from time import monotonic, time
from typing import Protocol
from uuid import uuid4

from bot.expiring import Expiring
from bot.log import logger
from bot.store import deliveries
from bot.store.delivery import Delivery, DeliveryState, Ending, Lease
from bot.store.store import Store

_AT_ONCE = 20  # deliveries of one round
_MOST_LEASES = 10_000  # that are remembered; a delivery whose lease is forgotten is claimed again


class PostError(Exception):
    """What a chat says instead of taking a post."""


class RefusedError(PostError):
    """The chat will never take it; the message is the chat's own code."""


class BusyError(PostError):
    """The chat did not take it and can be asked again after so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"busy for {seconds:g} s")
        self.seconds = seconds


class UnsureError(PostError):
    """The chat may have taken it: the connection broke, or the chat failed while it worked."""


class Chat(Protocol):
    """Where deliveries go: one for each platform."""

    async def send(self, delivery: Delivery) -> str:
        """Post it with its mark; the id of the message, or a PostError."""

    async def find(self, delivery: Delivery) -> str | None:
        """The id of the message with its mark; None when there is none; a PostError when that cannot be said."""

    async def correct(self, delivery: Delivery, message_id: str) -> None:
        """Make its message what it should be now, or take it away, if it was rewritten since; a PostError if not yet.

        Doing it twice does no harm. What the chat will never change stays as it is.
        """

    async def refused(self, delivery: Delivery, reason: str) -> None:
        """Hear that a delivery was given up, to tell whoever can do something about it."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds: a post's own timeout, a claim's lease, how long doubt rests, how late a reply still makes sense.

    ``timeout`` + ``quarantine`` exceed the time in which a chat may still take a post, plus the lag of its history.
    ``margin`` before a lease ends, nothing is posted any more: another may be about to take over.
    """

    timeout: float = 10
    lease: float = 60
    quarantine: float = 30
    catch_up: float = 6 * 3600
    margin: float = 5


class Outbox:
    """Posts deliveries and settles what became of them; several processes may share one store.

    ``clock`` gives seconds since 1970, for all processes to compare; ``steady`` seconds that nobody sets, for this one
    to know how long it has held a lease.
    """

    def __init__(
        self,
        store: Store,
        chats: Mapping[str, Chat],
        timing: Timing = Timing(),
        clock: Callable[[], float] = time,
        steady: Callable[[], float] = monotonic,
    ) -> None:
        self._store, self._chats, self._timing, self._clock = store, chats, timing, clock
        may_post_for = timing.lease - timing.timeout - timing.margin
        self._may_post: Expiring[str, None] = Expiring(may_post_for, _MOST_LEASES, steady)

    def claimed(self, delivery: Delivery) -> Delivery:
        """A new delivery as ours, so that adding it to the store and claiming it are one transaction."""
        lease = self._lease()
        return replace(
            delivery,
            state=DeliveryState.SENDING,
            attempt=1,
            owner=lease.owner,
            ready_at=lease.until,
            first_try_at=lease.now,
            created_at=lease.now,
        )

    async def post(self, delivery: Delivery) -> DeliveryState:
        """Post what is claimed, and settle what became of it: sent, failed, unknown, or due again."""
        if delivery.owner not in self._may_post:
            return await self._release(delivery, self._clock())
        try:
            async with asyncio.timeout(self._timing.timeout):
                message_id = await self._chat(delivery).send(delivery)
        except BusyError as busy:
            return await self._release(delivery, self._clock() + busy.seconds)
        except RefusedError as refusal:
            return await self._give_up(delivery, str(refusal))
        except (UnsureError, TimeoutError) as doubt:
            return await self._doubt(delivery, str(doubt) or "timeout")
        return await self._sent(delivery, message_id)

    async def post_unfiled(self, delivery: Delivery) -> DeliveryState:
        """Post what the store could not take: once, and what is lost then stays lost."""
        try:
            async with asyncio.timeout(self._timing.timeout):
                await self._chat(delivery).send(delivery)
        except (PostError, TimeoutError) as error:
            logger.error("delivery.lost", delivery=delivery.id, error=str(error) or "timeout")
            return DeliveryState.FAILED
        return DeliveryState.SENT

    async def tick(self) -> None:
        """One round: leases that ended, then each chat by itself, for one that is silent holds up no other."""
        if not await asyncio.to_thread(self._is_anything_open):
            return
        await asyncio.to_thread(self._lapse)
        await asyncio.gather(*map(self._round, tuple(self._chats)))

    async def _round(self, platform: str) -> None:
        """Doubts to clear up, and posts that are due, on one platform."""
        doubted = await asyncio.to_thread(self._inspect, platform, self._lease())
        await asyncio.gather(*map(self._clear_up, doubted))
        due = await asyncio.to_thread(self._claim_due, platform, self._lease())
        await asyncio.gather(*map(self._post_in_time, due))

    async def _post_in_time(self, delivery: Delivery) -> None:
        """Post, or skip what was taken back, or is so late that it would only surprise."""
        if reason := self._late(delivery) if delivery.payload else "taken back":
            await self._settle(delivery, Ending(DeliveryState.SKIPPED, error=reason))
        else:
            await self.post(delivery)

    async def _clear_up(self, delivery: Delivery) -> None:
        """Look in the chat's history for what may have been posted; what is not there is due again.

        What is there is put right, if it was rewritten since it was posted.

        A doubt that cannot be cleared up for so long that the reply would only surprise is left at that.
        """
        if late := self._late(delivery):
            await self._settle(delivery, Ending(DeliveryState.SKIPPED, error=f"{late}, and perhaps posted"))
            return
        try:
            async with asyncio.timeout(self._timing.timeout):
                found = delivery.message_id or await self._chat(delivery).find(delivery)
                if found:
                    await self._chat(delivery).correct(delivery, found)
        except RefusedError as refusal:
            await self._give_up(delivery, str(refusal))
        except (BusyError, UnsureError, TimeoutError) as doubt:
            await self._doubt(delivery, str(doubt) or "timeout")
        else:
            if found:
                await self._sent(delivery, found)
            else:
                await self._release(delivery, self._clock())

    async def _give_up(self, delivery: Delivery, reason: str) -> DeliveryState:
        logger.error("delivery.refused", delivery=delivery.id, channel=delivery.place.channel, error=reason)
        ended = await self._settle(delivery, Ending(DeliveryState.FAILED, error=reason))
        await self._chat(delivery).refused(delivery, reason)
        return ended

    def _late(self, delivery: Delivery) -> str:
        """How late a reply is that is too late; "" while there is time."""
        late = self._clock() - delivery.created_at
        return f"{late / 3600:.0f} hours late" if late > self._timing.catch_up else ""

    def _chat(self, delivery: Delivery) -> Chat:
        return self._chats[delivery.place.platform]

    def _lease(self) -> Lease:
        """A new lease; on the event loop, before the store is asked, so that it seems to end too early, never late."""
        now, owner = self._clock(), uuid4().hex
        self._may_post[owner] = None
        return Lease(owner, now, now + self._timing.lease)

    def _is_anything_open(self) -> bool:
        with self._store.read() as connection:
            return bool(deliveries.open_ones(connection, self._clock(), 1))

    def _lapse(self) -> None:
        now = self._clock()
        with self._store.begin() as connection:
            deliveries.lapse(connection, now, now + self._timing.quarantine)

    def _inspect(self, platform: str, lease: Lease) -> tuple[Delivery, ...]:
        with self._store.begin() as connection:
            return deliveries.inspect(connection, platform, lease, _AT_ONCE)

    def _claim_due(self, platform: str, lease: Lease) -> tuple[Delivery, ...]:
        with self._store.begin() as connection:
            return deliveries.claim_due(connection, platform, lease, _AT_ONCE)

    async def _sent(self, delivery: Delivery, message_id: str) -> DeliveryState:
        def work() -> None:
            with self._store.begin() as connection:
                deliveries.sent(connection, delivery, message_id)

        await asyncio.to_thread(work)
        return DeliveryState.SENT

    async def _settle(self, delivery: Delivery, ending: Ending) -> DeliveryState:
        def work() -> None:
            with self._store.begin() as connection:
                deliveries.settle(connection, delivery.id, delivery.owner, ending)

        await asyncio.to_thread(work)
        return ending.state

    async def _release(self, delivery: Delivery, ready_at: float) -> DeliveryState:
        def work() -> None:
            with self._store.begin() as connection:
                deliveries.release(connection, delivery.id, delivery.owner, ready_at)

        await asyncio.to_thread(work)
        return DeliveryState.DUE

    async def _doubt(self, delivery: Delivery, reason: str) -> DeliveryState:
        logger.warning("delivery.unsure", delivery=delivery.id, error=reason)

        def work() -> None:
            with self._store.begin() as connection:
                until = self._clock() + self._timing.quarantine
                deliveries.doubt(connection, delivery.id, delivery.owner, until, reason)

        await asyncio.to_thread(work)
        return DeliveryState.UNKNOWN
