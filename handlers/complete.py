"""Completion: the topics that a half-typed name may become, and the commands."""

from corpus.collection import Corpus
from corpus.topics import Topic
from corpus.words import normal
from handlers.registry import COMMANDS

_TELLING = 2  # characters: fewer may become anything


def complete(typed: str, corpus: Corpus, most: int) -> tuple[Topic, ...]:
    """At most so many topics that the articles mention: by how a name begins, its words, other names, near misses.

    Alike in that, what is mentioned more comes first; nothing typed gives those that are mentioned most.
    """
    topics = [topic for topic in corpus.topics.values() if corpus.about(topic.id)]
    topics.sort(key=lambda topic: -len(corpus.about(topic.id)))
    text = normal(typed)
    if not text:
        return tuple(topics[:most])
    begun = [topic for topic in topics if normal(topic.name).startswith(text)]
    within = [topic for topic in topics if f" {text}" in f" {normal(topic.name)}"]
    others = [topic for topic in topics if any(f" {text}" in f" {normal(name)}" for name in topic.names)]
    found = corpus.matcher.resolve(typed)
    near = (*((found.topic,) if found.topic else ()), *found.suggestions)
    ranked = dict.fromkeys((*begun, *within, *others, *near))
    return tuple(topic for topic in ranked if corpus.about(topic.id))[:most]


def commands(typed: str) -> tuple[str, ...]:
    """The commands that may stand alone and begin so."""
    text = normal(typed)
    names = (command.name for command in COMMANDS if not command.needs_text)
    return tuple(name for name in names if name.startswith(text)) if len(text) >= _TELLING else ()
