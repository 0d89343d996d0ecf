"""From whatever a reader typed to a topic: exactly, fuzzily, or with a question back."""

from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from corpus.topics import Topic, Topics
from corpus.words import has_han, name_words, squeezed

LONGEST_NAME = 300  # characters; no name is longer, and what is longer costs time
_EXACT_ONLY = 3
_PHONETIC_WEIGHT = 0.97
_SPELLED_WHEN_IT_SOUNDS = 0.7
_WORD_IN_PLACE = 0.5
_SEVERAL = 2
_SOUNDS = tuple(
    pair.split(">")
    for pair in "ph>f gh>g ck>k qu>kw q>ch x>ks zh>j ts>s tz>s c>k z>s y>i w>v ee>i ea>i oo>u ou>u ow>u".split()
)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Similarities from 0 to 1 at which a name is accepted or suggested, measured by ``tests/matching``.

    ``answer`` and ``closest`` are the scores that a sentence must have to answer a question or to be shown as close,
    ``free_text`` what its weakest quarter must have without a record written for it; ``words`` and ``closest_words``
    are the shares of a question that it must cover where no encoder is installed. ``tests/eval`` calibrates all five.
    """

    accept: float = 0.75
    suggest: float = 0.66
    word: float = 0.8
    tie: float = 0.02
    answer: float = 0.68
    closest: float = 0.33
    free_text: float = 0.86
    words: float = 0.55
    closest_words: float = 0.35


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
        self._words = [self._words_of(topic, name) for name, topic in fuzzy]
        words = ((tuple(name_words(name)), topic) for topic in topics.values() for name in topic.names)
        self._phrases = sorted(((w, topic) for w, topic in words if w), key=lambda pair: -len(pair[0]))

    @staticmethod
    def _words_of(topic: Topic, key: str) -> list[str]:
        return next(name_words(name) for name in topic.names if squeezed(name) == key)

    def resolve(self, query: str) -> Resolution:
        """The topic a query names; a tie or a near miss gives suggestions instead of a choice."""
        text = query[:LONGEST_NAME]
        key = squeezed(text)
        if key in self._topics.ambiguous:
            return Resolution(suggestions=tuple(self._topics[i] for i in self._topics.ambiguous[key]))
        if exact := self._topics.by_name.get(key):
            return Resolution(exact, score=1.0)
        if len(key) <= _EXACT_ONLY or has_han(key):
            return Resolution()
        ranked = self._ranked(text)
        best = ranked[0][1] if ranked else 0.0
        if best < self._whole_name() and (named := self._all_words_of(text)):
            return Resolution(named, score=self._thresholds.accept)
        return self._decide(ranked)

    def nearest(self, name: str) -> Topic | None:
        """The topic whose whole name a text spells nearly right; None for short texts and ties."""
        return self._decide(self._ranked(name)).topic if len(squeezed(name)) > _EXACT_ONLY else None

    def _whole_name(self) -> float:
        return max(0.9, self._thresholds.accept)

    def _ranked(self, text: str) -> list[tuple[Topic, float]]:
        """The topics at or above the suggestion threshold, best first, each with its best name's score."""
        key, cutoff = squeezed(text), self._thresholds.suggest
        scores: dict[str, float] = {}
        for _, score, index in process.extract(key, self._names, scorer=OSA.normalized_similarity, score_cutoff=cutoff):
            self._raise(scores, index, score if self._words_fit(text, index) else min(score, self._barely()))
        sound = _sound(key)
        for _, score, index in process.extract(
            sound, self._sounds, scorer=OSA.normalized_similarity, score_cutoff=cutoff
        ):
            near = score == 1.0 or OSA.normalized_similarity(key, self._names[index]) >= _SPELLED_WHEN_IT_SOUNDS
            fits = near and self._words_fit(text, index)
            self._raise(scores, index, _PHONETIC_WEIGHT * (score if fits else min(score, self._barely())))
        ranked = sorted(scores.items(), key=lambda pair: -pair[1])
        return [(self._topics[topic_id], score) for topic_id, score in ranked if score >= cutoff]

    def _raise(self, scores: dict[str, float], index: int, score: float) -> None:
        owner = self._owners[index].id
        scores[owner] = max(scores.get(owner, 0.0), score)

    def _barely(self) -> float:
        """The highest score that suggests a topic without accepting it."""
        return self._thresholds.accept - 0.01

    def _words_fit(self, text: str, index: int) -> bool:
        """Whether each word is near its counterpart: "singles bar" is not Singles Day, near as the whole may be."""
        words, phrase = name_words(text), self._words[index]
        if len(words) < _SEVERAL or len(words) != len(phrase):
            return True
        pairs = zip(words, phrase, strict=True)
        return all(OSA.normalized_similarity(word, other) >= _WORD_IN_PLACE for word, other in pairs)

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
        if len(words) < _SEVERAL:
            return None
        for phrase, topic in self._phrases:
            if _SEVERAL <= len(phrase) <= len(words) and self._spelled(phrase, words):
                return topic
        return None

    def _spelled(self, phrase: tuple[str, ...], words: list[str]) -> bool:
        return all(any(self._near(word, other) for other in words) for word in phrase)

    def _near(self, word: str, other: str) -> bool:
        """Whether two words are the same or, unless short, nearly so."""
        long_enough = len(word) > _EXACT_ONLY
        return word == other or (long_enough and OSA.normalized_similarity(word, other) >= self._thresholds.word)


def _sound(name: str) -> str:
    """A small phonetic fold for English spellings of English and pinyin names."""
    folded = name
    for spelling, sound in _SOUNDS:
        folded = folded.replace(spelling, sound)
    return "".join(c for c, before in zip(folded, " " + folded, strict=False) if c != before)
