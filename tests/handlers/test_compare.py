"""Two topics side by side: the same attribute in one row, an empty cell where the corpus is silent."""

from collections.abc import Callable

import pytest

from corpus.collection import Corpus
from handlers.card import Facts, Kind, Note, Reply, Table
from handlers.compare import compare, comparison
from handlers.request import Request


def table(reply: Reply) -> Table:
    """The table of a comparison."""
    return next(block for block in reply.card.blocks if isinstance(block, Table))


@pytest.mark.parametrize(
    "text",
    [
        "Kestrel Coffee and Lark Roasters",
        "kestrel with lark roasters",
        "kestrel, lark roasters",
        "kestrel vs. lark roasters",
        "kestrel coffee lark roasters",
        "kestrel versus lark roastres",
    ],
)
def test_two_names_are_told_apart_with_and_without_a_word_between(say: Callable[[str], Reply], text: str) -> None:
    """However two names are joined, both are found."""
    reply = say(f"compare {text}")

    assert (reply.kind, reply.card.title) == (Kind.BRIEFING, "Kestrel Coffee and Lark Roasters")
    assert table(reply).columns == ("Kestrel Coffee", "Lark Roasters")


def test_rows_that_both_have_come_first(say: Callable[[str], Reply]) -> None:
    """Sales are told of both roasters, so they head the table."""
    first = table(say("compare kestrel and lark roasters")).rows[0]

    assert first.label == "Sales"
    assert [len(cell) for cell in first.cells] == [2, 1]


def test_where_the_corpus_is_silent_the_cell_is_empty(say: Callable[[str], Reply]) -> None:
    """Nobody's staff is guessed."""
    rows = {row.label: row.cells for row in table(say("compare kestrel and lark roasters")).rows}

    assert [fact.text for fact in rows["Staff"][0]] == ["Kestrel Coffee has 12 employees."]
    assert rows["Staff"][1] == ()


def test_gaps_and_opinions_are_not_compared(say: Callable[[str], Reply]) -> None:
    """Only what can be set side by side is."""
    labels = {row.label for row in table(say("compare kestrel and lark roasters")).rows}

    assert labels.isdisjoint({"Gap", "Opinion"})


def test_sentences_that_name_both_stand_above_the_table(say: Callable[[str], Reply]) -> None:
    """What an article itself compares comes first."""
    together = say("compare kestrel and lark roasters").card.blocks[0]

    assert isinstance(together, Facts)
    assert [fact.text for fact in together.facts] == ["Lark Roasters pays its farmers more than Kestrel Coffee does."]


def test_sentences_that_name_both_do_not_stand_in_the_table_again(say: Callable[[str], Reply]) -> None:
    """The rows hold what is told of one roaster alone."""
    reply = say("compare kestrel and lark roasters")
    together, rows = reply.card.blocks[0], table(reply).rows

    assert isinstance(together, Facts)
    assert set(together.facts).isdisjoint(fact for row in rows for cell in row.cells for fact in cell)
    assert "Comparison" not in {row.label for row in rows}


def test_two_topics_of_which_nothing_is_said_have_nothing_to_compare(coffee: Corpus) -> None:
    """A comparison without a row says so."""
    reply = comparison(coffee.topics["coffee"], coffee.topics["siphon"], coffee)

    assert reply.card.blocks == (Note("The corpus says nothing that could be compared."),)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("kestrel and mocha", "mocha"),
        ("nobody knows", "nobody"),
        ("zzz", "zzz"),
        ("mocha " * 13, "mocha mocha"),
    ],
)
def test_a_comparison_takes_two_known_topics(
    coffee: Corpus, request_of: Callable[[str], Request], text: str, shown: str
) -> None:
    """The name that is none is said; many words are looked up as one."""
    reply = compare(request_of(text), coffee)

    assert reply.kind is Kind.SUGGESTIONS
    assert f"“{shown}" in str(reply.card.blocks[0])


@pytest.mark.parametrize("text", ["kestrel", "kestrel and kestrel coffee"])
def test_one_topic_alone_is_asked_for_a_second(coffee: Corpus, request_of: Callable[[str], Request], text: str) -> None:
    """A topic that is known is not said to be unknown."""
    reply = compare(request_of(text), coffee)

    assert reply.card.title == "Compare with what?"
    assert reply.card.suggestions() == ("Kestrel Coffee", "topics")


def test_the_next_turn_may_lean_on_both_topics(say: Callable[[str], Reply]) -> None:
    """The thread is about the pair."""
    assert say("compare kestrel and lark roasters").context.topics == ("kestrel-coffee", "lark-roasters")
