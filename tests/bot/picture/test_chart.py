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
        ("It takes 9% of its 1,000 users, he says.", "9%", 9, "of its 1,000 users"),
        ("No, it takes 9% of Ele.me.", "9%", 9, "of Ele.me"),
        ("Phones make up 80% of the orders.", "80%", 80, "of the orders"),
    ],
)
def test_a_share_is_drawn(text: str, figure: str, amount: float, context: str) -> None:
    """With its hedge, and the words that say of what."""
    found = chart(text)

    assert isinstance(found, Share)
    quantity = found.quantity
    assert (quantity.figure, quantity.amount, quantity.context) == (figure, amount, context)


@pytest.mark.parametrize(
    ("text", "quantities", "full"),
    [
        (
            "It has a 40% share of one market but only 9% of the other.",
            [("40%", "share of one market"), ("only 9%", "of the other")],
            100,
        ),
        (
            "Sales were $5 billion in 2011 and over $8 billion in 24 hours of 2016.",
            [("$5 billion", "in 2011"), ("over $8 billion", "in 24 hours of 2016")],
            8e9,
        ),
        (
            "It has 30 million users in China, 3 million users in India.",
            [("30 million", "users in China"), ("3 million", "users in India")],
            30e6,
        ),
        (
            "Phones make up 80% of the orders of 2011 and 60% of the sales.",
            [("80%", "of the orders of 2011"), ("60%", "of the sales")],
            100,
        ),
    ],
)
def test_numbers_of_one_unit_are_bars(text: str, quantities: list[tuple[str, str]], full: float) -> None:
    """In the order of the sentence, each with the words beside it; of shares, a full bar is the whole."""
    found = chart(text)

    assert isinstance(found, Bars)
    assert [(each.figure, each.context) for each in found.quantities] == quantities
    assert found.full == full


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
        "Between 5 and 0 percent of sales.",
        "Between 5 and 10 percent of sales.",
        "Sales fell by 15% of consumption.",
        "It is no more than 15% of consumption.",
        "It takes 15% of consumption less than before.",
        "They are 15% of consumption more or less.",
        "It never reached 15% of consumption.",
        "It won't reach 15% of consumption.",
        "Not even 15% of consumption is theirs.",
        "It exceeds 15% of consumption.",
    ],
)
def test_what_cannot_be_compared_has_no_chart(text: str) -> None:
    """One number, other units, changes, ranges, more than a whole, multiples, too many."""
    assert chart(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "It rose 12% to 40% of the market.",
        "It has 40% of the market, up 5%.",
        "It is used by 15% more than 10% of people.",
        "Sales were 40% of the market, by 5% of the market above those of 2015.",
        "Sales grew 150% in China and 120% in India.",
    ],
)
def test_a_change_is_not_drawn_beside_a_share(text: str) -> None:
    """They are percentages of something else."""
    assert chart(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Sales were $5 billion, $1 billion more than in 2015.",
        "Sales were $5 billion in 2016, up by $1 billion.",
        "It lost 3 million users in China and gained 5 million users in India.",
        "A profit of $5 billion in 2015, a loss of $3 billion in 2016.",
        "Sales rose from $5 billion in 2011 to over $8 billion in 2016.",
        "It did not have 5 million users in China and 9 million users in India.",
        "It moves 5 million parcels a day in China, 9 million parcels a year in India.",
    ],
)
def test_changes_and_differences_are_not_drawn_beside_totals(text: str) -> None:
    """Nor what goes up beside what goes down, or what a day brings beside what a year does."""
    assert chart(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "It is 30% of 50% of sales.",
        "It takes 30% of the people who make 50% of sales.",
        "It has 30% of sales, of which 50% of clothes are sold abroad.",
        "It has 30% of sales and 50% of them abroad.",
    ],
)
def test_a_share_of_a_share_is_not_drawn(text: str) -> None:
    """Nothing says how large its whole is."""
    assert chart(text) is None


@pytest.mark.parametrize(
    "text", ["It takes up to 30% of sales and at least 10% of profit.", "It has 10-20% of sales, 5% of profit."]
)
def test_where_one_cannot_be_drawn_the_other_is_not_drawn_alone(text: str) -> None:
    """It would stand for both."""
    assert chart(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "In China 30 million users, in India 3 million users.",
        "It makes 30% of its, and 20% of all.",
        "Of sales it is 30% of it.",
        "Sales were $5 billion in 2011, then $8 billion.",
    ],
)
def test_numbers_that_nothing_tells_apart_are_not_drawn(text: str) -> None:
    """A bar says of what it is, and no two say the same."""
    assert chart(text) is None
