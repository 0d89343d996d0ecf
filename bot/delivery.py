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
from collections.abc import Callable, Coroutine, Iterable, Mapping
from dataclasses import dataclass, field, replace
from time import monotonic, time
from typing import Protocol
from uuid import uuid4

from bot.expiring import Expiring
from bot.leap import Leap
from bot.log import logger
from bot.rate import RATES, Rate, Wave
from bot.settling import Settling
from bot.store import claims
from bot.store.delivery import Delivery, DeliveryState, Lease
from bot.store.posts import TAKEN_BACK
from bot.store.store import Store
from bot.together import Together

_AT_ONCE = 100  # deliveries under way
_DOUBTS = 20  # of them, those that are looked for: each reads a history
_GLANCE = 1.0  # seconds after which those that are quick do not wait for those that are slow
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
    """Seconds: a post's timeout, a claim's lease, how late a reply still makes sense, and a post.

    ``taken_within`` is believed to be the longest that a chat may still take what was sent on a line that was cut, and
    ``shown_within`` the longest until its history shows what it took; doubt rests for both together.
    ``margin`` before a lease ends, nothing is posted any more: another may be about to take over. ``rates`` are those
    of posts, by platform; one that has none is not held back. ValueError for what cannot be.
    """

    timeout: float = 10
    lease: float = 60
    taken_within: float = 20
    shown_within: float = 10
    catch_up: float = 6 * 3600
    catch_up_posts: float = 6 * 3600
    margin: float = 5
    rates: Mapping[str, Rate] = field(default_factory=lambda: RATES)

    def __post_init__(self) -> None:
        """Check what cannot be true of itself."""
        if self.may_post_for <= 0:
            raise ValueError("a lease has to be longer than the timeout of a post and the margin together")
        if min(self.taken_within, self.shown_within) < 0:
            raise ValueError("nothing is taken before it is sent, or shown before it is taken")

    @property
    def quarantine(self) -> float:
        """Seconds for which doubt rests; it may begin the moment that a post is sent, so its timeout does not count."""
        return self.taken_within + self.shown_within

    @property
    def may_post_for(self) -> float:
        """Seconds after a claim in which what was claimed may be posted."""
        return self.lease - self.timeout - self.margin


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
        self._leap = Leap(clock, steady)
        self._may_post: Expiring[str, None] = Expiring(timing.may_post_for, _MOST_LEASES, steady)
        self._settling = Settling(Together(store), timing.quarantine, clock)
        self._waves = {platform: Wave(rate, steady) for platform, rate in timing.rates.items()}
        self._under_way = set[asyncio.Task[None]]()
        self._stopping = asyncio.Event()

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
        if not self._is_ours(delivery):
            return await self._settling.released(delivery, 0)
        try:
            async with asyncio.timeout(self._timing.timeout):
                message_id = await self._chat(delivery).send(delivery)
        except BusyError as busy:
            if delivery.subscription_id:
                self._wave(delivery.place.platform).hold(delivery.place.workspace, busy.seconds)
            return await self._settling.released(delivery, busy.seconds)
        except RefusedError as refusal:
            return await self._give_up(delivery, str(refusal))
        except (UnsureError, TimeoutError) as doubt:
            return await self._settling.doubted(delivery, str(doubt) or "timeout")
        return await self._settling.sent(delivery, message_id)

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
        """One round on each chat, at the same time; it ends when the last of them has ended."""
        await asyncio.gather(*map(self.round, tuple(self._chats)))

    async def stop(self, seconds: float) -> None:
        """Take nothing more, and wait until what is under way is settled, so long at most."""
        self._stopping.set()
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=seconds)

    async def round(self, platform: str) -> None:
        """Clear up doubts and post what is due on one platform until nothing is left to do; then raise what failed.

        More is taken as soon as all that was taken is settled, or after a glance when some of it takes long.
        """
        if not await asyncio.to_thread(self._is_any_ready, platform):
            return
        tasks, failed = set[asyncio.Task[None]](), list[asyncio.Task[None]]()
        try:
            while (works := [] if failed else await self._take(platform, _AT_ONCE - len(tasks))) or tasks:
                started = set(map(asyncio.create_task, works))
                tasks |= started
                self._under_way |= started
                done, tasks = await asyncio.wait(tasks, timeout=_GLANCE)
                self._under_way -= done
                failed += [task for task in done if task.exception()]
        finally:
            self._under_way -= tasks
            await _cancel(tasks)
        for task in failed:
            task.result()

    async def _take(self, platform: str, most: int) -> list[Coroutine[None, None, None]]:
        """What is to be done next; nothing while the bot is stopping, and no doubts while their time is uncertain."""
        if self._stopping.is_set() or not most:
            return []
        doubts = min(most, _DOUBTS) if self._leap.since() > self._timing.quarantine else 0
        doubted, due = await asyncio.to_thread(self._claim, platform, self._lease(), most, doubts)
        if self._stopping.is_set():
            return [self._leave(each) for each in due]
        return [*map(self._clear_up, doubted), *map(self._post_in_time, due)]

    async def _leave(self, delivery: Delivery) -> None:
        """Leave to others what was taken as the bot began to stop."""
        await self._settling.released(delivery, 0)

    async def _post_in_time(self, delivery: Delivery) -> None:
        """Post, or skip what was taken back, or is so late that it would only surprise."""
        if reason := self._late(delivery) if delivery.payload else TAKEN_BACK:
            await self._settling.skipped(delivery, reason)
        else:
            await self.post(delivery)

    async def _clear_up(self, delivery: Delivery) -> None:
        """Look in the chat's history for what may have been posted; what is not there is due again.

        What is there is put right, if it was rewritten since it was posted. A doubt that cannot be cleared up for so
        long that the reply would only surprise is left at that.
        """
        late = "" if delivery.message_id else self._late(delivery)
        if late:
            await self._settling.skipped(delivery, f"{late}, and perhaps posted")
            return
        try:
            async with asyncio.timeout(self._timing.timeout):
                found = delivery.message_id or await self._chat(delivery).find(delivery)
                if found:
                    await self._chat(delivery).correct(delivery, found)
        except RefusedError as refusal:
            await self._give_up(delivery, str(refusal))
        except (BusyError, UnsureError, TimeoutError) as doubt:
            await self._settling.doubted(delivery, str(doubt) or "timeout")
        else:
            if found:
                await self._settling.sent(delivery, found)
            else:
                await self._settling.released(delivery, 0)

    async def _give_up(self, delivery: Delivery, reason: str) -> DeliveryState:
        if await self._settling.given_up(delivery, reason):
            await self._chat(delivery).refused(delivery, reason)
        return DeliveryState.FAILED

    def _late(self, delivery: Delivery) -> str:
        """How late a reply or a post is that is too late; "" while there is time."""
        late = self._clock() - delivery.created_at
        most = self._timing.catch_up_posts if delivery.subscription_id else self._timing.catch_up
        return f"{late / 3600:.0f} hours late" if late > most else ""

    def _chat(self, delivery: Delivery) -> Chat:
        return self._chats[delivery.place.platform]

    def _lease(self) -> Lease:
        """A new lease; on the event loop, before the store is asked, so that it seems to end too early, never late."""
        now, owner = self._clock(), uuid4().hex
        self._may_post[owner] = None
        return Lease(owner, now, now + self._timing.lease)

    def _is_ours(self, delivery: Delivery) -> bool:
        """Whether its lease holds by both clocks: that which nobody sets stands still while the machine sleeps."""
        ends = delivery.ready_at - self._timing.timeout - self._timing.margin
        return delivery.owner in self._may_post and self._clock() < ends

    def _wave(self, platform: str) -> Wave:
        return self._waves.setdefault(platform, Wave(None))

    def _is_any_ready(self, platform: str) -> bool:
        with self._store.read() as connection:
            return claims.is_any_ready(connection, platform, self._clock())

    def _claim(
        self, platform: str, lease: Lease, most: int, doubts: int
    ) -> tuple[tuple[Delivery, ...], tuple[Delivery, ...]]:
        """What is taken, to be looked for and to be posted; leases that are over lapse first, for waves last long."""
        with self._store.begin() as connection:
            claims.lapse(connection, platform, lease.now, lease.now + self._timing.quarantine)
            doubted = claims.inspect(connection, platform, lease, doubts)
            wave = self._wave(platform)
            return doubted, claims.claim_due(connection, platform, lease, most - len(doubted), wave)


async def _cancel(tasks: Iterable[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
