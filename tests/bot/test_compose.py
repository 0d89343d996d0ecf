"""What is owed is put together: the next fact or the digest, as the chat of its channel shows it."""

import json
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time
from typing import Any

import pytest

from bot import compose
from bot.compose import FAULT, NO_FACT, QUIET, Composer, Picture
from bot.limiter import Limiter
from bot.pipeline import Pipeline
from bot.schedule import Due
from corpus.collection import Corpus
from handlers.card import Kind as Sort
from handlers.card import Reply
from handlers.daily import Cursor, facts_about, following
from handlers.in_order import in_order
from handlers.request import Place
from handlers.rhythm import EVERY_DAY, Rhythm
from handlers.state import Lately
from handlers.subscription import Kind, Subscription
from tests.handlers.memory import Memory

AT = datetime(2026, 11, 22, 23, 30, tzinfo=UTC).timestamp()
HALF_PAST = Rhythm(time(0, 30), EVERY_DAY, "Europe/Paris")
FACT = Subscription("fac70fac7000", Place("slack", "T1", "C1"), Kind.FACT, HALF_PAST, next_at=AT)
DIGEST = replace(FACT, id="d19e57d19e57", kind=Kind.DIGEST)
NEWS = Lately(AT - 7 * 86_400)


@dataclass
class Shown:
    """A chat's form that says what it was asked to show; it refuses cards with a title."""

    refuses: str = "-"
    replies: list[Reply] = field(default_factory=list)

    def posted(self, reply: Reply) -> Mapping[str, Any]:
        """The kind, the title and the buttons."""
        self.replies.append(reply)
        if reply.card.title.startswith(self.refuses):
            raise ValueError(reply.card.title)
        return {"kind": reply.kind, "title": reply.card.title, "topic": reply.topic, "says": reply.card.suggestions()}


@pytest.fixture
def form() -> Shown:
    """The one chat there is."""
    return Shown()


@pytest.fixture
def drawn() -> list[tuple[Place, Picture]]:
    """What is to be drawn, and where it is posted."""
    return []


@pytest.fixture
def pipeline(shipped: Corpus) -> Iterator[Pipeline]:
    """A worker that has the articles."""
    with ThreadPoolExecutor(1) as executor:
        yield Pipeline(lambda: shipped, lambda *_: Memory(), Limiter(20), executor)


@pytest.fixture
def composer(pipeline: Pipeline, form: Shown, drawn: list[tuple[Place, Picture]]) -> Composer:
    """A composer for that chat."""
    return Composer(pipeline, {"slack": form}, lambda *one: drawn.append(one))


async def test_a_fact_is_composed_with_its_picture_and_a_line_for_when_it_is_late(
    composer: Composer, form: Shown, drawn: list[tuple[Place, Picture]]
) -> None:
    """The picture names the day where the channel is, on which it is past midnight already."""
    (made,) = await composer([Due(FACT, AT)])

    payload, (reply,) = json.loads(made.payload), form.replies
    (fact,) = reply.card.facts()
    assert made.shown == (fact.id,)
    assert made.cursor.last
    assert made.nothing == ""
    assert payload["kind"] == Sort.CARD
    assert payload["topic"] == reply.topic
    assert payload["says"][-1] == f"fact why {fact.id} in {FACT.id}"
    assert payload["late"] == "Late: it was due Mon 23 Nov, 00:30 (Europe/Paris)."
    assert payload["picture"]["day"] == "2026-11-23"
    assert payload["picture"]["fact"]["text"] == fact.text
    assert payload["title"] == f"Fact of the day: {payload['picture']['title']}"
    assert [(place, each["fact"]["text"]) for place, each in drawn] == [(FACT.place, fact.text)]


async def test_all_facts_come_before_any_comes_again(composer: Composer, shipped: Corpus) -> None:
    """As long as the subscription goes on from where it was."""
    shown: list[str] = []
    held = FACT
    for _ in facts_about(shipped):
        (made,) = await composer([Due(held, AT)])
        shown += made.shown
        held = replace(held, cursor=made.cursor)

    assert len(set(shown)) == len(shown) == len(facts_about(shipped))


async def test_who_gets_the_same_fact_gets_the_same_payload_but_for_the_ids(
    composer: Composer, form: Shown, drawn: list[tuple[Place, Picture]], shipped: Corpus
) -> None:
    """A wave of hundreds makes each fact once."""
    wave = [Due(replace(FACT, id=f"{number:012x}"), AT) for number in range(300)]

    made = await composer(wave)

    assert len(form.replies) == len(drawn) <= len(facts_about(shipped))
    for due, each in zip(wave, made, strict=True):
        assert json.loads(each.payload)["says"][-1] == f"fact why {each.shown[0]} in {due.subscription.id}"


async def test_a_picture_is_heard_of_once_for_each_workspace(
    composer: Composer, drawn: list[tuple[Place, Picture]]
) -> None:
    """However many of its channels get it, and although it was put together before."""
    beside, there = (replace(FACT, place=Place("slack", *one)) for one in (("T1", "C2"), ("T2", "C9")))
    await composer([Due(FACT, AT)])

    await composer([Due(FACT, AT), Due(beside, AT), Due(there, AT)])

    assert [place.workspace for place, _ in drawn] == ["T1", "T1", "T2"]
    assert drawn[0][1] == drawn[1][1] == drawn[2][1]


