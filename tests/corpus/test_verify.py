"""The gates between a question and a passage, and what a passage may be shown as."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.article import Kind
from corpus.collection import Corpus
from corpus.encoder import Encoder
from corpus.load import load
from corpus.match import Thresholds
from corpus.search import Hit, Indexing, Search
from corpus.verify import Verdict, Verifier, has_substance

_TOPICS = """
[hive]
name = "Hive"
kind = "company"
[rival]
name = "Rival Foods"
kind = "company"
[nectar]
name = "Nectarpay"
kind = "product"
[ann]
name = "Ann Lee"
kind = "person"
[china]
name = "China"
kind = "place"
[escrow]
name = "Escrow"
kind = "idea"
[the]
name = "The The"
"""
_SENTENCES = {
    "users": "Nectarpay has 5 million users in 2015.\n: attribute: users; place: China",
    "old": "Nectarpay had some paying users.\n: attribute: users; as-of: before 2009",
    "sale": "Rival Foods sold candles for $5 million on Singles Day.\n: attribute: sales",
    "gap": "Nobody says how Nectarpay began.\n: attribute: gap",
    "share": "Hive holds 30 percent of the second market.\n: attribute: share; base: China",
    "chief": "Ann Lee is the chief technology officer.\n: attribute: role",
    "escrow": "Escrow keeps the money of buyers safe.\n: about: Escrow",
    "earned": "Nectarpay earned $3 million from users.\n: attribute: profit; by: Ann Lee",
    "tea": "Ann Lee likes tea from Rome since before 2012.\n: kinds: what; as-of: 2016",
    "goal": "Nectarpay will reach 9 million shops.\n: attribute: goal; kinds: how many, forecast",
    "race": "Rival Foods overtook Nectarpay and has 7 shops.\n: attribute: rank; kinds: comparison, how many",
    "bare": "Candles smell.\n: about: The The",
    "left": "Nectarpay left Rome before 2009.\n: attribute: background",
    "term": "Rival Foods paid within 24 months.\n: attribute: loans",
    "most": "Most clerks of Rival Foods wear hats.\n: attribute: staff",
    "feed": "Nectarpay feeds 9 bees of Hive.\n: attribute: partners",
    "asks": "Rival Foods paints walls green.\n: asks: which colour do the rooms have?",
    "free": "Rival Foods bakes fresh bread.",
}
_THRESHOLDS = Thresholds(answer=0.6, closest=0.4, free_text=0.8, words=0.5, closest_words=0.3)


@pytest.fixture
def hive(write: Callable[[Mapping[str, str]], Path]) -> Corpus:
    """An article on Hive, its root topic."""
    sentences = "\n\n".join(_SENTENCES.values())
    return load(write({"hive.md": f"---\ntitle: Hive\n---\n\n{sentences}\n", "topics.toml": _TOPICS}))


def _hit(corpus: Corpus, name: str, score: float = 1.0, weakest: float = 1.0) -> Hit:
    """A sentence as if the search had weighed it so."""
    sentence = _SENTENCES[name].partition("\n")[0]
    passage = next(passage for passage in corpus.passages if passage.text == sentence)
    return Hit(passage, score, weakest)


def _verdict(corpus: Corpus, question: str, name: str, thresholds: Thresholds = _THRESHOLDS) -> Verdict:
    """One passage held against a question, by words alone."""
    verifier = Verifier(corpus.search, corpus.topics, corpus.root, thresholds)
    (verdict,) = verifier.verdicts(corpus.question(question), [_hit(corpus, name)])
    return verdict


def _by_meaning(corpus: Corpus, question: str, *hits: Hit, thresholds: Thresholds = _THRESHOLDS) -> list[Verdict]:
    """Hits held against a question as if they had been found by meaning; the encoder is not asked for anything."""
    search = Search(corpus.articles, corpus.topics, Indexing(Encoder()))
    return Verifier(search, corpus.topics, corpus.root, thresholds).verdicts(corpus.question(question), hits)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("how many users has nectarpay", "users"),
        ("how many users has nectarpay in China", "users"),
        ("how many users had nectarpay in 2015", "users"),
        ("has nectarpay 5 million users", "users"),
        ("what did rival foods sell", "sale"),
        ("how much did rival foods sell", "sale"),
        ("what share has hive", "share"),
        ("what share of China has hive", "share"),
        ("what is the second market of hive", "share"),
        ("who is the chief technology officer", "chief"),
        ("who is the technology chief of hive", "chief"),
        ("when had nectarpay users", "users"),
        ("is ann lee the chief cook", "chief"),
        ("what did Ann Lee say nectarpay earned", "earned"),
        ("who likes tea", "tea"),
        ("who overtook nectarpay", "race"),
        ("did rival foods overtake nectarpay", "race"),
        ("how many shops will nectarpay reach", "goal"),
        ("does ann lee like tea in 2016", "tea"),
        ("did nectarpay leave rome before 2009", "left"),
        ("did nectarpay quit rome", "left"),
        ("what was before 2009 with nectarpay", "left"),
        ("did rival foods pay within 24 months", "term"),
        ("did rival foods pay within twenty-four months", "term"),
        ("did rival foods pay within two years", "term"),
        ("do most clerks of rival foods wear hats", "most"),
        ("do clerks of rival foods wear hats", "most"),
        ("which colour have the rooms of rival foods", "asks"),
        ("what feeds the bees of hive", "feed"),
    ],
)
def test_an_answer_passes_all_gates(hive: Corpus, question: str, name: str) -> None:
    """Right subject, words, place, numbers, kind and attribute."""
    assert _verdict(hive, question, name).failed == ()


@pytest.mark.parametrize(
    ("gate", "question", "name"),
    [
        ("entity", "how many users has rival foods", "users"),
        ("entity", "how many users has hive", "users"),
        ("entity", "does hive use escrow for candles", "sale"),
        ("unit", "how long had nectarpay users", "users"),
        ("counted", "how many paying users has nectarpay", "users"),
        ("settled", "how many shops did nectarpay reach", "goal"),
        ("attribute", "how long was ann lee the chief officer", "tea"),
        ("agent", "what did rival foods say nectarpay earned", "earned"),
        ("agent", "what does hive think that nectarpay earned", "earned"),
        ("agent", "did nectarpay overtake rival foods", "race"),
        ("agent", "how many shops has nectarpay", "race"),
        ("agent", "who overtook rival foods", "race"),
        ("words", "does nectarpay employ children", "users"),
        ("words", "who is the chief financial officer", "chief"),
        ("name", "how many users has Nectarpay at Zebra", "users"),
        ("place", "what did rival foods sell in China", "sale"),
        ("number", "how many users had nectarpay in 2014", "users"),
        ("number", "how many users had nectarpay in 2009", "old"),
        ("number", "has nectarpay 6 million users", "users"),
        ("number", "what is the third market of hive", "share"),
        ("number", "has nectarpay 7 users", "users"),
        ("number", "does ann lee like tea in 2012", "tea"),
        ("number", "did nectarpay leave rome in 2009", "left"),
        ("number", "did nectarpay leave rome before 2010", "left"),
        ("number", "did nectarpay leave rome after 2009", "left"),
        ("number", "did rival foods pay within three years", "term"),
        ("number", "did rival foods pay within 24 days", "term"),
        ("number", "how many users has nectarpay at most", "users"),
        ("number", "do most clerks of rival foods sell candles", "sale"),
        ("event", "did nectarpay leave china", "users"),
        ("event", "when did nectarpay close its shops in Rome", "left"),
        ("entity", "how many bees has hive", "feed"),
        ("entity", "what feeds the wasps of hive", "feed"),
        ("kind", "who is ann lee", "tea"),
        ("kind", "how many users had nectarpay", "old"),
        ("kind", "what share of candles has rival foods", "sale"),
        ("kind", "who sells smelling candles", "bare"),
        ("kind", "where is nectarpay with paying users", "old"),
        ("attribute", "how many employees has nectarpay", "users"),
        ("attribute", "how many active users has nectarpay", "earned"),
        ("attribute", "when did rival foods launch candles", "sale"),
    ],
)
def test_a_passage_that_fails_says_at_which_gate(hive: Corpus, gate: str, question: str, name: str) -> None:
    """A wrong subject, date or number must not answer, near as the words may be."""
    assert gate in _verdict(hive, question, name).failed


def test_who_may_be_somebody_the_passage_names(hive: Corpus) -> None:
    """But not the one asked about."""
    assert "kind" not in _verdict(hive, "who sold candles", "sale").failed
    assert "kind" in _verdict(hive, "who smells of candles", "bare").failed


def test_the_words_of_the_question_are_covered(hive: Corpus) -> None:
    """All of them count 1, a synonym a little less, none 0."""
    same = _verdict(hive, "candles smell", "bare").coverage
    synonym = _verdict(hive, "cash", "escrow").coverage
    nothing = _verdict(hive, "xyzzy", "bare").coverage
    assert same == pytest.approx(1.0)
    assert synonym == pytest.approx(0.9)
    assert nothing == 0.0


def test_a_word_that_the_corpus_does_not_know_lowers_the_coverage(hive: Corpus) -> None:
    """It weighs as much as a rare word."""
    known, unknown = hive.search.idf("smell"), hive.search.idf("xyzzi")
    assert _verdict(hive, "smell xyzzy", "bare").coverage == pytest.approx(known / (known + unknown))


def test_a_word_of_the_same_attribute_covers_nearly(hive: Corpus) -> None:
    """Accounts are users where the record says so, and only there."""
    asked = "how many accounts has nectarpay"
    assert _verdict(hive, asked, "users").coverage > 0.9
    assert _verdict(hive, asked, "gap").coverage < 0.9


def test_a_question_of_no_weight_covers_nothing(hive: Corpus) -> None:
    """And divides by nothing."""
    assert _verdict(hive, "what is it?", "users").coverage == 0.0


def test_attribute_and_subject_add_to_coverage(hive: Corpus) -> None:
    """A tenth each."""
    assert _verdict(hive, "users of nectarpay", "users").coverage == pytest.approx(1.2)


def test_the_kind_asked_for_ranks_higher_and_each_word_a_little_lower(hive: Corpus) -> None:
    """Between passages that cover as much."""
    users, gap = (_verdict(hive, "how many has nectarpay", name) for name in ("users", "gap"))
    assert Kind.HOW_MANY in users.passage.record.kinds
    assert users.rank == pytest.approx(users.coverage + 0.1 - 0.004 * 7)
    assert gap.rank == pytest.approx(gap.coverage - 0.004 * 5)


def test_verdicts_are_ranked(hive: Corpus) -> None:
    """The best first, none left out."""
    verifier = Verifier(hive.search, hive.topics, hive.root, _THRESHOLDS)
    hits = [_hit(hive, name) for name in _SENTENCES]
    verdicts = verifier.verdicts(hive.question("how many users has nectarpay"), hits)
    assert [verdict.rank for verdict in verdicts] == sorted((verdict.rank for verdict in verdicts), reverse=True)
    assert verdicts[0].passage.text == "Nectarpay has 5 million users in 2015."
    assert len(verdicts) == len(hits)


def test_a_corpus_without_a_root_asks_for_every_topic(hive: Corpus) -> None:
    """Then no topic is everywhere."""
    question = hive.question("what is the chief technology officer of hive")
    (verdict,) = Verifier(hive.search, hive.topics, "", _THRESHOLDS).verdicts(question, [_hit(hive, "chief")])
    assert verdict.failed == ("entity",)


def test_by_words_the_share_covered_decides(hive: Corpus) -> None:
    """From the thresholds on it answers, or is close; a failed gate leaves it close at best."""
    asked = "does nectarpay have users and giraffes"
    covered = _verdict(hive, asked, "users").coverage
    assert 0.3 < covered < 0.8

    at, above = (Thresholds(words=share, closest_words=0.1) for share in (covered, covered + 0.01))
    assert _verdict(hive, asked, "users", at).answers
    assert not _verdict(hive, asked, "users", above).answers
    assert _verdict(hive, asked, "users", Thresholds(closest_words=covered)).is_close
    assert not _verdict(hive, asked, "users", Thresholds(closest_words=covered + 0.01)).is_close

    failed = _verdict(hive, "how many users had nectarpay in 2014", "users")
    assert (failed.answers, failed.is_close) == (False, True)


@pytest.mark.parametrize(
    ("gate", "question"), [("entity", "how many users has rival foods"), ("name", "how many users has Zebra nectarpay")]
)
def test_by_words_nothing_is_close_that_tells_of_somebody_else(hive: Corpus, gate: str, question: str) -> None:
    """However many words it covers."""
    verdict = _verdict(hive, question, "users", Thresholds(closest_words=0.0))
    assert gate in verdict.failed
    assert not verdict.is_close


def test_by_words_nearly_all_of_a_question_without_a_name_is_covered(hive: Corpus) -> None:
    """Nothing else says what it is about."""
    lax = Thresholds(words=0.1, closest_words=0.1)
    half = _verdict(hive, "what smell has xyzzy", "bare", lax)
    assert 0.1 < half.coverage < 0.8
    assert (half.answers, half.is_close) == (False, False)
    whole = _verdict(hive, "candles smell", "bare", lax)
    assert (whole.answers, whole.is_close) == (True, True)


def test_by_words_every_word_stands_in_a_sentence_without_a_record(hive: Corpus) -> None:
    """No record vouches for it; one word that is not there leaves it close."""
    most = _verdict(hive, "does rival foods bake fresh plain bread", "free")
    assert 0.5 < most.coverage < 1.0
    assert (most.failed, most.answers, most.is_close) == ((), False, True)
    assert _verdict(hive, "does rival foods bake fresh bread", "free").answers


@pytest.mark.parametrize(
    ("expected", "score"), [((True, True), 0.6), ((False, True), 0.59), ((False, True), 0.4), ((False, False), 0.39)]
)
def test_by_meaning_the_score_decides(hive: Corpus, expected: tuple[bool, bool], score: float) -> None:
    """From the thresholds on it answers, or is close, whatever words are covered."""
    (verdict,) = _by_meaning(hive, "does nectarpay have users and giraffes", _hit(hive, "users", score))
    assert expected == (verdict.answers, verdict.is_close)
    assert (verdict.score, verdict.weakest) == (score, 1.0)


def test_by_meaning_a_failed_gate_leaves_a_sentence_close(hive: Corpus) -> None:
    """However high the score."""
    (verdict,) = _by_meaning(hive, "how many users had nectarpay in 2014", _hit(hive, "users"))
    assert (verdict.failed, verdict.answers, verdict.is_close) == (("number",), False, True)


@pytest.mark.parametrize(("expected", "score"), [(True, 0.8), (False, 0.79)])
def test_by_meaning_a_high_score_makes_up_for_words_not_shared(hive: Corpus, score: float, *, expected: bool) -> None:
    """The same may be said in other words."""
    (verdict,) = _by_meaning(hive, "does nectarpay employ children", _hit(hive, "old", score))
    assert (verdict.failed, verdict.answers) == (("words",), expected)


@pytest.mark.parametrize(
    ("expected", "name", "weakest"), [(True, "free", 0.8), (False, "free", 0.79), (True, "term", 0)]
)
def test_by_meaning_most_words_stand_in_a_sentence_without_a_record(
    hive: Corpus, name: str, weakest: float, *, expected: bool
) -> None:
    """Where a record vouches for it, its score is enough."""
    asked = {"free": "does rival foods bake bread", "term": "did rival foods pay within 24 months"}[name]
    (verdict,) = _by_meaning(hive, asked, _hit(hive, name, 0.9, weakest))
    assert (verdict.failed, verdict.answers, verdict.is_close) == ((), expected, True)


@pytest.mark.parametrize("question", ["nectarpay", "what is it?", ""])
def test_nothing_answers_where_nothing_is_asked(hive: Corpus, question: str) -> None:
    """A bare name asks for a briefing."""
    (by_meaning,) = _by_meaning(hive, question, _hit(hive, "users"))
    assert not by_meaning.answers
    assert not _verdict(hive, question, "users").answers


@pytest.mark.parametrize(
    ("expected", "question"),
    [(True, "nectarpay in China"), (True, "who"), (True, "candles"), (False, "nectarpay"), (False, "")],
)
def test_a_question_of_substance_asks_for_more_than_a_bare_name(hive: Corpus, question: str, *, expected: bool) -> None:
    """A second name, a kind of answer or any other word."""
    assert has_substance(hive.question(question)) == expected


def test_by_meaning_the_score_ranks_and_each_gate_costs(hive: Corpus) -> None:
    """The words covered count beside it."""
    low, high = (_hit(hive, "users", score) for score in (0.5, 0.7))
    best, other = _by_meaning(hive, "how many users had nectarpay", low, high)
    assert (best.score, other.score) == (0.7, 0.5)
    assert best.rank - other.rank == pytest.approx(0.2)

    (passed,), (failed,) = (_by_meaning(hive, f"how many users had nectarpay in {year}", high) for year in (2015, 2014))
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
