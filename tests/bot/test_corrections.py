"""Posts whose source was changed or withdrawn are found, and say so where they stand."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot import corrections
from bot.app import Dossier
from bot.cited import cited
from bot.cli import app
from bot.delivery import Outbox
from bot.late import late
from bot.store import deliveries, shown
from bot.store.delivery import Delivery, DeliveryState
from bot.store.store import Store
from corpus.article import AsOf, Basis, Kind
from corpus.collection import Corpus
from corpus.dates import PartialDate
from handlers.card import Facts, card, fact
from handlers.daily import facts_about
from handlers.daily_card import daily
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


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"as_of": AsOf(PartialDate(2015), Basis.INFERRED)}, "as of 2015 (inferred), not "),
        ({"by": "Ada Brook"}, "according to Ada Brook, not "),
        ({"kinds": frozenset({Kind.FORECAST})}, "not just “"),
    ],
)
def test_a_fact_of_which_something_else_is_said_by_now_is_found(
    store: Store, dossier: Dossier, change: dict[str, Any], said: str
) -> None:
    """As of when it holds, who says so, how it is hedged; once corrected, it is not found again."""
    corpus = dossier.corpus
    passage = next(each for each in facts_about(corpus) if "only 9%" in each.text)
    post(store, replace(POST, payload=json.dumps({"facts": cited(daily(passage, corpus, ()))})), passage.id)
    article = corpus.article(passage.article_id)
    changed = replace(passage, record=replace(passage.record, **change))
    passages = tuple(changed if each is passage else each for each in article.passages)
    others = tuple(each for each in corpus.articles if each is not article)
    later = replace(corpus, articles=(*others, replace(article, passages=passages)))

    found = corrections.outdated(store, later)

    assert corrections.outdated(store, corpus) == ()
    assert [each.changed for each in found] == [(passage.id,)]
    assert said in next(corrections.lines(found, later))
    assert corrections.correct(store, found, later, DAY) == 1
    with store.read() as connection:
        (left,) = deliveries.open_ones(connection, 0.0, 9)
    assert json.loads(left.payload)["facts"][passage.id] == cited(daily(changed, later, ()))[passage.id]


def test_a_digest_says_which_of_its_facts_is_meant(store: Store, dossier: Dossier) -> None:
    """By its words; an article of another date changes each fact of it."""
    corpus = dossier.corpus
    first, second = (each for each in facts_about(corpus) if "9%" in each.text or "200 million" in each.text)
    digest = card(corpus, "Digest", Facts("", (fact(corpus, first), fact(corpus, second))))
    post(store, replace(POST, payload=json.dumps({"facts": cited(digest)})), first.id, second.id)
    dated = replace(corpus.article(first.article_id), published=AsOf(PartialDate(2001), Basis.STATED))
    later = replace(corpus, articles=tuple(dated if each.id == dated.id else each for each in corpus.articles))

    (line,) = corrections.lines(corrections.outdated(store, later), later)

    assert f"Of “{first.text[:30]}" in line
    assert "in an article of 2001, not of " in line
    assert second.text[:30] not in line


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
