"""What the chats share: the store, and all that is kept in it."""

from dataclasses import dataclass, field
from time import time

from bot.choices import Choices
from bot.delivery import Outbox
from bot.gallery import Gallery
from bot.journal import Journal
from bot.record import record
from bot.store.store import Store
from bot.store.threads import Turn
from handlers.card import Context, Reply
from handlers.request import Place, Request


@dataclass(frozen=True, slots=True)
class Memory:
    """The store with its outbox, its journal, and what each workspace chose; pictures that were drawn of late."""

    store: Store
    outbox: Outbox
    journal: Journal
    choices: Choices
    gallery: Gallery = field(default_factory=Gallery)

    def note(self, request: Request, reply: Reply, question: str) -> None:
        """Have a question written down under this id, behind its reply, if it asks anything of the articles."""
        user = self.store.pseudonym(request.place.platform, request.place.workspace, request.user)
        if asked := record(request, reply, question, user, time()):
            self.journal.add(asked)

    def remember(self, place: Place, context: Context) -> None:
        """Have written down what the next turn of an exchange may lean on, if it is anything."""
        if context != Context():
            self.journal.add(Turn(place, context, time()))
