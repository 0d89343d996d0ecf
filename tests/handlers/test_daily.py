"""Which fact comes next: each once in a cycle, whatever comes or goes, and in an order of the subscription's own."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Passage, Record
from corpus.collection import Corpus
from handlers.daily import Cursor, facts_about, following, preview
from handlers.fact import quotable


def fact(name: str) -> Passage:
    """A fact of that id."""
    return Passage(name, "article", "", f"{name} is 1.", 0, 0, 1, Record())


def fact_list(*names: str) -> list[Passage]:
    """Facts of these ids."""
    return [fact(name) for name in names]


DOZEN = fact_list(*"abcdefghijkl")
facts = st.lists(st.text(min_size=1), min_size=1, max_size=30, unique=True).map(lambda names: fact_list(*names))
subscriptions = st.text()


def cycle(facts: list[Passage], subscription: str, cursor: Cursor) -> tuple[list[Passage], Cursor]:
    """The facts that are shown until the cycle ends, and the cursor behind the last of them."""
    shown: list[Passage] = []
    while (found := following(facts, subscription, cursor)) and found[1].cycle == cursor.cycle:
        shown.append(found[0])
        cursor = found[1]
    return shown, cursor


@given(facts, subscriptions)
def test_a_cycle_shows_every_fact_once(facts: list[Passage], subscription: str) -> None:
    """Whatever the corpus; so it is in the cycle that follows, in the same order."""
    first, cursor = cycle(facts, subscription, Cursor())
    again = preview(facts, subscription, cursor, len(facts))

    assert sorted(passage.id for passage in first) == sorted(passage.id for passage in facts)
    assert list(again) == first


@given(facts, subscriptions, st.randoms(use_true_random=False))
def test_the_order_of_the_corpus_does_not_matter(facts: list[Passage], subscription: str, chance: Random) -> None:
    """A corpus read in another order goes on in the same way."""
    shuffled = list(facts)
    chance.shuffle(shuffled)

    assert preview(shuffled, subscription, Cursor(), 40) == preview(facts, subscription, Cursor(), 40)


@settings(deadline=None)
@given(st.data(), facts, subscriptions)
def test_facts_that_come_and_go_neither_restart_a_cycle_nor_repeat(
    data: st.DataObject, facts: list[Passage], subscription: str
) -> None:
    """Before each post some facts are gone and others are back, as with new articles or other topics.

    Within a cycle none is shown twice; what was there all through it was shown in it; it ends only when nothing that
    is there is left to show.
    """
    cursor, shown, always = Cursor(), set[str](), {passage.id for passage in facts}
    for _ in range(2 * len(facts)):
        there = data.draw(st.lists(st.sampled_from(facts), min_size=1, unique_by=lambda passage: passage.id))
        found = following(there, subscription, cursor)
        assert found
        passage, after = found
        if after.cycle == cursor.cycle:
            always &= {each.id for each in there}
        else:
            assert after.cycle == cursor.cycle + 1
            assert always & {each.id for each in there} <= shown
            shown, always = set(), {each.id for each in there}
        assert passage.id not in shown
        shown.add(passage.id)
        cursor = after


def test_a_fact_that_goes_moves_nothing_else() -> None:
    """The others come in the order they had."""
    order = preview(DOZEN, "s", Cursor(), 12)
    without = [passage for passage in DOZEN if passage != order[5]]

    assert preview(without, "s", Cursor(), 11) == order[:5] + order[6:]


def test_a_fact_that_comes_is_shown_in_this_cycle_or_the_next() -> None:
    """In its place, which is the same in every cycle."""
    _, cursor = cycle(DOZEN[:6], "s", Cursor())
    later = preview(DOZEN, "s", cursor, 12)

    assert {passage.id for passage in later} == set("abcdefghijkl")


def test_other_topics_do_not_bring_back_what_was_shown() -> None:
    """From half of all facts to all of them: the rest of the cycle is new."""
    order = preview(DOZEN[:8], "s", Cursor(), 4)
    cursor = Cursor()
    for _ in order:
        _, cursor = following(DOZEN[:8], "s", cursor) or pytest.fail("no fact")
    rest, _ = cycle(DOZEN, "s", cursor)

    assert set(rest).isdisjoint(order)
    assert set(DOZEN[:8]) <= {*order, *rest}


@given(st.sets(subscriptions, min_size=2, max_size=2))
def test_two_subscriptions_have_orders_of_their_own(two: set[str]) -> None:
    """Two channels do not post the same day after day."""
    orders = {preview(DOZEN, subscription, Cursor(), 12) for subscription in two}

    assert len(orders) == 2


def test_where_a_subscription_begins_is_spread_over_all_facts() -> None:
    """Of 1,200 subscriptions about a hundred begin with each of a dozen facts."""
    begun = [preview(DOZEN, str(n), Cursor(), 1)[0].id for n in range(1200)]

    assert all(60 < begun.count(passage.id) < 150 for passage in DOZEN)


def test_the_same_cursor_gives_the_same_fact() -> None:
    """What was planned twice is planned alike; this is also where the order is laid down for good."""
    assert following(DOZEN, "s", Cursor()) == following(DOZEN, "s", Cursor())
    assert "".join(passage.id for passage in preview(DOZEN, "s", Cursor(), 12)) == "jgickefldbha"


def test_a_single_fact_is_all_there_is() -> None:
    """It repeats, each time as a cycle of its own."""
    found = following(DOZEN[:1], "s", Cursor())
    again = following(DOZEN[:1], "s", found[1]) if found else None

    assert again
    assert (again[0], again[1].cycle) == (DOZEN[0], 1)


def test_without_a_fact_nothing_follows() -> None:
    """Nor is there anything to preview."""
    assert following([], "s", Cursor()) is None
    assert preview([], "s", Cursor(), 5) == ()


def test_a_preview_says_what_will_follow() -> None:
    """As many as were asked for, from the cursor on; a few facts repeat."""
    found = following(DOZEN[:3], "s", Cursor())
    order = preview(DOZEN[:3], "s", Cursor(), 7)

    assert found
    assert preview(DOZEN[:3], "s", found[1], 6) == order[1:]
    assert order[:3] == order[3:6]


def test_the_facts_of_all_topics_are_those_worth_quoting(coffee: Corpus) -> None:
    """The same as are shown when somebody asks for one."""
    assert facts_about(coffee) == tuple(quotable(coffee.passages))


def test_topics_choose_the_facts(coffee: Corpus) -> None:
    """Of several topics each fact comes once, also one that is on two of them; a topic that is gone has none."""
    both = facts_about(coffee, ("kestrel-coffee", "lark-roasters"))
    kestrel = facts_about(coffee, ("kestrel-coffee",))

    assert set(kestrel) < set(both)
    assert len(set(both)) == len(both)
    assert facts_about(coffee, ("kestrel-coffee", "kestrel-coffee", "gone")) == kestrel
    assert facts_about(coffee, ("gone",)) == ()


def test_a_fact_reworded_in_its_record_keeps_its_place() -> None:
    """The id decides, and that depends on the sentence alone."""
    dated = [replace(passage, line=passage.line + 7) for passage in DOZEN]
    order = preview(dated, "s", Cursor(), 12)

    assert [each.id for each in order] == [each.id for each in preview(DOZEN, "s", Cursor(), 12)]
