"""The composition root: from settings to a Dossier that answers; the only place that constructs parts."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from bot import answer, config, log
from bot.errors import BotError
from bot.progress import Bar, Stoppable
from corpus.article import CorpusError
from corpus.collection import Corpus
from corpus.encoder import Encoder, is_installed
from corpus.search import Indexing
from handlers.card import Reply
from handlers.registry import BY_NAME
from handlers.request import Request

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Dossier:
    """The bot put together; the articles are read when they are first needed."""

    config: config.Config
    progress: Stoppable

    @property
    def folder(self) -> Path:
        """The folder of the articles; BotError when there is none."""
        if not self.config.corpus.is_dir():
            raise BotError(f"no folder '{self.config.corpus}': correct DOSSIER_CORPUS, or 'corpus' in config.toml")
        return self.config.corpus

    @cached_property
    def corpus(self) -> Corpus:
        """The articles; BotError with the first fault when they cannot be read."""
        from corpus.load import load  # with what reads articles, which a chat does not wait for to connect

        folder = self.folder
        try:
            return replace(load(folder), thresholds=self.config.thresholds, indexing=self._indexing())
        except CorpusError as error:
            first, *others = str(error).splitlines()
            more = f" ({len(others)} more: python -m bot corpus check {folder})" if others else ""
            raise BotError(f"{first}{more}") from error

    def _indexing(self) -> Indexing:
        """By meaning where the encoder is installed and wanted, by words alone otherwise."""
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # NumPy's products are small: more threads only cost
        encoder = Encoder() if self.config.search == "meaning" and is_installed() else None
        return Indexing(encoder, self.config.data, self.progress)

    def answer(self, request: Request) -> Reply:
        """The reply to anything a person typed."""
        return answer.answer(request, self.corpus)

    def command(self, name: str, request: Request) -> Reply:
        """The reply of one command to what follows its word."""
        return answer.answer(request, self.corpus, BY_NAME[name].handler)


def build(environment: Mapping[str, str], folder: Path, progress: Progress | None = None) -> Dossier:
    """The bot as the settings of a folder and the environment want it; BotError when they cannot be used.

    ``progress`` hears how many sentences are encoded, of how many that are new; None draws a bar.
    """
    settings = config.load(environment, folder)
    log.configure(settings.log_level)
    return Dossier(settings, Stoppable(progress or Bar("Reading the articles")))
