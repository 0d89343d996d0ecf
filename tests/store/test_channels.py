"""Where the bot has spoken, as far as that is remembered."""

from dataclasses import replace

from bot.store import channels, deliveries, threads
from bot.store.delivery import Delivery
from bot.store.store import Store
from handlers.card import Context
from handlers.request import Place

PLACE = Place("discord", "@me", "1")


def test_channels_come_with_those_spoken_in_last_first(store: Store) -> None:
    """By a reply or by a turn; each once, however often, and none without a name or of another workspace."""
    here = [replace(PLACE, channel=str(number)) for number in range(1, 5)]
    with store.begin() as connection:
        threads.save(connection, here[0], Context(), at=10.0)
        deliveries.add(connection, Delivery("a", here[1], "{}", created_at=30.0))
        deliveries.add(connection, Delivery("b", here[0], "{}", created_at=20.0))
        threads.save(connection, here[2], Context(), at=40.0)
        threads.save(connection, here[1], Context(), at=5.0)
        threads.save(connection, replace(PLACE, channel="", thread="9"), Context(), at=50.0)
        threads.save(connection, replace(here[3], workspace="7"), Context(), at=50.0)
        found = [channels.spoken_in(connection, "discord", "@me", most) for most in (9, 2)]

    assert found == [("3", "2", "1"), ("3", "2")]
