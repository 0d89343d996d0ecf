"""How a chat says what is answered in a conversation."""

from collections.abc import Mapping
from typing import Any, Protocol

from bot.pipeline import Pipeline
from handlers.card import Reply
from handlers.request import Place, Request, Settings


class Voice(Protocol):
    """The platform's part in answering: what a reply looks like there, and how one person alone is told something."""

    @property
    def platform(self) -> str:
        """The name of the chat in places and in the store."""

    def is_private(self, place: Place) -> bool:
        """Whether nobody but the asker reads what is said in a place."""

    def forms(self, question: str, request: Request, reply: Reply) -> Mapping[str, Any]:
        """What a delivery holds for the outbox to post, as JSON: the reply under the id of its question."""

    async def whisper(self, request: Request, reply: Reply) -> None:
        """Show a reply to the asker alone; once at most, for a chat keeps no record of it to look for."""


class Desk(Protocol):
    """Where requests are answered, with the chat's word on who may do what."""

    @property
    def pipeline(self) -> Pipeline:
        """What answers."""

    @property
    def settings(self) -> Settings:
        """What the operator chose about replies."""

    async def reply(self, request: Request) -> Reply | None:
        """The reply to a person; None for who has been told to slow down."""
