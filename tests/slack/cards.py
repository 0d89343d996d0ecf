"""Cards for the tests of what Slack gets: one of every kind of block, and any card whatever."""

from dataclasses import replace

from hypothesis import strategies as st

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

SOLD = Fact("a-1", "Tea sold about 300 tonnes.", "May 2020", "inferred", "Ada Leaf", "tea", (9, 25))
LOVED = Fact("b-1", "Tea is loved, Bo Lin says.", "", "unknown", "Bo Lin", "leaf")
TEA = Source("tea", "Tea", "Ada Leaf", "Leaf Press", "May 2020", "https://example.org/tea")
LEAF = Source("leaf", "What is a leaf?", "author unknown", "", "", "")

_HOSTILE = (
    "<!channel> <!here|now> <@U123> <#C1|general> <!subteam^S1> @here @channel *bold* _it_ ~x~ `code` ```pre``` > quote"
    " :tea: https://evil.example <https://evil.example|click> [x](https://y) a@b.example &lt;!channel&gt; &"
    " \u202e \x00 \u200b \u2028 \ud800 菜鸟 🍵"
).split(" ")
texts = st.text(max_size=80) | st.lists(st.sampled_from(_HOSTILE) | st.text(max_size=6), max_size=12).map(" ".join)
long_texts = texts | st.builds(str.__mul__, texts, st.integers(1, 60))
_FACTS = st.builds(
    Fact,
    texts,
    long_texts,
    texts,
    st.sampled_from(["stated", "inferred"]),
    texts,
    st.sampled_from("pqr"),
    st.none() | st.tuples(st.integers(0, 9), st.integers(0, 30)),
)
_SOME = st.lists(_FACTS, min_size=1, max_size=8).map(tuple)
_ITEMS = st.lists(st.builds(Item, texts, long_texts), min_size=1, max_size=60).map(tuple)
_ACTIONS = st.lists(st.builds(Action, texts, long_texts.filter(bool), st.booleans()), min_size=1, max_size=8).map(tuple)
_BLOCKS = st.one_of(
    st.builds(Text, long_texts),
    st.builds(Note, long_texts),
    st.builds(Quote, _FACTS),
    st.builds(Figure, texts, _FACTS),
    st.builds(Facts, texts, _SOME, st.integers(0, 9)),
    st.builds(
        Table,
        st.just(("one", "two")),
        st.lists(st.builds(Row, texts, st.tuples(_SOME, st.just(()))), min_size=1, max_size=4).map(tuple),
    ),
    st.builds(Items, texts, _ITEMS),
    st.builds(Actions, texts, _ACTIONS),
)
_SOURCES = st.tuples(
    *(st.builds(Source, st.just(i), texts, texts, texts, texts, texts | texts.map("https://{}".format)) for i in "pqr")
)


def _cited(title: str, blocks: list[Block], sources: tuple[Source, ...]) -> Card:
    """A card whose sources are those its facts cite."""
    whole = Card(title, tuple(blocks), sources)
    used = {fact.source for fact in whole.facts()}
    return replace(whole, sources=tuple(source for source in sources if source.id in used))


cards = st.builds(_cited, texts, st.lists(_BLOCKS, max_size=10), _SOURCES)
