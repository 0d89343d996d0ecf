"""Completion of half-typed names."""

from corpus.collection import Corpus
from handlers.complete import complete


def names(typed: str, corpus: Corpus, most: int = 5) -> list[str]:
    """The names offered for what is typed so far."""
    return [topic.name for topic in complete(typed, corpus, most)]


def test_what_a_name_begins_with_comes_first_and_the_most_mentioned_before_the_others(shipped: Corpus) -> None:
    """Two letters lead to the company that the articles are about before its services."""
    assert names("ali", shipped)[:2] == ["Alibaba", "Alipay"]


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


def test_what_leads_nowhere_offers_nothing(shipped: Corpus) -> None:
    """No topic is made up."""
    assert names("zzzz", shipped) == []
