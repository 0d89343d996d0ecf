"""The briefing: what a topic is, its facts in groups, where sources differ, and what it rests on."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from corpus.collection import Corpus
from handlers.brief import brief, briefing, differences, related, weight
from handlers.card import Action, Actions, Facts, Kind, Note, Reply, Text
from handlers.request import Request
from handlers.route import reply


def texts(reply: Reply, title: str) -> list[str]:
    """The sentences under a title of a card."""
    return [fact.text for b in reply.card.blocks if isinstance(b, Facts) and b.title == title for fact in b.facts]


def notes(reply: Reply) -> list[str]:
    """The notes of a card."""
    return [block.text for block in reply.card.blocks if isinstance(block, Note)]


def test_a_briefing_begins_with_what_the_topic_is(say: Callable[[str], Reply]) -> None:
    """The sentence of an article that defines it comes first."""
    reply = say("kestrel")

    assert (reply.kind, reply.topic, reply.card.title) == (Kind.BRIEFING, "kestrel-coffee", "Kestrel Coffee")
    assert texts(reply, "What it is") == ["Kestrel Coffee is a roaster in Port Amber."]


def test_a_person_is_introduced_by_a_role(shipped: Corpus, request_of: Callable[[str], Request]) -> None:
    """Where no sentence defines, one that gives the role does."""
    reply = brief(request_of("daniel zhang"), shipped)

    assert "Daniel Zhang is the president of Alibaba." in texts(reply, "What it is")


def test_what_sources_say_differently_introduces_nothing(say: Callable[[str], Reply]) -> None:
    """Two roles that disagree stand side by side, and only there."""
    reply = say("ada brook")

    assert not texts(reply, "What it is")
    assert "Ada Brook is the founder of Kestrel Coffee." in texts(
        reply, "Where sources differ: founder of Kestrel Coffee"
    )


def test_a_topic_that_no_sentence_defines_shows_its_definition(say: Callable[[str], Reply]) -> None:
    """The definition of topics.toml stands in for a missing sentence."""
    assert say("lark roasters").card.blocks[0] == Text("A roaster that competes with Kestrel Coffee.")


def test_figures_claims_dates_and_gaps_stand_apart(say: Callable[[str], Reply]) -> None:
    """Each sentence is under the title that says what it is worth."""
    reply = say("kestrel")

    assert "Kestrel Coffee has 12 employees." in texts(reply, "Figures")
    assert texts(reply, "Claims and opinions") == ["Mina Holt thinks that Kestrel Coffee roasts too dark."]
    assert "Kestrel Coffee moved to the harbour because rents were lower there." in texts(reply, "Facts")
    assert texts(reply, "Gaps in the sources") == ["The page does not say who owns Kestrel Coffee."]


def test_what_somebody_says_is_a_claim_even_with_a_figure(say: Callable[[str], Reply]) -> None:
    """A number does not make a statement of a party a fact."""
    claims = texts(say("lark roasters"), "Claims and opinions")

    assert claims == ["Lark Roasters sells more than 60 tonnes of beans a year, says Joe Finch."]


def test_the_timeline_of_a_briefing_is_in_the_order_of_time(say: Callable[[str], Reply]) -> None:
    """Several dated facts make a timeline."""
    assert texts(say("kestrel"), "Timeline") == [
        "Kestrel Coffee was founded in 2009 with borrowed money.",
        "Kestrel Coffee opened a second shop in May 2015.",
    ]


def test_one_dated_fact_makes_no_timeline(say: Callable[[str], Reply]) -> None:
    """A timeline of one entry is a fact."""
    reply = say("lark roasters")

    assert texts(reply, "Timeline") == []
    assert "Before 2009 Lark Roasters sold only tea." in texts(reply, "Facts")


def test_figures_on_which_articles_differ_are_shown_together(say: Callable[[str], Reply]) -> None:
    """Both numbers are shown, each with its source, and neither a second time as a figure."""
    reply = say("kestrel")

    assert texts(reply, "Where sources differ: sales") == [
        "Kestrel Coffee sells 35 tonnes of beans a year.",
        "Kestrel Coffee sells about 40 tonnes of beans a year.",
    ]
    assert not [text for text in texts(reply, "Figures") if "tonnes" in text]


def test_a_matter_on_which_records_say_that_sources_differ_is_shown_from_all_sides(say: Callable[[str], Reply]) -> None:
    """Sentences without a number can differ too, when their records say so."""
    assert sorted(texts(say("ada brook"), "Where sources differ: founder of Kestrel Coffee")) == [
        "Ada Brook is one of two founders of Kestrel Coffee.",
        "Ada Brook is the founder of Kestrel Coffee.",
    ]


def test_each_matter_on_which_sources_differ_has_a_group_of_its_own(coffee: Corpus) -> None:
    """What records call a matter and what figures disagree on do not mix."""
    matter = {
        p.id: replace(p, record=replace(p.record, differs="shade of the roast"))
        for p in coffee.passages
        if "too dark" in p.text or "rents" in p.text
    }
    articles = tuple(
        replace(article, passages=tuple(matter.get(p.id, p) for p in article.passages)) for article in coffee.articles
    )
    groups = differences(coffee.topics["kestrel-coffee"], replace(coffee, articles=articles))

    assert {name: len(group) for name, group in groups.items()} == {"shade of the roast": 2, "sales": 2}


def test_no_group_is_longer_than_the_setting_says(coffee: Corpus, request_of: Callable[[str], Request]) -> None:
    """What is left out is counted."""
    request = request_of("kestrel")
    short = replace(request, settings=replace(request.settings, facts_per_group=1))
    groups = {b.title: b for b in brief(short, coffee).card.blocks if isinstance(b, Facts)}

    assert (len(groups["Facts"].facts), groups["Facts"].more) == (1, 4)
    assert (len(groups["Claims and opinions"].facts), groups["Claims and opinions"].more) == (1, 0)


def test_what_a_briefing_leaves_out_is_one_press_away(coffee: Corpus, request_of: Callable[[str], Request]) -> None:
    """The button says what the command takes, and its reply leaves nothing out."""
    request = request_of("kestrel")
    short = replace(request, settings=replace(request.settings, facts_per_group=1))
    left_out = Actions("Left out", (Action("Everything on Kestrel Coffee", "all Kestrel Coffee", is_long=True),))
    whole = reply(replace(short, text="all Kestrel Coffee"), coffee)

    assert left_out in brief(short, coffee).card.blocks
    assert left_out not in whole.card.blocks
    assert {b.more for b in whole.card.blocks if isinstance(b, Facts)} == {0}
    assert {fact.id for fact in whole.card.facts()} == {p.id for p in coffee.about("kestrel-coffee")}


def test_a_name_that_is_no_topic_has_no_whole_briefing(say: Callable[[str], Reply]) -> None:
    """Everything on nothing is an offer of topics."""
    assert say("all mocha").kind is Kind.SUGGESTIONS


def test_a_briefing_says_on_how_many_articles_it_rests(say: Callable[[str], Reply]) -> None:
    """One source only is said in so many words."""
    assert "Rests on 2 of 3 articles." in notes(say("kestrel"))
    assert "Rests on one source only." in notes(say("oat milk"))


def test_a_topic_of_which_no_article_says_anything_admits_it(say: Callable[[str], Reply]) -> None:
    """A name in topics.toml alone is no knowledge."""
    reply = say("siphon brewer")

    assert notes(reply) == ["No article says anything of it."]
    assert list(reply.card.facts()) == []


def test_a_name_that_the_articles_do_not_use_is_said_to_be_one(say: Callable[[str], Reply]) -> None:
    """Whoever asks by another name is told the one used."""
    assert "Kestrel Coffee Ltd.: the articles call it Kestrel Coffee." in notes(say("kestrel coffee ltd"))
    assert not [note for note in notes(say("kestrel")) if "call it" in note]


def test_related_topics_are_those_given_then_those_named_together(
    coffee: Corpus, request_of: Callable[[str], Request]
) -> None:
    """The topic itself is not related to itself."""
    found = related(coffee.topics["kestrel-coffee"], coffee, request_of("").settings)

    assert found[:2] == ("ada-brook", "lark-roasters")
    assert set(found[2:]) == {"mina-holt", "port-amber"}


def test_related_topics_are_buttons(say: Callable[[str], Reply]) -> None:
    """A press briefs on the next topic."""
    buttons = say("lark roasters").card.blocks[-1]

    assert isinstance(buttons, Actions)
    assert {action.say for action in buttons.actions} == {"Joe Finch", "Kestrel Coffee"}


def test_a_sentence_on_the_topic_itself_weighs_more_than_one_that_names_it(coffee: Corpus) -> None:
    """The subject of a sentence comes before a mention."""
    milk, beans = (next(p for p in coffee.passages if words in p.text) for words in ("farmers", "12 employees"))

    assert weight("kestrel-coffee", milk) < weight("kestrel-coffee", beans)


@pytest.mark.parametrize(("name", "kind"), [("kestrel", Kind.BRIEFING), ("mocha", Kind.SUGGESTIONS)])
def test_the_command_briefs_on_a_name_or_offers_others(
    coffee: Corpus, request_of: Callable[[str], Request], name: str, kind: Kind
) -> None:
    """A name that is no topic is never briefed on."""
    assert brief(request_of(name), coffee).kind is kind


def test_a_heading_is_a_topic_when_there_is_no_topics_file(say_bare: Callable[[str], Reply]) -> None:
    """Articles with only a title can be asked about by their headings."""
    reply = say_bare("clay pots")

    assert texts(reply, "Figures") == ["Clay pots keep their heat for 40 minutes."]
    assert [fact.as_of for fact in reply.card.facts()] == ["", ""]
    assert reply.card.sources[0].author == "author unknown"


def test_a_briefing_leaves_its_topic_and_facts_to_the_next_turn(
    coffee: Corpus, request_of: Callable[[str], Request]
) -> None:
    """The thread goes on from what was shown."""
    reply = briefing(coffee.topics["oat-milk"], coffee, request_of("oat milk"))

    assert reply.context.topics == ("oat-milk",)
    assert reply.context.facts == tuple(fact.id for fact in reply.card.facts())
