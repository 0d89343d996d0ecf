"""The fact of the day over many days: pure, and none again before all have come."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.collection import Corpus
from corpus.load import load
from handlers.card import Kind
from handlers.fact import fact_of, quotable

days = st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1))


@pytest.fixture(scope="module")
def again(shipped: Corpus) -> Corpus:
    """The shipped corpus read a second time."""
    return load(shipped.folder)


@settings(deadline=None)
@given(days, st.data())
def test_the_fact_of_a_day_depends_on_date_topic_and_corpus_alone(
    shipped: Corpus, again: Corpus, day: date, data: st.DataObject
) -> None:
    """Asked twice, of a corpus read twice, the same day gives the same card."""
    topic_id = data.draw(st.none() | st.sampled_from(list(shipped.topics)))
    topics = [corpus.topics[topic_id] if topic_id else None for corpus in (shipped, again)]

    assert fact_of(day, topics[0], shipped).card == fact_of(day, topics[1], again).card


@settings(deadline=None)
@given(days, st.data())
def test_no_fact_of_a_topic_comes_twice_before_all_have_come(shipped: Corpus, day: date, data: st.DataObject) -> None:
    """From any day on, as many days as there are facts show each of them once."""
    topic = data.draw(st.none() | st.sampled_from(list(shipped.topics.values())))
    count = len(quotable(shipped.about(topic.id) if topic else shipped.passages))
    replies = [fact_of(day + timedelta(n), topic, shipped) for n in range(count)]

    assert count == len({reply.context.facts for reply in replies})


def test_a_topic_without_a_quotable_fact_says_so_on_every_day(shipped: Corpus) -> None:
    """A topic has a card every day or never."""
    for topic in shipped.topics.values():
        kinds = {fact_of(date(2026, 1, 1) + timedelta(n), topic, shipped).kind for n in range(3)}
        expected = Kind.CARD if quotable(shipped.about(topic.id)) else Kind.NO_ANSWER
        assert kinds == {expected}
