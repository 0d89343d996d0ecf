"""States of installs under way: each ties the way back from Slack to the browser that set out."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest
from secrets import token_urlsafe

from bot.secret import Sealer
from bot.store import oauth_states
from bot.store.store import Store

SECONDS = 600


@dataclass(frozen=True, slots=True)
class OAuthStates:
    """States that are sealed, not stored: whoever asks for a thousand leaves no trace.

    A state holds its end and a nonce, which the browser has in a cookie. What is stored is the digest of the nonce, and
    that only once the install succeeded.
    """

    store: Store
    sealer: Sealer
    clock: Callable[[], float] = time.time

    def issue(self) -> tuple[str, str]:
        """A state for Slack and its nonce for the browser, good for ten minutes."""
        nonce = token_urlsafe(32)
        return self.sealer.seal(f"{self.clock() + SECONDS:.0f} {nonce}"), nonce

    async def is_good(self, state: str, nonce: str) -> bool:
        """Whether a state is ours, of this browser, neither too late nor used; BotError when the store is away."""
        end, _, own = (self.sealer.unseal(state) or "").partition(" ")
        if not own or not compare_digest(own.encode(), _bytes(nonce)) or float(end) <= self.clock():
            return False
        return not await asyncio.to_thread(self._is_used, own)

    async def use(self, nonce: str) -> bool:
        """Use the state of a nonce up; False when it was used before. BotError when the store is away."""
        return await asyncio.to_thread(self._use, nonce)

    def _is_used(self, nonce: str) -> bool:
        with self.store.read() as connection:
            return oauth_states.is_used(connection, _digest(nonce))

    def _use(self, nonce: str) -> bool:
        now = self.clock()
        with self.store.begin() as connection:
            return oauth_states.use(connection, _digest(nonce), now + SECONDS, now)


def _digest(nonce: str) -> str:
    return sha256(nonce.encode()).hexdigest()


def _bytes(text: str) -> bytes:
    """What a browser sent, whichever bytes that were."""
    return text.encode(errors="surrogateescape")
