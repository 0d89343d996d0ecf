"""From whatever a reader typed to a topic: exactly, fuzzily, or with a question back."""

from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from corpus.topics import Topic, Topics
from corpus.words import has_han, name_words, squeezed

LONGEST_QUERY = 300
_EXACT_ONLY = 3
_PHONETIC_WEIGHT = 0.97
_SOUNDS = (
    ("ph", "f"), ("gh", "g"), ("ck", "k"), ("qu", "kw"), ("q", "ch"), ("x", "ks"), ("zh", "j"), ("ts", "s"), ("tz", "s"),
    ("c", "k"), ("z", "s"), ("y", "i"), ("w", "v"), ("ee", "i"), ("ea", "i"), ("oo", "u"), ("ou", "u"), ("ow", "u"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Similarities from 0 to 1 at which a name is accepted or suggested (measured by ``tests/matching``), and the
    shares of a question that a sentence must cover to answer it or to be shown as close (``tests/eval``).
    """

    accept: float = 0.75
    suggest: float = 0.66
    word: float = 0.8
    tie: float = 0.02
    answer: float = 0.55
    closest: float = 0.35


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a query means: one topic, or else the topics it might mean, the likeliest first."""

    topic: Topic | None = None
    suggestions: tuple[Topic, ...] = ()
    score: float = 0.0


class TopicMatcher:
    """The names of a corpus's topics, prepared for fuzzy look-ups."""

    def __init__(self, topics: Topics, thresholds: Thresholds) -> None:
        """Prepare both spellings of every name: as written and as it sounds."""
        self._topics = topics
        self._thresholds = thresholds
        fuzzy = [(name, topic) for name, topic in topics.by_name.items() if len(name) > _EXACT_ONLY]
        self._names = [name for name, _ in fuzzy]
        self._sounds = [_sound(name) for name in self._names]
        self._owners = [topic for _, topic in fuzzy]
        words = ((tuple(name_words(name)), topic) for topic in topics.values() for name in topic.names)
        self._phrases = sorted(((w, topic) for w, topic in words if w), key=lambda pair: -len(pair[0]))

    def resolve(self, query: str) -> Resolution:
        """The topic a query names; a tie or a near miss gives suggestions instead of a choice."""
        text = query[:LONGEST_QUERY]
        key = squeezed(text)
        if key in self._topics.ambiguous:
            return Resolution(suggestions=tuple(self._topics[i] for i in self._topics.ambiguous[key]))
        if exact := self._topics.by_name.get(key):
            return Resolution(exact, score=1.0)
        if len(key) <= _EXACT_ONLY or has_han(key):
            return Resolution()
        ranked = self._ranked(key)
        best = ranked[0][1] if ranked else 0.0
        if best < self._whole_name() and (named := self._all_words_of(text)):
            return Resolution(named, score=self._thresholds.accept)
        return self._decide(ranked)

    def _whole_name(self) -> float:
        return max(0.9, self._thresholds.accept)

    def _ranked(self, key: str) -> list[tuple[Topic, float]]:
        """The topics at or above the suggestion threshold, best first, each with its best name's score."""
        cutoff = self._thresholds.suggest
        scores: dict[str, float] = {}
        spelled = process.extract(key, self._names, scorer=OSA.normalized_similarity, score_cutoff=cutoff, limit=10)
        sounded = process.extract(_sound(key), self._sounds, scorer=OSA.normalized_similarity, score_cutoff=cutoff, limit=10)
        for weight, found in ((1.0, spelled), (_PHONETIC_WEIGHT, sounded)):
            for _, score, index in found:
                owner = self._owners[index].id
                scores[owner] = max(scores.get(owner, 0.0), weight * score)
        ranked = sorted(scores.items(), key=lambda pair: -pair[1])
        return [(self._topics[topic_id], score) for topic_id, score in ranked if score >= cutoff]

    def _decide(self, ranked: list[tuple[Topic, float]]) -> Resolution:
        if not ranked:
            return Resolution()
        (first, best), others = ranked[0], ranked[1:]
        ties = [topic for topic, score in others if best - score < self._thresholds.tie]
        if best >= self._thresholds.accept and not ties:
            return Resolution(first, score=best)
        return Resolution(suggestions=tuple(topic for topic, _ in ranked[:3]), score=best)

    def _all_words_of(self, text: str) -> Topic | None:
        """The topic with the longest name of several words, each of which the query spells nearly right."""
        words = name_words(text)
        for phrase, topic in self._phrases:
            if 1 < len(phrase) <= len(words) and self._spelled(phrase, words):
                return topic
        return None

    def _spelled(self, phrase: tuple[str, ...], words: list[str]) -> bool:
        return all(
            any(word == have or (len(word) > _EXACT_ONLY and OSA.normalized_similarity(word, have) >= self._thresholds.word)
                for have in words)
            for word in phrase
        )  # fmt: skip


def _sound(name: str) -> str:
    """A small phonetic fold for English spellings of English and pinyin names."""
    folded = name
    for spelling, sound in _SOUNDS:
        folded = folded.replace(spelling, sound)
    return "".join(c for c, before in zip(folded, " " + folded, strict=False) if c != before)
