"""What is asked: the Request, where it comes from, and what the operator chose about replies."""

from dataclasses import dataclass
from datetime import date

from handlers.card import Context


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices about replies: the slash word shown in examples, and how much a reply may hold."""

    word: str = "alibaba"
    longest_question: int = 300
    facts_per_group: int = 6
    supporting: int = 2
    related: int = 6


@dataclass(frozen=True, slots=True)
class Place:
    """Where a request comes from and its reply goes; ids are the platform's own."""

    platform: str = "terminal"
    workspace: str = ""
    channel: str = ""
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """One thing a person typed; ``id`` is the platform's event id, ``today`` the date on which it is answered."""

    text: str
    today: date
    settings: Settings = Settings()
    place: Place = Place()
    user: str = ""
    id: str = ""
    context: Context = Context()
