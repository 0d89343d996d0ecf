"""How often one person may press what asks nothing: to read on, to vote, to share, to open a modal."""

from dataclasses import dataclass, field

from bot.limiter import Limiter
from handlers.card import Audience, Card, Kind, Reply, Text
from handlers.request import Place

_PRESSES = 60  # a minute and person
TOO_QUICK = Reply(
    Kind.ERROR, Card("One moment", (Text("That was very quick. Go on in a few seconds."),)), audience=Audience.ASKER
)


@dataclass(frozen=True)
class PressLimit:
    """A limit of its own, in each workspace, beside the pipeline's: what asks something counts there."""

    _limiter: Limiter = field(default_factory=lambda: Limiter(_PRESSES))

    def take(self, place: Place, user: str) -> bool:
        """Whether a person may press now; if so, it counts."""
        return self._limiter.take((place.platform, place.workspace, user))

    def is_news(self, place: Place, user: str) -> bool:
        """Whether who may not has yet to be told so, since they last might."""
        return self._limiter.notice((place.platform, place.workspace, user)) is not None
