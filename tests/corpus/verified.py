"""A corpus of sentences that differ in what they lack, and each of them held against a question."""

from corpus.collection import Corpus
from corpus.encoder import Encoder
from corpus.match import Thresholds
from corpus.search import Hit, Indexing, Search
from corpus.verify import Verdict, Verifier

TOPICS = """
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
SENTENCES = {
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
    "lends": "Nectarpay has no shops and lends by asking friends.\n: attribute: loans; kinds: why",
    "says": "Honey sells well, Ann Lee says.\n: about: Hive; attribute: trend",
    "most honey": "Rival Foods sells the highest pile of honey.\n: attribute: products",
    "risk": "Rival Foods avoids high piles of wax.\n: attribute: use",
    "chat": "Ann Lee has 3 chats with presidents.\n: attribute: benefit; asks: who profits from chats?",
    "works": "Nectarpay works with cards in two shops.\n: attribute: use",
    "asks": "Rival Foods paints walls green.\n: asks: which colour do the rooms have?",
    "free": "Rival Foods bakes fresh bread.",
}
THRESHOLDS = Thresholds(answer=0.6, closest=0.4, free_text=0.8, words=0.5, closest_words=0.3)


def weighed(corpus: Corpus, name: str, score: float = 1.0, weakest: float = 1.0) -> Hit:
    """A sentence as if the search had weighed it so."""
    sentence = SENTENCES[name].partition("\n")[0]
    passage = next(passage for passage in corpus.passages if passage.text == sentence)
    return Hit(passage, score, weakest)


def verdict_on(corpus: Corpus, question: str, name: str, thresholds: Thresholds = THRESHOLDS) -> Verdict:
    """One passage held against a question, by words alone."""
    verifier = Verifier(corpus.search, corpus.topics, corpus.root, thresholds)
    (verdict,) = verifier.verdicts(corpus.question(question), [weighed(corpus, name)])
    return verdict


def verdicts_by_meaning(
    corpus: Corpus, question: str, *hits: Hit, thresholds: Thresholds = THRESHOLDS
) -> list[Verdict]:
    """Hits held against a question as if they had been found by meaning; the encoder is not asked for anything."""
    search = Search(corpus.articles, corpus.topics, Indexing(Encoder()))
    return Verifier(search, corpus.topics, corpus.root, thresholds).verdicts(corpus.question(question), hits)
