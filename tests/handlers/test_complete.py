"""Completion of half-typed names."""

import pytest

from corpus.collection import Corpus
from handlers.complete import commands, complete


def names(typed: str, corpus: Corpus, most: int = 5) -> list[str]:
    """The names offered for what is typed so far."""
    return [topic.name for topic in complete(typed, corpus, most)]


def test_what_a_name_begins_with_comes_first_and_the_most_mentioned_before_the_others(shipped: Corpus) -> None:
    """Two letters lead to the company that the articles are about before its services."""
    assert names("ali", shipped)[:2] == ["Alibaba", "Alipay"]


@pytest.mark.parametrize(("typed", "before", "after"), [("c", "Cainiao", "Alibaba"), ("g", "Google", "Ant Group")])
def test_a_name_that_begins_so_comes_before_one_with_such_a_word_and_before_other_names(
    shipped: Corpus, typed: str, before: str, after: str
) -> None:
    """However much more is said of the other."""
    offered = names(typed, shipped, 200)

    assert offered.index(before) < offered.index(after)


def test_a_later_word_of_a_name_is_found(shipped: Corpus) -> None:
    """Who types the second word finds the name too."""
    assert "Singles Day" in names("day", shipped)


def test_a_name_in_another_script_is_found(shipped: Corpus) -> None:
    """Every alias counts, in Chinese too."""
    assert names("菜", shipped) == ["Cainiao"]


def test_a_misspelt_name_is_found(shipped: Corpus) -> None:
    """What no name begins with is matched as a whole."""
    assert names("alypay", shipped) == ["Alipay"]


def test_nothing_typed_offers_what_is_mentioned_most(shipped: Corpus) -> None:
    """An empty field shows a choice at once, no longer than was asked for."""
    offered = names("", shipped, 3)

    assert offered[0] == "Alibaba"
    assert len(offered) == 3


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("he", ("help",)),
        ("TOP", ("topics",)),
        ("help", ("help",)),
        ("t", ()),
        ("", ()),
        ("compare", ()),
        ("helpful", ()),
    ],
)
def test_commands_that_may_stand_alone_are_completed_from_their_second_letter(
    typed: str, offered: tuple[str, ...]
) -> None:
    """One letter may become anything, and what needs more cannot be sent as it is."""
    assert commands(typed) == offered


def test_what_leads_nowhere_offers_nothing(shipped: Corpus) -> None:
    """No topic is made up."""
    assert names("zzzz", shipped) == []
