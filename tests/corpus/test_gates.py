"""The gates between a question and a passage."""

import pytest

from corpus.collection import Corpus
from corpus.verify import Verifier
from tests.corpus.verified import THRESHOLDS, verdict_on, weighed


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
        ("how does nectarpay lend", "lends"),
        ("how does nectarpay work", "works"),
        ("why does nectarpay have no shops", "lends"),
        ("what is the highest pile of rival foods", "most honey"),
        ("what did Ann Lee say about honey", "says"),
        ("who said that honey sells well", "says"),
        ("how many dollars did rival foods sell", "sale"),
        ("is ann lee the chief officer", "chief"),
        ("does ann lee have chats", "chat"),
    ],
)
def test_an_answer_passes_all_gates(hive: Corpus, question: str, name: str) -> None:
    """Right subject, words, place, numbers, kind and attribute."""
    assert verdict_on(hive, question, name).failed == ()


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
        ("speaker", "what did rival foods say nectarpay earned", "earned"),
        ("speaker", "what does hive think that nectarpay earned", "earned"),
        ("speaker", "what did nectarpay say it earned", "earned"),
        ("speaker", "what do analysts say of honey at ann lee", "says"),
        ("speaker", "who says that rival foods wears hats", "most"),
        ("manner", "how does nectarpay reach users", "users"),
        ("manner", "how does rival foods sell candles", "sale"),
        ("manner", "how did rival foods overtake nectarpay", "race"),
        ("manner", "how does nectarpay work", "lends"),
        ("manner", "how did rival foods start", "risk"),
        ("manner", "how did rival foods get candles", "sale"),
        ("premise", "why does nectarpay have shops", "lends"),
        ("number", "what is the highest pile of rival foods", "risk"),
        ("unit", "how many euros did rival foods sell", "sale"),
        ("unit", "how expensive is nectarpay", "term"),
        ("counted", "who is the largest clerk of rival foods", "sale"),
        ("agent", "how many more shops has nectarpay than rival foods", "race"),
        ("words", "is ann lee the president", "chat"),
        ("words", "is ann lee profitable", "chat"),
        ("name", "did nectarpay overtake zebraco", "race"),
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
    assert gate in verdict_on(hive, question, name).failed


def test_who_may_be_somebody_the_passage_names(hive: Corpus) -> None:
    """But not the one asked about."""
    assert "kind" not in verdict_on(hive, "who sold candles", "sale").failed
    assert "kind" in verdict_on(hive, "who smells of candles", "bare").failed


def test_a_corpus_without_a_root_asks_for_every_topic(hive: Corpus) -> None:
    """Then no topic is everywhere."""
    question = hive.question("what is the chief technology officer of hive")
    (verdict,) = Verifier(hive.search, hive.topics, "", THRESHOLDS).verdicts(question, [weighed(hive, "chief")])
    assert verdict.failed == ("entity",)
