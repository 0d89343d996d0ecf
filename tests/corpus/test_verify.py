"""The gates between a question and a passage."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from corpus.article import Kind
from corpus.collection import Corpus
from corpus.load import load
from corpus.verify import Verdict, Verifier

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
}


@pytest.fixture
def hive(write: Callable[[Mapping[str, str]], Path]) -> Corpus:
    """An article on Hive, its root topic."""
    sentences = "\n\n".join(_SENTENCES.values())
    return load(write({"hive.md": f"---\ntitle: Hive\n---\n\n{sentences}\n", "topics.toml": _TOPICS}))


def _verdict(corpus: Corpus, question: str, name: str) -> Verdict:
    """One passage held against a question."""
    sentence = _SENTENCES[name].partition("\n")[0]
    passage = next(passage for passage in corpus.passages if passage.text == sentence)
    (verdict,) = Verifier(corpus.index, corpus.topics, corpus.root).verdicts(corpus.question(question), [passage])
    return verdict


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
        ("kind", "who is ann lee", "tea"),
        ("kind", "how many users had nectarpay", "old"),
        ("kind", "what share of candles has rival foods", "sale"),
        ("kind", "who sells smelling candles", "bare"),
        ("kind", "where is nectarpay with paying users", "old"),
        ("attribute", "how many employees has nectarpay", "users"),
        ("attribute", "how much is nectarpay, what is it", "users"),
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
    known, unknown = hive.index.idf("smell"), hive.index.idf("xyzzi")
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
    verifier = Verifier(hive.index, hive.topics, hive.root)
    verdicts = verifier.verdicts(hive.question("how many users has nectarpay"), hive.passages)
    assert [verdict.rank for verdict in verdicts] == sorted((verdict.rank for verdict in verdicts), reverse=True)
    assert verdicts[0].passage.text == "Nectarpay has 5 million users in 2015."
    assert len(verdicts) == len(hive.passages)


def test_a_corpus_without_a_root_asks_for_every_topic(hive: Corpus) -> None:
    """Then no topic is everywhere."""
    question = hive.question("what is the chief technology officer of hive")
    (passage,) = (passage for passage in hive.passages if passage.text.startswith("Ann Lee is"))
    (verdict,) = Verifier(hive.index, hive.topics, "").verdicts(question, [passage])
    assert verdict.failed == ("entity",)
