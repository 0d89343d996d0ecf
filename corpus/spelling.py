"""Misspelt words of a question, put right by the words that the corpus and the vocabulary know."""

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from corpus.words import stem

_SHORTEST = 5
_NEAR = 0.79


class Speller:
    """The words known, by first letter: people seldom miss that one."""

    def __init__(self, words: Iterable[str]) -> None:
        """``words`` are in normal form."""
        self._known = frozenset(words)
        self._stems = frozenset(map(stem, self._known))
        self._by_letter: dict[str, list[str]] = {}
        for word in sorted(self._known):
            if len(word) >= _SHORTEST:
                self._by_letter.setdefault(word[0], []).append(word)

    def knows(self, word: str) -> bool:
        """Whether a word needs no correction, being a form of a known one; numbers never do."""
        return word in self._known or stem(word) in self._stems or any(c.isdigit() for c in word)

    def corrected(self, word: str) -> str:
        """The nearest known word, or the word itself when it is known, short, or near to none."""
        if self.knows(word) or len(word) < _SHORTEST:
            return word
        choices = self._by_letter.get(word[0], [])
        near = process.extractOne(word, choices, scorer=OSA.normalized_similarity, score_cutoff=_NEAR)
        return near[0] if near else word
