"""Stored questions as they are shown: when and where they were asked, and with the sentence that answers."""

from datetime import date

from corpus.collection import Corpus
from corpus.dates import PartialDate
from handlers.card import Facts, Note, Text, fact
from handlers.state import Logged, Reach, State


def day(on: date) -> str:
    """``20 Nov 2026``."""
    return str(PartialDate(on.year, on.month, on.day))


def scope(state: State) -> Note:
    """That a list is of one channel, where it is not of the workspace."""
    return Note("Of what was asked in this channel." if state.reach is Reach.CHANNEL else "")


def answered(title: str, question: Logged, corpus: Corpus) -> Facts | Text:
    """A title above the sentence that answered; the title alone where the corpus holds that no more."""
    passage = corpus.passage(question.nearest[0]) if question.nearest else None
    return Facts(title, (fact(corpus, passage),)) if passage else Text(title)
