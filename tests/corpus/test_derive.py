"""Records: written fields first, the wording for the rest."""

import re

import pytest

from corpus.article import AsOf, Basis, Figure, Kind, Record
from corpus.dates import PartialDate
from corpus.derive import derive, speakers_in
from corpus.notation import parse_record
from corpus.split import Sentence
from corpus.topics import Topic, Topics

_TOPICS = Topics(
    [
        Topic("hive", "Hive Inc.", "company", aliases=("Hive",)),
        Topic("ann", "Ann Lee", "person"),
        Topic("china", "China", "place"),
        Topic("fair", "Bee Fair", "event"),
        Topic("honey", "Honey", "product"),
    ]
)
_PUBLISHED = AsOf(PartialDate(2016, 11), Basis.INFERRED)


def _record(text: str, written: str = "", heading: str = "") -> Record:
    sentence = Sentence(text, heading, 0, len(text), 1)
    return derive(sentence, parse_record(written), _PUBLISHED, _TOPICS)


@pytest.mark.parametrize(
    ("expected", "text", "heading", "written"),
    [
        (("honey", "hive"), "Honey comes from Hive and Hive Inc. alone.", "China", ""),
        (("china",), "Sales rose.", "China", ""),
        ((), "Sales rose.", "Results", ""),
        (("ann", "china"), "Honey sells.", "", "about: Ann Lee, china, Ann Lee"),
        (("hive",), "Honey sells.", "", "about: hive inc,"),
    ],
)
def test_a_sentence_is_about_what_it_names(expected: tuple[str, ...], text: str, heading: str, written: str) -> None:
    """Topics written by name or id come first, then those of the sentence, then those of its heading."""
    assert expected == _record(text, written, heading).about


@pytest.mark.parametrize(
    ("expected", "text", "written"),
    [("users", "Hive has 5 users.", ""), ("", "Xyz.", ""), ("price", "Hive has 5 users.", "attribute: price")],
)
def test_the_attribute_is_read_off_the_words(expected: str, text: str, written: str) -> None:
    """Unless it is written."""
    assert expected == _record(text, written).attribute


@pytest.mark.parametrize(
    ("expected", "written"),
    [
        (Figure("about 5 million", 9, 5e6, "user", "about"), ""),
        (Figure("30 percent", 32, 30, "%"), "value: 30 percent"),
        (Figure("5 million users", 15, 5e6, "user", "about"), "value: 5 million users"),
        (Figure("Hive", 0, 0, ""), "value: Hive"),
    ],
)
def test_the_value_is_the_first_figure_or_the_one_written(expected: Figure, written: str) -> None:
    """A written value keeps its own extent and takes amount, unit and hedge from the figure in it."""
    assert (
        expected
        == _record(
            "Hive has about 5 million users, over 30 percent more than in 2015.".replace("over ", ""), written
        ).value
    )


def test_a_sentence_without_a_figure_has_no_value() -> None:
    """A year is none."""
    assert _record("Hive was founded in 2009.").value is None


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.WHO, "Hive sells."),
        (Kind.WHO, "Ann Lee sells."),
        (Kind.WHEN, "Honey sold in 2015."),
        (Kind.WHERE, "Honey sells in China."),
        (Kind.WHERE, "Honey sells abroad."),
        (Kind.HOW_MANY, "Honey has 5 buyers."),
        (Kind.HOW_MUCH, "Honey costs $5."),
        (Kind.HOW_MUCH, "Honey has 5 percent."),
        (Kind.SHARE, "Honey has 5 percent."),
        (Kind.WHY, "Honey sells because of bees."),
        (Kind.DEFINITION, "Honey is a food."),
        (Kind.COMPARISON, "Honey is sweeter than salt."),
        (Kind.OPINION, "Ann Lee believes in honey."),
        (Kind.FORECAST, "Honey will sell."),
        (Kind.QUOTE, "“Honey is good”, Ann Lee said."),
    ],
)
def test_the_wording_tells_the_kind(kind: Kind, text: str) -> None:
    """Every kind can be derived, and a plain sentence has none but "what"."""
    assert kind in _record(text).kinds
    assert _record("Honey sells.").kinds == {Kind.WHAT}


def test_written_kinds_take_the_place_of_derived_ones() -> None:
    """Only "what" is in each."""
    assert _record("Hive had 5 users in 2015.", "kinds: why, share").kinds == {Kind.WHY, Kind.SHARE, Kind.WHAT}


