"""Misspelt words of a question, put right by the words that the corpus and the vocabulary know."""

import re
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from corpus.words import stem

_SHORTEST = 5
_HALF = 2
_SLIPS = dict(
    pair.split(">")
    for pair in "wat>what wht>what waht>what wen>when whn>when wehn>when hwo>how hw>how hav>have hvae>have deos>does "
    "dos>does dose>does wher>where manny>many mny>many mcuh>much teh>the taht>that".split()
)
_OFTEN_JOINED = frozenset("how what when who where why is are was did does has have many much".split())
_LOWER = re.compile(r"(?<![\w'’])[a-z]+(?![\w'’])")
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

    def parted(self, text: str) -> str:
        """A text with a space put back where one is missing beside a small word: "howmany users"."""
        return _LOWER.sub(lambda found: self._parted(found[0]), text)

    def _parted(self, word: str) -> str:
        if len(word) < _SHORTEST or self.knows(word):
            return word
        halves = ((word[:at], word[at:]) for at in range(_HALF, len(word) - _HALF + 1))
        known = (pair for pair in halves if self._known.issuperset(pair) and not _OFTEN_JOINED.isdisjoint(pair))
        return " ".join(next(known, (word,)))

    def corrected(self, word: str) -> str:
        """The nearest known word, or the word itself when it is known, short, or near to none."""
        if self.knows(word):
            return word
        if len(word) < _SHORTEST:
            return _SLIPS.get(word, word)
        choices = self._by_letter.get(word[0], [])
        near = process.extractOne(word, choices, scorer=OSA.normalized_similarity, score_cutoff=_NEAR)
        return near[0] if near else word
