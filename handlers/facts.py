"""The fact of the day, another one, and why it is this one: what it was picked out of, and in which order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.article import Passage
from corpus.collection import Corpus
from handlers.card import Action, Actions, Facts, Item, Items, Kind, Note, Reply, Text, after, card
from handlers.card import fact as cited
from handlers.daily import facts_about
from handlers.daily_card import subject_of
from handlers.fact import fact, shown
from handlers.in_order import in_order
from handlers.listed import listed
from handlers.pick import AFTER, WHY, Pick, read
from handlers.request import Request

_NEXT = 3


def facts(request: Request, corpus: Corpus) -> Reply:
    """Today's fact, or today's fact of the topic named; or what a button beneath a fact says."""
    said = read(request.text)
    if said is None:
        return fact(request, corpus)
    verb, pick = said
    known = replace(pick, topics=tuple(topic_id for topic_id in pick.topics if topic_id in corpus.topics))
    return _why(known, corpus) if verb == WHY else _another(known, corpus)


def _another(pick: Pick, corpus: Corpus) -> Reply:
    """The fact after one in the order that all share."""
    there = facts_about(corpus, pick.topics)
    ids = [passage.id for passage in there]
    if pick.passage not in ids:
        return _no_longer(corpus)
    return shown(there[(ids.index(pick.passage) + 1) % len(there)], corpus, pick.topics)


def _why(pick: Pick, corpus: Corpus) -> Reply:
    """Which articles it was picked from, how many facts there are, its place among them, and what comes next."""
    there = _in_order(pick, corpus)
    at = next((place for place, passage in enumerate(there) if passage.id == pick.passage), None)
    if at is None:
        return _no_longer(corpus)
    names = listed(corpus.topics[topic_id].name for topic_id in pick.topics)
    drawn = Counter(passage.article_id for passage in there)
    subject = subject_of(there[at], corpus, pick.topics)
    offers = (Action(f"Brief me on {subject.name}", subject.name),) if subject else ()
    made = card(
        corpus,
        "Why this fact",
        Text(f"{_count(there)} with a figure or a date{f' on {names}' if names else ''}."),
        Text(_place(at, len(there), pick)),
        Text(_next(there[at + 1 :][:_NEXT], corpus, pick)),
        Facts("", (cited(corpus, there[at]),)),
        Items("Picked from", tuple(Item(corpus.article(each).title, _many(n)) for each, n in drawn.most_common())),
        Note("What a source leaves open, and what it says of itself, is not posted as a fact."),
        Actions("", (*offers, Action("Another fact", pick.said(AFTER)))),
    )
    return Reply(Kind.CARD, made, subject.id if subject else None, after(made, (subject.id,) if subject else ()))


def _no_longer(corpus: Corpus) -> Reply:
    """That a fact is in the articles no more."""
    words = Text("The articles do not hold that sentence any more, or not on these topics.")
    made = card(corpus, "No such fact", words, Actions("", (Action("Today's fact", "fact"),)))
    return Reply(Kind.NO_ANSWER, made)


def _in_order(pick: Pick, corpus: Corpus) -> Sequence[Passage]:
    """The facts as they come: in a subscription's own order, or else in the one that all share."""
    there = facts_about(corpus, pick.topics)
    return in_order(there, pick.subscription) if pick.subscription else there


def _place(at: int, count: int, pick: Pick) -> str:
    if count == 1:
        return "So it comes every time."
    whose = "This channel gets them in an order of its own" if pick.subscription else "They come in a fixed order"
    return f"{whose}, in which this is number {at + 1} of {count}: none comes again before all have come."


def _next(following: Sequence[Passage], corpus: Corpus, pick: Pick) -> str:
    """What the next facts are about; not what they say, which is their own day's."""
    if not following:
        return "It is the last of them; then they begin anew."
    subjects = (subject_of(passage, corpus, pick.topics) for passage in following)
    names = tuple(dict.fromkeys(subject.name for subject in subjects if subject))
    return f"Next come facts on {listed(names)}." if names else ""


def _count(facts: Sequence[Passage]) -> str:
    return "The articles hold one sentence" if len(facts) == 1 else f"The articles hold {len(facts)} sentences"


def _many(count: int) -> str:
    return "1 fact" if count == 1 else f"{count} facts"