@pytest.mark.parametrize(
    ("expected", "text", "written"),
    [
        (_PUBLISHED, "Honey sells.", ""),
        (AsOf(PartialDate(2015, 3), Basis.STATED), "Honey sold in March 2015.", ""),
        (_PUBLISHED, "Honey sold in 2014 and 2015.", ""),
        (AsOf(PartialDate(2009), Basis.STATED, before=True), "Honey sold in 2015.", "as-of: before 2009"),
        (AsOf(PartialDate(2009), Basis.INFERRED), "Honey sells.", "as-of: 2009; as-of-basis: inferred"),
        (AsOf(PartialDate(2015), Basis.INFERRED), "Honey sold in 2015.", "as-of-basis: inferred"),
        (AsOf(PartialDate(2016, 11), Basis.STATED), "Honey sells.", "as-of-basis: stated"),
        (AsOf(), "Honey sold in 2015.", "as-of-basis: unknown"),
    ],
)
def test_a_sentence_holds_as_of_its_date(expected: AsOf, text: str, written: str) -> None:
    """The one written, the only one in the sentence, the article's."""
    assert expected == _record(text, written).as_of


@pytest.mark.parametrize(
    ("expected", "text", "written"),
    [
        (True, "Honey sold in 2015.", ""),
        (True, "Honey sells.", "as-of: 2015"),
        (False, "Honey sells.", "as-of-basis: stated"),
    ],
)
def test_a_dated_sentence_has_a_date_of_its_own(expected: bool, text: str, written: str) -> None:
    """The article's date dates no event."""
    assert expected == _record(text, written).dated


def test_place_and_event_are_topics_that_the_sentence_names() -> None:
    """The first of their kind."""
    record = _record("Honey sold at the Bee Fair in China.")
    assert (record.place, record.event) == ("China", "Bee Fair")


def test_written_scope_is_kept_as_it_is() -> None:
    """Place, base, event, speaker and the matter in dispute need be no topics."""
    record = _record("Ann Lee says so in China.", "place: Rome; base: all honey; event: Expo; by: Bob; differs: price")
    assert (record.place, record.base, record.event, record.by, record.differs) == (
        "Rome",
        "all honey",
        "Expo",
        "Bob",
        "price",
    )


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("Ann Lee", "Ann Lee says that honey sells."),
        ("Ann Lee", "Ann Lee, the chief of Hive, argues that honey sells."),
        ("HSBC", "According to HSBC, honey sells."),
        ("New York Times", "The New York Times reported that honey sells."),
        ("", "This suggests that honey sells."),
        ("", "Honey sells, Ann knows."),
        ("", "Bees in China say nothing."),
    ],
)
def test_who_says_so_is_read_off_the_beginning(expected: str, text: str) -> None:
    """A name before a word of saying, or behind "according to"."""
    assert expected == _record(text).by


def test_what_a_sentence_answers_besides_is_written() -> None:
    """It is not read off the wording."""
    assert _record("Honey sells.", "asks: does honey sell? who buys it?").asks == ("does honey sell?", "who buys it?")
    assert _record("Honey sells. Who buys it?").asks == ()


def test_a_record_is_curated_when_something_is_written() -> None:
    """Derived ones are not."""
    assert _record("Honey sells.", "by: Ann").curated
    assert not _record("Honey sells.").curated


def test_a_gap_is_what_a_source_leaves_open() -> None:
    """It has an attribute of its own."""
    assert _record("Nobody knows who buys honey.", "attribute: gap").is_gap
    assert not _record("Hive has 5 users.").is_gap


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("about: Hive In", "about: 'Hive In' is no topic: did you mean 'Hive Inc.'?"),
        ("attribute: userz", "unknown attribute 'userz': did you mean 'users'?"),
        ("value: six", "value: 'six' does not stand in the sentence: copy it letter by letter"),
        ("kinds: whom", "unknown kind 'whom': did you mean 'who'?"),
        ("as-of: soon", "'soon' is not a date"),
        ("asks: who sells", "asks: 'who sells' has no question mark"),
        ("as-of-basis: sure", "unknown basis 'sure'"),
    ],
)
def test_a_wrong_field_is_told_what_is_wrong(written: str, message: str) -> None:
    """Nothing written is passed over in silence."""
    with pytest.raises(ValueError, match=re.escape(message)):
        _record("Hive has 5 users.", written)


def test_who_says_it_may_stand_at_the_end() -> None:
    """Before and after the claim a speaker is one; a company in the middle is none."""
    assert _record("Honey sells well, Ann Lee says.").by == "Ann Lee"
    assert _record("According to Ann Lee, honey sells well.").by == "Ann Lee"
    assert _record("Honey, Ann Lee says in a letter, sells well.").by == ""


@pytest.mark.parametrize(
    ("speakers", "text"),
    [
        (("Ann Lee",), "Honey, Ann Lee says, sells well."),
        (("Bo Lim", "Ann Lee"), "Bo Lim said that honey sells well, Ann Lee reports."),
        (("Ann Lee",), "Ann Lee (of Hive) has called honey good."),
        (("Hive Weekly",), "Honey is good, according to the Hive Weekly."),
        ((), "Ann Lee hopes to sell honey."),
        ((), "Ann Lee's honey sells well."),
    ],
)
def test_everybody_who_says_something_is_a_speaker(speakers: tuple[str, ...], text: str) -> None:
    """Wherever in the sentence; who only hopes has said nothing."""
    assert speakers_in(text) == speakers
