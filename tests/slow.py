"""Articles whose search can be held back, for what happens while an answer takes long."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Event

from corpus.collection import Corpus
from corpus.encoder import LONGEST, Encoder, Tokens

_LONGEST_WAIT = 20  # seconds, for a test that fails must end


class SlowEncoder(Encoder):
    """The model, which answers nothing while it is held back."""

    def __init__(self) -> None:
        self._free = Event()
        self._free.set()

    def encode(self, text: str, longest: int = LONGEST) -> Tokens:
        """The pieces of a text, once there is no more reason to wait."""
        self._free.wait(_LONGEST_WAIT)
        return super().encode(text, longest)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nothing is answered within."""
        self._free.clear()
        try:
            yield
        finally:
            self._free.set()


def slowed(corpus: Corpus) -> tuple[Corpus, SlowEncoder]:
    """The same articles, and what holds back the answers to questions about them."""
    encoder = SlowEncoder()
    return replace(corpus, indexing=replace(corpus.indexing, encoder=encoder)), encoder
