"""What auto-answer would have said."""

from collections.abc import Callable
from datetime import date

from corpus.collection import Corpus
from handlers.card import Action, Actions, Audience, Facts, Note, Text
from handlers.dry_runs import dry_runs
from handlers.request import Request
from handlers.state import Reach
from tests.handlers.memory import Memory, logged


def test_no_dry_run_is_explained(coffee: Corpus, request_of: Callable[[str], Request]) -> None:
    """With the buttons that turn it on."""
    reply = dry_runs(request_of(""), coffee, Memory())

    first, buttons = reply.card.blocks
    assert isinstance(first, Text)
    assert first.text.startswith("None yet")
    assert isinstance(buttons, Actions)
    assert Action("dry-run", "settings auto-answer dry-run") in buttons.actions
    assert reply.audience is Audience.ASKER


def test_who_sees_one_channel_alone_is_not_offered_what_holds_for_all(
    coffee: Corpus, request_of: Callable[[str], Request]
) -> None:
    """The buttons would be refused."""
    reply = dry_runs(request_of(""), coffee, Memory(reach=Reach.CHANNEL))

    assert reply.card.suggestions() == ()
    assert reply.card.blocks[-1] == Note("Of what was asked in this channel.")


def test_each_question_stands_with_the_sentence_that_would_have_answered_it(
    coffee: Corpus, request_of: Callable[[str], Request]
) -> None:
    """With its source, as it would have been shown."""
    passage = coffee.passages[0]
    memory = Memory(unasked=[logged("who leads?", "a", date(2026, 11, 3), passage.id)], names={"C1": "#general"})

    reply = dry_runs(request_of(""), coffee, memory)

    shown = reply.card.blocks[0]
    assert isinstance(shown, Facts)
    assert (shown.title, shown.facts[0].id) == ("who leads – 3 Nov 2026, #general", passage.id)
    assert [source.id for source in reply.card.sources] == [passage.article_id]


def test_the_ten_newest_are_shown(coffee: Corpus, request_of: Callable[[str], Request]) -> None:
    """And it is said of how many."""
    memory = Memory(unasked=[logged(f"question {number}", str(number)) for number in range(12)])

    assert Note("The 10 newest of 12.") in dry_runs(request_of(""), coffee, memory).card.blocks
