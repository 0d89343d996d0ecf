"""The Corpus: articles, their passages and topics, looked up by id and by subject."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from corpus.article import Article, Passage
from corpus.attributes import attributes
from corpus.match import Thresholds, TopicMatcher
from corpus.question import Question, QuestionParser
from corpus.search import Indexing, Search
from corpus.synonyms import synonyms
from corpus.topics import Topics
from corpus.verify import Verdict, Verifier
from corpus.words import name_words, stems

_KEPT = 4096  # questions taken apart


@dataclass(frozen=True)
class Corpus:
    """All that is known; immutable once loaded."""

    folder: Path
    articles: tuple[Article, ...]
    topics: Topics
    thresholds: Thresholds = Thresholds()
    indexing: Indexing = Indexing()

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage, article by article."""
        return tuple(passage for article in self.articles for passage in article.passages)

    @cached_property
    def _articles_by_id(self) -> dict[str, Article]:
        return {article.id: article for article in self.articles}

    @cached_property
    def _by_id(self) -> dict[str, Passage]:
        return {passage.id: passage for passage in self.passages}

    @cached_property
    def _by_topic(self) -> dict[str, tuple[Passage, ...]]:
        found: dict[str, list[Passage]] = {}
        for passage in self.passages:
            for topic_id in passage.record.about:
                found.setdefault(topic_id, []).append(passage)
        return {topic_id: tuple(passages) for topic_id, passages in found.items()}

    def article(self, article_id: str) -> Article:
        """The article with this id; KeyError when there is none."""
        return self._articles_by_id[article_id]

    def passage(self, passage_id: str) -> Passage | None:
        """The passage with this id, None when the corpus holds it no more."""
        return self._by_id.get(passage_id)

    def about(self, topic_id: str) -> tuple[Passage, ...]:
        """The passages that concern a topic, in the order of the articles."""
        return self._by_topic.get(topic_id, ())

    @cached_property
    def matcher(self) -> TopicMatcher:
        """Fuzzy look-up of topics."""
        return TopicMatcher(self.topics, self.thresholds)

    @cached_property
    def search(self) -> Search:
        """The search over the passages, built when the first question comes."""
        return Search(self.articles, self.topics, self.indexing)

    @cached_property
    def root(self) -> str:
        """The id of the topic that more than half of the titles name, "" when there is none."""
        in_titles = Counter(topic for article in self.articles for topic in self.topics.find(article.title))
        top = in_titles.most_common(1)
        return top[0][0] if top and top[0][1] * 2 > len(self.articles) else ""

    @cached_property
    def _verifier(self) -> Verifier:
        return Verifier(self.search, self.topics, self.root, self.thresholds)

    @cached_property
    def _parser(self) -> QuestionParser:
        words = frozenset(word for p in self.passages for word in name_words(f"{p.text} {p.heading}"))
        asked = frozenset(word for p in self.passages for word in name_words(" ".join(p.record.asks)))
        return QuestionParser(self.topics, self.matcher, words, asked)

    def question(self, text: str) -> Question:
        """A question taken apart in the terms of this corpus; the last ones are kept."""
        return self._parse(text)

    @cached_property
    def _parse(self) -> Callable[[str], Question]:
        return lru_cache(_KEPT)(self._parser.parse)

    def ranked(self, question: Question) -> list[Verdict]:
        """The candidates for a question, each held against it, the best first."""
        names = tuple(
            s for i in (*question.topics, *question.places, *question.ideas) for s in stems(self.topics[i].name)
        )
        asked = (s for name in question.attributes for s in attributes()[name].stems)
        said = (other for term in question.stems for other in synonyms(term))
        queries = ((*question.stems, *names), (*asked, *said, *names))
        return self._verifier.verdicts(question, self.search.weigh(question.wording, queries))