async def test_what_is_kept_of_other_days_is_forgotten(
    composer: Composer, form: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or a bot that runs for a year would keep all of it."""
    monkeypatch.setattr(compose, "_KEPT", 1)
    other = replace(FACT, topics=("alipay",))

    first, _, again = await composer([Due(FACT, AT), Due(other, AT), Due(FACT, AT)])

    assert first == again
    assert len(form.replies) == 3


async def test_topics_choose_the_facts(composer: Composer) -> None:
    """And stand on the buttons, so that another one is of these as well."""
    (made,) = await composer([Due(replace(FACT, topics=("cainiao",)), AT)])

    payload = json.loads(made.payload)
    assert payload["topic"] == "cainiao"
    assert payload["says"][-1].endswith("about cainiao")


@pytest.mark.parametrize("due", [replace(FACT, has_picture=False), FACT])
async def test_who_wants_no_picture_gets_none(pipeline: Pipeline, form: Shown, due: Subscription) -> None:
    """A channel by itself, or whoever runs the bot for all."""
    drawn: list[tuple[Place, Picture]] = []
    composer = Composer(pipeline, {"slack": form}, (lambda *one: drawn.append(one)) if due is not FACT else None)

    (made,) = await composer([Due(due, AT)])

    assert "picture" not in json.loads(made.payload)
    assert drawn == []


async def test_without_a_fact_nothing_is_owed(composer: Composer) -> None:
    """The last article on it may be gone."""
    (made,) = await composer([Due(replace(FACT, topics=("no-such-topic",)), AT)])

    assert (made.payload, made.nothing, made.cursor) == ("", NO_FACT, FACT.cursor)


async def test_a_digest_is_composed_of_what_happened(composer: Composer) -> None:
    """Without a picture; what it shows counts as seen."""
    (made,) = await composer([Due(DIGEST, AT, NEWS)])

    payload = json.loads(made.payload)
    assert payload["kind"] == Sort.LIST
    assert payload["title"] == "Digest"
    assert payload["late"].startswith("Late: it was due")
    assert "picture" not in payload
    assert len(made.shown) == 5
    assert made.cursor == DIGEST.cursor


async def test_a_quiet_week_may_be_left_out(composer: Composer) -> None:
    """Where the channel chose so."""
    (made,) = await composer([Due(replace(DIGEST, skips_quiet=True), AT, NEWS)])

    assert (made.payload, made.nothing) == ("", QUIET)


async def test_what_is_owed_comes_in_the_order_of_what_is_due(composer: Composer) -> None:
    """Facts and digests of one minute alike."""
    due = [Due(FACT, AT), Due(DIGEST, AT, NEWS), Due(replace(FACT, id="fac70fac7001"), AT)]

    made = await composer(due)

    assert [json.loads(each.payload)["kind"] for each in made] == [Sort.CARD, Sort.LIST, Sort.CARD]


async def test_what_cannot_be_composed_costs_nobody_else_theirs(
    composer: Composer, form: Shown, caplog: pytest.LogCaptureFixture
) -> None:
    """It is left out, with its reason."""
    form.refuses = "Digest"

    digest, fact = await composer([Due(DIGEST, AT, NEWS), Due(FACT, AT)])

    assert (digest.payload, digest.nothing) == ("", FAULT)
    assert fact.payload
    assert "schedule.not_composed" in caplog.text


@pytest.mark.parametrize("turned", [False, True])
async def test_a_digest_tells_nothing_that_a_fact_of_the_same_minute_tells(
    composer: Composer, shipped: Corpus, turned: bool
) -> None:
    """Whichever was due first, and whatever the digest would have told otherwise."""
    (alone,) = await composer([Due(DIGEST, AT, NEWS)])
    before = replace(FACT, cursor=_before(alone.shown[0], shipped))
    due = [Due(before, AT), Due(DIGEST, AT, NEWS)]

    made = await composer(due[::-1] if turned else due)
    fact, digest = made[::-1] if turned else made

    assert fact.shown == alone.shown[:1]
    assert digest.shown
    assert not set(fact.shown) & set(digest.shown)


async def test_what_a_fact_elsewhere_tells_is_no_matter(composer: Composer, shipped: Corpus) -> None:
    """Nobody in the channel has seen it."""
    (alone,) = await composer([Due(DIGEST, AT, NEWS)])
    elsewhere = replace(FACT, place=Place("slack", "T1", "C2"), cursor=_before(alone.shown[0], shipped))

    fact, digest = await composer([Due(elsewhere, AT), Due(DIGEST, AT, NEWS)])

    assert fact.shown == alone.shown[:1]
    assert digest.shown == alone.shown


async def test_a_fact_that_the_digest_told_of_lately_is_passed_over(composer: Composer, shipped: Corpus) -> None:
    """In this cycle it has been shown; where all have been told of, they come as ever."""
    every = frozenset(passage.id for passage in facts_about(shipped))
    (first,) = await composer([Due(FACT, AT)])

    (second,) = await composer([Due(FACT, AT, told=frozenset(first.shown))])
    (as_ever,) = await composer([Due(FACT, AT, told=every)])

    assert second == (await composer([Due(replace(FACT, cursor=first.cursor), AT)]))[0]
    assert as_ever == first


def _before(passage: str, corpus: Corpus) -> Cursor:
    """The cursor after which a passage comes."""
    order = [each.id for each in in_order(facts_about(corpus), FACT.id)]
    at = order.index(passage)
    found = following(facts_about(corpus), FACT.id, Cursor())
    while found and at and found[0].id != order[at - 1]:
        found = following(facts_about(corpus), FACT.id, found[1])
    return found[1] if found and at else Cursor()
