"""What a team wants on Monday."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from corpus.collection import Corpus
from handlers.card import Card, Facts, Items, Kind, Note, Reply, Text
from handlers.daily import facts_about
from handlers.digest import digest
from handlers.request import Place
from handlers.rhythm import Rhythm
from handlers.state import Lately, Logged, News
from handlers.subscription import Kind as Subscribed
from handlers.subscription import Subscription
from tests.handlers.memory import buttons, logged

MONDAYS = Rhythm(time(8, 30), frozenset({0}), "Europe/Paris")
WANTED = Subscription("0a1b2c3d4e5f", Place("slack", "T1", "C1"), Subscribed.DIGEST, MONDAYS)
SINCE = datetime(2026, 11, 16, 7, 30, tzinfo=UTC).timestamp()
QUIET = Text("All quiet since 16 Nov 2026: no article came or changed, and nothing was asked here.")
NOTHING = Lately(SINCE)
Made = Callable[..., Card]


@pytest.fixture
def made(coffee: Corpus) -> Made:
    """The digest of what happened since Monday."""

    def digest_of(subscription: Subscription = WANTED, lately: Lately = NOTHING) -> Card:
        found = digest(subscription, coffee, lately)
        assert found
        return found

    return digest_of


def lists(card: Card) -> dict[str, list[tuple[str, str]]]:
    """The entries of a card's lists, by their titles."""
    return {b.title: [(each.name, each.text) for each in b.items] for b in card.blocks if isinstance(b, Items)}


def quoted(card: Card) -> dict[str, list[str]]:
    """The sentences of a card, by the titles above them."""
    return {b.title: [fact.text for fact in b.facts] for b in card.blocks if isinstance(b, Facts)}


def answered(text: str, corpus: Corpus, number: str = "aaaa0000") -> Logged:
    """A question with the sentence that answered it."""
    found = next(verdict for verdict in corpus.ranked(corpus.question(text)) if verdict.answers)
    return logged(text, number, date(2026, 11, 18), found.passage.id)


def test_new_and_changed_articles_come_first(made: Made) -> None:
    """With who wrote them, and when."""
    news = (News("roasters", is_new=True), News("harvest", is_new=False), News("withdrawn", is_new=False))

    card = made(lately=Lately(SINCE, news=news))

    assert lists(card)["New and changed articles"] == [
        ("The Roasters of Port Amber", "new – Mina Holt, Amber Weekly, Mar 2021 (inferred)"),
        ("A Coffee Harvest in Numbers", "changed – author unknown, 8 Oct 2020"),
    ]
    assert card.blocks[0] == Note("What came and what was asked here since 16 Nov 2026.")


def test_of_the_articles_those_on_the_topics_followed_are_told(made: Made) -> None:
    """The others are nobody's news here."""
    followed = replace(WANTED, topics=("lark-roasters", "gone"))

    card = made(followed, Lately(SINCE, news=(News("roasters", is_new=True), News("harvest", is_new=True))))

    assert card.title == "Digest: Lark Roasters"
    assert [name for name, _ in lists(card)["New and changed articles"]] == ["The Roasters of Port Amber"]


def test_the_questions_asked_most_come_with_their_answers(made: Made, coffee: Corpus) -> None:
    """What asks the same counts together; what the articles do not answer any more is left out."""
    founder = answered("Who founded Kestrel Coffee?", coffee)
    staff = answered("How many employees does Kestrel Coffee have?", coffee, "bbbb0000")
    again = replace(staff, id="cccc0000", text="Kestrel Coffee: how many employees does it have?")
    gone = logged("Who flew to the moon?", "dddd0000", date(2026, 11, 18), "gone")

    card = made(lately=Lately(SINCE, answered=(founder, staff, again, gone)))
    asked = {title: texts for title, texts in quoted(card).items() if title.startswith("Asked")}

    assert list(asked) == [
        "Asked twice: “How many employees does Kestrel Coffee have”",
        "Asked once: “Who founded Kestrel Coffee”",
    ]
    assert all(len(texts) == 1 for texts in asked.values())
    assert QUIET not in card.blocks


def test_what_is_open_is_listed_with_how_often_it_was_asked(made: Made) -> None:
    """Five of them; the others are counted."""
    gaps = tuple(
        logged(f"What happened on planet {number} in {1700 + number}?", f"{number:04}aaaa", date(2026, 11, 18 - number))
        for number in range(7)
    )

    card = made(lately=Lately(SINCE, gaps=gaps))

    assert lists(card)["Still open"][0] == ("What happened on planet 0 in 1700", "asked once, on 18 Nov 2026")
    assert len(lists(card)["Still open"]) == 5
    assert Note("2 more.") in card.blocks
    assert QUIET not in card.blocks


def test_facts_that_were_shown_here_do_not_come_again(made: Made, coffee: Corpus) -> None:
    """In a quiet week up to five come, otherwise three."""
    ids = [passage.id for passage in facts_about(coffee)]
    news = (News("roasters", is_new=True),)

    quiet, busy = made(), made(lately=Lately(SINCE, news=news))
    known = made(lately=Lately(SINCE, seen=frozenset(ids[1:])))

    assert [len(quoted(card)["Facts not shown here before"]) for card in (quiet, busy, known)] == [4, 3, 1]
    assert [fact.id for fact in known.facts()] == ids[:1]
    assert "Brief me on Kestrel Coffee" in buttons(Reply(Kind.CARD, quiet))


def test_a_quiet_week_says_so_in_one_line(made: Made, coffee: Corpus) -> None:
    """What has been open for long does not make it loud."""
    old = logged("Who flew to the moon?", "aaaa0000", date(2026, 11, 1))

    card = made(lately=Lately(SINCE, gaps=(old,), seen=frozenset(passage.id for passage in facts_about(coffee))))

    assert card.blocks[0] == QUIET
    assert list(lists(card)) == ["Still open"]


def test_a_quiet_week_is_left_out_where_the_channel_chose_so(coffee: Corpus) -> None:
    """And only then."""
    skipping = replace(WANTED, skips_quiet=True)

    assert digest(skipping, coffee, Lately(SINCE)) is None
    assert digest(skipping, coffee, Lately(SINCE, news=(News("roasters", is_new=True),)))
