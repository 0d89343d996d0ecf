"""What comes next, shown before it does."""

from collections.abc import Callable
from dataclasses import replace

from corpus.collection import Corpus
from handlers.card import Audience, Facts, Kind, Reply
from handlers.daily import facts_about, following
from tests.handlers.memory import Memory, buttons, listed, texts

Say = Callable[[str], Reply]


def test_a_preview_has_the_next_five_times_and_the_next_card(admin: Say, memory: Memory, coffee: Corpus) -> None:
    """The card is the one that comes; of those after it no more than what they are about is told."""
    admin("subscribe fact mon-thu at 9 about Kestrel Coffee")
    (held,) = memory.subscriptions()

    reply = admin("preview")

    assert listed(reply) == [
        ("Mon 23 Nov, 09:00", "on Kestrel Coffee"),
        ("Tue 24 Nov, 09:00", "on Kestrel Coffee"),
        ("Wed 25 Nov, 09:00", "on Kestrel Coffee"),
        ("Thu 26 Nov, 09:00", "on Kestrel Coffee"),
        ("Mon 30 Nov, 09:00", "on Kestrel Coffee"),
    ]
    comes = following(facts_about(coffee, held.topics), held.id, held.cursor)
    assert comes
    assert [fact.id for fact in reply.card.facts()] == [comes[0].id]
    assert "The next card – Fact of the day: Kestrel Coffee" in texts(reply)
    assert reply.audience is Audience.ASKER


def test_what_is_paused_is_previewed_as_it_would_be(admin: Say) -> None:
    """And said to be paused."""
    admin("subscribe digest")
    admin("pause")

    reply = admin("preview")

    assert texts(reply)[0] == "A digest at 08:30 (Europe/Paris) on Mondays. Paused until it is resumed."
    assert listed(reply)[0] == ("Mon 23 Nov, 08:30", "")


def test_where_there_is_none_one_sees_what_it_would_be(admin: Say, memory: Memory) -> None:
    """And has it with one press."""
    reply = admin("preview")

    assert texts(reply)[0] == ("This channel has no fact yet; it would be: a fact at 09:00 (Europe/Paris) on weekdays.")
    assert buttons(reply)["Subscribe"] == "subscribe fact at 09:00 (Europe/Paris) on weekdays"
    assert memory.subscriptions() == ()


def test_who_unsubscribed_sees_what_comes_when_they_subscribe_again(admin: Say, memory: Memory, coffee: Corpus) -> None:
    """The facts go on where they stopped, in the preview as in the channel."""
    admin("subscribe")
    (held,) = memory.subscriptions()
    passed = following(facts_about(coffee), held.id, held.cursor)
    assert passed
    admin("unsubscribe")
    memory.ended[held.id] = passed[1]
    comes = following(facts_about(coffee), held.id, passed[1])
    assert comes

    previewed, tested = admin("preview"), admin("test")
    admin("subscribe")

    assert [fact.id for reply in (previewed, tested) for fact in reply.card.facts()] == [comes[0].id] * 2
    assert memory.subscriptions()[0].cursor == passed[1]


def test_a_preview_passes_over_what_a_digest_told_of_just_now(admin: Say, memory: Memory) -> None:
    """As the channel's next fact will."""
    admin("subscribe")
    (first,) = [fact.id for fact in admin("test").card.facts()]

    memory.told = replace(memory.told, told=frozenset((first,)))

    assert [fact.id for fact in admin("test").card.facts()] != [first]


def test_a_test_is_the_next_card_for_the_asker_alone_and_uses_nothing_up(admin: Say, memory: Memory) -> None:
    """As often as one likes."""
    admin("subscribe")
    before = memory.subscriptions()

    reply, again = admin("test"), admin("test fact")

    assert (reply.kind, reply.audience) == (Kind.CARD, Audience.ASKER)
    assert texts(reply) == [
        "Only you see this test. A fact at 09:00 (Europe/Paris) on weekdays. Next: Mon 23 Nov, 09:00."
    ]
    assert list(buttons(reply))[-2:] == ["Another fact", "Why this fact"]
    assert (again.card, memory.subscriptions()) == (reply.card, before)


def test_a_fact_of_no_topic_is_previewed_without_one(coffee: Corpus, admin_of: Callable[[Corpus], Say]) -> None:
    """There is no name for what it is about."""
    reply = admin_of(replace(coffee, articles=(coffee.article("harvest"),)))("preview")

    assert ("Mon 23 Nov, 09:00", "") in listed(reply)


def test_facts_that_are_gone_are_said_to_be_gone(admin: Say, memory: Memory) -> None:
    """Articles change after somebody subscribed."""
    admin("subscribe fact about Lark Roasters")
    (held,) = memory.subscriptions()
    memory.subscribe(replace(held, topics=("moka-pot",)))

    reply = admin("preview")

    assert (listed(reply), texts(reply)[1:]) == (
        [],
        ["The next card – No fact", "The articles hold no figure or date on that, so nothing would come."],
    )


def test_a_zone_that_is_none_any_more_has_no_times(admin: Say, memory: Memory) -> None:
    """The reply says why it is paused, and does not fail."""
    admin("subscribe digest")
    (held,) = memory.subscriptions()
    memory.subscribe(replace(held, rhythm=replace(held.rhythm, zone="Mars/Base"), next_at=None))

    assert listed(admin("preview")) == []


def test_a_digest_is_previewed_with_what_it_has_to_tell(admin: Say) -> None:
    """In a quiet week, what was not shown before."""
    reply = admin("test digest")

    assert reply.card.title == "Digest"
    assert [len(block.facts) for block in reply.card.blocks if isinstance(block, Facts)] == [4]


def test_a_digest_that_would_be_left_out_is_said_to_be(admin: Say) -> None:
    """As the channel chose."""
    admin("subscribe digest skip quiet weeks")

    reply = admin("test")

    assert (reply.card.title, texts(reply)[0]) == (
        "A quiet week",
        "It would be left out: nothing new came, and nobody asked.",
    )


def test_what_would_never_come_is_not_offered(coffee: Corpus, admin_of: Callable[[Corpus], Say]) -> None:
    """Neither all topics instead of one, nor what was previewed."""
    say = admin_of(replace(coffee, articles=(coffee.article("title-only"),)))

    assert [buttons(say(text)) for text in ("subscribe fact about moka pot", "preview", "test")] == [{}, {}, {}]
