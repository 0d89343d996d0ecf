"""A stored question as it is shown: when it was asked, and with the sentence that it was, or is to be, answered by."""

from datetime import date

from corpus.collection import Corpus
from corpus.dates import PartialDate
from handlers.card import Facts, Text, fact
from handlers.state import Logged


def day(on: date) -> str:
    """``20 Nov 2026``."""
    return str(PartialDate(on.year, on.month, on.day))


def answered(title: str, question: Logged, corpus: Corpus) -> Facts | Text:
    """A title above the sentence that answered; the title alone where the corpus holds that no more."""
    passage = corpus.passage(question.nearest[0]) if question.nearest else None
    return Facts(title, (fact(corpus, passage),)) if passage else Text(title)
