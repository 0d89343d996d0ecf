"""Completion: the topics that a half-typed name may become."""

from corpus.collection import Corpus
from corpus.topics import Topic
from corpus.words import normal


def complete(typed: str, corpus: Corpus, most: int) -> tuple[Topic, ...]:
    """At most so many topics that the articles mention: by how a name begins, then its words, then near misses.

    Nothing typed gives those that are mentioned most.
    """
    topics = [topic for topic in corpus.topics.values() if corpus.about(topic.id)]
    text = normal(typed)
    if not text:
        return tuple(sorted(topics, key=lambda topic: -len(corpus.about(topic.id)))[:most])
    found = corpus.matcher.resolve(typed)
    near = (*((found.topic,) if found.topic else ()), *found.suggestions)
    begun = [topic for topic in topics if any(normal(name).startswith(text) for name in topic.names)]
    within = [topic for topic in topics if any(f" {text}" in f" {normal(name)}" for name in topic.names)]
    ranked = dict.fromkeys((*sorted(begun, key=lambda topic: -len(corpus.about(topic.id))), *within, *near))
    return tuple(topic for topic in ranked if corpus.about(topic.id))[:most]
