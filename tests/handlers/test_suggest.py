"""Did you mean: what is offered for a name that is no topic, and how much of it is repeated."""

from collections.abc import Callable

import pytest

from corpus.collection import Corpus
from handlers.card import Actions, Evidence, Kind, Outcome, Reply, Text
from handlers.suggest import echo, suggest


def test_near_misses_are_offered_as_buttons(coffee: Corpus) -> None:
    """Each topic is one button that says its name."""
    reply = suggest("kestle", (coffee.topics["kestrel-coffee"], coffee.topics["lark-roasters"]))

    assert reply.kind is Kind.SUGGESTIONS
    assert reply.card.suggestions() == ("Kestrel Coffee", "Lark Roasters")
    assert reply.card.blocks[0] == Text("“kestle” is not the name of a topic.")
    assert reply.evidence is None


def test_a_name_near_to_nothing_gets_the_list_of_topics() -> None:
    """There is always something to press."""
    reply = suggest("zzz", ())

    assert reply.card.blocks[0] == Text("No topic is called “zzz”.")
    assert isinstance(reply.card.blocks[1], Actions)
    assert reply.card.suggestions() == ("topics", "help")
    assert reply.evidence == Evidence(Outcome.NONE, (), "zzz")


def test_an_ambiguous_name_offers_all_that_it_could_mean(say: Callable[[str], Reply]) -> None:
    """A short name of two topics is a question back, not a choice."""
    assert say("roaster").card.suggestions() == ("Kestrel Coffee", "Lark Roasters")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("oat milk", "oat milk"),
        ("<!channel> @everyone", "channel everyone"),
        ("[x](http://y.z)", "x http y z"),
        ("a\u202eb\u200bc\x00d", "abcd"),
        ("<@U123>`*_~|", "U123"),
        ("é 菜鸟 ٣", "é 菜鸟 ٣"),
        ("Mina's 'e-mail' -- now", "Mina's e-mail now"),
        ("", ""),
    ],
)
def test_what_was_typed_is_repeated_without_anything_that_pings_or_links(typed: str, shown: str) -> None:
    """Words and numbers alone come back, with the apostrophes and hyphens inside them."""
    assert echo(typed) == shown


def test_a_long_text_is_repeated_in_part() -> None:
    """Sixty characters are enough to recognise one's own words."""
    assert echo("word " * 100) == "word " * 11 + "word …"
    assert echo("word " * 100, 14) == "word word word …"
