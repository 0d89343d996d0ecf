"""Sentences as vectors: some to encode, who remembers what was encoded, and how near a word is to each."""

from collections.abc import Sequence

from corpus.encoder import LONGEST, Encoder, Tokens
from corpus.vectors import TokenVectors

BEES = (["Honey feeds every bee.", "It is made in summer."], ["Wax is soft."])
CARS = (["An automobile burns petrol.", "A bicycle does not."],)
ASKS = {"Wax is soft.": ("Can one bend it?", "Does it give way?")}


class SpyingEncoder(Encoder):
    """Encodes as another does and remembers the texts, but for the empty one, which stands for no question yet."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.texts: list[str] = []

    def count(self, texts: Sequence[str]) -> list[int]:
        """As the other counts."""
        return self._encoder.count(texts)

    def encode(self, text: str, longest: int = LONGEST) -> Tokens:
        """As the other encodes."""
        self.texts += filter(None, [text])
        return self._encoder.encode(text, longest)


def best(vectors: TokenVectors, text: str, count: int) -> list[float]:
    """How near the nearest piece of each of the first passages is to a word."""
    return [row[0] for row in vectors.closest(vectors.question(text), range(count))]
