"""Where the bot was installed, and with which token: sealed in the store."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from bot.log import logger
from bot.secret import Sealer
from bot.store import installations
from bot.store.installations import Sealed
from bot.store.store import Store

_PLATFORM = "slack"


@dataclass(frozen=True, slots=True)
class Installation:
    """A workspace that added the bot, or a whole organisation: then ``team`` is "".

    Times are epoch seconds; ``expires_at`` is None for a token that does not expire.
    """

    team: str
    enterprise: str
    name: str
    app: str
    bot_user: str
    bot: str
    scopes: tuple[str, ...]
    installed_at: float
    token: str = field(repr=False)
    refresh_token: str = field(default="", repr=False)
    expires_at: float | None = None

    @property
    def id(self) -> str:
        """``T...``, or ``E...`` of an organisation."""
        return self.team or self.enterprise


class Installations:
    """The installations of a store; one that cannot be opened is as if it were not there."""

    def __init__(self, store: Store, sealer: Sealer) -> None:
        self._store = store
        self._sealer = sealer

    async def save(self, installation: Installation) -> None:
        """Keep it, in place of an older one of the same workspace or organisation."""
        await asyncio.to_thread(self._save, installation)

    async def find(self, team: str, enterprise: str) -> Installation | None:
        """The installation a payload of this team belongs to: its own or its organisation's, whichever is newer."""
        return await asyncio.to_thread(self._find, team, enterprise)

    async def all(self) -> tuple[Installation, ...]:
        """Every installation that can be opened."""
        return await asyncio.to_thread(self._all)

    async def remove(self, workspace: str, at: float) -> bool:
        """Delete the installation of a team or organisation; False when there is none.

        One that is newer than ``at`` stays: news of an uninstall may come late, after the bot was installed again.
        """
        return await asyncio.to_thread(self._remove, workspace, at)

    def _save(self, installation: Installation) -> None:
        sealed = self._sealer.seal(json.dumps(asdict(installation)))
        with self._store.begin() as connection:
            installations.save(connection, Sealed(_PLATFORM, installation.id, sealed, installation.installed_at))

    def _find(self, team: str, enterprise: str) -> Installation | None:
        with self._store.read() as connection:
            rows = installations.find(connection, _PLATFORM, tuple(filter(None, (team, enterprise))))
        return next(self._opened(rows), None)

    def _all(self) -> tuple[Installation, ...]:
        with self._store.read() as connection:
            rows = installations.all_of(connection, _PLATFORM)
        return tuple(self._opened(rows))

    def _remove(self, workspace: str, at: float) -> bool:
        with self._store.begin() as connection:
            return installations.delete(connection, _PLATFORM, workspace, at)

    def _opened(self, rows: tuple[Sealed, ...]) -> Iterator[Installation]:
        for row in rows:
            text = self._sealer.unseal(row.sealed)
            try:
                values = json.loads(text or "")
                yield Installation(**values | {"scopes": tuple(values["scopes"])})
            except (ValueError, TypeError, KeyError):
                logger.error("slack.installation_unreadable", workspace=row.workspace, is_key_wrong=text is None)
