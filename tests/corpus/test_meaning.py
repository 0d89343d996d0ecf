"""Ranking by meaning."""

import pytest

from corpus.article import Article
from corpus.blend import Weighed
from corpus.encoder import Encoder
from corpus.lexical import ByWords
from corpus.meaning import ByMeaning
from corpus.vectors import TokenVectors
from tests.corpus.conftest import Made

_SENTENCES = (
    ["Honey feeds every bee.", "It is made in summer."],
    ["An automobile burns petrol."],
    ["Honey is not what an automobile burns."],
)


def _by_meaning(encoder: Encoder, bees: Article) -> ByMeaning:
    """Every stem is as telling."""
    paragraphs = [passage.paragraph for passage in bees.passages]
    words = ByWords(bees.passages, paragraphs, lambda _: 1.0)
    return ByMeaning(TokenVectors([bees], encoder, None), paragraphs, words)


@pytest.fixture
def bees(encoder: Encoder, article: Made) -> ByMeaning:
    """Four sentences in three paragraphs."""
    return _by_meaning(encoder, article(*_SENTENCES))


def _scores(weighed: list[Weighed]) -> list[float]:
    return [each.score for each in weighed]


def test_a_sentence_that_shares_no_word_with_the_question_scores_highest(bees: ByMeaning) -> None:
    """It says the same in other words."""
    scores = _scores(bees.weigh("which cars run on gasoline?", range(4)))
    assert max(scores) == scores[2]


def test_the_nearest_passages_come_best_first(bees: ByMeaning) -> None:
    """At most as many as wanted."""
    assert bees.nearest("which cars run on gasoline?", 2)[0] == 2
    assert len(bees.nearest("which cars run on gasoline?", 2)) == 2


def test_a_sentence_inherits_from_its_paragraph(encoder: Encoder, article: Made, bees: ByMeaning) -> None:
    """The answer often follows the sentence that names its subject, which by itself it does not hold."""
    apart = _by_meaning(encoder, article(*([sentence] for sentences in _SENTENCES for sentence in sentences)))
    together, alone = (each.weigh("when is honey made?", range(4))[1] for each in (bees, apart))
    assert together.score > alone.score + 0.04


def test_some_paragraphs_are_weighed_as_among_all(bees: ByMeaning) -> None:
    """What else was found changes nothing; of nothing there is nothing."""
    everything = bees.weigh("when is honey made?", range(4))
    assert _scores(bees.weigh("when is honey made?", [0, 1, 3])) == pytest.approx(
        _scores([everything[at] for at in (0, 1, 3)])
    )
    assert bees.weigh("when is honey made?", []) == []


def test_the_words_count_beside_the_meaning(encoder: Encoder, article: Made) -> None:
    """A tenth: a sentence as near in meaning ranks higher when it has the very words."""
    sentences = article(["An automobile burns petrol."]).passages
    vectors = TokenVectors([article(["An automobile burns petrol."])], encoder, None)
    worded, silent = (
        ByMeaning(vectors, [0], ByWords(passages, [0], lambda _: 1.0)).weigh("automobile petrol", [0])[0]
        for passages in (sentences, article(["Nothing."]).passages)
    )
    said = ByWords(sentences, [0], lambda _: 1.0).weigh("automobile petrol", [0])[0]
    assert worded.score - silent.score == pytest.approx(said.score * 0.1 / 1.1)
    assert worded.weakest == silent.weakest


def test_the_weakest_quarter_is_of_content_words_alone(bees: ByMeaning) -> None:
    """Neither "the" nor a question mark makes a sentence weaker; a word that is not there does."""
    plain, marked, more = (
        bees.weigh(text, [2])[0].weakest
        for text in ("automobile petrol", "the automobile, and the petrol?!", "automobile petrol giraffe trumpet")
    )
    assert plain > 0.8
    assert marked > 0.7
    assert more < 0.6
    assert bees.weigh("what is it?", [2])[0].weakest == 0.0


def test_a_sentence_does_not_owe_its_weakest_words_to_its_neighbours(bees: ByMeaning) -> None:
    """Only what it holds by itself vouches for it."""
    first, second, *_ = bees.weigh("honey feeds every bee", range(4))
    assert first.weakest > second.weakest + 0.1


@pytest.mark.parametrize("text", ["", "?", "𓀀"])
def test_a_question_without_words_scores_next_to_nothing(bees: ByMeaning, text: str) -> None:
    """And is no fault."""
    assert all(each.score < 0.5 and each.weakest < 0.5 for each in bees.weigh(text, range(4)))
