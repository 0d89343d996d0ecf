"""Questions taken apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Kind
from corpus.dates import PartialDate
from corpus.match import Thresholds, TopicMatcher
from corpus.question import Question, QuestionParser, is_follow_up
from corpus.topics import Topic, Topics
from corpus.words import stem, visible

_TOPICS = Topics(
    [
        Topic("honeycomb", "Honeycomb Inc", "company", aliases=("Honeycomb",), outside=("蜂巢",)),
        Topic("credit", "Sesame Credit", "product"),
        Topic("china", "China", "place"),
        Topic("escrow", "Escrow", "idea"),
        Topic("wax", "Wax"),
        Topic("wu", "Wu Lee", "person"),
        Topic("silk", "XC"),
        Topic("bee", "Beekeeper", "person", outside=("养蜂人",)),
    ]
)
_WORDS = frozenset("the keeper sold candles to loans countries quickly in rome".split())
_PARSER = QuestionParser(_TOPICS, TopicMatcher(_TOPICS, Thresholds()), _WORDS)


def _ask(text: str) -> Question:
    return _PARSER.parse(text)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (Kind.SHARE, "What share of candles is sold?"),
        (Kind.SHARE, "which percentage of candles"),
        (Kind.SHARE, "how large a share is sold"),
        (Kind.HOW_MANY, "How many candles?"),
        (Kind.HOW_MANY, "the number of candles"),
        (Kind.HOW_MUCH, "how much is it"),
        (Kind.HOW_MUCH, "What is Wax worth?"),
        (Kind.HOW_MUCH, "what was the price"),
        (Kind.HOW_MUCH, "at what valuation was wax sold"),
        (Kind.WHEN, "When was it?"),
        (Kind.WHEN, "in what year was it"),
        (Kind.WHO, "who sold it"),
        (Kind.WHO, "which big company sold it"),
        (Kind.WHERE, "where is it"),
        (Kind.WHERE, "which city is it"),
        (Kind.WHY, "why sell"),
        (Kind.WHY, "for what is it sold"),
        (Kind.WHEN, "when, and how many"),
        (Kind.HOW_MANY, "how many, and when"),
        (None, "what is it"),
        (None, "which is it"),
        (None, "tell me"),
        (None, ""),
    ],
)
def test_the_question_word_tells_the_kind(expected: Kind | None, text: str) -> None:
    """The first one in the question; of several at one place the most telling."""
    assert expected == _ask(text).kind


@pytest.mark.parametrize(
    ("topics", "text"),
    [
        (("honeycomb",), "What is honeycomb's wa?"),
        (("honeycomb", "credit"), "honeycomb inc and sesame credit"),
        (("honeycomb",), "what is honycomb"),
        (("credit",), "what is seasme credit"),
        ((), "what are seasme loans"),
        (("credit",), "what of Sesamecredit"),
        (("wu",), "what is wulee"),
        (("silk",), "what is xc"),
        ((), "what of x c"),
        (("wax",), "WAX AND WAX"),
        (("honeycomb", "bee"), "养蜂人和蜂巢"),
        ((), "what is it"),
    ],
)
def test_topics_are_found_exactly_or_nearly(topics: tuple[str, ...], text: str) -> None:
    """In the order of the question, each once; a near name must cover all its words."""
    assert set(topics) == set(_ask(text).topics)
    assert len(_ask(text).topics) == len(topics)


@pytest.mark.parametrize("word", ["besides", "except", "except for", "other than", "apart from", "aside from"])
def test_what_is_excepted_is_not_asked_for(word: str) -> None:
    """An answer need not concern it."""
    assert _ask(f"what did Honeycomb sell {word} wax and escrow in China").topics == ("honeycomb",)
    assert _ask(f"what did Honeycomb sell {word} wax and escrow in China").ideas == ()


def test_topics_are_told_from_places_and_ideas() -> None:
    """An answer must concern the first, should concern the others."""
    question = _ask("does honeycomb use escrow in China")
    assert (question.topics, question.ideas, question.places) == (("honeycomb",), ("escrow",), ("china",))


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (("sell", "candl"), "who sold wax candles, sells candles"),
        (("countri",), "how many conutries"),
        (("quick",), "how quickly"),
        (("loan",), "seasme credit loans"),
        ((), "how big is wax"),
        (("big",), "big wax"),
    ],
)
def test_stems_are_the_content_words_outside_names(expected: tuple[str, ...], text: str) -> None:
    """Put right, each once; "how big" only asks for a measure."""
    assert expected == _ask(text).stems


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("what is Honeycomb Inc", "what is  honycomb?"),
        ("how many countries has Honeycomb Inc", "how many conutries has HONEYCOMB"),
        ("Sesame Credit and Sesame Credit in China", "seasme credit and Sesamecredit, in china!"),
        ("how many loans has Honeycomb Inc", "how many loans has 蜂巢"),
        ("how big is Wax", "how big is wax's"),
        ("what of the zorp", "what of the zorp"),
        ("", "?"),
    ],
)
def test_the_wording_is_put_right(expected: str, text: str) -> None:
    """Misspelt words are mended and every topic has its own name, whichever was typed; other words stay."""
    assert expected == _ask(text).wording


def test_the_attribute_asked_for_is_told() -> None:
    """Even misspelt; where the question word tells the kind, words such as "is" tell nothing."""
    assert _ask("how many custmers has wax").attributes == ("consumers",)
    assert _ask("what is wax").attributes == ("definition",)
    assert _ask("where is wax").attributes == ()


def test_an_attribute_that_is_a_number_asks_how_much() -> None:
    """What were the sales wants a figure."""
    assert _ask("what were the sales of honeycomb").kind is Kind.HOW_MUCH


def test_the_wording_is_read_without_the_names() -> None:
    """What is counted, in which unit, a settled fact or a deed."""
    question = _ask("how many candles did honeycomb sell")
    assert (question.counted, question.units, question.settled) == (("candles",), frozenset(), True)
    assert not question.doer
    assert _ask("who sold honeycomb").doer
    assert _ask("did wax sell").yes_or_no


def test_a_question_for_several_things_is_told() -> None:
    """They may stand in as many sentences."""
    assert _ask("list the candles").lists
    assert not _ask("how many candles").lists


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (True, "wie viele Kunden hat Honeycomb"),
        (True, "蜂巢 有多少客户"),
        (False, "蜂巢"),
        (False, "how many loans has 蜂巢"),
        (False, "did Wax sell to Rome"),
    ],
)
def test_another_language_is_told_by_the_words_beside_the_names(expected: bool, text: str) -> None:
    """Of it only names are understood."""
    assert expected == _ask(text).is_foreign


def test_dates_and_figures_are_told() -> None:
    """They must stand in an answer; nothing in them is a bare number."""
    question = _ask("did it sell 30 percent in November 2016?")
    assert question.dates == (PartialDate(2016, 11),)
    assert [(figure.amount, figure.unit) for figure in question.figures] == [(30, "%")]
    assert (question.orders, question.numerals) == ((), ())


def test_words_of_order_turn_the_meaning() -> None:
    """The second is not the first."""
    assert _ask("what was the second before the second").orders == ("second", stem("before"))
    assert _ask("who sold most candles").orders == ("most",)
    assert _ask("what of wax").orders == ()


def test_a_bare_number_counts_with_the_word_before_it() -> None:
    """Lesson 9 is not nine lessons; the numbers of dates and figures are none."""
    assert _ask("what of lesson 9").numerals == ("lesson 9",)
    assert _ask("7 wax").numerals == ("7",)
    assert _ask("did it sell 30 percent in November 2016").numerals == ()


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (("zebra", "corp"), "what did Zebra Corp sell to Zebra"),
        ((), "Zebra sold honeycomb"),
        ((), "It was so. Zebra sold honeycomb"),
        ((), "did Rome sell"),
        ((), "did Honeycomb sell"),
        ((), "did Honycomb sell"),
        (("zebra",), "WHAT DID ZEBRA SELL TO HONEYCOMB"),
        (("zebra",), "What Did Zebra Sell To Honeycomb"),
        (("zebra",), "what did zebra sell to honeycomb"),
        (("zebra",), "WHAT DID ZEBRA SELL"),
        (("zebra",), "what did zebra sell"),
        (("斑马",), "what did honeycomb sell to 斑马"),
        (("斑马",), "斑马"),
        (("zebra",), "who works with zebra"),
        (("zebra",), "is honeycomb larger than zebra"),
        ((), "what did honeycomb sell to zebra"),
        ((), "how many zebras are there"),
        ((), "HOW MANY ZEBRAS"),
    ],
)
def test_proper_names_that_nobody_here_knows_are_strangers(expected: tuple[str, ...], text: str) -> None:
    """By their capitals in mid-sentence, in Chinese, or standing where a name does; not by being unknown alone."""
    assert expected == _ask(text).strangers


def test_a_stranger_is_not_put_right() -> None:
    """Candlez may be the name of a shop."""
    assert _ask("what did Candlez sell").stems == ("candlez", "sell")
    assert _ask("what did candlez sell").stems == ("candl", "sell")


def test_words_of_the_questions_that_records_ask_are_put_right_but_may_be_names() -> None:
    """That somebody asks for them does not make the articles tell of them."""
    parser = QuestionParser(_TOPICS, TopicMatcher(_TOPICS, Thresholds()), _WORDS, frozenset(["giraffes"]))
    assert parser.parse("how many girafes has wax").stems == ("giraff",)
    assert parser.parse("did Giraffes sell").strangers == ("giraffes",)
    assert _ask("how many girafes has wax").stems == ("giraf",)


@pytest.mark.parametrize(
    ("strangers", "text"),
    [(("zebraco",), "did wax overtake zebraco"), ((), "did wax buy lorries"), ((), "is wax good at zebraco")],
)
def test_what_somebody_met_or_bought_and_nobody_knows_is_a_name(strangers: tuple[str, ...], text: str) -> None:
    """Without a capital, too; a plural is goods."""
    assert _ask(text).strangers == strangers


@pytest.mark.parametrize(
    ("expected", "text"),
    [(True, "what did the butler say"), (False, "what did Honeycomb say"), (False, "what did he say"), (False, "who")],
)
def test_who_is_asked_what_they_say_may_be_a_stranger(expected: bool, text: str) -> None:
    """Neither a topic nor a pronoun is one."""
    assert _ask(text).by_stranger is expected


def test_the_lesser_of_two_stands_behind_than() -> None:
    """Where there is more of one thing than of another."""
    assert _ask("has Sesame Credit more users than Honeycomb").lesser == ("honeycomb",)
    assert _ask("has Sesame Credit users").lesser == ()


def test_a_space_left_out_beside_a_small_word_is_put_back() -> None:
    """What is read is the text with it."""
    question = _ask("howmany candles has wax")
    assert (question.text, question.kind) == ("how many candles has wax", Kind.HOW_MANY)


@pytest.mark.parametrize("text", ["and when was that?", "what about wax", "why?", "is it sold", "how many", "But who"])
def test_a_question_that_leans_on_the_last_is_a_follow_up(text: str) -> None:
    """A pronoun, or a question left incomplete."""
    assert is_follow_up(text)


@pytest.mark.parametrize("text", ["is wax sold", "tell me of wax", "", "the butler"])
def test_a_question_that_stands_alone_is_none(text: str) -> None:
    """It needs no memory."""
    assert not is_follow_up(text)


@settings(deadline=None)
@given(
    st.text()
    | st.lists(st.sampled_from("honycomb how many Zebra 2016 the second 30 % Sesame xc 菜鸟 WHO ? ' -".split())).map(
        " ".join
    )
)
def test_any_text_is_a_question(text: str) -> None:
    """What it names exists, and its text shows nothing invisible."""
    question = _ask(text)
    assert question.text.replace(" ", "") == visible(text).replace(" ", "")
    assert {*question.topics, *question.places, *question.ideas} <= set(_TOPICS)
    assert not any(" " in term or not term for term in question.stems)
