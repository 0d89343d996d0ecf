"""The timeline: what the sentences date themselves, the earliest first."""

from collections.abc import Callable

from handlers.card import Kind, Note, Reply, Text


def test_the_whole_corpus_has_a_timeline(say: Callable[[str], Reply]) -> None:
    """What was before a year comes before that year."""
    reply = say("timeline")

    assert (reply.kind, reply.topic, reply.card.title) == (Kind.BRIEFING, None, "Timeline")
    assert [fact.text for fact in reply.card.facts()] == [
        "Before 2009 Lark Roasters sold only tea.",
        "Kestrel Coffee was founded in 2009 with borrowed money.",
        "Kestrel Coffee opened a second shop in May 2015.",
    ]


def test_the_timeline_of_a_topic_holds_its_dates_alone(say: Callable[[str], Reply]) -> None:
    """Another roaster's past is not shown."""
    reply = say("timeline kestrel")

    assert (reply.topic, reply.card.title) == ("kestrel-coffee", "Timeline: Kestrel Coffee")
    assert [fact.as_of for fact in reply.card.facts()] == ["2009", "May 2015"]


def test_the_date_of_an_article_dates_no_event(say: Callable[[str], Reply]) -> None:
    """A topic whose sentences name no date has no timeline."""
    assert say("timeline oat milk").card.blocks == (Note("The corpus gives no dates for this."),)


def test_a_name_that_is_no_topic_is_said_to_be_none(say: Callable[[str], Reply]) -> None:
    """A timeline of nothing is not made up."""
    reply = say("timeline zeppelin")

    assert reply.kind is Kind.SUGGESTIONS
    assert reply.card.blocks[0] == Text("No topic is called “zeppelin”.")


def test_articles_without_a_date_of_their_own_still_date_events(say_bare: Callable[[str], Reply]) -> None:
    """The year stands in the sentence."""
    assert [fact.as_of for fact in say_bare("timeline").card.facts()] == ["1650"]
