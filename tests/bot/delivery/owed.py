"""What is owed to a chat, and where it stands."""

from dataclasses import replace

from bot.delivery import Outbox
from bot.store import deliveries
from bot.store.delivery import Delivery, DeliveryState
from bot.store.store import Store
from handlers.request import Place

PLACE = Place("chat", "T1", "C1", "1.0")


def owed(store: Store, outbox: Outbox, name: str = "one", platform: str = PLACE.platform) -> Delivery:
    """A delivery that is added and claimed."""
    delivery = outbox.claimed(Delivery(name, replace(PLACE, platform=platform), "{}", event_id=name))
    with store.begin() as connection:
        deliveries.add(connection, delivery)
    return delivery


def state(store: Store, name: str = "one") -> DeliveryState:
    """What the store says of a delivery."""
    with store.read() as connection:
        found = deliveries.answering(connection, PLACE.platform, PLACE.workspace, name)
    assert found
    return found.state
