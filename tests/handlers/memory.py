"""The state of a workspace in memory: the double of the store behind the commands for admins."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from handlers.card import Actions, Items, Note, Reply, Text
from handlers.daily import Cursor
from handlers.state import Lately, Logged, Posted, Reach, Vote
from handlers.subscription import Subscription
from handlers.workspace import defaults

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC).timestamp()  # a Sunday


@dataclass
class Memory:
    """A state whose lists are attributes."""

    open: list[Logged] = field(default_factory=list)
    unasked: list[Logged] = field(default_factory=list)
    cast: list[Vote] = field(default_factory=list)
    made: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    reach: Reach = Reach.WORKSPACE
    held: dict[str, Subscription] = field(default_factory=dict)
    ended: dict[str, Cursor] = field(default_factory=dict)
    made_posts: dict[str, tuple[Posted, ...]] = field(default_factory=dict)
    told: Lately = field(default_factory=lambda: Lately(0.0))
    own_zone: str = ""
    their_zone: str = ""
    time: float = NOW

    def ask(self, question: Logged) -> None:
        """Log a question without an answer."""
        self.open.insert(0, question)

    def gaps(self) -> tuple[Logged, ...]:
        """See the port."""
        return tuple(self.open)

    def resolve(self, ids: Collection[str]) -> None:
        """See the port."""
        self.open = [question for question in self.open if question.id not in ids]

    def dry_runs(self) -> tuple[Logged, ...]:
        """See the port."""
        return tuple(self.unasked)

    def votes(self) -> tuple[Vote, ...]:
        """See the port."""
        return tuple(self.cast)

    def choices(self) -> Mapping[str, str]:
        """See the port."""
        return self.made

    def defaults(self) -> Mapping[str, str]:
        """See the port."""
        return defaults("asker", "off")

    def choose(self, name: str, value: str | None) -> None:
        """See the port."""
        self.made = {key: held for key, held in self.made.items() if key != name} | ({name: value} if value else {})

    def channel(self, channel_id: str) -> str:
        """See the port."""
        return self.names.get(channel_id, channel_id)

    def subscriptions(self) -> tuple[Subscription, ...]:
        """See the port."""
        return tuple(self.held.values())

    def subscribe(self, wanted: Subscription) -> None:
        """See the port."""
        self.held[wanted.id] = wanted

    def unsubscribe(self, subscription_id: str) -> None:
        """See the port."""
        self.ended[subscription_id] = self.held.pop(subscription_id).cursor

    def cursor(self, subscription_id: str) -> Cursor:
        """See the port."""
        return self.ended.get(subscription_id, Cursor())

    def posts(self, subscription_id: str, most: int) -> tuple[Posted, ...]:
        """See the port."""
        return self.made_posts.get(subscription_id, ())[:most]

    def lately(self, subscription: Subscription) -> Lately:
        """See the port."""
        assert subscription.place.channel
        return self.told

    def zone(self) -> str:
        """See the port."""
        return self.own_zone

    def server_zone(self) -> str:
        """See the port."""
        return self.their_zone

    def now(self) -> float:
        """See the port."""
        return self.time


def logged(text: str, question_id: str = "aaaa0000", on: date = date(2026, 11, 20), *nearest: str) -> Logged:
    """A question as it was stored, asked in the channel C1."""
    return Logged(question_id, text, on, "C1", nearest)


def elsewhere(question: Logged, channel: str) -> Logged:
    """The same question, asked in another channel."""
    return replace(question, channel=channel)


def texts(reply: Reply) -> list[str]:
    """What a reply says in words of our own, small print included."""
    return [block.text for block in reply.card.blocks if isinstance(block, Text | Note)]


def buttons(reply: Reply) -> dict[str, str]:
    """What the buttons of a reply show, and what each says."""
    found = (each for block in reply.card.blocks if isinstance(block, Actions) for each in block.actions)
    return {each.label: each.say for each in found}


def listed(reply: Reply) -> list[tuple[str, str]]:
    """The entries of a reply's lists."""
    return [(each.name, each.text) for block in reply.card.blocks if isinstance(block, Items) for each in block.items]
