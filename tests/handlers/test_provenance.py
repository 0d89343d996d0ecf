"""What is asked of the last answer: where it comes from, as of when it holds, and who says so."""

from datetime import date

import pytest

from corpus.collection import Corpus
from handlers.card import Context, Item, Items, Kind, Text
from handlers.follow_up import follow_up
from handlers.request import Request
from tests.handlers.turns import STAFF, Talk, first


@pytest.mark.parametrize("turn", ["source?", "what's the source?", "and your source?", "where is that from?"])
def test_the_source_of_the_last_answer_can_be_asked_for(talk: Talk, turn: str) -> None:
    """Title, author, publisher, date and standpoint, and the sentence again."""
    reply = talk(STAFF, turn)

    assert reply.card.blocks[0] == Items(
        "Source",
        (
            Item("The Roasters of Port Amber", "Mina Holt, Amber Weekly, Mar 2021 (inferred)"),
            Item("standpoint", "a columnist who drinks tea"),
        ),
    )
    assert first(reply) == "Kestrel Coffee has 12 employees."


def test_a_source_that_says_little_of_itself_is_unknown_in_the_rest(talk: Talk) -> None:
    """An article with only a title has an unknown author, publisher, date and standpoint."""
    assert talk("was the Moka pot patented?", "source?").card.blocks[0] == Items(
        "Source",
        (
            Item("Notes on the Moka Pot", "author unknown, publisher unknown, date unknown"),
            Item("standpoint", "unknown"),
        ),
    )


@pytest.mark.parametrize("turn", ["as of when?", "how old is that?", "date?", "and when was that?"])
def test_the_date_of_the_last_answer_comes_with_its_reason(talk: Talk, turn: str) -> None:
    """A date inferred for the article says from what."""
    assert talk(STAFF, turn).card.blocks[0] == Text(
        "As of: Mar 2021 (inferred). The page speaks of the spring after the harvest of 2020."
    )


def test_a_date_in_the_sentence_needs_no_reason(talk: Talk) -> None:
    """What is stated is stated."""
    assert talk("when was Kestrel Coffee founded?", "as of when?").card.blocks[0] == Text("As of: 2009.")


@pytest.mark.parametrize("turn", ["who says so?", "says who?", "according to whom?", "who said that?"])
def test_who_says_so_is_the_author_with_a_standpoint(talk: Talk, turn: str) -> None:
    """The reader learns whose word it is."""
    assert talk(STAFF, turn).card.blocks[0] == Text("Said by: Mina Holt (a columnist who drinks tea).")


def test_who_says_so_is_the_person_quoted_and_the_author_who_reports(talk: Talk) -> None:
    """A claim has a speaker and a reporter."""
    reply = talk("how many tonnes of beans does Lark Roasters sell?", "who says so?")

    assert reply.card.blocks[0] == Text("Said by: Joe Finch, as reported by Mina Holt (a columnist who drinks tea).")


def test_who_says_so_without_a_standpoint_is_the_name_alone(talk: Talk) -> None:
    """Nothing is said of an author of whom nothing is known."""
    reply = talk("how many days of rain on the terraces?", "who says so?")

    assert reply.card.blocks[0] == Text("Said by: author unknown.")
    assert reply.topic is None


@pytest.mark.parametrize("turn", ["who says so?", "source?", "as of when?"])
@pytest.mark.parametrize("before", [["who owns Kestrel Coffee?"], ["kestrel", "who owns it?"]], ids=["first", "later"])
def test_after_no_answer_there_is_nothing_to_go_by(talk: Talk, before: list[str], turn: str) -> None:
    """What was only close, or came before, is not passed off as the answer; the thread keeps its topic."""
    reply = talk(*before, turn)

    assert (reply.kind, reply.card.title) == (Kind.NO_ANSWER, "Nothing to go by")
    assert reply.context.topics == ("kestrel-coffee",)


@pytest.mark.parametrize("turn", ["source?", "as of when?", "who says so?"])
def test_before_any_answer_there_is_nothing_to_go_by(talk: Talk, turn: str) -> None:
    """It is said so, and nothing is searched for."""
    assert talk(turn).card.title == "Nothing to go by"


def test_facts_that_the_corpus_holds_no_more_are_not_leaned_on(coffee: Corpus, day: date) -> None:
    """A thread may be older than the corpus: its source cannot be asked for, its topics still can."""
    old = Context(("kestrel-coffee",), STAFF, ("gone-12345678",))

    lost = follow_up(Request("source?", day, context=old), coffee)
    asked = follow_up(Request("when was it founded?", day, context=old), coffee)

    assert lost
    assert (lost.card.title, lost.context) == ("Nothing to go by", old)
    assert asked
    assert "2009" in first(asked)
