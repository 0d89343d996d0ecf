"""What a passage may be shown as, and in which order: by the words it covers, or by its score."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.article import Kind
from corpus.collection import Corpus
from corpus.encoder import Encoder
from corpus.load import load
from corpus.match import Thresholds
from corpus.search import Indexing
from corpus.verify import Verifier, has_substance
from tests.corpus.verified import SENTENCES, THRESHOLDS, verdict_on, verdicts_by_meaning, weighed


def test_the_words_of_the_question_are_covered(hive: Corpus) -> None:
    """All of them count 1, a synonym a little less, none 0."""
    same = verdict_on(hive, "candles smell", "bare").coverage
    synonym = verdict_on(hive, "cash", "escrow").coverage
    nothing = verdict_on(hive, "xyzzy", "bare").coverage
    assert same == pytest.approx(1.0)
    assert synonym == pytest.approx(0.9)
    assert nothing == 0.0


def test_a_word_that_the_corpus_does_not_know_lowers_the_coverage(hive: Corpus) -> None:
    """It weighs as much as a rare word."""
    known, unknown = hive.search.idf("smell"), hive.search.idf("xyzzi")
    assert verdict_on(hive, "smell xyzzy", "bare").coverage == pytest.approx(known / (known + unknown))


def test_a_word_of_the_same_attribute_covers_nearly(hive: Corpus) -> None:
    """Accounts are users where the record says so, and only there."""
    asked = "how many accounts has nectarpay"
    assert verdict_on(hive, asked, "users").coverage > 0.9
    assert verdict_on(hive, asked, "gap").coverage < 0.9


def test_a_question_of_no_weight_covers_nothing(hive: Corpus) -> None:
    """And divides by nothing."""
    assert verdict_on(hive, "what is it?", "users").coverage == 0.0


def test_attribute_and_subject_add_to_coverage(hive: Corpus) -> None:
    """A tenth each."""
    assert verdict_on(hive, "users of nectarpay", "users").coverage == pytest.approx(1.2)


def test_the_kind_asked_for_ranks_higher_and_each_word_a_little_lower(hive: Corpus) -> None:
    """Between passages that cover as much."""
    users, gap = (verdict_on(hive, "how many has nectarpay", name) for name in ("users", "gap"))
    assert Kind.HOW_MANY in users.passage.record.kinds
    assert users.rank == pytest.approx(users.coverage + 0.1 - 0.004 * 7)
    assert gap.rank == pytest.approx(gap.coverage - 0.004 * 5)


def test_verdicts_are_ranked(hive: Corpus) -> None:
    """The best first, none left out."""
    verifier = Verifier(hive.search, hive.topics, hive.root, THRESHOLDS)
    hits = [weighed(hive, name) for name in SENTENCES]
    verdicts = verifier.verdicts(hive.question("how many users has nectarpay"), hits)
    assert [verdict.rank for verdict in verdicts] == sorted((verdict.rank for verdict in verdicts), reverse=True)
    assert verdicts[0].passage.text == "Nectarpay has 5 million users in 2015."
    assert len(verdicts) == len(hits)


def test_by_words_the_share_covered_decides(hive: Corpus) -> None:
    """From the thresholds on it answers, or is close; a failed gate leaves it close at best."""
    asked = "does nectarpay have users and giraffes"
    covered = verdict_on(hive, asked, "users").coverage
    assert 0.3 < covered < 0.8

    at, above = (Thresholds(words=share, closest_words=0.1) for share in (covered, covered + 0.01))
    assert verdict_on(hive, asked, "users", at).answers
    assert not verdict_on(hive, asked, "users", above).answers
    assert verdict_on(hive, asked, "users", Thresholds(closest_words=covered)).is_close
    assert not verdict_on(hive, asked, "users", Thresholds(closest_words=covered + 0.01)).is_close

    failed = verdict_on(hive, "how many users had nectarpay in 2014", "users")
    assert (failed.answers, failed.is_close) == (False, True)


@pytest.mark.parametrize(
    ("gate", "question"), [("entity", "how many users has rival foods"), ("name", "how many users has Zebra nectarpay")]
)
def test_by_words_nothing_is_close_that_tells_of_somebody_else(hive: Corpus, gate: str, question: str) -> None:
    """However many words it covers."""
    verdict = verdict_on(hive, question, "users", Thresholds(closest_words=0.0))
    assert gate in verdict.failed
    assert not verdict.is_close


def test_by_words_nearly_all_of_a_question_without_a_name_is_covered(hive: Corpus) -> None:
    """Nothing else says what it is about."""
    lax = Thresholds(words=0.1, closest_words=0.1)
    half = verdict_on(hive, "what smell has xyzzy", "bare", lax)
    assert 0.1 < half.coverage < 0.8
    assert (half.answers, half.is_close) == (False, False)
    whole = verdict_on(hive, "candles smell", "bare", lax)
    assert (whole.answers, whole.is_close) == (True, True)


def test_by_words_every_word_stands_in_a_sentence_without_a_record(hive: Corpus) -> None:
    """No record vouches for it; one word that is not there leaves it close."""
    most = verdict_on(hive, "does rival foods bake fresh plain bread", "free")
    assert 0.5 < most.coverage < 1.0
    assert (most.failed, most.answers, most.is_close) == ((), False, True)
    assert verdict_on(hive, "does rival foods bake fresh bread", "free").answers


@pytest.mark.parametrize(
    ("expected", "score"), [((True, True), 0.6), ((False, True), 0.59), ((False, True), 0.4), ((False, False), 0.39)]
)
def test_by_meaning_the_score_decides(hive: Corpus, expected: tuple[bool, bool], score: float) -> None:
    """From the thresholds on it answers, or is close, whatever words are covered."""
    (verdict,) = verdicts_by_meaning(hive, "does nectarpay have users and giraffes", weighed(hive, "users", score))
    assert expected == (verdict.answers, verdict.is_close)
    assert (verdict.score, verdict.weakest) == (score, 1.0)


def test_by_meaning_a_failed_gate_leaves_a_sentence_close(hive: Corpus) -> None:
    """However high the score."""
    (verdict,) = verdicts_by_meaning(hive, "how many users had nectarpay in 2014", weighed(hive, "users"))
    assert (verdict.failed, verdict.answers, verdict.is_close) == (("number",), False, True)


@pytest.mark.parametrize(("expected", "score"), [(True, 0.8), (False, 0.79)])
def test_by_meaning_a_high_score_makes_up_for_words_not_shared(hive: Corpus, score: float, *, expected: bool) -> None:
    """The same may be said in other words."""
    (verdict,) = verdicts_by_meaning(hive, "what children does nectarpay employ", weighed(hive, "old", score))
    assert (verdict.failed, verdict.answers) == (("words",), expected)


@pytest.mark.parametrize(
    ("question", "name"), [("does nectarpay employ children", "old"), ("how does nectarpay bathe children", "left")]
)
def test_no_score_makes_up_for_words_where_one_act_is_asked_about(hive: Corpus, question: str, name: str) -> None:
    """Of an act that the sentence does not name it says neither whether nor how."""
    (verdict,) = verdicts_by_meaning(hive, question, weighed(hive, name))
    assert (verdict.failed, verdict.answers) == (("words",), False)


@pytest.mark.parametrize(
    ("expected", "name", "weakest"), [(True, "free", 0.8), (False, "free", 0.79), (True, "term", 0)]
)
def test_by_meaning_most_words_stand_in_a_sentence_without_a_record(
    hive: Corpus, name: str, weakest: float, *, expected: bool
) -> None:
    """Where a record vouches for it, its score is enough."""
    asked = {"free": "does rival foods bake bread", "term": "did rival foods pay within 24 months"}[name]
    (verdict,) = verdicts_by_meaning(hive, asked, weighed(hive, name, 0.9, weakest))
    assert (verdict.failed, verdict.answers, verdict.is_close) == ((), expected, True)


@pytest.mark.parametrize("question", ["nectarpay", "what is it?", ""])
def test_nothing_answers_where_nothing_is_asked(hive: Corpus, question: str) -> None:
    """A bare name asks for a briefing."""
    (by_meaning,) = verdicts_by_meaning(hive, question, weighed(hive, "users"))
    assert not by_meaning.answers
    assert not verdict_on(hive, question, "users").answers


@pytest.mark.parametrize(
    ("expected", "question"),
    [(True, "nectarpay in China"), (True, "who"), (True, "candles"), (False, "nectarpay"), (False, "")],
)
def test_a_question_of_substance_asks_for_more_than_a_bare_name(hive: Corpus, question: str, *, expected: bool) -> None:
    """A second name, a kind of answer or any other word."""
    assert has_substance(hive.question(question)) == expected


def test_by_meaning_the_score_ranks_and_each_gate_costs(hive: Corpus) -> None:
    """The words covered count beside it."""
    low, high = (weighed(hive, "users", score) for score in (0.5, 0.7))
    best, other = verdicts_by_meaning(hive, "how many users had nectarpay", low, high)
    assert (best.score, other.score) == (0.7, 0.5)
    assert best.rank - other.rank == pytest.approx(0.2)

    (passed,), (failed,) = (
        verdicts_by_meaning(hive, f"how many users had nectarpay in {year}", high) for year in (2015, 2014)
    )
    assert failed.failed == ("number",)
    assert passed.rank - failed.rank == pytest.approx(0.05)


def test_a_question_in_other_words_is_answered_by_meaning_alone(
    encoder: Encoder, write: Callable[[Mapping[str, str]], Path]
) -> None:
    """By words it is not, and one of something else is answered by neither."""
    text = "---\ntitle: Notes\n---\n\nAn automobile burns petrol.\n: by: Ann Lee\n\nWax is soft.\n"
    worded = load(write({"notes.md": text}))
    meant = replace(worded, indexing=Indexing(encoder))
    answered = {
        question: [
            [verdict.passage.text for verdict in notes.ranked(notes.question(question)) if verdict.answers]
            for notes in (meant, worded)
        ]
        for question in ("do automobiles burn gasoline?", "does a car burn wax?")
    }
    assert answered == {
        "do automobiles burn gasoline?": [["An automobile burns petrol."], []],
        "does a car burn wax?": [[], []],
    }
