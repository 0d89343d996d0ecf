"""The state of a workspace as the commands for admins see it, kept in the store."""

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from bot.choices import Choices
from bot.errors import BotError
from bot.lately import lately
from bot.logged import MOST, logged
from bot.store import posts, questions, subscriptions, votes
from bot.store.store import Store
from handlers.daily import Cursor
from handlers.request import Place
from handlers.state import Lately, Logged, Posted, Reach, Vote
from handlers.subscription import Subscription


@dataclass(frozen=True, slots=True)
class StoredState:
    """The state of a place's workspace, or of its channel alone; each call is one transaction and may raise BotError.

    ``channel_name`` gives the name of a place's channel as it may be shown, without waiting; ``clock`` the seconds
    since 1970. ``own_zone`` and ``usual_zone`` are the IANA zones of who asks and of whoever runs the bot, "" unknown.
    """

    store: Store
    kept: Choices
    channel_name: Callable[[Place], str]
    place: Place
    reach: Reach
    own_zone: str = ""
    usual_zone: str = ""
    clock: Callable[[], float] = time.time

    def gaps(self) -> tuple[Logged, ...]:
        """The newest open gaps."""
        with self.store.read() as connection:
            found = questions.gaps(connection, *self._where)
        return tuple(map(logged, found))

    def resolve(self, ids: Collection[str]) -> None:
        """Mark questions of this workspace resolved."""
        with self.store.begin() as connection:
            questions.resolve(connection, self.place.platform, self.place.workspace, ids, self.clock())

    def dry_runs(self) -> tuple[Logged, ...]:
        """The newest questions that would have been answered unasked."""
        with self.store.read() as connection:
            found = questions.dry_runs(connection, *self._where)
        return tuple(map(logged, found))

    def votes(self) -> tuple[Vote, ...]:
        """The newest votes."""
        with self.store.read() as connection:
            found = votes.judged(connection, *self._where)
        return tuple(Vote(logged(asked), vote.is_helpful, vote.reason) for asked, vote in found)

    def choices(self) -> Mapping[str, str]:
        """The settings that this workspace made."""
        return self.kept.read(self.place)

    def defaults(self) -> Mapping[str, str]:
        """What the operator chose for all."""
        return self.kept.defaults[self.place.platform]

    def choose(self, name: str, value: str | None) -> None:
        """Make a setting of this workspace, or take it back."""
        self.kept.write(self.place, name, value)

    def channel(self, channel_id: str) -> str:
        """A channel's name, or what stands for it."""
        return self.channel_name(Place(self.place.platform, self.place.workspace, channel_id))

    def subscriptions(self) -> tuple[Subscription, ...]:
        """Those of the channel, or of all channels of the workspace."""
        platform, workspace, _, channel = self._where
        with self.store.read() as connection:
            if channel is None:
                return subscriptions.of_workspace(connection, platform, workspace)
            return subscriptions.of_channel(connection, self.place)

    def subscribe(self, wanted: Subscription) -> None:
        """Enter a subscription, or change the one there is; of one that is paused, nothing planned is posted."""
        now = self.clock()
        with self.store.begin() as connection:
            held = subscriptions.find(connection, wanted.id)
            ahead = posts.withdraw(connection, wanted.id, now)
            before = replace(held, next_at=ahead) if held and ahead is not None else held
            subscriptions.put(connection, _changed(before, wanted) if before else wanted)
            if wanted.is_paused:
                posts.take_back(connection, wanted.id)

    def unsubscribe(self, subscription_id: str) -> None:
        """End a subscription, and take back what is planned."""
        now = self.clock()
        with self.store.begin() as connection:
            subscriptions.end(connection, subscription_id, now)  # first, for it locks it
            posts.withdraw(connection, subscription_id, now)
            posts.take_back(connection, subscription_id)

    def cursor(self, subscription_id: str) -> Cursor:
        """How far the facts of a subscription have come."""
        with self.store.read() as connection:
            return subscriptions.cursor(connection, subscription_id)

    def posts(self, subscription_id: str, most: int) -> tuple[Posted, ...]:
        """The newest posts of a subscription."""
        with self.store.read() as connection:
            return posts.of_subscription(connection, subscription_id, most)

    def lately(self, subscription: Subscription) -> Lately:
        """What is new to a subscription's channel."""
        with self.store.read() as connection:
            return lately(connection, subscription, self.clock())

    def zone(self) -> str:
        """The zone that the chat says the asker is in."""
        return self.own_zone

    def server_zone(self) -> str:
        """The zone that the operator chose for all."""
        return self.usual_zone

    def now(self) -> float:
        """The time, in seconds since 1970."""
        return self.clock()

    @property
    def _where(self) -> tuple[str, str, int, str | None]:
        """What lists are read of: the workspace, the most rows, and the one channel that they are confined to.

        What is stored under no channel was asked in private, and is no channel's to list.
        """
        if self.reach is Reach.CHANNEL and not self.place.channel:
            raise BotError("there is no channel to list")
        channel = self.place.channel if self.reach is Reach.CHANNEL else None
        return self.place.platform, self.place.workspace, MOST, channel


def _changed(held: Subscription, wanted: Subscription) -> Subscription:
    """A subscription as it is wanted, with the facts where they are now.

    What is due already, or very soon, and not planned or no longer so, stays due, unless it is paused or due at other
    times from now on.
    """
    times = [each for each in (held.next_at, wanted.next_at) if each is not None]
    stays = held.rhythm == wanted.rhythm and not wanted.is_paused
    return replace(wanted, cursor=held.cursor, next_at=min(times) if stays else wanted.next_at)
