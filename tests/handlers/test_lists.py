"""The lists: topics, sources, and what this bot is."""

from collections.abc import Callable

from corpus.collection import Corpus
from handlers.card import Item, Items, Kind, Note, Reply, Text


def items(reply: Reply) -> dict[str, tuple[Item, ...]]:
    """The lists of a card by title."""
    return {block.title: block.items for block in reply.card.blocks if isinstance(block, Items)}


def test_topics_are_listed_by_kind_in_the_order_of_the_alphabet(say: Callable[[str], Reply]) -> None:
    """Kinds stand in the plural, and a topic without a kind is a topic."""
    reply = say("topics")

    assert reply.kind is Kind.LIST
    assert set(items(reply)) == {"Companies", "People", "Places", "Topics", "Products"}
    assert [item.name for item in items(reply)["People"]] == ["Ada Brook", "Joe Finch", "Mina Holt"]


def test_topics_that_no_article_mentions_are_not_listed(say: Callable[[str], Reply]) -> None:
    """What is listed can be asked about."""
    assert [item.name for item in items(say("topics"))["Products"]] == ["Moka pot"]


def test_topics_say_how_to_ask_for_one(say: Callable[[str], Reply]) -> None:
    """The slash word is the operator's."""
    assert Note("Type /coffee and a name for its briefing.") in say("topics").card.blocks


def test_sources_say_who_wrote_what_when_and_what_is_missing(say: Callable[[str], Reply]) -> None:
    """A reader can judge an article before quoting it."""
    assert items(say("sources"))["The Roasters of Port Amber"] == (
        Item("author", "Mina Holt"),
        Item("publisher", "Amber Weekly"),
        Item("date", "Mar 2021 (inferred). The page speaks of the spring after the harvest of 2020."),
        Item("kind", "column"),
        Item("standpoint", "a columnist who drinks tea"),
        Item("missing", "The page names no photographer."),
    )


def test_an_article_with_only_a_title_is_unknown_in_everything_else(say: Callable[[str], Reply]) -> None:
    """Unknown is said, never guessed."""
    assert items(say("sources"))["Notes on the Moka Pot"] == (
        Item("author", "unknown"),
        Item("publisher", "unknown"),
        Item("date", "date unknown"),
        Item("kind", "unknown"),
        Item("standpoint", "unknown"),
    )


def test_sources_cite_every_article(say: Callable[[str], Reply], coffee: Corpus) -> None:
    """The list of sources is complete."""
    assert [source.id for source in say("sources").card.sources] == [article.id for article in coffee.articles]


def test_about_counts_what_there_is(say: Callable[[str], Reply], coffee: Corpus) -> None:
    """The numbers are those of this corpus."""
    reply = say("about")

    assert reply.kind is Kind.HELP
    assert Text(f"3 articles, {len(coffee.passages)} sentences, 8 topics.") in reply.card.blocks
