"""The one pipeline: reply, memory, log line, apology."""

from datetime import date

import pytest

from bot import log
from bot.answer import APOLOGY, answer
from bot.app import Dossier
from corpus.collection import Corpus
from handlers.card import Card, Context, Kind, Reply
from handlers.request import Request

MEMORY = Context(("cainiao",), "where?", ("x",))


def broken(request: Request, corpus: Corpus) -> Reply:
    """A handler with a fault."""
    raise RuntimeError(request.text and str(len(corpus.articles)))


def silent(request: Request, corpus: Corpus) -> Reply:
    """A handler whose reply leaves nothing to lean on."""
    del request, corpus
    return Reply(Kind.LIST, Card("List", ()))


def test_a_request_leaves_one_line_without_its_text(
    dossier: Dossier, day: date, capsys: pytest.CaptureFixture[str]
) -> None:
    """The operator learns how long what kind of reply took, not what was asked."""
    log.configure("info")

    reply = answer(Request("cainiao secret", day, id="7"), dossier.corpus, silent)

    said = capsys.readouterr().err
    assert reply.kind is Kind.LIST
    assert said.count("\n") == 1
    assert " INFO request.answered ms=" in said
    assert said.endswith(" kind=list platform=terminal id=7\n")
    assert "secret" not in said


def test_a_fault_becomes_an_apology_and_a_traceback_for_the_operator(
    dossier: Dossier, day: date, capsys: pytest.CaptureFixture[str]
) -> None:
    """The asker reads a calm sentence; the log holds the cause and how long the text was."""
    log.configure("warning")

    reply = answer(Request("cainiao", day, context=MEMORY), dossier.corpus, broken)

    said = capsys.readouterr().err
    assert reply.kind is Kind.ERROR
    assert reply.card == APOLOGY.card
    assert reply.context == MEMORY
    assert "ERROR request.failed platform=terminal characters=7\nTraceback" in said
    assert "RuntimeError" in said


def test_a_reply_without_memory_keeps_that_of_the_thread(dossier: Dossier, day: date) -> None:
    """After a list one can still ask about what came before it."""
    assert answer(Request("topics", day, context=MEMORY), dossier.corpus, silent).context == MEMORY


def test_any_text_is_routed(dossier: Dossier, day: date) -> None:
    """Without a handler of its own a request goes to the one entry."""
    assert dossier.answer(Request("cainiao", day)).kind is Kind.BRIEFING
