"""Posts whose source was changed or withdrawn are found, and say so where they stand."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot import corrections
from bot.app import Dossier
from bot.cli import app
from bot.delivery import Outbox
from bot.late import late
from bot.store import deliveries, shown
from bot.store.delivery import Delivery, DeliveryState
from bot.store.store import Store
from corpus.collection import Corpus
from handlers.request import Place
from tests.bot.delivery.chat import Clock, FakeChat

DAY = date(2026, 11, 22)
AGO = 1_000_000.0
POST = Delivery(
    "p1",
    Place("chat", "T1", "C1"),
    '{"message": "old"}',
    state=DeliveryState.SENT,
    created_at=AGO,
    first_try_at=AGO,
    message_id="m-p1",
    subscription_id="s1",
    scheduled_for=AGO,
)


def post(store: Store, posted: Delivery, *passages: str) -> None:
    """Let a post stand in its channel that shows passages."""
    with store.begin() as connection:
        deliveries.add(connection, posted)
        shown.add(connection, [(posted, passages)])


def held(corpus: Corpus) -> tuple[str, str]:
    """The id and title of an article."""
    article = corpus.articles[0]
    return article.id, article.title


async def test_a_post_whose_source_changed_says_so_where_it_stands(store: Store, dossier: Dossier) -> None:
    """However long ago it was posted; once."""
    corpus, clock, chat = dossier.corpus, Clock(AGO + 30 * 86_400), FakeChat()
    article, title = held(corpus)
    post(store, POST, corpus.passages[0].id, f"{article}-00000000")
    post(store, replace(POST, id="p2", scheduled_for=AGO + 1), corpus.passages[1].id)

    found = corrections.outdated(store, corpus)
    count = corrections.correct(store, found, corpus, DAY)
    await Outbox(store, {"chat": chat}, clock=clock, steady=clock).tick()

    said = f"“{title}” does not say this any more."
    assert list(corrections.lines(found, corpus)) == [f"p1  chat T1 C1 m-p1  {said}"]
    (corrected,) = chat.corrected
    assert json.loads(corrected.removeprefix("m-p1: ")) == {
        "message": "old",
        "is_revised": True,
        "correction": f"Corrected on 22 Nov 2026: {said}",
        "picture": None,
    }
    assert (count, chat.posted, corrections.outdated(store, corpus)) == (1, [], ())


def test_an_article_that_was_withdrawn_is_said_to_be(store: Store, dossier: Dossier) -> None:
    """What was corrected before says both."""
    before = replace(POST, payload='{"correction": "Corrected before."}')
    post(store, before, "gone-00000000", "gone-11111111")

    found = corrections.outdated(store, dossier.corpus)
    corrections.correct(store, found, dossier.corpus, DAY)

    with store.read() as connection:
        (left,) = deliveries.open_ones(connection, 0.0, 9)
    said = "Corrected before. Corrected on 22 Nov 2026: An article that said this was withdrawn."
    assert late(left, json.loads(left.payload), AGO) == said


def test_only_what_is_chosen_is_corrected(store: Store, dossier: Dossier) -> None:
    """By id; and what moved on meanwhile is left alone."""
    post(store, POST, "gone-00000000")
    post(store, replace(POST, id="p2", scheduled_for=AGO + 1), "gone-00000000")
    found = corrections.outdated(store, dossier.corpus)

    first = corrections.correct(store, corrections.chosen(found, ["p1"]), dossier.corpus, DAY)
    second = corrections.correct(store, found, dossier.corpus, DAY)

    assert (first, second) == (1, 1)


def test_the_command_line_lists_and_applies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By id, or all."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DOSSIER_DATA", str(tmp_path))
    monkeypatch.setenv("DOSSIER_CORPUS", str(Path(__file__).resolve().parents[2] / "corpus"))

    def typed(*words: str) -> str:
        return CliRunner().invoke(app, ("corrections", *words)).output

    nothing = typed()
    store = Store.open(tmp_path / "dossier.sqlite3")
    post(store, POST, "gone-00000000")
    store.close()

    assert nothing == "Nothing to correct.\n"
    assert typed() == "p1  chat T1 C1 m-p1  An article that said this was withdrawn.\n"
    assert typed("apply", "p9") == "To be corrected: 0.\nNothing to correct has the other ids: 1.\n"
    assert typed("apply", "--all") == "To be corrected: 1.\n"
    assert typed() == "Nothing to correct.\n"
