"""What the operator sees of deliveries, and what failed, posted once more."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot import ledger
from bot.cli import app
from bot.delivery import Outbox
from bot.store import deliveries, subscriptions
from bot.store.delivery import Delivery, DeliveryState
from bot.store.store import Store
from handlers.request import Place
from handlers.rhythm import EVERY_DAY, Rhythm
from handlers.subscription import Kind, Subscription
from tests.bot.delivery.chat import Clock, FakeChat

HERE = Place("chat", "T1", "C1")
DUE = 1_795_248_000.0  # 21 November 2026, 08:00 UTC
POST = Delivery("p1", HERE, "{}", created_at=DUE, subscription_id="s1", scheduled_for=DUE)
FAILED = replace(POST, state=DeliveryState.FAILED, attempt=1, first_try_at=DUE, error="is_archived")
PAUSED = Subscription("s1", HERE, Kind.FACT, Rhythm(time(9), EVERY_DAY, "UTC"), paused_because="is_archived")
Typed = Callable[..., str]


def owe(store: Store, *owed: Delivery) -> None:
    """Enter deliveries, of a channel whose subscription is paused."""
    with store.begin() as connection:
        subscriptions.put(connection, PAUSED)
        deliveries.add_all(connection, owed)


def test_what_is_open_or_went_wrong_is_listed_with_the_reason(store: Store) -> None:
    """Place by place, the newest first; what was sent only when it is asked for."""
    reply = replace(POST, id="r1", subscription_id="", scheduled_for=None, created_at=DUE + 60, error="so\nit is")
    sent = replace(POST, id="p3", subscription_id="s3", state=DeliveryState.SENT, message_id="m1")
    owe(store, FAILED, reply, sent, replace(POST, id="p2", subscription_id="s2", place=replace(HERE, workspace="T0")))

    assert list(ledger.lines(ledger.listed(store))) == [
        "chat T0",
        "  p2  2026-11-21 08:00  due      C1  post",
        "chat T1",
        "  r1  2026-11-21 08:01  due      C1  reply  so it is",
        "  p1  2026-11-21 08:00  failed   C1  post  the channel is archived (is_archived)",
    ]
    (told,) = map(ledger.as_json, ledger.listed(store, [DeliveryState.SENT]))
    assert json.loads(told) == {
        "id": "p3",
        "platform": "chat",
        "workspace": "T1",
        "channel": "C1",
        "what": "post",
        "state": "sent",
        "due": "2026-11-21 08:00",
        "attempts": 0,
        "message": "m1",
        "error": "",
    }


async def test_what_failed_is_posted_once_more_however_late_it_is(store: Store) -> None:
    """Its subscription stays paused, for it is the channel's own."""
    clock, chat = Clock(DUE + 86_400), FakeChat()
    owe(store, FAILED, replace(FAILED, id="p2", subscription_id="s2", payload=""))

    again = ledger.replay(store, (), clock.now)
    await Outbox(store, {"chat": chat}, clock=clock, steady=clock).tick()

    assert again == ledger.Replayed(due=1, paused=1)
    assert chat.posted == ["p1"]
    assert ledger.replay(store, ["p1"], clock.now) == ledger.Replayed(due=0, paused=0)


def test_only_what_is_named_is_posted_once_more(store: Store) -> None:
    """And only if it failed."""
    skipped = replace(FAILED, id="p3", scheduled_for=DUE + 2, state=DeliveryState.SKIPPED)
    owe(store, FAILED, replace(FAILED, id="p2", scheduled_for=DUE + 1), skipped)

    again = ledger.replay(store, ["p2", "p3"], DUE)

    assert again.due == 1
    assert [each.id for each in ledger.listed(store, [DeliveryState.FAILED])] == ["p1"]


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Typed:
    """What the command line writes, with a store in a folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DOSSIER_DATA", str(tmp_path))

    def run(*words: str) -> str:
        return CliRunner().invoke(app, words).output

    return run


def test_the_command_line_lists_and_replays(typed: Typed, tmp_path: Path) -> None:
    """As lines, as JSON, and by id."""
    nothing = typed("deliveries")
    store = Store.open(tmp_path / "dossier.sqlite3")
    owe(store, FAILED)
    store.close()

    listed, as_json = typed("deliveries", "--state", "failed"), typed("deliveries", "--json")
    unsaid, again = typed("deliveries", "replay"), typed("deliveries", "replay", "p1")

    assert nothing == "No such deliveries.\n"
    assert "is_archived" in listed
    assert json.loads(as_json)["id"] == "p1"
    assert "name ids, or say --all" in unsaid
    assert again.splitlines() == [
        "Due again: 1.",
        "Subscriptions that stay paused until somebody resumes them in the chat: 1.",
    ]
    assert typed("deliveries", "--json", "--state", "failed") == ""
    assert typed("deliveries", "replay", "--all") == "Due again: 0.\n"
    assert typed("deliveries", "replay", "p1", "p1") == "Due again: 0.\nNothing that failed has the other ids: 1.\n"
