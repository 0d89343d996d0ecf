"""What the chats share: the store, and all that is kept in it."""

from dataclasses import dataclass

from bot.choices import Choices
from bot.delivery import Outbox
from bot.journal import Journal
from bot.store.store import Store


@dataclass(frozen=True, slots=True)
class Memory:
    """The store with its outbox, its journal, and what each workspace chose."""

    store: Store
    outbox: Outbox
    journal: Journal
    choices: Choices
