"""What a team wants on Monday: facts it has not seen, what is new, what was asked, and what is open."""

from collections.abc import Iterator, Sequence
from itertools import islice

from corpus.article import Passage
from corpus.collection import Corpus
from handlers.card import Action, Actions, Card, Facts, Item, Items, Note, Text, card, fact, source
from handlers.clusters import Cluster, clustered
from handlers.daily import facts_about
from handlers.daily_card import subject_of
from handlers.in_order import in_order
from handlers.listed import listed
from handlers.logged import answered, day
from handlers.moment import local
from handlers.state import Lately, News
from handlers.subscription import Subscription
from handlers.suggest import echo

_FACTS, _FACTS_WHEN_QUIET = 3, 5
_NEWS = 5
_ASKED = 3
_OPEN = 5
_BRIEFINGS = 3
_LONGEST = 200  # characters of a question
_OFTEN = {1: "once", 2: "twice"}


def digest(subscription: Subscription, corpus: Corpus, lately: Lately) -> Card | None:
    """The digest of a channel, None in a quiet week where the channel wants none.

    A week is quiet when no article came or changed, no question was answered, and none without an answer was asked.
    """
    news = _news(subscription, corpus, lately)
    asked = clustered(lately.answered, corpus)
    gaps = clustered(lately.gaps, corpus)
    since = local(lately.since, subscription.rhythm.zone).date()
    is_quiet = not news and not asked and all(gap.newest.on < since for gap in gaps)
    if is_quiet and subscription.skips_quiet:
        return None
    facts = _unseen(subscription, corpus, lately)[: _FACTS_WHEN_QUIET if is_quiet else _FACTS]
    names = listed(corpus.topics[each].name for each in subscription.topics if each in corpus.topics)
    return card(
        corpus,
        f"Digest: {names}" if names else "Digest",
        _opening(day(since), is_quiet=is_quiet),
        Items("New and changed articles", tuple(_article(each, corpus) for each in news[:_NEWS])),
        Note(_more(len(news) - _NEWS)),
        *_asked(asked, corpus),
        Facts("Facts not shown here before", tuple(fact(corpus, passage) for passage in facts)),
        Items("Still open", tuple(_gap(gap) for gap in gaps[:_OPEN])),
        Note(_more(len(gaps) - _OPEN)),
        Actions("", tuple(_briefings(facts, corpus, subscription.topics))),
    )


def _opening(since: str, *, is_quiet: bool) -> Text | Note:
    """From when on the digest tells, as a whole day; that nothing happened since, where that is so."""
    if is_quiet:
        return Text(f"All quiet since {since}: no article came or changed, and nothing was asked here.")
    return Note(f"What came and what was asked here since {since}.")


def _unseen(subscription: Subscription, corpus: Corpus, lately: Lately) -> list[Passage]:
    """The facts that the channel has not been shown, in its own order."""
    facts = in_order(facts_about(corpus, subscription.topics), subscription.id)
    return [passage for passage in facts if passage.id not in lately.seen]


def _news(subscription: Subscription, corpus: Corpus, lately: Lately) -> list[News]:
    """The articles that came or changed and are still there, and that say anything of the topics followed."""
    about = frozenset(passage.article_id for topic in subscription.topics for passage in corpus.about(topic))
    there = about if subscription.topics else frozenset(article.id for article in corpus.articles)
    return [each for each in lately.news if each.article in there]


def _article(news: News, corpus: Corpus) -> Item:
    cited = source(corpus.article(news.article))
    told = (cited.author, cited.publisher, cited.date)
    return Item(cited.title, f"{'new' if news.is_new else 'changed'} – {', '.join(filter(None, told))}")


def _asked(asked: Sequence[Cluster], corpus: Corpus) -> Iterator[Facts]:
    """The questions asked most, each with the sentence that answered it, as far as the articles still hold that."""
    often = sorted(asked, key=lambda each: -len(each.questions))
    told = (answered(f"{_times(each)}: “{echo(each.newest.text, _LONGEST)}”", each.newest, corpus) for each in often)
    return islice((block for block in told if isinstance(block, Facts)), _ASKED)


def _gap(gap: Cluster) -> Item:
    last = "on" if len(gap.questions) == 1 else "last on"
    return Item(echo(gap.newest.text, _LONGEST), f"{_times(gap).casefold()}, {last} {day(gap.newest.on)}")


def _times(asked: Cluster) -> str:
    times = len(asked.questions)
    return f"Asked {_OFTEN.get(times, f'{times} times')}"


def _more(count: int) -> str:
    return f"{count} more." if count > 0 else ""


def _briefings(facts: Sequence[Passage], corpus: Corpus, topics: tuple[str, ...]) -> Iterator[Action]:
    """Where to read on: a button for each thing that the facts are about, three at most."""
    subjects = (subject_of(passage, corpus, topics) for passage in facts)
    names = dict.fromkeys(subject.name for subject in subjects if subject)
    return (Action(f"Brief me on {name}", name) for name in islice(names, _BRIEFINGS))
