"""How well the product finds and answers what a file in SQuAD format asks, all its paragraphs as one corpus."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from time import perf_counter

from corpus.article import Passage
from corpus.collection import Corpus
from corpus.search import Hit
from handlers.card import Kind
from tests.eval.measure import Figure, Share, auroc
from tests.eval.outcomes import asked as reply_to
from tests.eval.outcomes import confidence
from tests.eval.squad import Asked, answering

_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Comprehension:
    """Figures by the names that the JSON gives them, and how long a search took, in milliseconds."""

    figures: dict[str, Figure]
    p50_ms: float
    p99_ms: float

    def as_json(self) -> str:
        """One JSON object on one line; shares from 0 to 1."""
        values = {name: round(figure.value, _DIGITS) for name, figure in self.figures.items()}
        return json.dumps({**values, "p50_ms": round(self.p50_ms, 2), "p99_ms": round(self.p99_ms, 2)})


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found for an answerable question, whose answer lies in ``expected``."""

    expected: Passage | None
    hits: Sequence[Hit]

    def has_sentence(self, count: int) -> bool:
        """Whether the sentence is among the first few."""
        return self.expected is not None and self.expected.id in {hit.passage.id for hit in self.hits[:count]}

    def has_paragraph(self) -> bool:
        """Whether the first sentence is of the paragraph."""
        return self.expected is not None and [_place(hit.passage) for hit in self.hits[:1]] == [_place(self.expected)]


def comprehension(questions: Sequence[Asked], corpus: Corpus) -> Comprehension:
    """Search a corpus for every question; where the file marks some as unanswerable, answer them all too."""
    articles = {article.id: article for article in corpus.articles}
    corpus.search.search("What is it?", 1)  # indexing is no part of a search
    found: list[Found] = []
    times: list[float] = []
    for each in questions:
        start = perf_counter()
        hits = corpus.search.search(each.text, 3)
        times.append(1000 * (perf_counter() - start))
        if each.start is not None:
            found.append(Found(answering(each, articles), hits))
    figures: dict[str, Figure] = {
        "sentence_at_1": _share([one.has_sentence(1) for one in found]),
        "sentence_at_3": _share([one.has_sentence(3) for one in found]),
        "paragraph_at_1": _share([one.has_paragraph() for one in found]),
    }
    if len(found) < len(questions):
        figures |= _answering(questions, corpus)
    return Comprehension(figures, _percentile(times, 50), _percentile(times, 99))


def _answering(questions: Sequence[Asked], corpus: Corpus) -> dict[str, Figure]:
    """What is told apart, answered and answered falsely at the corpus's thresholds."""
    articles = {article.id: article for article in corpus.articles}
    scores: dict[bool, list[float]] = {True: [], False: []}
    right: list[bool] = []
    false: list[bool] = []
    for each in questions:
        scores[each.start is not None].append(confidence(corpus.ranked(corpus.question(each.text)), corpus))
        reply = reply_to(each.text, corpus)
        shown = [fact.id for fact in reply.card.facts()][:1] if reply.kind is Kind.ANSWER else []
        if each.start is None:
            false.append(bool(shown))
        else:
            expected = answering(each, articles)
            right.append(expected is not None and shown == [expected.id])
    return {
        "auroc": auroc(scores[True], scores[False]),
        "answered_right": _share(right),
        "answered_false": _share(false),
    }


def _share(went_well: Sequence[bool]) -> Share:
    return Share(sum(went_well), len(went_well))


def _percentile(times: Sequence[float], per_cent: int) -> float:
    """By nearest rank: the least time that so many per cent do not exceed."""
    return sorted(times)[ceil(per_cent / 100 * len(times)) - 1]


def _place(passage: Passage) -> tuple[str, int]:
    return passage.article_id, passage.paragraph
