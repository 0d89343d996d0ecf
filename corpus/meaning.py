"""Ranking by meaning: token vectors of questions and sentences, with what the words say beside."""

from collections.abc import Sequence

from corpus.blend import Blend, Weighed, blended, weakest_quarter
from corpus.lexical import ByWords
from corpus.vectors import TokenVectors
from corpus.words import STOP_WORDS

_BLEND = Blend(before=0.8, after=0.5, whole=0.3)
_WORDS = 0.1  # what the score by words counts beside the one by meaning
_SCALE = 1 / (1 + _WORDS)


class ByMeaning:
    """Weighs sentences against questions by late interaction (MaxSim) of token vectors."""

    def __init__(self, vectors: TokenVectors, paragraphs: Sequence[int], words: ByWords) -> None:
        """``paragraphs`` numbers the paragraph of each passage."""
        self._vectors = vectors
        self._paragraphs = paragraphs
        self._words = words

    def nearest(self, text: str, limit: int) -> list[int]:
        """The numbers of passages whose mean vectors are nearest to a question's."""
        return self._vectors.nearest(text, limit)

    def weigh(self, text: str, at: Sequence[int]) -> list[Weighed]:
        """How much of a question the passages with these numbers hold; in ascending order, neighbours among them."""
        question = self._vectors.question(text)
        pieces = [text[start:end].casefold() for start, end in question.spans]
        is_content = [piece.isalnum() and piece not in STOP_WORDS for piece in pieces]
        matrix = self._vectors.closest(question, at)
        paragraphs = [self._paragraphs[each] for each in at]
        meant = blended(matrix, self._vectors.weights(question), paragraphs, _BLEND)
        said = self._words.weigh(text, at)
        return [
            Weighed(_SCALE * (score + _WORDS * words.score), weakest_quarter(row, is_content))
            for score, words, row in zip(meant, said, matrix, strict=True)
        ]
