"""Questions, and what their exchanges know since, written behind: a command's reply does not wait for the disk."""

import math
import time
from collections import deque
from threading import Event, Lock, Thread

from sqlalchemy.exc import SQLAlchemyError

from bot.errors import BotError
from bot.log import logger
from bot.store import questions, threads
from bot.store.questions import Asked
from bot.store.store import Store
from bot.store.threads import Turn
from handlers.request import Place

_EVERY = 1.0  # seconds
_AT_ONCE = 500
_PATIENCE = 2.0  # seconds that closing waits for a database that does not answer: stopping must not take ten


class Journal:
    """Writes questions and contexts in batches, in a thread of its own; what cannot be written now is tried again.

    At most ``most`` wait: a database that is away for long costs the questions after those, which is logged.
    """

    def __init__(self, store: Store, most: int = 20_000) -> None:
        self._store = store
        self._most = most
        self._waiting: deque[Asked | Turn] = deque()
        self._unwritten: dict[str | Place, Asked | Turn] = {}
        self._writing = Lock()
        self._closing = Event()
        self._give_up = math.inf
        self._thread = Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    def add(self, asked: Asked | Turn) -> None:
        """Take a question, or what an exchange knows, to be written within a second; never waits."""
        if len(self._waiting) < self._most:
            self._unwritten[_key(asked)] = asked
            self._waiting.append(asked)
        else:
            logger.error("journal.full", waiting=self._most)

    def asked(self, question_id: str) -> Asked | None:
        """The question with an id, if it is not written yet."""
        found = self._unwritten.get(question_id)
        return found if isinstance(found, Asked) else None

    def turn(self, place: Place) -> Turn | None:
        """What the exchange of a place knows, if that is not written yet."""
        found = self._unwritten.get(place)
        return found if isinstance(found, Turn) else None

    def flush(self) -> None:
        """Write all that waits; BotError when the database cannot now, and then it still waits."""
        with self._writing:
            while batch := [self._waiting.popleft() for _ in range(min(len(self._waiting), _AT_ONCE))]:
                self._write(batch)

    def close(self) -> None:
        """Write all that waits and stop; a database that stays away for two seconds loses it, which is logged."""
        self._give_up = time.monotonic() + _PATIENCE
        self._closing.set()
        self._thread.join(_PATIENCE)
        if self._thread.is_alive() or self._waiting:
            logger.error("journal.lost", questions=len(self._waiting))

    def _run(self) -> None:
        while not self._closing.wait(_EVERY):
            self._try()
        while not self._try() and time.monotonic() < self._give_up:
            time.sleep(_EVERY)

    def _try(self) -> bool:
        try:
            self.flush()
        except BotError as error:
            logger.warning("journal.waiting", questions=len(self._waiting), error=str(error))
            return False
        return True

    def _write(self, batch: list[Asked | Turn]) -> None:
        """Write a batch; one that the database refuses for good is dropped, lest it hold up all that follow."""
        try:
            with self._store.begin() as connection:
                questions.add(connection, *(each for each in batch if isinstance(each, Asked)))
                threads.save_late(connection, [each for each in batch if isinstance(each, Turn)])
        except BotError:
            self._waiting.extendleft(reversed(batch))
            raise
        except SQLAlchemyError:
            logger.exception("journal.refused", questions=len(batch))
        for each in batch:
            if self._unwritten.get(_key(each)) is each:
                del self._unwritten[_key(each)]


def _key(noted: Asked | Turn) -> str | Place:
    return noted.place if isinstance(noted, Turn) else noted.id
