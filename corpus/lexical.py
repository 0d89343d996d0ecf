"""Ranking by words: how well sentences hold each word of a question, by BM25, word families and pairs of words."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

from corpus.article import Passage
from corpus.blend import Blend, Weighed, blended, weakest_quarter
from corpus.words import STOP_WORDS, name_words, stem

_K1 = 0.8
_B = 0.5
_STOP_WORD = 0.5  # weight of a stop word, which is not indexed: about half its idf
_RELATED = 0.8  # what a word of the same family counts: "settle" for "settlement"
_ALIKE = 0.5
_FAMILY = 4  # letters that the words of a family begin with
_PAIR = 0.4
_BLEND = Blend(before=0.6, after=0.0, whole=1.0)
_SAMPLE = 1_000  # sentences that the average length is taken of


class ByWords:
    """Weighs sentences against questions by their words alone."""

    def __init__(self, passages: Sequence[Passage], paragraphs: Sequence[int], idf: Callable[[str], float]) -> None:
        """``paragraphs`` numbers the paragraph of each passage; ``idf`` says how telling a stem is."""
        self._passages = passages
        self._paragraphs = paragraphs
        self._idf = idf
        self._words: dict[int, Words] = {}
        sample = passages[:: max(1, len(passages) // _SAMPLE)]
        self._average = sum(len(name_words(p.text)) for p in sample) / max(1, len(sample)) or 1.0

    def weigh(self, text: str, at: Sequence[int]) -> list[Weighed]:
        """How much of a question the passages with these numbers hold; in ascending order, neighbours among them."""
        terms = Terms(text, self._idf)
        passages = [self._words_of(each) for each in at]
        matrix = [words.held(terms, self._average) for words in passages]
        scores = blended(matrix, terms.weights, [self._paragraphs[each] for each in at], _BLEND)
        return [
            Weighed(score + words.pairs_held(terms), weakest_quarter(row, terms.is_content))
            for score, words, row in zip(scores, passages, matrix, strict=True)
        ]

    def _words_of(self, at: int) -> "Words":
        """The words of a passage, kept for the next question."""
        if at not in self._words:
            self._words[at] = Words(self._passages[at])
        return self._words[at]


class Terms:
    """The words of a question, each once, with what each weighs and the pairs in which they stand."""

    def __init__(self, text: str, idf: Callable[[str], float]) -> None:
        words = name_words(text)
        ordered = [stem(word) for word in words]
        self.stems = tuple(dict.fromkeys(ordered))
        light = {stem(word) for word in words if word in STOP_WORDS}
        self.weights = [_STOP_WORD if term in light else idf(term) for term in self.stems]
        self.pairs = frozenset(pairwise(ordered))
        self.is_content = [term not in light for term in self.stems]


class Words:
    """The words of one sentence: how often each stands there, their families and their pairs."""

    def __init__(self, passage: Passage) -> None:
        ordered = [stem(word) for word in name_words(passage.text)]
        self.counts = Counter(ordered)
        self.pairs = frozenset(pairwise(ordered))
        self._families: dict[str, list[str]] = {}
        for term in self.counts:
            self._families.setdefault(term[:_FAMILY], []).append(term)

    def held(self, terms: Terms, average: float) -> list[float]:
        """How well each term is held, 0 to 1 + k1: its frequency, saturated as by BM25, or that of a related word."""
        norm = _K1 * (1 - _B + _B * self.counts.total() / average)
        pairs = zip(terms.stems, terms.is_content, strict=True)
        return [self._held(term, norm, soft=is_content) for term, is_content in pairs]

    def _held(self, term: str, norm: float, *, soft: bool) -> float:
        if count := self.counts[term]:
            return count * (_K1 + 1) / (count + norm)
        if not soft or len(term) < _FAMILY:
            return 0.0
        family = self._families.get(term[:_FAMILY], ())
        return max(
            (_RELATED * alike * self._held(o, norm, soft=False) for o in family if (alike := dice(term, o)) >= _ALIKE),
            default=0.0,
        )

    def pairs_held(self, terms: Terms) -> float:
        """The share of the question's pairs of words that stand here side by side."""
        return _PAIR * len(self.pairs & terms.pairs) / max(1, len(terms.pairs))


@lru_cache(maxsize=65536)
def dice(one: str, other: str) -> float:
    """How alike two stems are, by the pairs of letters that they share: 0 to 1."""
    mine, others = _letters(one), _letters(other)
    return 2 * len(mine & others) / (len(mine) + len(others))


def _letters(word: str) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(f"{word}$"))
