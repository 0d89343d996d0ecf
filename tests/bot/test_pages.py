"""A long card as pages: nothing lost, nothing cut, each page cited by itself."""

from hypothesis import given
from hypothesis import strategies as st

from bot.pages import pages
from bot.plain import plain
from handlers.card import Card, Fact, Facts, Item, Items, Note, Row, Source, Table, Text

WORDS = st.text("abc &<", min_size=1, max_size=60)
SOURCES = tuple(Source(i, f"Title {i}", "Ada", "", "", "") for i in "pqr")
FACTS = st.builds(Fact, WORDS, WORDS, WORDS, st.just("stated"), WORDS, st.sampled_from("pqr"))
SOME = st.lists(FACTS, min_size=1, max_size=6).map(tuple)
ITEMS = st.lists(st.builds(Item, WORDS, WORDS), min_size=1, max_size=6).map(tuple)
ROWS = st.lists(st.builds(Row, WORDS, st.tuples(SOME, SOME)), min_size=1, max_size=4).map(tuple)
BLOCKS = st.one_of(
    st.builds(Text, WORDS),
    st.builds(Facts, WORDS, SOME, st.integers(0, 9)),
    st.builds(Table, st.just(("one", "two")), ROWS),
    st.builds(Items, WORDS, ITEMS),
)
CARDS = st.builds(Card, WORDS, st.lists(BLOCKS, min_size=1, max_size=6).map(tuple), st.just(SOURCES))


def length(card: Card) -> int:
    """The length of a card in plain words."""
    return len(plain(card))


def parts(card: Card) -> list[object]:
    """The entries of a card's lists, and its other blocks, in order."""
    found: list[object] = []
    for block in card.blocks:
        match block:
            case Facts(facts=own) | Items(items=own) | Table(rows=own):
                found += own
            case _:
                found.append(block)
    return found


@given(CARDS, st.integers(0, 2000))
def test_every_part_stands_on_one_page_and_the_order_is_kept(card: Card, limit: int) -> None:
    """The pages one after another are the card, less nothing."""
    found = pages(card, limit, length)

    assert [part for page in found for part in parts(page)] == parts(card)
    assert {page.title for page in found} == {card.title}


@given(CARDS, st.integers(0, 2000))
def test_a_page_is_within_the_limit_unless_one_part_alone_exceeds_it(card: Card, limit: int) -> None:
    """Only what cannot be divided is longer."""
    for page in pages(card, limit, length):
        assert length(page) <= limit or len(parts(page)) == 1


@given(CARDS, st.integers(0, 2000))
def test_every_page_has_the_sources_that_it_cites(card: Card, limit: int) -> None:
    """A page's numbers lead to sources at its foot; several pages list no source that they do not cite."""
    found = pages(card, limit, length)

    for page in found:
        cited = {fact.source for fact in page.facts()}
        assert cited <= {source.id for source in page.sources}
        assert len(found) == 1 or len(cited) == len(page.sources)


@given(CARDS, st.integers(0, 2000))
def test_what_a_group_leaves_out_is_counted_once(card: Card, limit: int) -> None:
    """The count stands at the end of a group that goes over several pages."""
    hidden = [[block.more for block in page.blocks if isinstance(block, Facts)] for page in pages(card, limit, length)]

    assert sum(map(sum, hidden)) == sum(block.more for block in card.blocks if isinstance(block, Facts))


def test_a_card_that_fits_is_one_page() -> None:
    """Nothing is divided without need."""
    card = Card("Tea", (Text("Tea is a drink."), Note("One source.")))

    assert pages(card, length(card), length) == (card,)
    assert len(pages(card, length(card) - 1, length)) == 2
