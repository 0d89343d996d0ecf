"""The card of one fact: the figure large, its sentence, and where to go from there."""

from corpus.article import Passage
from corpus.collection import Corpus
from corpus.topics import Topic
from handlers.card import Action, Actions, Card, Figure, Quote, card, fact
from handlers.headline import headline
from handlers.pick import AFTER, WHY, Pick

OF_THE_DAY = "Fact of the day"


def daily(passage: Passage, corpus: Corpus, topics: tuple[str, ...], subscription: str = "") -> Card:
    """A fact picked out of topics, by id, as a reply; or as it is posted for a subscription.

    The headline is the sentence's figure with its hedge; there is none where these stand too far apart.
    """
    subject = subject_of(passage, corpus, topics)
    cited, value, pick = fact(corpus, passage), headline(passage), Pick(passage.id, subscription, topics)
    offers = (
        *((Action(f"Brief me on {subject.name}", subject.name),) if subject else ()),
        Action("Another fact", pick.said(AFTER)),
        Action("Why this fact", pick.said(WHY)),
    )
    return card(
        corpus,
        _title(subject, is_posted=bool(subscription)),
        Figure(value, cited) if value and cited.strong else Quote(cited),
        Actions("", offers),
    )


def subject_of(passage: Passage, corpus: Corpus, topics: tuple[str, ...]) -> Topic | None:
    """The topic that a fact is told for: of those it was picked out of, otherwise its own."""
    about = [topic_id for topic_id in passage.record.about if topic_id in corpus.topics]
    wanted = [topic_id for topic_id in about if topic_id in topics]
    return next((corpus.topics[topic_id] for topic_id in (*wanted, *about)), None)


def _title(subject: Topic | None, *, is_posted: bool) -> str:
    """What a fact is about; of one that nobody asked for, what it is as well."""
    if subject is None:
        return OF_THE_DAY
    return f"{OF_THE_DAY}: {subject.name}" if is_posted else subject.name
