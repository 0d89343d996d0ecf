"""What each article says about several topics together."""

from collections.abc import Callable

import pytest

from corpus.collection import Corpus
from handlers.card import Actions, Facts, Kind, Note, Reply
from handlers.survey import survey

Say = Callable[[str], Reply]


def test_the_sentences_that_name_both_stand_under_their_article(say: Say) -> None:
    """The reader sees which article says it, and can go on to either."""
    reply = say("What do the articles say about Kestrel Coffee and Lark Roasters?")
    block = next(block for block in reply.card.blocks if isinstance(block, Facts))

    assert (reply.kind, reply.card.title) == (Kind.BRIEFING, "Kestrel Coffee and Lark Roasters")
    assert block.title == "The Roasters of Port Amber"
    assert [fact.text for fact in block.facts] == ["Lark Roasters pays its farmers more than Kestrel Coffee does."]
    assert reply.card.suggestions() == ("Kestrel Coffee", "Lark Roasters")


def test_each_article_has_a_title_of_its_own(say: Say) -> None:
    """Two articles on the same pair are two groups."""
    reply = say("what do the sources say about Ada Brook and Kestrel Coffee?")
    groups = [(b.title, [f.text for f in b.facts]) for b in reply.card.blocks if isinstance(b, Facts)]

    assert groups == [
        ("A Coffee Harvest in Numbers", ["Ada Brook is one of two founders of Kestrel Coffee."]),
        ("The Roasters of Port Amber", ["Ada Brook is the founder of Kestrel Coffee."]),
    ]


def test_topics_that_no_sentence_names_together_get_that_said(say: Say) -> None:
    """The briefings of each are one press away."""
    reply = say("what do the articles say about Ada Brook and Joe Finch?")

    assert reply.kind is Kind.NO_ANSWER
    assert reply.card.blocks[0] == Note("No sentence names them together.")
    assert isinstance(reply.card.blocks[1], Actions)


def test_an_article_has_three_sentences_at_most_and_no_gaps(shipped: Corpus) -> None:
    """The most telling ones are shown; what an article leaves out or says of itself is no matter of both."""
    reply = survey(shipped.question("Alibaba and Amazon"), shipped)
    blocks = [block for block in reply.card.blocks if isinstance(block, Facts)]
    attributes = {p.record.attribute for fact in reply.card.facts() if (p := shipped.passage(fact.id))}

    assert len(blocks) > 2
    assert {len(block.facts) for block in blocks} == {3}
    assert attributes.isdisjoint({"gap", "publication"})


def test_a_survey_leaves_its_topics_to_the_next_turn(talk: Callable[..., Reply]) -> None:
    """What comes next may lean on either."""
    asked = "what do the articles say about Lark Roasters and Kestrel Coffee?"
    reply = talk(asked, "how many employees does it have?")

    assert talk(asked).context.topics == ("lark-roasters", "kestrel-coffee")
    assert next(reply.card.facts()).text == "Kestrel Coffee has 12 employees."


@pytest.mark.parametrize(
    "text",
    [
        "what do the articles say about Kestrel Coffee?",
        "what do the articles say about Kestrel Coffee and rain?",
        "what does Joe Finch say about Kestrel Coffee and Lark Roasters?",
    ],
)
def test_one_topic_or_a_further_matter_is_a_question_like_any_other(say: Say, text: str) -> None:
    """Only what concerns several topics and nothing else is surveyed."""
    assert "Brief me on" not in {block.title for block in say(text).card.blocks if isinstance(block, Actions)}
