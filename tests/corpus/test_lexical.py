"""Ranking by words."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from corpus.lexical import ByWords, Terms, dice

_WORDS = "the of honey bees settle settlement settled wax walls zebra".split()
_TEXTS = st.lists(st.sampled_from(_WORDS), max_size=8).map(" ".join)


def _idf(_: str) -> float:
    """Every stem is as telling."""
    return 2.0


@pytest.fixture
def weigh(article: Callable[..., Article]) -> Callable[..., list[float]]:
    """The scores of sentences, each in a paragraph of its own, for a question."""

    def scores(question: str, *sentences: str) -> list[float]:
        passages = article(*([sentence] for sentence in sentences)).passages
        by_words = ByWords(passages, range(len(passages)), _idf)
        return [each.score for each in by_words.weigh(question, range(len(passages)))]

    return scores


def test_the_sentence_with_most_words_of_the_question_scores_highest(weigh: Callable[..., list[float]]) -> None:
    """In any form; one that shares none scores nothing."""
    both, one, none = weigh("wax and honey", "Honey comes before waxes.", "Bees have honey alone.", "Drones just rest.")
    assert both > one > none == 0.0


def test_more_of_a_word_counts_more_and_a_longer_sentence_less(weigh: Callable[..., list[float]]) -> None:
    """By BM25: the tenth time tells less than the second."""
    once, twice, long = weigh(
        "honey", "Honey is here.", "Honey, honey here.", "Honey is here and there and everywhere."
    )
    assert twice > once > long
    assert twice - once > weigh("honey", "honey " * 10)[0] - weigh("honey", "honey " * 9)[0]


def test_a_word_of_the_same_family_counts_in_part(weigh: Callable[..., list[float]]) -> None:
    """As much less as it is less alike; words that only begin alike do not count."""
    same, related, other = weigh("settlement", "Settlement.", "Settled.", "Settings.")
    assert same > related > 0.0
    assert other == 0.0


def test_a_stop_word_has_no_family(weigh: Callable[..., list[float]]) -> None:
    """It counts where it stands, and half a word's weight."""
    there, _ = weigh("whose honey", "Whose?", "Honey.")
    assert weigh("whose", "Whoseabout.") == [0.0]
    assert there == pytest.approx(weigh("honey wax", "Honey.")[0] * 0.4)


def test_a_short_word_has_no_family(weigh: Callable[..., list[float]]) -> None:
    """Three letters begin too many words."""
    assert weigh("wax", "Waxy.", "Waxwork.") == [0.0, 0.0]


def test_words_side_by_side_count_more(weigh: Callable[..., list[float]]) -> None:
    """As the question has them, in its order."""
    together, turned = weigh("market share", "The market share.", "The share market.")
    assert together > turned > 0.0


def test_a_sentence_inherits_from_the_one_before_it(article: Callable[..., Article]) -> None:
    """In its paragraph: the answer often follows the sentence that names its subject."""
    passages = article(["Honey is old.", "Nobody knows more."], ["Nobody knows better."]).passages
    by_words = ByWords(passages, [0, 0, 2], _idf)
    first, second, other = (each.score for each in by_words.weigh("honey", [0, 1, 2]))
    assert first > second > other == 0.0


def test_the_weakest_words_are_those_of_the_sentence_itself(article: Callable[..., Article]) -> None:
    """What stands beside it does not vouch for it; stop words are not asked for."""
    passages = article(["Honey feeds the bees.", "Nobody knows more."]).passages
    by_words = ByWords(passages, [0, 0], _idf)
    first, second = (each.weakest for each in by_words.weigh("does honey feed a bee", [0, 1]))
    assert first > 0.8
    assert second == 0.0


def test_stop_words_weigh_half_a_unit_and_others_their_idf() -> None:
    """Each word once, in the order of the question."""
    terms = Terms("the honey of the bees", lambda term: float(len(term)))
    assert terms.stems == ("the", "honey", "of", "bee")
    assert terms.weights == [0.5, 5.0, 0.5, 3.0]
    assert terms.is_content == [False, True, False, True]
    assert ("of", "the") in terms.pairs


def test_what_holds_nothing_scores_nothing(article: Callable[..., Article]) -> None:
    """A question without words, a corpus without sentences, a sentence without words."""
    assert ByWords((), (), _idf).weigh("honey", []) == []
    silent = ByWords(article(["…"]).passages, [0], _idf)
    assert silent.weigh("honey", [0]) == silent.weigh("", [0]) == [(0.0, 0.0)]


def test_the_same_words_score_alike_however_many_passages_there_are(article: Callable[..., Article]) -> None:
    """In a large corpus the average length is taken of a sample."""
    few, many = (article(*([["Honey is old."]] * count)).passages for count in (5, 2_500))
    scores = [ByWords(passages, range(len(passages)), _idf).weigh("honey", [0]) for passages in (few, many)]
    assert scores[0] == scores[1]


@given(st.lists(_TEXTS, max_size=4), _TEXTS)
def test_scores_are_in_range_and_the_same_each_time(
    article: Callable[..., Article], texts: list[str], question: str
) -> None:
    """Whatever is asked of whatever is there: a word holds 1.8 at most, by BM25, and the pairs add 0.4."""
    by_words = ByWords(article(texts).passages, range(len(texts)), _idf)
    weighed = by_words.weigh(question, range(len(texts)))
    assert len(weighed) == len(texts)
    assert all(0.0 <= each.score <= 1.8 + 0.4 and 0.0 <= each.weakest <= 1.8 for each in weighed)
    assert weighed == by_words.weigh(question, range(len(texts)))


@given(st.text(min_size=1), st.text(min_size=1))
def test_likeness_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    """1 for a word and itself."""
    assert 0.0 <= dice(one, other) <= 1.0
    assert dice(one, other) == dice(other, one)
    assert dice(one, one) == 1.0


@pytest.mark.parametrize(("expected", "one", "other"), [(1 / 2, "abcd", "abcx"), (0.0, "ab", "xy"), (1.0, "a", "a")])
def test_likeness_counts_the_pairs_of_letters_shared(expected: float, one: str, other: str) -> None:
    """The last letter and the end are a pair too."""
    assert expected == dice(one, other)
