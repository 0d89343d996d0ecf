"""The terminal as the contract suite drives it: one conversation, in which only the asker takes part."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import StringIO
from pathlib import Path

from bot.adapters.terminal.client import converse, shower
from bot.app import Dossier, build
from corpus.collection import Corpus
from handlers.card import Reply
from handlers.request import Request
from tests.contract.driver import Said, Turn, steering

ROOT = Path(__file__).resolve().parents[2]


class Terminal:
    """A conversation, played from its first line for every answer: the bot keeps nothing else of it."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._lines: list[str] = []

    async def say(self, text: str) -> Turn:
        """Type a line."""
        self._lines.append(text)
        return Turn("", len(self._lines))

    async def follow(self, turn: Turn, text: str) -> Turn:
        """Type the next line."""
        del turn
        return await self.say(text)

    async def answer(self, turn: Turn) -> Said:
        """What is written for a line."""
        written: list[str] = []

        def show(request: Request, reply: Reply) -> None:
            out = StringIO()
            shower(out, as_json=False)(request, reply)
            written.append(out.getvalue())

        converse(self._lines[: turn.handle], self._dossier.answer, show, self._dossier.config.limits)
        text = written[-1]
        return Said(text, text, is_private=True, thread="", acts=steering(text), buttons=())


@asynccontextmanager
async def terminal(corpus: Corpus, folder: Path, **settings: str) -> AsyncIterator[Terminal]:
    """The bot in a terminal, over a corpus."""
    dossier = build({"DOSSIER_DATA": str(folder)} | settings, ROOT)
    vars(dossier)["corpus"] = corpus
    yield Terminal(dossier)
