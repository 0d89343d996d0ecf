"""What is drawn to scale, and what is not."""

import pytest

from bot.picture.chart import Bars, Share, chart


@pytest.mark.parametrize(
    ("text", "figure", "amount", "context"),
    [
        (
            "Cainiao handles more than 70 percent of the packages in China.",
            "more than 70 percent",
            70,
            "of the packages in China",
        ),
        ("Sales are 15% of all consumption, he says.", "15%", 15, "of all consumption"),
        ("A 9% share of the market is theirs.", "9%", 9, "share of the market"),
        ("Its share of the market in Europe was about 40% in 2014.", "about 40%", 40, "share of the market in Europe"),
    ],
)
def test_a_share_is_drawn(text: str, figure: str, amount: float, context: str) -> None:
    """With its hedge, and the words that say of what."""
    found = chart(text)

    assert isinstance(found, Share)
    quantity = found.quantity
    assert (quantity.figure, quantity.amount, quantity.context) == (figure, amount, context)


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        (
            "It has a 40% share of one market but only 9% of the other.",
            [("40%", "share of one market"), ("only 9%", "of the other")],
        ),
        (
            "Sales rose from $5 billion in 2011 to over $8 billion.",
            [("$5 billion", "in 2011"), ("over $8 billion", "")],
        ),
        ("In China 30 million users, in India 3 million users.", [("30 million", "users"), ("3 million", "users")]),
    ],
)
def test_numbers_of_one_unit_are_bars(text: str, quantities: list[tuple[str, str]]) -> None:
    """In the order of the sentence, each with the words beside it."""
    found = chart(text)

    assert isinstance(found, Bars)
    assert [(each.figure, each.context) for each in found.quantities] == quantities


@pytest.mark.parametrize(
    "text",
    [
        "Koubei is valued at $8 billion.",
        "Goods worth $17.8 billion were sold in 24 hours.",
        "Banks prevent fraud with 10% less manual work.",
        "Sales grew by 40% in 2015.",
        "It takes 10 to 20% of the market.",
        "It takes 10-20% of the market.",
        "Sales are 150% of last year's.",
        "It is three times as large, or twice as large.",
        "They have 2 users, 3 users, 4 users, 5 users and 6 users.",
        "Amazon created Prime Day in 2015.",
        "Between 5 and 0 percent of it.",
    ],
)
def test_what_cannot_be_compared_has_no_chart(text: str) -> None:
    """One number, other units, changes, ranges, more than a whole, multiples, too many."""
    assert chart(text) is None
