"""The fact of a day: a figure or a date worth quoting, the same for all on one day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from corpus.collection import Corpus
from handlers.card import Figure, Kind, Note, Quote, Reply, Text
from handlers.fact import fact, fact_of, quotable
from handlers.request import Request
from tests.handlers.memory import buttons


def test_the_fact_of_a_day_is_the_same_whenever_it_is_asked_for(coffee: Corpus, day: date) -> None:
    """Date and corpus decide, nothing else."""
    assert fact_of(day, None, coffee).card == fact_of(day, None, coffee).card


def test_no_fact_comes_twice_before_all_have_come(coffee: Corpus, day: date) -> None:
    """As many days as facts show each once, and then the first again."""
    count = len(quotable(coffee.passages))
    shown = [fact_of(day + timedelta(n), None, coffee).context.facts for n in range(count + 1)]

    assert len(set(shown[:-1])) == count
    assert shown[-1] == shown[0]


def test_gaps_and_lives_are_not_quoted(coffee: Corpus) -> None:
    """What goes out every morning is worth its place."""
    attributes = {passage.record.attribute for passage in quotable(coffee.passages)}

    assert attributes.isdisjoint({"gap", "background", "publication", "disclosure"})


def test_a_figure_is_the_headline_of_its_card(coffee: Corpus, day: date) -> None:
    """The number stands large, hedge included, above its sentence."""
    blocks = [fact_of(day + timedelta(n), None, coffee).card.blocks[0] for n in range(20)]
    figures = {block.value for block in blocks if isinstance(block, Figure)}

    assert figures == {"about 150"}


def test_a_fact_without_a_number_is_quoted(coffee: Corpus, day: date) -> None:
    """A date alone makes no headline."""
    blocks = [fact_of(day + timedelta(n), None, coffee).card.blocks[0] for n in range(20)]
    quotes = {block.fact.text for block in blocks if isinstance(block, Quote)}

    assert "Kestrel Coffee was founded in 2009 with borrowed money." in quotes


def test_only_figures_that_tell_something_by_themselves_are_quoted(coffee: Corpus) -> None:
    """Large numbers and dates are; a dozen employees and nine days of rain are not."""
    assert sorted(passage.text for passage in quotable(coffee.passages)) == [
        "Before 2009 Lark Roasters sold only tea.",
        "Kestrel Coffee opened a second shop in May 2015.",
        "Kestrel Coffee roasts about 150 kilograms of beans a day.",
        "Kestrel Coffee was founded in 2009 with borrowed money.",
    ]


def test_a_fact_of_no_topic_is_called_fact_of_the_day(coffee: Corpus, day: date) -> None:
    """The card has a title and no briefing to offer; where no figure tells much, small ones are quoted."""
    harvest = replace(coffee, articles=(coffee.article("harvest"),))
    replies = [fact_of(day + timedelta(n), None, harvest) for n in range(20)]
    rain = next(reply for reply in replies if next(reply.card.facts()).text.startswith("Rain"))

    assert (rain.card.title, rain.topic) == ("Fact of the day", None)
    assert list(buttons(rain)) == ["Another fact", "Why this fact"]


def test_the_fact_of_a_topic_is_about_it(say: Callable[[str], Reply]) -> None:
    """A topic can be asked for."""
    reply = say("fact lark roasters")

    assert (reply.kind, reply.topic, reply.card.title) == (Kind.CARD, "lark-roasters", "Lark Roasters")
    assert list(buttons(reply)) == ["Brief me on Lark Roasters", "Another fact", "Why this fact"]


def test_a_topic_without_a_figure_or_a_date_says_so(say: Callable[[str], Reply]) -> None:
    """Nothing is quoted for want of something quotable."""
    reply = say("fact moka pot")

    assert (reply.kind, reply.card.title) == (Kind.NO_ANSWER, "Moka pot")
    assert reply.card.blocks == (Note("The corpus holds no figure or date to quote here."),)


def test_a_corpus_without_a_figure_or_a_date_says_so(coffee: Corpus, day: date) -> None:
    """A corpus may hold nothing to quote."""
    empty = replace(coffee, articles=(coffee.article("title-only"),))
    reply = fact_of(day, None, empty)

    assert (reply.kind, reply.topic, reply.card.title) == (Kind.NO_ANSWER, None, "Fact of the day")


def test_a_name_that_is_no_topic_is_said_to_be_none(say: Callable[[str], Reply]) -> None:
    """A fact of something else is not passed off as one of it."""
    reply = say("fact ada")

    assert reply.kind is Kind.SUGGESTIONS
    assert reply.card.blocks[0] == Text("No topic is called “ada”.")


def test_today_is_the_askers_day(coffee: Corpus, request_of: Callable[[str], Request], day: date) -> None:
    """The request says which day it is."""
    assert fact(request_of(""), coffee).card == fact_of(day, None, coffee).card
