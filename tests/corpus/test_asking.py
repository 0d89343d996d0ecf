"""What the wording of a question asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Kind
from corpus.asking import (
    asked_speaker,
    asks_for_doer,
    asks_for_figure,
    asks_for_list,
    asks_for_manner,
    asks_what_happened,
    asks_who_says,
    asks_yes_or_no,
    counted_in,
    kind_of,
    units_of,
)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (Kind.SHARE, "what market share"),
        (Kind.SHARE, "which percentage"),
        (Kind.HOW_MANY, "how long is it"),
        (Kind.HOW_MUCH, "how often is it"),
        (Kind.HOW_MUCH, "how expensive is it"),
        (Kind.HOW_MUCH, "what does it cost"),
        (Kind.WHEN, "since when"),
        (Kind.WHO, "which big company"),
        (Kind.WHERE, "where and when"),
        (Kind.WHY, "how come"),
        (None, "what is it, and when"),
        (None, "what does a coffee corporate say"),
        (None, "wax"),
    ],
)
def test_the_first_question_word_tells_the_kind(expected: Kind | None, text: str) -> None:
    """Of several at one place the more telling."""
    assert expected == kind_of(text)


@pytest.mark.parametrize(
    ("unit", "text"), [("year", "how long is it"), ("day", "how old is it"), ("%", "what is the rate of growth")]
)
def test_spans_of_time_and_rates_have_their_units(unit: str, text: str) -> None:
    """Any other question takes any unit."""
    assert unit in units_of(text)
    assert units_of("how long ago was it") == units_of("how many are there") == frozenset()


@pytest.mark.parametrize(
    ("units", "text"),
    [
        ({"EUR"}, "how many euros is it worth"),
        ({"CNY"}, "how much did they sell in yuan"),
        ({"USD"}, "how much is it in US dollars"),
        ({"USD", "EUR", "GBP", "CNY"}, "how expensive is it"),
        ({"USD", "EUR", "GBP", "CNY"}, "what does it cost"),
        (set(), "how much is it worth"),
    ],
)
def test_a_currency_that_is_named_is_the_unit_and_a_cost_has_one(units: set[str], text: str) -> None:
    """A span of years is no cost, and dollars are no yuan."""
    assert units == units_of(text)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (("daily", "users"), "how many daily users does it have"),
        (("users",), "how many of the nectarpay users are there"),
        (("buyers",), "what share of buyers is it"),
        (("old",), "how old is it"),
        (("richest", "woman"), "who is the richest woman"),
        ((), "who is the woman"),
        ((), "how much money is it"),
        ((), "what is it"),
    ],
)
def test_what_is_counted_ends_at_the_verb(expected: tuple[str, ...], text: str) -> None:
    """Names, stop words and money aside."""
    assert expected == counted_in(text, ["nectarpay"])


def test_what_is_asks_for_a_figure_when_its_attribute_is_one() -> None:
    """Sales are, a role is not."""
    assert asks_for_figure("what were the sales", ("sales",))
    assert asks_for_figure("what is the profit", ("profit",))
    assert not asks_for_figure("what is the profit model", ("model",))
    assert not asks_for_figure("what were the sales", ())
    assert not asks_for_figure("what is the role", ("role",))
    assert not asks_for_figure("why sales", ("sales",))


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (True, "list its products"),
        (True, "please name the founders"),
        (True, "what are its services"),
        (True, "which brands does it own"),
        (True, "which foreign brands does it own"),
        (True, "who bought each of the shops"),
        (False, "what is its name"),
        (False, "which business was sold"),
        (False, "who are all"),
        (False, "how many brands are there"),
        (False, ""),
    ],
)
def test_a_question_may_ask_for_several_things(expected: bool, text: str) -> None:
    """By its first word, or a plural behind "which"."""
    assert expected == asks_for_list(text)


def test_a_question_that_begins_with_its_verb_asks_yes_or_no() -> None:
    """Not one that begins with a question word."""
    assert asks_yes_or_no("and did it sell")
    assert not asks_yes_or_no("what did it sell")


def test_who_did_it_asks_for_the_doer() -> None:
    """Not whom it was done to, nor who somebody is."""
    assert asks_for_doer("who overtook it")
    assert not asks_for_doer("who did it overtake")
    assert not asks_for_doer("who is it")


@pytest.mark.parametrize(
    "text",
    [
        "how does it make money",
        "how exactly did it grow so fast",
        "in what way does it help",
        "by which means is it paid",
        "explain how banks use it",
        "what does it do to win customers",
        "how does it compete against others",
    ],
)
def test_how_with_an_act_asks_for_the_manner(text: str) -> None:
    """However it is put."""
    assert asks_for_manner(text)


@pytest.mark.parametrize(
    "text",
    [
        "how much money does it make",
        "how many are there",
        "how profitable is it",
        "how does it rank",
        "how do they differ",
        "how did it do",
        "how did it do compared with others",
        "how did sales hold up against others",
        "explain how many there are",
        "what does it do",
        "when did it start",
    ],
)
def test_how_much_how_good_and_how_alike_are_no_manner(text: str) -> None:
    """They ask for a figure, a quality, a place or a difference."""
    assert not asks_for_manner(text)


@pytest.mark.parametrize(
    ("speaker", "text"),
    [
        ("Ann Lee", "what did Ann Lee say"),
        ("Ann Lee", "and what does Ann Lee think of tea"),
        ("Ann Lee", "what has Ann Lee said about tea"),
        ("the boss", "what did the boss claim"),
        ("", "what does the article say about tea"),
        ("", "what do these sources say about tea"),
        ("", "what did Ann Lee sell"),
    ],
)
def test_whose_say_is_asked_for_stands_before_the_verb(speaker: str, text: str) -> None:
    """The articles themselves are nobody."""
    assert speaker == asked_speaker(text)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (True, "who said that tea is good"),
        (True, "who thinks so"),
        (True, "according to whom is tea good"),
        (True, "in whose view is tea good"),
        (False, "who sells tea"),
        (False, "who is said to sell tea"),
    ],
)
def test_whose_words_something_is_may_be_asked(expected: bool, text: str) -> None:
    """By the verb behind "who", or by "according to"."""
    assert expected == asks_who_says(text)


@pytest.mark.parametrize(
    ("expected", "text"), [(True, "did it sell"), (False, "does it plan to sell"), (False, "when")]
)
def test_a_settled_fact_is_neither_plan_nor_forecast(expected: bool, text: str) -> None:
    """A question of what was done, without a word of hope."""
    assert expected == asks_what_happened(text)


@given(
    st.text()
    | st.lists(st.sampled_from("how many much old share of what is the rate who did plan users".split())).map(" ".join)
)
def test_any_wording_can_be_read(text: str) -> None:
    """What is counted stands in it."""
    assert kind_of(text) in {None, *Kind}
    assert set(counted_in(text, ())) <= {*text.split(), "old"}
