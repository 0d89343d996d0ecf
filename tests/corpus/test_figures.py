"""Figures: amount, unit and hedge of the numbers in a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.figures import find_figures

_PIECES = st.sampled_from(
    "about over 3 $ US$ 1,000 1.5 2016 half two thirds third a quarter hundred million bn m - – to or + % percent "
    "per cent users people once twice upon time one forty-two dollars , . / is of".split()
)
_FIGURE_LIKE = st.lists(_PIECES).map(" ".join) | st.lists(_PIECES).map("".join) | st.text()


def _one(text: str) -> tuple[str, float, str, str]:
    """The one figure of a text: words, amount, unit, hedge."""
    (figure,) = find_figures(text)
    return figure.text, figure.amount, figure.unit, figure.hedge


@pytest.mark.parametrize(
    ("text", "words", "amount"),
    [
        ("It cost $25 billion.", "$25 billion", 25e9),
        ("It cost US$25 billion.", "US$25 billion", 25e9),
        ("It cost 25 billion US dollars.", "25 billion US dollars", 25e9),
        ("It cost 40 dollars.", "40 dollars", 40),
        ("It cost $1,234.50.", "$1,234.50", 1234.5),
        ("It cost $40bn.", "$40bn", 40e9),
        ("It cost $2tn.", "$2tn", 2e12),
        ("It cost $3+ billion.", "$3+ billion", 3e9),
        ("It cost $ 5m.", "$ 5m", 5e6),
        ("It cost $2016.", "$2016", 2016),
        ("It cost $1.5-2 billion.", "$1.5-2 billion", 1.5e9),
        ("It cost $1.5 to 2 billion.", "$1.5 to 2 billion", 1.5e9),
        ("It cost $50 to $60 million.", "$50 to $60 million", 50e6),
    ],
)
def test_dollars_are_counted_out_in_full(text: str, words: str, amount: float) -> None:
    """Scales are multiplied in; of a range the lower end counts, its words are whole."""
    assert (words, amount, "USD", "") == _one(text)


@pytest.mark.parametrize(("sign", "unit"), [("€", "EUR"), ("£", "GBP"), ("¥", "CNY"), ("us$", "USD")])
def test_other_currencies_keep_their_names(sign: str, unit: str) -> None:
    """Euros are no dollars."""
    assert (f"{sign}5 million", 5e6, unit, "") == _one(f"It cost {sign}5 million then.")


@pytest.mark.parametrize(
    ("text", "words", "amount"),
    [
        ("70 percent of users", "70 percent", 70),
        ("70% of users", "70%", 70),
        ("a 70-percent share", "70-percent", 70),
        ("70 per cent of users", "70 per cent", 70),
        ("0.5 percent of users", "0.5 percent", 0.5),
        ("one percent of users", "one percent", 1),
        ("2-3 percent of users", "2-3 percent", 2),
        ("10–20% of users", "10–20%", 10),
        ("10 to 20% of users", "10 to 20%", 10),
        ("half of the users", "half", 50),
        ("one third of users", "one third", 100 / 3),
        ("two-thirds of users", "two-thirds", 200 / 3),
        ("a quarter of users", "a quarter", 25),
        ("one quarter of users", "one quarter", 25),
        ("Three quarters of users", "Three quarters", 75),
    ],
)
def test_shares_are_percentages(text: str, words: str, amount: float) -> None:
    """A fraction in words is a share like any other."""
    assert (words, amount, "%", "") == _one(text)


@pytest.mark.parametrize(
    ("text", "words", "amount", "unit"),
    [
        ("427 million monthly active users", "427 million", 427e6, "user"),
        ("10,000+ users", "10,000+", 10000, "user"),
        ("1,000,000.5 users", "1,000,000.5", 1000000.5, "user"),
        ("twenty-five users", "twenty-five", 25, "user"),
        ("ninety users", "ninety", 90, "user"),
        ("two hundred users", "two hundred", 200, "user"),
        ("a hundred users", "a hundred", 100, "user"),
        ("3 hundred million users", "3 hundred million", 300e6, "user"),
        ("one million users", "one million", 1e6, "user"),
        ("a million users", "a million", 1e6, "user"),
        ("4 to 5 million people", "4 to 5 million", 4e6, "people"),
        ("four or five staff", "four or five", 4, "staff"),
        ("one or two users", "one or two", 1, "user"),
        ("3 of the big companies", "3", 3, "company"),
        ("two businesses", "two", 2, "business"),
        ("three niches", "three", 3, "niche"),
        ("five matches", "five", 5, "match"),
        ("5 series", "5", 5, "series"),
        ("5 process", "5", 5, "process"),
        ("In 2016, 5 users", "5", 5, "user"),
    ],
)
def test_a_count_is_of_its_noun_in_the_singular(text: str, words: str, amount: float, unit: str) -> None:
    """In digits or in words, with the scale multiplied in."""
    assert (words, amount, unit, "") == _one(text)


@pytest.mark.parametrize(("word", "amount"), [("once", 1), ("twice", 2)])
def test_once_and_twice_are_times(word: str, amount: float) -> None:
    """They compare: twice as many."""
    assert (word, amount, "times", "") == _one(f"{word} as many")


@pytest.mark.parametrize("hedge", ["more than", "About", "nearly", "at least", "an estimated"])
def test_a_hedge_belongs_to_its_figure(hedge: str) -> None:
    """More than 70 percent is not 70 percent."""
    assert (f"{hedge} 70 percent", 70, "%", hedge.casefold()) == _one(f"It is {hedge} 70 percent.")


@pytest.mark.parametrize(
    "text",
    [
        "In 2016 sales rose.",
        "on 11 November 2016 users came",
        "One user came.",
        "at least one user",
        "once upon a time",
        "twice a year",
        "a 5-year plan",
        "5-year-old users",
        "a 1,000-strong team",
        "No. 1 company",
        "version 3.5.1 of apps",
        "1/3 of users",
        "24/7 services",
        "3-6-9 items",
        "100,00 users",
        "10x faster",
        "B2B users, a16z users",
        "1st users",
        "the 1990s",
        "half-hearted",
        "two third of it",
        "9 is a number",
        "50-50",
        "hundreds of users",
        "a",
        "$",
        "",
    ],
)
def test_a_number_that_counts_nothing_is_no_figure(text: str) -> None:
    """Years, names, ordinals, rates, parts of fractions, a bare "one"."""
    assert list(find_figures(text)) == []


def test_figures_come_in_the_order_of_the_sentence() -> None:
    """The first one is what a sentence is likely about."""
    text = "Alipay's 400 million users paid $5 billion, twice the 30 percent of 2015."
    assert [f.text for f in find_figures(text)] == ["400 million", "$5 billion", "twice", "30 percent"]


@given(_FIGURE_LIKE)
def test_a_figure_is_verbatim_and_has_a_unit(text: str) -> None:
    """Whatever the text, its figures stand in it as they are quoted, one behind the other."""
    behind = 0
    for figure in find_figures(text):
        assert text[figure.start : figure.end] == figure.text
        assert figure.text.casefold().startswith(figure.hedge)
        assert figure.unit
        assert figure.amount >= 0
        assert figure.start >= behind
        behind = figure.end
