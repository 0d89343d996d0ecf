"""The open gaps of every workspace, for whoever operates the bot and writes the articles."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby

from bot.logged import MOST, logged
from bot.store import questions
from bot.store.store import Store
from bot.wording import harmless
from corpus.collection import Corpus
from handlers.clusters import clustered
from handlers.logged import day


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions that ask the same and had no answer; ``number`` is what the chat's command takes, ``last`` a day.

    ``nearest`` are ids of passages, the best first.
    """

    platform: str
    workspace: str
    number: str
    question: str
    times: int
    last: date
    nearest: tuple[str, ...]


def open_gaps(store: Store, corpus: Corpus, today: date) -> tuple[Gap, ...]:
    """The gaps, workspace by workspace, in each the newest and most asked first."""
    with store.read() as connection:
        found = {place: questions.gaps(connection, *place, MOST) for place in questions.with_gaps(connection)}
    return tuple(
        Gap(*place, gap.number, gap.newest.text, len(gap.questions), gap.newest.on, gap.newest.nearest)
        for place, asked in found.items()
        for gap in sorted(clustered(tuple(map(logged, asked)), corpus), key=lambda gap: -gap.weight(today))
    )


def lines(gaps: Iterable[Gap]) -> Iterator[str]:
    """A plain list under the name of each workspace."""
    for (platform, workspace), here in groupby(gaps, lambda gap: (gap.platform, gap.workspace)):
        yield f"{platform} {workspace}"
        for gap in here:
            yield f"  {gap.number}  {gap.times:3} ×  {day(gap.last):>11}  {harmless(gap.question)}"


def as_json(gap: Gap) -> str:
    """A gap as one line of JSON, in ASCII."""
    return json.dumps({**asdict(gap), "last": gap.last.isoformat()})
