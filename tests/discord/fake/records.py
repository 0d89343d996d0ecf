"""What a loopback Discord writes down for tests: the requests of a bot."""

from dataclasses import dataclass, field
from typing import Any

from tests.discord.fake.errors import DiscordError


@dataclass(slots=True, eq=False)
class Request:
    """A request: its JSON body, files by field name, time (epoch seconds), the token it bore, the status of its answer.

    route: the method and path with its parameters unnamed, such as "POST /channels/{channel}/messages".
    """

    method: str
    path: str
    route: str
    at: float
    body: Any = None
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)
    token: str = ""
    status: int = 0

    def id(self, name: str, otherwise: int = 10003) -> int:
        """A parameter as an id.

        Raises:
            DiscordError: It is not a number; refused with the code `otherwise`.
        """
        text = self.parameters[name]
        if not text.isdecimal():
            raise DiscordError(otherwise)
        return int(text)

    @property
    def form(self) -> dict[str, Any]:
        """The body as an object.

        Raises:
            DiscordError: 50035, it is none.
        """
        if not isinstance(self.body, dict):
            raise DiscordError(50035)
        return self.body
