"""What is offered while somebody types."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.discord.completion import choices
from corpus.collection import Corpus
from handlers.complete import complete
from tests.discord.published import check

_MOST = 25
Offered = Callable[[str], list[str]]


@pytest.fixture
def offered(shipped: Corpus) -> Offered:
    """The names of the choices for what is typed."""
    return lambda typed: [each.name for each in choices(typed, complete(typed, shipped, _MOST))]


def test_nothing_typed_offers_what_is_mentioned_most(offered: Offered) -> None:
    """As many as Discord takes."""
    found = offered("")

    assert found[0] == "Alibaba"
    assert len(found) == _MOST


@pytest.mark.parametrize(
    ("typed", "first"),
    [("cai", "Cainiao"), ("菜", "Cainiao"), ("阿里", "Alibaba"), ("jack ma", "Jack Ma"), (" ALIPAY", "Alipay")],
)
def test_a_half_typed_name_is_completed(offered: Offered, typed: str, first: str) -> None:
    """And is no choice of its own, in whatever script."""
    found = offered(typed)

    assert found[0] == first
    assert typed.strip() not in found[1:]


@pytest.mark.parametrize(("typed", "first"), [("he", "help"), ("top", "topics"), ("about", "about"), ("fact", "fact")])
def test_a_half_typed_command_is_completed(offered: Offered, typed: str, first: str) -> None:
    """Before names of which only a later word begins so."""
    assert offered(typed)[0] == first


def test_a_name_that_begins_so_comes_before_a_command(offered: Offered) -> None:
    """Topics are what is asked for most."""
    assert offered("so")[:3] == ["South-East Asia", "Sony Columbia Pictures", "sources"]


def test_a_misspelt_word_is_put_right_and_may_be_kept(offered: Offered) -> None:
    """Who presses Enter means the topic; who does not may still say so."""
    assert offered("canaio") == ["Cainiao", "canaio"]


@pytest.mark.parametrize(
    "typed",
    [
        "who founded alibaba",
        "How many countries does Cainiao reach?",
        "马云是谁？",
        "singles day gmv 2019",
        "alipay vs wechat",
        "list",
        "zzzz",
    ],
)
def test_a_question_is_its_own_first_choice(offered: Offered, typed: str) -> None:
    """Discord sends the first choice for who presses Enter: it must not be another one than was typed."""
    assert offered(typed)[0] == typed


def test_what_is_too_long_for_a_choice_has_none(offered: Offered) -> None:
    """Enter sends it as it is."""
    assert offered("Who founded Alibaba " * 6) == []


@given(typed=st.text(max_size=200))
def test_whatever_is_typed_the_choices_are_as_discord_takes_them(shipped: Corpus, typed: str) -> None:
    """At most 25, of 1 to 100 characters each, none twice."""
    found = choices(typed, complete(typed, shipped, _MOST))

    body = {"type": 8, "data": {"choices": [each.to_dict() for each in found]}}
    assert not check("POST", "/interactions/1/token/callback", body)
    assert len({each.name for each in found}) == len(found)
