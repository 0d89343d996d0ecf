"""What each article says about several topics together."""

from itertools import groupby

from corpus.article import Passage
from corpus.collection import Corpus
from corpus.question import Question
from handlers.brief import weight
from handlers.card import Action, Actions, Fact, Facts, Kind, Note, Reply, after, card, fact

_AN_ARTICLE = 3  # sentences
_NOT_TOLD = {"gap", "publication"}


def survey(question: Question, corpus: Corpus) -> Reply:
    """The sentences that concern every topic of a question, article by article."""
    first, *others = question.topics
    together = [p for p in corpus.about(first) if set(others) <= set(p.record.about) and _tells(p)]
    names = " and ".join(corpus.topics[topic_id].name for topic_id in question.topics)
    made = card(
        corpus,
        names,
        *(Facts(corpus.article(i).title, _shown(first, [*own], corpus)) for i, own in groupby(together, _article)),
        Note("" if together else "No sentence names them together."),
        Actions("Brief me on", tuple(Action(corpus.topics[i].name, corpus.topics[i].name) for i in question.topics)),
    )
    kind = Kind.BRIEFING if together else Kind.NO_ANSWER
    return Reply(kind, made, first, after(made, question.topics, question.text))


def _article(passage: Passage) -> str:
    return passage.article_id


def _tells(passage: Passage) -> bool:
    return passage.record.attribute not in _NOT_TOLD


def _shown(topic_id: str, passages: list[Passage], corpus: Corpus) -> tuple[Fact, ...]:
    best = sorted(passages, key=lambda passage: -weight(topic_id, passage))[:_AN_ARTICLE]
    return tuple(fact(corpus, passage) for passage in best)
