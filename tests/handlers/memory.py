"""The state of a workspace in memory: the double of the store behind the commands for admins."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from handlers.state import Logged, Reach, Vote
from handlers.workspace import defaults


@dataclass
class Memory:
    """A state whose lists are attributes."""

    open: list[Logged] = field(default_factory=list)
    unasked: list[Logged] = field(default_factory=list)
    cast: list[Vote] = field(default_factory=list)
    made: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    reach: Reach = Reach.WORKSPACE

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


def logged(text: str, question_id: str = "aaaa0000", on: date = date(2026, 11, 20), *nearest: str) -> Logged:
    """A question as it was stored, asked in the channel C1."""
    return Logged(question_id, text, on, "C1", nearest)


def elsewhere(question: Logged, channel: str) -> Logged:
    """The same question, asked in another channel."""
    return replace(question, channel=channel)
