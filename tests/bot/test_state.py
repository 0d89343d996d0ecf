"""The state of a workspace over the store, on each database."""

from datetime import date

import pytest

from bot.choices import Choices
from bot.errors import BotError
from bot.state import StoredState
from bot.store import questions, votes
from bot.store.questions import Asked
from bot.store.store import Store
from handlers.card import Audience
from handlers.request import Place
from handlers.state import Logged, Reach, State, Vote
from handlers.workspace import defaults

HERE, THERE = Place("slack", "T1", "C1"), Place("slack", "T2", "C1")
NOON = 1_795_262_400.0  # 21 November 2026, 12:00 UTC
DEFAULTS = defaults("asker", "off")


class Clock:
    """A clock that stands still until it is moved."""

    now = 0.0

    def __call__(self) -> float:
        """The time."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """The time of a test."""
    return Clock()


@pytest.fixture
def choices(store: Store, clock: Clock) -> Choices:
    """What workspaces chose."""
    return Choices(store, {"slack": DEFAULTS}, clock)


def state(store: Store, choices: Choices, place: Place = HERE, reach: Reach = Reach.WORKSPACE) -> State:
    """The state of a workspace whose channels are called after their ids."""
    return StoredState(
        store, choices, lambda channel: f"#{channel.workspace}-{channel.channel}", place, reach, clock=lambda: NOON
    )


def asked(question_id: str, place: Place = HERE, *, is_dry_run: bool = False) -> Asked:
    """A question that had no answer."""
    return Asked(question_id, place, "ada", "why?", "no_answer", "closest", ("p1", "p2"), NOON, is_dry_run)


def add(store: Store, *rows: Asked) -> None:
    """Store questions."""
    with store.begin() as connection:
        questions.add(connection, *rows)


def test_gaps_are_those_of_the_workspace_until_they_are_resolved(store: Store, choices: Choices) -> None:
    """Another workspace's stay its own, even when their ids are given."""
    add(store, asked("a"), asked("b"), asked("c", THERE), asked("d", is_dry_run=True))
    here, there = state(store, choices), state(store, choices, THERE)

    before = here.gaps()
    here.resolve(["a", "c"])

    assert before[0] == Logged("a", "why?", date(2026, 11, 21), "C1", ("p1", "p2"))
    assert [gap.id for gap in before] == ["a", "b"]
    assert [gap.id for gap in here.gaps()] == ["b"]
    assert [gap.id for gap in there.gaps()] == ["c"]


def test_dry_runs_are_listed_by_themselves(store: Store, choices: Choices) -> None:
    """They are no gaps, and gaps no dry runs."""
    add(store, asked("a"), asked("b", is_dry_run=True), asked("c", THERE, is_dry_run=True))

    assert [logged.id for logged in state(store, choices).dry_runs()] == ["b"]


def test_votes_come_with_their_questions(store: Store, choices: Choices) -> None:
    """And without the one who voted."""
    add(store, asked("a"), asked("b", THERE))
    with store.begin() as connection:
        votes.cast(connection, votes.Vote("a", "bo", is_helpful=False, reason="wrong", at=NOON))
        votes.cast(connection, votes.Vote("b", "bo", is_helpful=True, reason="", at=NOON))

    (vote,) = state(store, choices).votes()

    assert vote == Vote(Logged("a", "why?", date(2026, 11, 21), "C1", ("p1", "p2")), is_helpful=False, reason="wrong")


def test_of_a_channel_nothing_is_seen_that_was_asked_elsewhere(store: Store, choices: Choices) -> None:
    """Least of all in direct messages; and it is found behind however much was asked there."""
    direct = Place("slack", "T1", "D1")
    add(store, asked("a"), asked("b", is_dry_run=True))
    add(store, *(asked(f"c{number}", direct) for number in range(1_000)), asked("d", direct, is_dry_run=True))
    with store.begin() as connection:
        for question in ("a", "c1"):
            votes.cast(connection, votes.Vote(question, "bo", is_helpful=True, reason="", at=NOON))

    seen = state(store, choices, HERE, Reach.CHANNEL)

    assert [logged.id for logged in (*seen.gaps(), *seen.dry_runs())] == ["a", "b"]
    assert [vote.question.id for vote in seen.votes()] == ["a"]


def test_a_setting_is_made_for_one_workspace_and_known_at_once(store: Store, choices: Choices) -> None:
    """And taken back."""
    here = state(store, choices)

    here.choose("audience", "channel")
    made, known = here.choices(), choices.known(HERE)
    here.choose("audience", None)

    assert (made, here.defaults()) == ({"audience": "channel"}, DEFAULTS)
    assert known
    assert known.audience is Audience.CHANNEL
    assert choices.chosen(HERE).audience is choices.chosen(THERE).audience is Audience.ASKER
    assert here.choices() == {}


def test_a_channel_is_called_by_its_name_in_its_workspace(store: Store, choices: Choices) -> None:
    """Ids are the chat's; names are for people."""
    assert state(store, choices, THERE).channel("C9") == "#T2-C9"


def test_another_process_is_believed_within_half_a_minute(store: Store, choices: Choices, clock: Clock) -> None:
    """Until then what was read last is at hand without the store."""
    choices.chosen(HERE)
    Choices(store, {"slack": DEFAULTS}).write(HERE, "audience", "channel")

    clock.now += 29
    before = choices.known(HERE)
    clock.now += 2
    after = choices.known(HERE)

    assert before
    assert before.audience is Audience.ASKER
    assert after is None
    assert choices.chosen(HERE).audience is Audience.CHANNEL


def test_a_store_that_fails_costs_no_reply(
    store: Store, choices: Choices, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read last holds on; who was never read about has the defaults."""
    choices.write(HERE, "audience", "channel")
    clock.now += 3600

    def away() -> None:
        raise BotError("away")

    monkeypatch.setattr(store, "read", away)

    assert choices.chosen(HERE).audience is Audience.CHANNEL
    assert choices.chosen(THERE).audience is Audience.ASKER


def test_what_was_asked_in_private_is_no_channel_s_to_list(store: Store, choices: Choices) -> None:
    """It is stored under no channel, which nobody manages."""
    add(store, asked("a", Place("slack", "T1", "")))
    nowhere = state(store, choices, Place("slack", "T1", ""), Reach.CHANNEL)

    for listed in (nowhere.gaps, nowhere.dry_runs, nowhere.votes):
        with pytest.raises(BotError):
            listed()
