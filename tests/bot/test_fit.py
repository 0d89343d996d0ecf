"""Fitting a card into a chat: what goes first, and what never goes."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.fit import fit
from bot.plain import plain
from handlers.card import (
    Action,
    Actions,
    Block,
    Card,
    Fact,
    Facts,
    Figure,
    Item,
    Items,
    Note,
    Quote,
    Row,
    Source,
    Table,
    Text,
)

WORDS = st.text("abc &<", min_size=1, max_size=60)
SOURCES = tuple(Source(i, f"Title {i}", "Ada", "", "", "") for i in ("p", "q", "r", "tea", "leaf"))
FACTS = st.builds(Fact, WORDS, WORDS, WORDS, st.just("stated"), WORDS, st.sampled_from("pqr"))
SOME = st.lists(FACTS, min_size=1, max_size=8).map(tuple)
ITEMS = st.lists(st.builds(Item, WORDS, WORDS), min_size=1, max_size=8).map(tuple)
ROWS = st.lists(st.builds(Row, WORDS, st.tuples(SOME, SOME)), min_size=1, max_size=4).map(tuple)
ACTIONS = st.lists(st.builds(Action, WORDS, WORDS), min_size=1, max_size=4).map(tuple)
BLOCKS = st.one_of(
    st.builds(Text, WORDS),
    st.builds(Note, WORDS),
    st.builds(Quote, FACTS),
    st.builds(Figure, WORDS, FACTS),
    st.builds(Facts, WORDS, SOME, st.integers(0, 9)),
    st.builds(Table, st.just(("one", "two")), ROWS),
    st.builds(Items, WORDS, ITEMS),
    st.builds(Actions, WORDS, ACTIONS),
)


def cited(blocks: tuple[Block, ...]) -> Card:
    """A card whose sources are those its facts cite."""
    whole = Card("Tea", blocks, SOURCES)
    used = {fact.source for fact in whole.facts()}
    return replace(whole, sources=tuple(source for source in SOURCES if source.id in used))


CARDS = st.lists(BLOCKS, max_size=8).map(tuple).map(cited)


def escaped(card: Card) -> int:
    """The length once "&" and "<" are written as a chat wants them."""
    return len(plain(card).replace("&", "&amp;").replace("<", "&lt;"))


def hidden(card: Card) -> int:
    """How many facts a card's groups count as left out."""
    return sum(block.more for block in card.blocks if isinstance(block, Facts))


@given(CARDS, st.integers(0, 3000))
def test_what_is_shown_is_whole_cited_and_counted(card: Card, limit: int) -> None:
    """No sentence is cut, none loses its source, and each group counts what it leaves out."""
    smaller = fit(card, limit, escaped)

    shown = list(smaller.facts())
    assert set(shown) <= set(card.facts())
    assert {fact.source for fact in shown} == {source.id for source in smaller.sources}
    groups = [b for b in card.blocks if isinstance(b, Facts)], [b for b in smaller.blocks if isinstance(b, Facts)]
    for before, now in zip(*groups, strict=True):
        assert before.facts[: len(now.facts)] == now.facts
        assert len(before.facts) + before.more == len(now.facts) + now.more


@given(CARDS, st.integers(0, 3000))
def test_the_answer_and_our_own_words_stay(card: Card, limit: int) -> None:
    """However small the limit, a quotation, a headline figure and a text are shown."""
    kept = (Quote, Figure, Text)

    smaller = fit(card, limit, escaped)

    assert [b for b in card.blocks if isinstance(b, kept)] == [b for b in smaller.blocks if isinstance(b, kept)]


@given(CARDS, st.integers(0, 3000))
def test_the_limit_is_kept_wherever_something_can_still_go(card: Card, limit: int) -> None:
    """The rendered length is within the limit, or else nothing is left to leave out."""
    smaller = fit(card, limit, escaped)

    least = fit(card, -1, escaped)
    assert escaped(smaller) <= limit or smaller == least


@given(CARDS)
def test_a_card_that_fits_is_left_alone(card: Card) -> None:
    """A limit that is met changes nothing."""
    assert fit(card, escaped(card), escaped) is card


def test_the_longest_group_loses_first(sold: Fact, loved: Fact) -> None:
    """One fact too many is taken from the group that has most of them, and counted there."""
    card = cited((Facts("a", (sold, loved)), Facts("b", (sold, loved, sold)), Note("n"), Text("t")))

    smaller = fit(card, escaped(card) - 1, escaped)

    assert smaller.blocks == (Facts("a", (sold, loved)), Facts("b", (sold, loved), 1), Note("n"), Text("t"))


def test_lists_and_tables_say_how_much_is_missing(sold: Fact) -> None:
    """Entries and rows go from the end, and a count takes their place."""
    rows = tuple(Row(name, ((sold,), ())) for name in "abcd")
    items = tuple(Item(name, "x" * 50) for name in "abcd")

    table = fit(cited((Table(("x", "y"), rows),)), 220, escaped)
    listed = fit(Card("Tea", (Items("List", items),)), 150, escaped)

    assert table.blocks == (Table(("x", "y"), rows[:1]), Note("… and 3 more"))
    assert listed.blocks == (Items("List", (*items[:2], Item("… and 2 more", ""))),)
