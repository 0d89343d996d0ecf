"""Writing down what became of a delivery; what its owner has lost meanwhile is left as it is."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection

from bot.log import logger
from bot.store import deliveries, posts
from bot.store.delivery import Delivery, DeliveryState, Ending
from bot.together import Together


@dataclass(frozen=True, slots=True)
class Settling:
    """The ends of attempts; ``quarantine`` is in seconds, ``clock`` gives seconds since 1970."""

    together: Together
    quarantine: float
    clock: Callable[[], float]

    async def sent(self, delivery: Delivery, message_id: str) -> DeliveryState:
        """It stands in the chat as this message."""

        def work(connection: Connection) -> bool:
            return deliveries.sent(connection, delivery, message_id)

        await self.together.write(delivery.id, work)
        return DeliveryState.SENT

    async def skipped(self, delivery: Delivery, reason: str) -> DeliveryState:
        """It is not posted any more."""

        def work(connection: Connection) -> bool:
            ending = Ending(DeliveryState.SKIPPED, error=reason)
            return deliveries.settle(connection, delivery.id, delivery.owner, ending)

        await self.together.write(delivery.id, work)
        return DeliveryState.SKIPPED

    async def given_up(self, delivery: Delivery, reason: str) -> bool:
        """The chat will never take it; False when its owner has lost it."""
        logger.error("delivery.refused", delivery=delivery.id, channel=delivery.place.channel, error=reason)

        def work(connection: Connection) -> bool:
            return posts.give_up(connection, delivery, reason)

        return await self.together.alone(work)

    async def released(self, delivery: Delivery, seconds: float) -> DeliveryState:
        """It surely did not arrive, and may be tried again in so many seconds."""

        def work(connection: Connection) -> bool:
            return deliveries.release(connection, delivery.id, delivery.owner, self.clock() + seconds)

        await self.together.write(delivery.id, work)
        return DeliveryState.DUE

    async def doubted(self, delivery: Delivery, reason: str) -> DeliveryState:
        """It may have arrived; nobody looks before its quarantine ends."""
        logger.warning("delivery.unsure", delivery=delivery.id, error=reason)

        def work(connection: Connection) -> bool:
            until = self.clock() + self.quarantine
            return deliveries.doubt(connection, delivery.id, delivery.owner, until, reason)

        await self.together.write(delivery.id, work)
        return DeliveryState.UNKNOWN
