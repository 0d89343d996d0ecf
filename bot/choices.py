"""What each workspace chose, kept in memory for a moment: it is needed with every message."""

import time
from collections.abc import Callable, Mapping

from bot.errors import BotError
from bot.log import logger
from bot.store import settings
from bot.store.store import Store
from handlers.request import Place
from handlers.workspace import Chosen, chosen

_FRESH = 30.0  # seconds: how late another process's change may be noticed


class Choices:
    """The settings of every workspace; ``defaults``, by platform, hold where a workspace chose nothing.

    From any thread.
    """

    def __init__(
        self, store: Store, defaults: Mapping[str, Mapping[str, str]], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.defaults = defaults
        self._store = store
        self._clock = clock
        self._known: dict[tuple[str, str], tuple[Chosen, float]] = {}

    def known(self, place: Place) -> Chosen | None:
        """What the workspace of a place chose, if that was read within 30 seconds; never waits."""
        found = self._known.get((place.platform, place.workspace))
        return found[0] if found and self._clock() - found[1] < _FRESH else None

    def last(self, place: Place) -> Chosen | None:
        """What the workspace of a place chose when it was last read, however long ago; never waits."""
        found = self._known.get((place.platform, place.workspace))
        return found[0] if found else None

    def likely(self, place: Place) -> Chosen:
        """What the workspace of a place chose as far as that was ever read, or else the defaults; never waits."""
        return self.last(place) or chosen({}, self.defaults[place.platform])

    def chosen(self, place: Place) -> Chosen:
        """What the workspace of a place chose, read where it is not known; may wait for the store.

        A store that fails costs no reply: what was read last holds on, or else the defaults.
        """
        if found := self.known(place):
            return found
        try:
            return self._read(place)
        except BotError as error:
            logger.warning("choices.not_read", platform=place.platform, error=str(error))
            return self.likely(place)

    def read(self, place: Place) -> dict[str, str]:
        """The names and values that a workspace set, from the store."""
        with self._store.read() as connection:
            return settings.read(connection, place.platform, place.workspace)

    def write(self, place: Place, name: str, value: str | None) -> None:
        """Change a setting of a workspace, None for its default; this process knows it at once."""
        with self._store.begin() as connection:
            settings.write(connection, place.platform, place.workspace, name, value)
        self._read(place)

    def _read(self, place: Place) -> Chosen:
        at = self._clock()
        found = chosen(self.read(place), self.defaults[place.platform])
        self._known[place.platform, place.workspace] = found, at
        return found
