"""What was posted, what is to come, and why nothing was."""

from collections.abc import Callable

import pytest

from handlers.card import Reply
from handlers.state import Posted, Stage
from tests.handlers.memory import NOW, Memory, buttons, listed, texts

Say = Callable[[str], Reply]
FRIDAY = NOW - (2 * 24 + 4) * 3600  # Fri 20 Nov, 09:00 in Paris
DAY = 86_400


def posted(memory: Memory, *posts: Posted) -> None:
    """Let the one subscription have made posts."""
    (held,) = memory.subscriptions()
    memory.made_posts[held.id] = posts


def test_the_next_and_the_last_posts_stand_with_their_stages(admin: Say, memory: Memory) -> None:
    """The latest first, in the subscription's own time."""
    admin("subscribe")
    posted(
        memory,
        Posted(FRIDAY, Stage.CONFIRMED, message_id="1.2"),
        Posted(FRIDAY - DAY, Stage.SKIPPED, "the bot was not running then"),
        Posted(FRIDAY - 2 * DAY, Stage.FAILED, "not_in_channel"),
    )

    reply = admin("status")

    assert texts(reply) == [
        "A fact at 09:00 (Europe/Paris) on weekdays. Next: Mon 23 Nov, 09:00.",
        "The last one, due Fri 20 Nov, 09:00, was posted.",
    ]
    assert listed(reply) == [
        ("Wed 25 Nov, 09:00", "planned"),
        ("Tue 24 Nov, 09:00", "planned"),
        ("Mon 23 Nov, 09:00", "planned"),
        ("Fri 20 Nov, 09:00", "confirmed, it stands in the channel"),
        ("Thu 19 Nov, 09:00", "skipped: the bot was not running then"),
        ("Wed 18 Nov, 09:00", "failed: the bot is not in this channel (not_in_channel)"),
    ]


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (Posted(FRIDAY, Stage.CLAIMED), ": claimed, it is being posted now."),
        (Posted(FRIDAY, Stage.SENT), ": sent, it is being looked for in the channel."),
        (
            Posted(FRIDAY, Stage.SKIPPED, "a later one took its place"),
            ", was not posted: a later one took its place.",
        ),
        (Posted(FRIDAY, Stage.SKIPPED), ", was not posted: no reason is known."),
        (
            Posted(FRIDAY, Stage.FAILED, "is_archived"),
            ", was not posted: the channel is archived (is_archived). Unarchive it, and resume.",
        ),
        (Posted(FRIDAY, Stage.FAILED, "odd_code"), ", was not posted: the chat refused it: “odd_code”."),
    ],
)
def test_what_became_of_the_last_one_is_said_in_plain_words(
    admin: Say, memory: Memory, last: Posted, said: str
) -> None:
    """Why nothing was posted, and what helps; the next one, which is planned, is none yet."""
    admin("subscribe")
    posted(memory, Posted(NOW + DAY, Stage.PLANNED), last)

    assert texts(admin("status"))[1] == f"The last one, due Fri 20 Nov, 09:00{said}"


def test_what_should_have_left_by_now_is_told_apart_from_what_is_to_come(admin: Say, memory: Memory) -> None:
    """It waits; within the first minute nobody wonders."""
    admin("subscribe")
    posted(memory, Posted(NOW - 30, Stage.PLANNED), Posted(NOW - 3600, Stage.PLANNED))

    reply = admin("status")

    waits = "due, it waits for its turn, or for the chat to take it"
    assert texts(reply)[1] == f"The last one, due Sun 22 Nov, 12:00: {waits}."
    assert [each[1] for each in listed(reply)[-2:]] == ["planned", waits]


def test_before_the_first_nothing_was_due(admin: Say) -> None:
    """Not a fault."""
    admin("subscribe")

    assert texts(admin("status fact"))[1] == "Nothing was due here yet."


def test_while_it_is_paused_nothing_is_planned(admin: Say) -> None:
    """One press resumes it."""
    admin("subscribe")
    admin("pause")

    reply = admin("status")

    assert texts(reply)[0].endswith("Paused until it is resumed.")
    assert listed(reply) == []
    assert buttons(reply) == {"Resume the fact": "resume fact"}


def test_where_nothing_is_subscribed_that_is_why(admin: Say) -> None:
    """The commonest reason of all."""
    reply = admin("status")

    assert texts(reply) == ["Nothing comes to this channel by itself: nobody subscribed, or somebody unsubscribed."]
    assert list(buttons(reply).values()) == ["subscribe fact", "subscribe digest", "subscribe form fact"]


def test_what_is_planned_already_is_what_comes_next(admin: Say, memory: Memory) -> None:
    """A post is planned shortly before it is due, and the subscription is then due for the one after it."""
    admin("subscribe")
    posted(memory, Posted(NOW + 20, Stage.PLANNED))

    assert texts(admin("status"))[0].endswith(" Next: Sun 22 Nov, 13:00.")


def test_what_is_paused_has_nothing_next(admin: Say, memory: Memory) -> None:
    """Even while a post is being taken back."""
    admin("subscribe")
    admin("pause")
    posted(memory, Posted(NOW + 20, Stage.PLANNED))

    assert texts(admin("status"))[0].endswith(" Paused until it is resumed.")
